"""Keys and working groups from the command line."""

from __future__ import annotations

import pytest
from django.utils import timezone

from entente.foundation.accounts.queries import actor_for_token
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Post
from tests import cast
from tests.surfaces.cli.conftest import Entente

pytestmark = pytest.mark.django_db


def test_key_is_made_listed_and_revoked(entente: Entente) -> None:
    cast.holder(cast.desk())
    options = ["--post", "ministry-a/desk", "--label", "sheet", "--scope", "write", "--days", "9", "--json"]
    made = entente("token", "make", "ana@example.org", *options).json
    assert actor_for_token(made["token"], on=timezone.localdate()) is not None
    (row,) = entente("token", "list", "ana@example.org", "--json").json
    assert (row["handle"], row["label"], row["scopes"], row["revoked"]) == (made["handle"], "sheet", "read, write", "")
    assert entente("token", "revoke", "ana@example.org", made["handle"]).code == 0
    assert actor_for_token(made["token"], on=timezone.localdate()) is None
    assert entente("token", "revoke", "ana@example.org", made["handle"]).code == 1
    assert made["token"] not in entente("token", "list", "ana@example.org").out


def test_group_is_founded_seated_and_left(entente: Entente) -> None:
    desk = cast.desk()
    assert entente("group", "found", "water", "--name", "en=Water", "--side", "BBB", "--side", "AAA").code == 0
    assert entente("group", "seat", "water", "ministry-a/desk").code == 0
    listed = entente("group", "list", "--json").json
    assert listed == [{"slug": "water", "name": {"en": "Water"}, "sides": ["AAA", "BBB"], "seats": ["ministry-a/desk"]}]
    assert "ministry-a/desk" in entente("group", "list").out
    assert entente("group", "unseat", "water", "ministry-a/desk").code == 0
    assert directories.groups_of(desk, on=timezone.localdate()) == frozenset()
    assert entente("group", "unseat", "water", "ministry-a/desk").code == 1


def test_first_administrators_are_made_by_the_operator(entente: Entente) -> None:
    cast.ministry(cast.party())
    options = ["--open", "party", "--title", "en=Administrator", "--role", "administrator"]
    for slug, email in (("admin-1", "ana@example.org"), ("admin-2", "ada@example.org")):
        assert entente("account", "add", email, "--post", f"ministry-a/{slug}", *options).code == 0
    assert list(Post.objects.values_list("roles", flat=True)) == [["administrator"], ["administrator"]]
    again = entente("account", "add", "bo@example.org", "--post", "ministry-a/admin-1", *options)
    assert (again.code, "is open already" in again.err) == (1, True)
