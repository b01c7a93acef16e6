"""Rights through the front doors: what each post reads by real requests, and which pages open to whom.

A new kind of record is one row of KINDS; a page that an action stands behind is one row of DOORS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.queries import User, actor_for
from entente.foundation.common.actors import SYSTEM, Actor, Capacity, Role
from entente.foundation.common.records import Tier
from entente.foundation.common.rights import may
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Organisation
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from entente.foundation.sources.models import Capture, Document
from entente.record.assessment.models import Finding
from entente.record.delivery.models import Activity, Candidate, Milestone, Service, Update
from entente.record.delivery.words import UpdateStatus
from entente.record.notes.models import Note
from entente.record.verification.models import Claim
from entente.surfaces.intake.models import SheetBatch
from tests import cast
from tests.record.builders import adopted_plan, draft_plan

pytestmark = pytest.mark.django_db

NOW = timezone.now()
PLAN, REF = "tri-plan", "tri-plan/1.1"
GROUP, OTHER_GROUP = "water", "air"


@dataclass(frozen=True, slots=True)
class Cell:
    """One record: whose, for whom, until when withheld; its word stands nowhere else."""

    kind: str
    owner: str
    tier: str
    group: str
    hours: int | None
    word: str

    @property
    def is_out(self) -> bool:
        return self.hours is None or self.hours <= 0

    def facts(self) -> dict[str, Any]:
        embargo = None if self.hours is None else NOW + timedelta(hours=self.hours)
        return {
            "owner": self.owner,
            "tier": self.tier,
            "group": self.group,
            "embargo_until": embargo,
            "made_at": NOW - timedelta(days=9),
            "plan": PLAN,
            "commitment": REF,
        }


def _claim(cell: Cell) -> None:
    Claim.objects.create(
        **cell.facts(), slug=cell.word, subject=REF, supports="all", statement={"en": cell.word}, note={"en": cell.word}
    )


def _finding(cell: Cell) -> None:
    where = {"en": cell.word}
    Finding.objects.create(
        **cell.facts(), slug=cell.word, subject=REF, looked_on=NOW.date(), looked_where=where, note=where
    )


def _update(cell: Cell, *, status: str = UpdateStatus.PUBLISHED) -> None:
    published = NOW - timedelta(days=1) if status == UpdateStatus.PUBLISHED else None
    facts = cell.facts()
    Update.objects.create(
        **facts,
        public_at=max(published, facts["embargo_until"] or published) if published else None,
        number=int(re.sub(r"\D", "", cell.word)),
        as_of_on=NOW.date(),
        done={"en": cell.word},
        next_step={"en": cell.word},
        status=status,
        written_by="x/desk",
        changed_at=NOW - timedelta(days=1),
        published_at=published,
        is_announced=published is not None,
    )


def _draft(cell: Cell) -> None:
    _update(cell, status=UpdateStatus.DRAFT)


def _note(cell: Cell) -> None:
    Note.objects.create(**{**cell.facts(), "tier": Tier.OWN, "group": ""}, about=REF, text=cell.word, post="x/desk")


def _milestone(cell: Cell) -> None:
    days = {"due": "2027", "due_first_on": date(2027, 1, 1), "due_last_on": date(2027, 12, 31)}
    Milestone.objects.create(**cell.facts(), subject=REF, slug=cell.word, title={"en": cell.word}, **days)


def _activity(cell: Cell) -> None:
    facts = {name: value for name, value in cell.facts().items() if name != "commitment"}
    activity = Activity.objects.create(
        **facts, slug=cell.word, kind="dialogue", title={"en": cell.word}, parties=["AAA", "BBB"]
    )
    Service.objects.create(activity=activity, subject=REF, commitment=REF, weight="part")


def _candidate(cell: Cell) -> None:
    days = {"happened": "2026-05-06", "first_on": date(2026, 5, 6), "last_on": date(2026, 5, 6)}
    Candidate.objects.create(**cell.facts(), subject=REF, slug=cell.word, title={"en": cell.word}, **days)


def _capture(cell: Cell) -> None:
    """A source whose address waits to be fetched."""
    kept = ("owner", "tier", "group", "embargo_until", "made_at")
    facts = {name: value for name, value in cell.facts().items() if name in kept}
    address = f"https://{cell.word}.example/"
    document = Document.objects.create(
        **facts, slug=cell.word, title={"en": cell.word}, side="third", language="en", address=address
    )
    Capture.objects.create(**facts, document=document, address=address, asked_at=NOW, asked_by="x/desk")


def _sheet(cell: Cell) -> None:
    SheetBatch.objects.create(
        owner=cell.owner,
        post="x/desk",
        plan=PLAN,
        file_name=f"{cell.word}.xlsx",
        sha256=cell.word.ljust(64, "0"),
        size_bytes=1,
        made_at=NOW,
    )


KINDS: dict[str, Callable[[Cell], None]] = {
    "claim": _claim,
    "finding": _finding,
    "update": _update,
    "draft": _draft,
    "note": _note,
    "milestone": _milestone,
    "activity": _activity,
    "candidate": _candidate,
    "capture": _capture,
    "sheet": _sheet,
}
OWN_SIDE_ALONE = {"draft", "note", "capture", "sheet"}
"""Kinds that no tier shares: a draft is its side's until it is published; notes, and what is fetched or dropped, for ever."""

OWNERS = ("AAA", "observatory")
SHARES = (
    (Tier.OWN, ""),
    (Tier.PARTIES, ""),
    (Tier.GROUP, GROUP),
    (Tier.GROUP, OTHER_GROUP),
    (Tier.PUBLIC, ""),
)
CELLS = [
    Cell(kind, owner, tier, group, hours, f"zq{kind}{number:04d}zq")
    for number, (kind, owner, (tier, group), hours) in enumerate(product(KINDS, OWNERS, SHARES, (None, -1, 1)))
]
WORD = re.compile("zq(?:" + "|".join(KINDS) + r")\d{4}zq")


def may_see(by: Actor, cell: Cell) -> bool:
    """The rule in other words than the software's."""
    is_administrator = by.roles == {Role.ADMINISTRATOR}
    if by.capacity is not Capacity.PUBLIC and not is_administrator and by.owner == cell.owner:
        return True
    if cell.kind in OWN_SIDE_ALONE or not cell.is_out:
        return False
    if cell.tier == Tier.PUBLIC:
        return True
    if by.capacity is Capacity.PUBLIC or is_administrator:
        return False
    if cell.tier == Tier.GROUP:
        return cell.group in by.groups
    return cell.tier == Tier.PARTIES and (by.capacity is Capacity.PARTY or Role.SECRETARIAT in by.roles)


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def record() -> None:
    adopted_plan()
    draft_plan("draft-plan")
    for cell in CELLS:
        KINDS[cell.kind](cell)
    for slug in (GROUP, OTHER_GROUP):
        directory.found_group(slug=slug, name={"en": slug}, sides=["AAA", "BBB", "institute", "observatory"], by=SYSTEM)


SIDES = {
    # side: the capacity of its posts
    "AAA": PostCapacity.PARTY,
    "BBB": PostCapacity.PARTY,
    "observatory": PostCapacity.KEEPER,
    "institute": PostCapacity.ASSESSOR,
}


def _organisation(side: str) -> Organisation:
    if SIDES[side] is PostCapacity.PARTY:
        party = directories.get_party(side)
        slug, kind = f"ministry-{side[0].lower()}", OrganisationKind.MINISTRY
        return directory.register_organisation(slug=slug, name={"en": side}, kind=kind, party=party, by=SYSTEM)
    return directory.register_organisation(slug=side, name={"en": side}, kind=OrganisationKind.OBSERVER, by=SYSTEM)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of a side in a post with one role, or none: its log-in, and who it acts as."""

    name: str
    user: User
    by: Actor


def readers() -> Iterator[Reader]:
    """Every side x every role alone, and one post of each side that sits in a group."""
    for side, capacity in SIDES.items():
        for role in (None, *Role, "seat"):
            if capacity is PostCapacity.PARTY and role is Role.SECRETARIAT:
                continue
            slug = str(role or "no-role").replace("_", "-")
            roles = [role] if isinstance(role, Role) else []
            organisation = _organisation(side)
            post = directory.open_post(
                organisation, slug=slug, title={"en": slug}, capacity=capacity, by=SYSTEM, roles=roles
            )
            if role == "seat":
                group = directories.WorkingGroup.objects.get(slug=GROUP)
                directory.seat(group, post, from_on=cast.LONG_AGO, by=SYSTEM)
            user = cast.holder(post, name=f"{side}-{slug}")
            yield Reader(f"{side} {slug}", user, actor_for(user, None, on=timezone.localdate()))


def words_in(content: bytes, kinds: set[str]) -> set[str]:
    return {word for word in WORD.findall(content.decode()) if any(word.startswith(f"zq{kind}") for kind in kinds)}


def shown(by: Actor, kinds: set[str]) -> set[str]:
    return {cell.word for cell in CELLS if cell.kind in kinds and may_see(by, cell)}


API = {
    f"/api/v1/commitments/{REF}": {"claim", "finding"},
    f"/api/v1/commitments/{REF}/updates": {"update"},
    f"/api/v1/commitments/{REF}/milestones": {"milestone"},
    f"/api/v1/commitments/{REF}/candidates": {"candidate"},
    f"/api/v1/commitments/{REF}/claims": {"claim"},
    f"/api/v1/plans/{PLAN}/activities": {"activity"},
}
"""Address -> kinds that it shows; of all others it shows nothing."""


@pytest.mark.usefixtures("record")
def test_api_shows_each_post_exactly_what_it_may_read() -> None:
    today, client = timezone.localdate(), Client()
    for reader in readers():
        if not may(reader.by, "token.make"):
            continue  # its pages are walked below
        _, raw = accounts.make_token(
            reader.user, reader.by.post, label="walk", scopes=[], days=1, by=reader.by, on=today
        )
        for address, kinds in API.items():
            response = client.get(address, headers={"authorization": f"Bearer {raw}"})
            found = words_in(response.content, set(KINDS))
            assert (reader.name, address, found) == (reader.name, address, shown(reader.by, kinds))


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("address", [*API, f"/api/v1/plans/{PLAN}"])
def test_api_shows_a_reader_what_is_public(client: Client, address: str) -> None:
    kinds = API.get(address, {"claim", "finding"})
    assert words_in(client.get(address).content, set(KINDS)) == shown(cast.DANA, kinds)


PAGE_KINDS = {"claim", "finding", "update", "milestone", "activity", "candidate"}
"""Kinds that the public page of a promise shows."""


@pytest.mark.usefixtures("record")
def test_public_page_shows_everybody_what_is_public_and_no_more_to_who_is_signed_in() -> None:
    address = f"/en/plans/{PLAN}/commitments/1.1/"
    public = shown(cast.DANA, PAGE_KINDS)
    assert words_in(Client().get(address).content, PAGE_KINDS) == public
    for reader in readers():
        client = Client()
        cast.sign_in(client, reader.user)
        assert (reader.name, words_in(client.get(address).content, PAGE_KINDS)) == (reader.name, public)


DESK = (
    "/en/desk/",
    f"/en/desk/plans/{PLAN}/",
    f"/en/desk/plans/{PLAN}/preview/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/evidence/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/none-found/",
    "/en/desk/plans/draft-plan/",
    "/en/desk/sources/",
    "/en/desk/people/",
    "/en/desk/approvals/",
    "/en/desk/audit/",
    "/en/desk/milestones/",
    "/en/desk/lists/waiting/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/work/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/work/activities/",
    f"/en/desk/plans/{PLAN}/commitments/1.1/work/candidates/",
    f"/en/desk/plans/{PLAN}/workbooks/",
)


@pytest.mark.usefixtures("record")
def test_desk_shows_no_post_more_than_it_may_read() -> None:
    for reader in readers():
        client = Client()
        cast.sign_in(client, reader.user)
        allowed = shown(reader.by, set(KINDS))
        for address in DESK:
            found = words_in(client.get(address).content, set(KINDS))
            assert (reader.name, address, found - allowed) == (reader.name, address, set())


DOORS = {
    # action: the page that stands behind it
    "plan.start": ("/en/desk/new-plan/", "/en/desk/import/"),
    "directory.keep": ("/en/desk/new-party/",),
    "staff.propose": tuple(
        f"/en/desk/people/propose/{kind}/" for kind in ("open-post", "appoint", "end", "give-log-in", "recover-log-in")
    ),
}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("action", DOORS)
def test_page_opens_to_those_who_may_come_to_the_action(action: str) -> None:
    for reader in readers():
        client = Client()
        cast.sign_in(client, reader.user)
        for address in DOORS[action]:
            expected = 200 if may(reader.by, action) else 403
            assert (reader.name, address, client.get(address).status_code) == (reader.name, address, expected)
