"""Rights through the front doors: what each post may write by real requests, operation by operation.

An operation that writes is one row of OPERATIONS; a test holds that none is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.rights import may
from entente.foundation.directory import commands as directory
from entente.foundation.ledger.models import Entry
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, CandidateFacts, MilestoneFacts, UpdateFacts
from entente.record.delivery.queries import Update, Weight
from entente.surfaces.api.operations import api
from tests.cast import ANA
from tests.foundation.accord.signing import proposed, public_key, signed_file
from tests.record.builders import shared_plan
from tests.surfaces.busy import AT, claimed, published
from tests.surfaces.test_rights import GROUP, OTHER_GROUP, Reader, readers

pytestmark = pytest.mark.django_db

PLAN, REF = "tri-plan", "tri-plan/1.1"
PROMISE = f"/api/v1/commitments/{REF}"
DAY = "2026-06-01"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation that writes.  action: the right behind it; is_own: it begins something in the caller's own name."""

    name: str
    action: str
    path: str
    body: dict[str, Any] = field(default_factory=dict)
    method: str = "post"
    is_own: bool = False


SOURCE = {
    "address": "https://ministry.example/page",
    "title": {"en": "Page"},
    "language": "en",
    "publisher": "Ministry",
}
DONE = {"en": "Done.", "pt": "Feito."}
WORDS = {"as_of_on": DAY, "done": DONE}

OPERATIONS = (
    Operation(
        "make_claim",
        "claim.make",
        f"{PROMISE}/claims",
        {"supports": "all", "statement": DONE, "source": SOURCE},
        is_own=True,
    ),
    Operation("check_claim", "claim.check", "/api/v1/claims/AAA/proof/checks", {"verdict": "accepted"}, is_own=True),
    Operation("write_update", "update.write", f"{PROMISE}/updates", WORDS, is_own=True),
    Operation("revise_update", "update.write", "{update}", {**WORDS, "revision": 1}, "put"),
    Operation("submit_update", "update.write", "{update}/submit"),
    Operation("approve_update", "update.approve", "{update}/approve", {"revision": 1}),
    Operation("send_back_update", "update.approve", "{update}/send-back", {"revision": 1, "reason": "No."}),
    Operation("publish_update", "update.approve", "{update}/publish", {}),
    Operation("correct_update", "update.write", "{public}/correct", {**WORDS, "correction": DONE}),
    Operation("set_status", "status.set", "{update}/statuses", {"value": "limited", "as_of_on": DAY, "reason": DONE}),
    Operation("note_no_change", "update.write", f"{PROMISE}/no-change"),
    Operation(
        "plan_milestone", "milestone.plan", f"{PROMISE}/milestones", {"slug": "new", "title": DONE, "due": "2027"}, is_own=True
    ),
    Operation("report_milestone", "milestone.report", f"{PROMISE}/milestones/step/report", {"on": DAY, "done": DONE}),
    Operation("accept_milestone", "milestone.accept", f"{PROMISE}/milestones/step/accept", {"on": DAY}),
    Operation("return_milestone", "milestone.accept", f"{PROMISE}/milestones/step/return", {"on": DAY, "reason": DONE}),
    Operation("mark_stage", "stage.mark", f"/api/v1/plans/{PLAN}/activities/memo/stages/mandate", {"happened": DAY}),
    Operation(
        "argue_candidate",
        "candidate.argue",
        f"{PROMISE}/candidates/fair/arguments",
        {"stance": "for", "text": DONE},
        is_own=True,
    ),
    Operation(
        "decide_candidate", "candidate.decide", f"{PROMISE}/candidates/fair/decisions", {"answer": "accept", "reason": DONE}
    ),
    Operation("hand_in_signature", "accord.sign", "/api/v1/signatures"),
    Operation("agree_ad_referendum", "accord.sign", "{proposal}/ad-referendum", {"revision": 1}),
    Operation("dissent", "accord.sign", "{proposal}/dissents", {"revision": 1, "reason": DONE}),
    Operation("withdraw_signature", "accord.sign", "{proposal}/withdraw", {"reason": "No."}),
    Operation("give_up_proposal", "accord.propose", "{proposal}/give-up", {"reason": "No."}),
)  # fmt: skip

UPDATES = {"{update}", "{public}"}
"""Of these the first is a draft that no other side sees: whoever does not is told that there is none."""


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def addresses() -> dict[str, str]:
    """A draft and a published update of party A, and one public thing of every kind on the first promise."""
    shared_plan()
    for slug in (GROUP, OTHER_GROUP):
        directory.found_group(slug=slug, name={"en": slug}, sides=["AAA", "BBB", "institute", "observatory"], by=SYSTEM)
    claimed(REF, "proof")
    activity = delivery.add_activity(
        ActivityFacts(PLAN, "memo", "instrument", DONE, parties=("AAA", "BBB")), by=ANA, owner="AAA", at=AT
    )
    delivery.serve(activity, REF, Weight.PART, by=ANA, at=AT)
    delivery.propose_candidate(CandidateFacts(REF, "fair", DONE, "2026-05-06"), by=ANA, at=AT)
    delivery.plan_milestone(MilestoneFacts(REF, "step", DONE, "2026-05"), by=ANA, at=AT)
    draft = delivery.write_update(UpdateFacts(REF, date(2026, 6, 1), DONE), by=ANA, at=AT)
    accord.register_key("AAA", public_key("AAA"), by=ANA, at=AT)
    one = proposed(subject=REF)
    return {
        "{update}": _address(draft),
        "{public}": _address(published(REF, "Held.")),
        "{proposal}": f"/api/v1/proposals/{one.pk}",
        "{signature}": signed_file(one, "AAA").decode(),
    }


def _address(update: Update) -> str:
    return f"{PROMISE}/updates/AAA-{update.number}"


def keys(scopes: list[Scope]) -> Iterator[tuple[Reader, Actor, str]]:
    """Everybody who may make a token, who they then act as, and the key."""
    today = timezone.localdate()
    for reader in readers():
        if may(reader.by, "token.make"):
            _token, raw = accounts.make_token(
                reader.user, reader.by.post, label="walk", scopes=scopes, days=1, by=reader.by, on=today
            )
            acts = accounts.use_token(raw, on=today)
            assert acts is not None
            yield reader, acts, raw


def ask(operation: Operation, addresses: dict[str, str], raw: str) -> int:
    path = operation.path
    for name, address in addresses.items():
        path = path.replace(name, address)
    client = Client(headers={"authorization": f"Bearer {raw}"})
    send = client.put if operation.method == "put" else client.post
    body = addresses["{signature}"] if operation.name == "hand_in_signature" else operation.body
    response: Any = send(path, body, content_type="application/json")
    return int(response.status_code)


def test_every_operation_that_writes_is_walked() -> None:
    described = api.get_openapi_schema()["paths"].values()
    writing = {
        item[verb]["operationId"] for item in described for verb in ("post", "put", "patch", "delete") if verb in item
    }
    assert {operation.name for operation in OPERATIONS} == writing


@pytest.mark.parametrize("scopes", [list(Scope), [Scope.WRITE], [Scope.APPROVE]], ids=str)
def test_who_may_not_come_to_an_operation_writes_nothing(addresses: dict[str, str], scopes: list[Scope]) -> None:
    """Every operation x side x role with all scopes, and for the posts of one side with a scope alone."""
    walked = 0
    for reader, acts, raw in keys(scopes):
        if scopes != list(Scope) and acts.owner != "AAA":
            continue
        for operation in OPERATIONS:
            if may(acts, operation.action):
                continue
            before = Entry.objects.count()
            hidden = operation.path.startswith("{update}") and acts.owner != "AAA"
            if operation.action.startswith("accord."):
                hidden = not accords.proposals(acts, as_of=timezone.now())
            expected = 404 if hidden else 403
            told = ask(operation, addresses, raw)
            assert (reader.name, operation.name, told) == (reader.name, operation.name, expected)
            assert (reader.name, operation.name, Entry.objects.count()) == (reader.name, operation.name, before)
            walked += 1
    assert walked > 100


def test_who_may_come_to_an_operation_in_its_own_name_writes(addresses: dict[str, str]) -> None:
    """Each side x role that may, and nobody else: a second walk of the same cells, from the other side."""
    for reader, acts, raw in keys(list(Scope)):
        for operation in OPERATIONS:
            if operation.is_own and may(acts, operation.action) and operation.name != "plan_milestone":
                status = ask(operation, addresses, raw)
                assert (reader.name, operation.name, status) == (reader.name, operation.name, 200)


def test_nobody_without_a_token_writes(addresses: dict[str, str]) -> None:
    for operation in OPERATIONS:
        assert (operation.name, ask(operation, addresses, "entente_none")) == (operation.name, 401)
