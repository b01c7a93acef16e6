"""What a token reads through the API, and how one that opens nothing is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entente.foundation.accounts import commands
from entente.foundation.accounts.queries import actor_for
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Appointment
from entente.record.verification.models import Claim
from tests import cast
from tests.surfaces import a_plan

pytestmark = pytest.mark.django_db

ADDRESS = f"/api/v1/commitments/{a_plan.SLUG}/1.1"


@pytest.fixture
def raw() -> str:
    """A token of the keeper of a record, of whose two claims one is for its own eyes."""
    a_plan.on_record()
    Claim.objects.filter(is_context=False).update(tier=Tier.OWN)
    user = cast.holder(cast.keepers_desk())
    today = timezone.localdate()
    by = actor_for(user, None, on=today)
    _, made = commands.make_token(user, "observatory/record-keeper", label="sheet", scopes=[], days=9, by=by, on=today)
    return made


def ask(client: Client, authorization: str | None) -> Any:
    return client.get(ADDRESS, headers={} if authorization is None else {"authorization": authorization})


def test_token_reads_what_its_post_reads_and_nobody_keeps_the_answer(client: Client, raw: str) -> None:
    mine, anybodys = ask(client, f"Bearer {raw}"), ask(client, None)
    assert [len(one.json()["claims"]) for one in (mine, anybodys)] == [2, 1]
    assert (mine["Cache-Control"], mine["Vary"]) == ("private, no-store", "Authorization")
    assert (set(anybodys["Cache-Control"].split(", ")), anybodys.get("Vary")) == ({"public", "no-cache"}, None)


@pytest.mark.parametrize("wrong", ["Bearer", "Bearer x", "Basic YTpi", "{raw}", "Bearer {raw}x", ""])
def test_what_opens_nothing_is_refused_and_never_taken_for_a_reader(client: Client, raw: str, wrong: str) -> None:
    response = ask(client, wrong.format(raw=raw))
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert (response["WWW-Authenticate"], response["Cache-Control"]) == ("Bearer", "no-store")


def test_token_of_a_leaver_stops_on_the_day(client: Client, raw: str) -> None:
    assert ask(client, f"Bearer {raw}").status_code == 200
    directory.end_appointment(Appointment.objects.get(), to_on=timezone.localdate(), by=SYSTEM)
    assert ask(client, f"Bearer {raw}").status_code == 401


def test_session_counts_for_nothing(client: Client, raw: str) -> None:
    cast.sign_in(client, cast.holder(cast.desk("AAA"), name="Bo"))
    assert len(ask(client, None).json()["claims"]) == 1
