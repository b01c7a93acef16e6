"""Writing through the API: the same commands as the pages, by the post behind a token, once for each key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.queries import Token, actor_for
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import SYSTEM, Actor, Capacity, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import PostCapacity, get_organisation
from entente.record.delivery.models import Update
from entente.surfaces.api.models import Answer
from tests import cast
from tests.cast import ALL_WORK
from tests.record.builders import taking_part
from tests.surfaces import a_plan

pytestmark = pytest.mark.django_db

PROMISE = f"/api/v1/commitments/{a_plan.SLUG}/1.1"
WORDS = {"as_of_on": "2026-03-02", "done": {"en": "Trees stand.", "fr": "Les arbres sont là."}}
Send = Callable[..., Any]


def token(slug: str, roles: frozenset[Role], scopes: list[Scope]) -> str:
    """A token of a post of the Forest Service, which speaks for party XAA."""
    post = directory.open_post(
        get_organisation("forest-service"),
        slug=slug,
        title={"en": slug},
        capacity=PostCapacity.PARTY,
        roles=roles,
        by=SYSTEM,
    )
    user = cast.holder(post, name=slug.title())
    today = timezone.localdate()
    by = actor_for(user, None, on=today)
    return accounts.make_token(user, post.ref, label=slug, scopes=scopes, days=9, by=by, on=today)[1]


@pytest.fixture
def writer() -> str:
    plan = a_plan.on_record()
    taking_part(plan, Actor(Capacity.PARTY, owner="XAA", roles=ALL_WORK))
    return token("desk", frozenset({Role.CONTRIBUTOR}), [Scope.WRITE])


@pytest.fixture
def approver(writer: str) -> str:
    return token("director", frozenset({Role.APPROVER, Role.VERIFIER}), [Scope.APPROVE])


@pytest.fixture
def send(client: Client) -> Send:
    def _send(raw: str | None, path: str, body: object = None, *, method: str = "post", **headers: str) -> Any:
        known = {"authorization": f"Bearer {raw}"} if raw else {}
        return getattr(client, method)(path, data=body, content_type="application/json", headers={**known, **headers})

    return _send


def address_of(answer: Any) -> str:
    return f"{PROMISE}/updates/{answer.json()['ref'].rpartition('/')[2]}"


def test_update_goes_from_draft_to_the_public(client: Client, writer: str, approver: str, send: Send) -> None:
    made = send(writer, f"{PROMISE}/updates", WORDS)
    assert (made.status_code, made.json()["working"]["status"]) == (200, "draft")
    update = address_of(made)
    status = {"value": "limited", "as_of_on": "2026-03-02", "reason": {"en": "A start.", "fr": "Un début."}}
    assert send(writer, f"{update}/statuses", status).status_code == 200
    sent = send(writer, f"{update}/submit")
    assert sent.json()["working"]["status"] == "submitted"
    assert client.get(update).status_code == 404
    approved = send(approver, f"{update}/approve", {"revision": sent.json()["working"]["revision"]})
    assert approved.json()["working"]["status"] == "approved"
    assert send(approver, f"{update}/publish", {}).status_code == 200
    shown = client.get(update).json()
    assert (shown["done"], shown["working"]) == (WORDS["done"], None)
    (said,) = client.get(f"{PROMISE}/statuses").json()["items"]
    assert (said["party"], said["value"], said["proof_state"]) == ("XAA", "limited", "not_needed")


def test_writing_without_a_token_is_refused(client: Client, writer: str, send: Send) -> None:
    answer = send(None, f"{PROMISE}/updates", WORDS)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert Update.objects.count() == 0


def test_scope_of_reading_writes_nothing(writer: str, send: Send) -> None:
    reader = token("archive", frozenset({Role.CONTRIBUTOR}), [])
    answer = send(reader, f"{PROMISE}/updates", WORDS)
    assert (answer.status_code, answer.json()["code"]) == (403, "action_denied")
    assert Update.objects.count() == 0


def test_same_key_writes_once_and_answers_the_same(writer: str, send: Send) -> None:
    first = send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"})
    again = send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"})
    assert again.content == first.content
    assert (first.get("Replayed"), again.get("Replayed")) == (None, "true")
    assert Update.objects.count() == 1


def test_another_token_of_the_same_person_and_post_has_keys_of_its_own(writer: str, send: Send) -> None:
    held = Token.objects.get(handle=writer.split("_")[1])
    post = held.appointment.post.ref
    by = actor_for(held.user, post, on=timezone.localdate())
    _row, second = accounts.make_token(
        held.user, post, label="second", scopes=[Scope.WRITE], days=9, by=by, on=timezone.localdate()
    )
    first = send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"})
    other = send(second, f"{PROMISE}/updates", {**WORDS, "as_of_on": "2026-03-03"}, **{"idempotency-key": "one"})
    assert (first.status_code, other.status_code, other.get("Replayed")) == (200, 200, None)
    assert Update.objects.count() == 2


def test_key_of_another_request_is_refused(writer: str, send: Send) -> None:
    send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"})
    other = send(writer, f"{PROMISE}/updates", {**WORDS, "as_of_on": "2026-03-03"}, **{"idempotency-key": "one"})
    assert (other.status_code, other.json()["code"]) == (422, "rule_broken")
    assert Update.objects.count() == 1


def test_refusal_is_not_kept_so_that_it_can_be_mended(writer: str, send: Send) -> None:
    empty = send(writer, f"{PROMISE}/updates", {"as_of_on": "2026-03-02"}, **{"idempotency-key": "one"})
    assert empty.status_code == 422
    assert Answer.objects.count() == 0
    assert send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"}).status_code == 200


def test_keys_are_forgotten_after_a_week(writer: str, send: Send) -> None:
    send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"})
    Answer.objects.update(made_at=timezone.now() - timedelta(days=8))
    assert send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "one"}).get("Replayed") is None
    assert Update.objects.count() == 2


def test_key_that_is_too_long_is_refused(writer: str, send: Send) -> None:
    answer = send(writer, f"{PROMISE}/updates", WORDS, **{"idempotency-key": "x" * 81})
    assert (answer.status_code, answer.json()["code"]) == (422, "rule_broken")


def test_revision_that_is_over_is_a_conflict_and_nothing_is_lost(writer: str, send: Send) -> None:
    update = address_of(send(writer, f"{PROMISE}/updates", WORDS))
    mine = {**WORDS, "done": {"en": "More.", "fr": "Plus."}, "revision": 1}
    assert send(writer, update, mine, method="put").json()["working"]["revision"] == 2
    late = send(writer, update, {**mine, "done": {"en": "Less.", "fr": "Moins."}}, method="put")
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert late.json()["reasons"] == ["It stands at revision 2 now; read it again."]
    assert Update.objects.get().done == mine["done"]


def test_evidence_is_put_forward_and_checked_by_somebody_else(writer: str, approver: str, send: Send) -> None:
    source = {
        "address": "https://forest.example.org/trees",
        "title": {"en": "Trees"},
        "language": "en",
        "publisher": "Forest Service",
        "side": "party",
        "party": "XAA",
    }
    claim = {
        "supports": "all",
        "statement": {"en": "Trees were planted.", "fr": "Des arbres ont été plantés."},
        "happened": "2026-02",
        "source": source,
        "clause": "a",
    }
    made = send(writer, f"{PROMISE}/claims", claim)
    assert (made.status_code, made.json()["proof"]["state"]) == (200, "not_checked")
    address = f"/api/v1/claims/{made.json()['owner']}/{made.json()['slug']}/checks"
    own = send(writer, address, {"verdict": "accepted"})
    assert (own.status_code, own.json()["code"]) == (403, "action_denied")
    checked = send(approver, address, {"verdict": "accepted", "revision": made.json()["revision"]})
    assert checked.json()["proof"]["state"] == "accepted_own"


def test_milestone_is_planned_and_reported(writer: str, send: Send) -> None:
    step = {"slug": "half", "title": {"en": "Half planted", "fr": "La moitié plantée"}, "due": "2026-02"}
    made = send(writer, f"{PROMISE}/milestones", step)
    assert (made.status_code, made.json()["is_overdue"]) == (200, True)
    done = {"on": "2026-03-01", "done": {"en": "Half stand.", "fr": "La moitié."}}
    assert send(writer, f"{PROMISE}/milestones/half/report", done).json()["status"] == "reported"


@pytest.mark.parametrize(
    ("language", "refused", "broken"),
    [
        (
            "en",
            "your post writes no updates; a contributor of your side does",
            "The day on which the milestone is due: “soon” is not a date; write 2023, 2023-05, 2023-05-02 or "
            "2023-05-02/2023-05-03.",
        ),
        (
            "es",
            "su puesto no escribe informes; un colaborador de su parte lo hace",
            "El día en que vence el hito: «soon» no es una fecha; escriba 2023, 2023-05, 2023-05-02 o "
            "2023-05-02/2023-05-03.",
        ),
        (
            "fr",
            "votre poste n’écrit pas de comptes rendus\u00a0; un contributeur de votre partie le fait",
            "L’échéance du jalon\u00a0: «\u00a0soon\u00a0» n’est pas une date\u00a0; écrivez 2023, 2023-05, 2023-05-02 ou "
            "2023-05-02/2023-05-03.",
        ),
    ],
)
def test_refusal_of_the_record_speaks_the_language_asked_for_under_the_same_code(
    writer: str, approver: str, send: Send, language: str, refused: str, broken: str
) -> None:
    answer = send(approver, f"{PROMISE}/updates", WORDS, **{"accept-language": language})
    step = {"slug": "half", "title": {"en": "Half", "fr": "Moitié"}, "due": "soon"}
    other = send(writer, f"{PROMISE}/milestones?lang={language}", step, **{"accept-language": "en"})
    assert (answer.json()["code"], answer.json()["error"]) == ("action_denied", refused)
    assert (other.json()["code"], other.json()["error"]) == ("rule_broken", broken)
    assert [one["Content-Language"] for one in (answer, other)] == [language, language]


def test_body_that_is_wrong_is_told_field_by_field(writer: str, send: Send) -> None:
    answer = send(writer, f"{PROMISE}/updates", {"done": {"en": "x"}})
    assert answer.json() == {
        "error": "What was sent is not as it should be.",
        "code": "invalid_request",
        "reasons": ["as_of_on: is missing"],
        "status": 422,
    }


def test_address_that_only_takes_says_so(client: Client) -> None:
    response = client.get(f"{PROMISE}/no-change")
    assert (response.status_code, response["Allow"]) == (405, "OPTIONS, POST")
    assert response.json()["error"] == "This address only takes what is sent to it: use OPTIONS, POST."
