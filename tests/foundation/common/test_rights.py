"""Every action x capacity x role against the committed page; every kind of reader x tier x side x embargo against `readable`."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor, Capacity, Role
from entente.foundation.common.decisions import ALLOWED, Denied
from entente.foundation.common.records import Tier, readable
from entente.foundation.common.rights import RIGHTS, may
from entente.foundation.sources.models import Document
from entente.record.assessment.models import Finding
from tests.architecture.rights_reference import (
    OF_GROUP,
    OF_OTHER_GROUP,
    PAGE,
    READERS,
    TIERS,
    Reader,
    page,
    written,
)
from tests.record.builders import NOW

WHOM = (Capacity.PARTY, Capacity.KEEPER, Capacity.ASSESSOR)
EMBARGOES = {None: True, -1: True, 0: True, 1: False}
"""Hours from now -> whether the record is out."""


def test_page_of_rights_is_the_present_one() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tests.architecture.rights_reference`"


def test_page_names_every_role() -> None:
    assert [role.value for role in Role if f"| {role.value} |" not in PAGE.read_text("utf-8")] == []


def test_every_cell_of_actions_capacities_and_roles() -> None:
    committed = written()
    assert list(committed) == list(RIGHTS)
    wrong = []
    for action, (whom, roles, told) in committed.items():
        for capacity in WHOM:
            for role in (None, *Role):
                by = Actor(capacity, owner="X", roles=frozenset([role] if role else []))
                expected = ALLOWED if capacity in whom and role in roles else Denied(told)
                if may(by, action) != expected:
                    wrong.append((action, capacity, role))
        wrong += [(action, Capacity.PUBLIC, None)] if may(PUBLIC, action) != Denied(told) else []
        wrong += [(action, Capacity.SYSTEM, None)] if may(SYSTEM, action) != ALLOWED else []
    assert wrong == []


def test_unknown_action_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        may(SYSTEM, "no.such.action")


def people(reader: Reader, owner: str) -> list[Actor]:
    """Everybody who is such a reader, on the side of `owner`: each capacity with each set of roles that it can have."""
    groups = frozenset({"g"} if OF_GROUP in reader.others else ())
    if reader.name.startswith("reader"):
        return [PUBLIC]
    if "administrator alone" in reader.name:
        return [Actor(one, owner, roles=frozenset({Role.ADMINISTRATOR}), groups=frozenset({"g"})) for one in WHOM]
    is_party = Tier.PARTIES in reader.others and "secretariat" not in reader.name
    capacities = [Capacity.PARTY] if is_party else [Capacity.KEEPER, Capacity.ASSESSOR]
    always = frozenset({Role.SECRETARIAT} if "the role secretariat" in reader.name else ())
    role_sets = [frozenset[Role](), *(frozenset({role}) for role in Role), frozenset(Role) - {Role.SECRETARIAT}]
    return [
        Actor(capacity, owner, roles=roles | always, groups=groups)
        for capacity in capacities
        for roles in role_sets
        if Role.SECRETARIAT not in roles and (roles | always) != {Role.ADMINISTRATOR}
    ]


def reads(reader: Reader, tier: str, *, is_own: bool, is_out: bool) -> bool:
    return reader.own if is_own and reader.own else is_out and tier in reader.others


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["document", "finding"])
def test_every_cell_of_readers_tiers_sides_and_embargoes(kind: str) -> None:
    model: type[Document] | type[Finding] = Document if kind == "document" else Finding
    further = {"side": "third"} if kind == "document" else {"looked_on": NOW.date()}
    cells = {
        f"{owner.lower()}-{at}-{embargo}": (owner, tier, embargo)
        for owner in ("MINE", "OTHER")
        for at, tier in enumerate(TIERS)
        for embargo in EMBARGOES
    }
    for slug, (owner, tier, embargo) in cells.items():
        model.objects.create(
            slug=slug,
            owner=owner,
            tier=Tier.GROUP if tier in (OF_GROUP, OF_OTHER_GROUP) else tier,
            group={OF_GROUP: "g", OF_OTHER_GROUP: "h"}.get(tier, ""),
            embargo_until=None if embargo is None else NOW + timedelta(hours=embargo),
            **further,
        )
    for reader in READERS:
        expected = {
            slug
            for slug, (owner, tier, embargo) in cells.items()
            if reads(reader, tier, is_own=owner == "MINE", is_out=EMBARGOES[embargo])
        }
        for by in people(reader, "MINE"):
            found = set(model.objects.filter(readable(by, as_of=NOW)).values_list("slug", flat=True))
            assert (reader.name, by.capacity, by.roles, found) == (reader.name, by.capacity, by.roles, expected)
    assert model.objects.filter(readable(SYSTEM, as_of=NOW)).count() == len(cells)
