"""/proposals and /signatures: a program of a party reads what waits for it, and hands in what was signed elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entente.foundation.accord import commands as accord
from entente.foundation.accord.models import Proposal
from entente.foundation.accord.statement import ProposalFile
from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.queries import actor_for
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import Role
from tests import cast
from tests.cast import ANA, BELA
from tests.foundation.accord.signing import AT, OTHER_WORDS, SUBJECT, WORDS, proposed, public_key, signed_file
from tests.record.builders import shared_plan
from tests.surfaces.web.desk.conftest import ministry_desk

pytestmark = pytest.mark.django_db

Send = Callable[..., Any]
ROLES = frozenset({Role.CONTRIBUTOR, Role.APPROVER})


@pytest.fixture
def one() -> Proposal:
    shared_plan()
    for by in (ANA, BELA):
        accord.register_key(by.owner, public_key(by.owner), by=by, at=AT)
    return proposed()


def token(code: str, *scopes: Scope) -> str:
    """A token of whoever sits at the desk of a party."""
    post = ministry_desk(code)
    user = cast.holder(post, name=f"Officer{code}")
    today = timezone.localdate()
    by = actor_for(user, None, on=today)
    return accounts.make_token(user, post.ref, label="signing", scopes=list(scopes), days=9, by=by, on=today)[1]


@pytest.fixture
def send(client: Client) -> Send:
    def _send(raw: str, path: str, body: object = None, **headers: str) -> Any:
        headers = {"authorization": f"Bearer {raw}", **headers} if raw else headers
        address = f"/api/v1/{path}"
        if body is None:
            return client.get(address, headers=headers)
        return client.post(address, data=body, content_type="application/json", headers=headers)

    return _send


def test_a_token_reads_what_waits_for_its_party_and_nobody_else_reads_any(one: Proposal, send: Send) -> None:
    ana = token("AAA", Scope.APPROVE)
    [item] = send(ana, "proposals?waiting=true&plan=tri-plan").json()["items"]
    assert (item["key"], item["subject"], item["content"], item["waits_for_me"]) == (str(one.pk), SUBJECT, WORDS, True)
    assert [(side["party"], side["stand"]) for side in item["sides"]] == [("AAA", "draft"), ("BBB", "draft")]
    assert send(ana, "proposals?plan=other-plan").json() == {"items": []}
    assert send("", "proposals").json() == {"items": []}
    assert send("", f"proposals/{one.pk}").status_code == 404
    assert send("", f"proposals/{one.pk}/file").status_code == 404


def test_the_file_leaves_is_signed_elsewhere_and_the_signature_comes_back(one: Proposal, send: Send) -> None:
    ana, bela = token("AAA", Scope.APPROVE), token("BBB", Scope.APPROVE)
    file = ProposalFile.parse(send(ana, f"proposals/{one.pk}/file").content)
    assert (file.proposal, file.content) == (str(one.pk), WORDS)
    first = send(ana, "signatures", signed_file(one, "AAA").decode(), **{"Idempotency-Key": "one"})
    assert (first.status_code, first.json()["proposal"]["outcome"]) == (200, "open")
    again = send(ana, "signatures", signed_file(one, "AAA").decode(), **{"Idempotency-Key": "one"})
    assert again.headers["Replayed"] == "true"
    last = send(bela, "signatures", signed_file(one, "BBB").decode()).json()["proposal"]
    assert (last["outcome"], [side["place"] for side in last["sides"]]) == ("agreed", ["own", "own"])


def test_what_is_no_signature_for_these_words_is_refused_in_a_sentence(one: Proposal, send: Send) -> None:
    ana = token("AAA", Scope.APPROVE)
    old, cut = signed_file(one, "AAA").decode(), signed_file(one, "AAA").decode()[:90]
    assert send(ana, "signatures", cut).status_code == 400
    other = send(ana, "signatures", signed_file(one, "BBB").decode())
    assert (other.status_code, other.json()["error"]) == (
        403,
        "this signature speaks for “BBB”; a party hands in its own signature only",
    )
    accord.revise(one, OTHER_WORDS, by=BELA, at=AT, revision=1)
    stale = send(ana, "signatures", old).json()
    assert (stale["status"], stale["error"]) == (
        409,
        "The words were changed after this signature was made; download the proposal again, read what changed and sign "
        "it anew.",
    )


def test_a_token_that_only_writes_signs_nothing(one: Proposal, send: Send) -> None:
    answer = send(token("AAA", Scope.WRITE), "signatures", signed_file(one, "AAA").decode())
    assert (answer.status_code, answer.json()["error"]) == (403, "only an approver of a party signs for it")
    assert send("", "signatures", signed_file(one, "AAA").decode()).status_code == 401


def test_ad_referendum_taken_back_dissent_and_given_up(one: Proposal, send: Send) -> None:
    ana, bela = token("AAA", Scope.APPROVE, Scope.WRITE), token("BBB", Scope.APPROVE)
    here = f"proposals/{one.pk}"

    def side(answer: Any) -> dict[str, Any]:
        return dict(answer.json()["proposal"]["sides"][1])

    assert side(send(bela, f"{here}/ad-referendum", {"revision": 1}))["stand"] == "ad_referendum"
    assert send(bela, f"{here}/ad-referendum", {"revision": 2}).status_code == 409
    assert side(send(bela, f"{here}/withdraw", {"reason": "Too early."}))["stand"] == "withdrawn"
    said = side(send(bela, f"{here}/dissents", {"revision": 1, "reason": {"pt": "Não houve."}, "is_public": True}))
    assert (said["dissent"], said["is_public"]) == ({"pt": "Não houve."}, True)
    assert send(bela, f"{here}/give-up", {"reason": "No."}).status_code == 403
    given_up = send(ana, f"{here}/give-up", {"reason": "It will never be signed."}).json()["proposal"]
    assert (given_up["outcome"], given_up["given_up_reason"]) == ("given_up", "It will never be signed.")
    assert send(bela, "proposals?waiting=true").json() == {"items": []}


def test_a_list_takes_the_same_number_of_queries_at_any_length(one: Proposal, send: Send) -> None:
    ana, counted = token("AAA", Scope.APPROVE), []
    for number in range(12):
        proposed(subject=f"tri-plan/1.{number}")
        with CaptureQueriesContext(connection) as captured:
            assert len(send(ana, "proposals").json()["items"]) == number + 2
        counted.append(len(captured))
    assert len(set(counted[1:])) == 1
