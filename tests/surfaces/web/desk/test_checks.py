"""Evidence that waits for a check, and the page on which somebody who did not make it says what its sources show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from entente.foundation.accounts.models import User
from entente.foundation.common.actors import Role
from entente.foundation.common.records import Tier
from entente.foundation.directory.models import Post
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts
from entente.record.verification import queries
from entente.record.verification.models import Claim
from entente.record.verification.queries import Proof
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.record.builders import shared_plan
from tests.record.verification.test_claims import a_citation, claim
from tests.surfaces.web.desk import forms
from tests.surfaces.web.desk.test_plans import sentences

pytestmark = pytest.mark.django_db

LIST = "/en/desk/checks/"
AT = "/en/desk/checks/BBB/workshop/"


@pytest.fixture(autouse=True)
def _plan(db: None) -> None:
    shared_plan()


def a_claim(**changes: object) -> Claim:
    return claim(**{"by": BELA, "subject": "tri-plan/2.1", **changes})


def verdict(of: Claim, said: str = "accepted", **changes: object) -> dict[str, object]:
    return {"revision": of.revision, "verdict": said, **changes}


def stands(subject: str = "tri-plan/2.1") -> queries.ProofView:
    return queries.proof_on(DANA, subject, as_of=timezone.now())


def test_what_waits_is_listed_and_checked_in_two_clicks(ana: Client) -> None:
    made = a_claim()
    page = ana.get(LIST)
    assert [line.address for line in page.context["page"].lines] == [AT]
    answer = ana.post(AT, verdict(made))
    assert (answer.headers["Location"], stands().state) == (LIST, Proof.ACCEPTED)
    assert ana.get(LIST).context["page"].total == 0


def test_check_in_part_names_its_clauses_and_says_why(ana: Client) -> None:
    made = a_claim()
    ana.post(AT, verdict(made, "in_part", clauses=["a"], reading_en="Only the fair is told of."))
    proof = stands()
    assert (proof.state, proof.accepted_clauses, proof.readings[0].reading) == (
        Proof.IN_PART,
        ("a",),
        {"en": "Only the fair is told of."},
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"verdict": ""}, "Choose what you say after reading the sources."),
        ({"verdict": "rejected"}, "You owe this text in English; write it."),
        (
            {"verdict": "in_part", "reading_en": "Some."},
            "Tick the parts that you accept, or reject the whole.",
        ),
        (
            {"verdict": "in_part", "reading_en": "Some.", "clauses": ["a", "b"]},
            "These are all the parts; accept the whole instead.",
        ),
    ],
)
def test_check_that_says_too_little_comes_back_with_a_sentence(
    ana: Client, sent: dict[str, object], sentence: str
) -> None:
    made = a_claim()
    answer = ana.post(AT, {"revision": made.revision, **sent})
    assert (answer.status_code, sentences(answer), stands().state) == (422, [sentence], Proof.NOT_CHECKED)


def test_keeper_owes_no_language_and_says_something_in_any(chris: Client) -> None:
    made = a_claim()
    answer = chris.post(AT, verdict(made, "disputed"))
    assert sentences(answer) == ["Say how you read the sources, in at least one language."]
    chris.post(AT, verdict(made, "disputed", reading_ar="نقرأها قراءة أخرى."))
    assert stands().state is Proof.DISPUTED


def test_check_of_what_changed_meanwhile_keeps_the_words_and_shows_it_anew(ana: Client) -> None:
    made = a_claim()
    sent = verdict(made, "rejected", reading_en="It says the contrary.")
    a_claim(citations=[made.backings.get().citation], happened="2024")
    answer = ana.post(AT, sent)
    page = answer.context["page"]
    assert (answer.status_code, sentences(answer)) == (
        422,
        ["This evidence was changed while you read it. Read it again; your words are kept below."],
    )
    assert (page.form["reading_en"].value(), page.item.when) == ("It says the contrary.", "2024")
    assert ana.post(AT, {**sent, "revision": page.revision}).status_code == 302


def test_own_claim_shows_where_it_stands_and_why_one_cannot_check_it(ana: Client) -> None:
    made = a_claim(by=replace(ANA, user_id=str(User.objects.get(email="ana@example.org").pk)), slug="mine")
    page = ana.get("/en/desk/checks/AAA/mine/").context["page"]
    assert (page.title, page.reason, page.standing) == (
        "Evidence",
        "you made this claim; somebody else checks it",
        "Nobody but its maker has checked it yet.",
    )
    assert ana.post("/en/desk/checks/AAA/mine/", verdict(made)).status_code == 403
    assert stands().state is Proof.NOT_CHECKED


def test_check_of_ones_own_side_says_so(ana: Client) -> None:
    made = a_claim(by=ANA, slug="ours")
    ana.post("/en/desk/checks/AAA/ours/", verdict(made))
    page = ana.get("/en/desk/checks/AAA/ours/").context["page"]
    assert (stands().state, [one.is_own_side for one in page.readings]) == (Proof.ACCEPTED_OWN, [True])


@pytest.mark.parametrize(("tier", "status"), [(Tier.OWN, 404), (Tier.PARTIES, 200), (Tier.PUBLIC, 200)])
def test_claim_of_another_side_is_there_for_whom_its_tier_lets_in(ana: Client, tier: Tier, status: int) -> None:
    a_claim(tier=tier)
    assert ana.get(AT).status_code == status
    assert ana.get(LIST).context["page"].total == int(status == 200)


def test_list_of_twenty_one_has_two_pages(ana: Client) -> None:
    citation = a_citation(BELA)
    for at in range(21):
        a_claim(slug=f"event-{at}", citations=[citation])
    first, second = (ana.get(LIST, {"page": page}).context["page"] for page in ("1", "2"))
    assert (len(first.lines), first.after, len(second.lines), second.before) == (
        20,
        f"{LIST}?page=2",
        1,
        f"{LIST}?page=1",
    )
    assert len(ana.get(LIST, {"page": "x"}).context["page"].lines) == 20


def test_list_says_what_was_not_checked_in_time(ana: Client) -> None:
    made = a_claim()
    Claim.objects.filter(pk=made.pk).update(check_due_at=timezone.now() - timedelta(days=1))
    assert [line.is_late for line in ana.get(LIST).context["page"].lines] == [True]


def test_page_of_a_claim_on_a_stage_has_no_clauses(ana: Client) -> None:
    a_claim(subject="tri-plan/activities/mou#signed")
    page = ana.get(AT).context["page"]
    assert (page.about, str(page.subject), "clauses" in page.form.fields) == (
        None,
        "Plan of the Three · mou · stage: Signed",
        False,
    )


def test_evidence_can_be_about_a_milestone(chris: Client) -> None:
    facts = MilestoneFacts("tri-plan/1.1", "list", {"en": "First list", "pt": "Primeira lista"}, "2026-12")
    delivery.plan_milestone(facts, by=CHRIS, at=datetime(2026, 1, 1, tzinfo=UTC))
    at = "/en/desk/plans/tri-plan/commitments/1.1/evidence/"
    choices = chris.get(at).context["page"].form.fields["subject"].choices
    assert choices[-1] == ("tri-plan/1.1/milestones/list", "Milestone: First list")
    chris.post(at, forms.evidence(subject="tri-plan/1.1/milestones/list"))
    assert [one.slug != "" for one in queries.claims_on_subject(DANA, choices[-1][0], as_of=timezone.now())] == [True]


@pytest.mark.parametrize("address", [LIST, AT])
def test_pages_speak_each_language(ana: Client, address: str) -> None:
    a_claim()
    translated = {
        "/en/": address,
        "/fr/": address.replace("/en/desk/checks", "/fr/bureau/verifications"),
        "/es/": address.replace("/en/desk/checks", "/es/escritorio/verificaciones"),
    }
    assert {ana.get(one).status_code for one in translated.values()} == {200}


def test_list_tells_a_post_that_checks_nothing_who_does(ana: Client) -> None:
    Post.objects.update(roles=[Role.CONTRIBUTOR])
    assert ana.get(LIST).context["page"].denied == "your post checks no evidence; a verifier does"
