"""The pages of activities, sessions, candidates, the clock and leads, as somebody with a browser uses them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.decisions import Decision
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.queries import ActivityView, CandidateView
from entente.record.delivery.rules import NO_PROOF, Said, Sides, Standing
from entente.record.verification.words import Proof
from entente.surfaces.web.desk import reasons_of_delivery
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.activity_acts import ADA, PLAN, activity, citation, proof
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db
LATER = datetime(2030, 1, 1, tzinfo=UTC)
WORK = f"/en/desk/plans/{PLAN}/commitments/1.1/work/"
REF = f"{PLAN}/1.1"
TALKS = {
    "title_en": "Talks on the river",
    "kind": "dialogue",
    "scope": "parties",
    "parties": ["AAA", "BBB"],
    "subject": REF,
    "weight": "fulfils",
}


@pytest.fixture(autouse=True)
def _plan(db: None) -> None:
    shared_plan()


def read(slug: str = "talks-on-the-river") -> ActivityView:
    return queries.get_activity(PUBLIC, PLAN, slug, as_of=LATER)


def candidate() -> CandidateView:
    (one,) = queries.candidates_on(PUBLIC, REF, as_of=LATER)
    return one


def page(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# --- activities ------------------------------------------------------------------------------------------------------


def test_an_activity_is_added_with_what_it_serves(ana: Client) -> None:
    answer = ana.post(f"{WORK}activities/add/", TALKS)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{WORK}activities/")
    view = read()
    assert (view.owner, view.kind, view.parties, [(one.subject, one.weight) for one in view.services]) == (
        "AAA", "dialogue", ("AAA", "BBB"), [(REF, "fulfils")],
    )  # fmt: skip
    assert page(ana.get(f"{WORK}activities/")).count("Talks on the river") == 1
    ana.post(f"{WORK}activities/add/", TALKS)
    assert read("talks-on-the-river-2").owner == "AAA"


def test_what_the_record_refuses_comes_back_with_its_sentence_and_nothing_is_written(ana: Client) -> None:
    answer = ana.post(f"{WORK}activities/add/", {**TALKS, "scope": "wider"})
    assert answer.status_code == 422
    assert "it never fulfils it by itself." in answer.content.decode()
    assert queries.activities_on_plan(PUBLIC, PLAN, as_of=LATER) == []


def test_a_form_without_its_words_says_what_is_missing(ana: Client) -> None:
    answer = ana.post(f"{WORK}activities/add/", {})
    assert answer.status_code == 422
    assert [error.sentence for error in answer.context["page"].errors] == [
        "You owe this text in English; write it.",
        "Choose a kind.",
        "Choose under “Between whom it is”.",
        "Choose what it serves.",
        "Choose under “What it is to that”.",
    ]


@pytest.mark.parametrize(
    ("act", "form", "said"),
    [
        ("edit", {"title_en": "Talks", "summary_en": "Twice a year."}, []),
        ("serve", {"subject": REF, "weight": "part"}, ["Serves the whole commitment: is a part of it"]),
        ("part", {"organisation": "ministry-a", "role": "owner", "from_on": "2023"}, ["Owner"]),
        (
            "money",
            {"kind": "budget", "amount": "1200.50", "currency": "eur", "on": "2026-05-02"},
            ["1200.50 EUR · budget · 2 May 2026"],
        ),
        ("text", {"language": "en", "document": "page", "is_authentic": "on"}, ["Text in English"]),
        ("term", {"term": "2022/2026", "renewal_days": "90"}, []),
    ],
)
def test_the_owner_adds_details_and_takes_them_back(
    ana: Client, act: str, form: dict[str, str], said: list[str]
) -> None:
    activity("instrument", "talks-on-the-river")
    citation(ANA)
    at = f"{WORK}activities/talks-on-the-river/"
    assert ana.get(f"{at}{act}/").status_code == 200
    assert ana.post(f"{at}{act}/", form).status_code == 302
    details = ana.get(at).context["page"].details
    assert [one.text for one in details] == said
    for one in details:
        assert ana.post(at, {"take_back": one.key}).status_code == 302
    assert ana.get(at).context["page"].details == ()


def test_money_and_term_are_shown(ana: Client) -> None:
    activity("instrument", "talks-on-the-river")
    at = f"{WORK}activities/talks-on-the-river/"
    ana.post(f"{at}money/", {"kind": "budget", "amount": "1200.50", "currency": "eur", "on": "2026-05-02"})
    ana.post(f"{at}term/", {"term": "2022/2026", "renewal_days": "90"})
    view = read()
    assert [(str(one.amount), one.currency) for one in view.money] == [("1200.50", "EUR")]
    assert (view.term, str(view.renewal_on)) == ("2022/2026", "2026-10-02")


def test_who_does_not_own_it_reads_why_and_changes_nothing(db: None) -> None:
    activity("instrument", "talks-on-the-river")
    bela = client_of("bela")
    at = f"{WORK}activities/talks-on-the-river/"
    shown = bela.get(at).context["page"]
    assert (shown.change, shown.acts) == ("this belongs to another side; only its owner changes it", ())
    assert bela.post(f"{at}edit/", {"title_en": "Mine"}).status_code == 403
    assert bela.get(f"{at}nothing/").status_code == 403


@pytest.mark.parametrize("address", ["none/", "talks-on-the-river/nothing/", "talks-on-the-river/stages/nothing/"])
def test_what_is_not_there_is_not_found(ana: Client, address: str) -> None:
    activity("instrument", "talks-on-the-river")
    assert ana.get(f"{WORK}activities/{address}").status_code == 404


# --- stages and sessions ---------------------------------------------------------------------------------------------


def test_a_side_says_a_stage_and_takes_its_word_back(ana: Client) -> None:
    activity("instrument", "talks-on-the-river")
    at = f"{WORK}activities/talks-on-the-river/"
    assert ana.post(f"{at}stages/signed/", {"happened": "2026-05-02"}).status_code == 302
    line = next(one for one in ana.get(at).context["page"].stages if one.label == "Signed")
    assert (line.said, line.tag.word, line.mark.label) == (
        ("Arcadia: 2 May 2026",),
        "not yet said by Borduria",
        "Change the date",
    )
    assert ana.post(line.withdraw, {"reason_en": "Not yet."}).status_code == 302
    line = next(one for one in ana.get(at).context["page"].stages if one.label == "Signed")
    assert (line.said, line.withdraw, line.tag.word) == ((), "", "not yet")


def test_a_greyed_stage_says_why(ana: Client) -> None:
    row = activity("instrument", "talks-on-the-river")
    commands.mark_stage(row, "draft", by=ANA, happened="2026-01", at=NOW)
    shown = page(ana.get(f"{WORK}activities/talks-on-the-river/"))
    assert shown.count("this stage does not follow any that was marked; mark what lies between first") == 3


def test_said_by_all_and_not_checked_is_shown_so(ana: Client) -> None:
    row = activity("instrument", "talks-on-the-river")
    commands.serve(row, REF, queries.Weight.PART, by=ANA, at=NOW)
    for by in (ADA, BELA):
        commands.mark_stage(row, "signed", by=by, happened="2026-05-02", at=NOW)
    at = f"{WORK}activities/talks-on-the-river/"
    signed = next(one for one in ana.get(at).context["page"].stages if one.label == "Signed")
    assert signed.tag.word == "said, not yet checked"
    form = ana.get(signed.evidence).context["page"].form
    assert form["subject"].value() == f"{PLAN}/activities/talks-on-the-river#signed"
    proof(f"{PLAN}/activities/talks-on-the-river#signed")
    signed = next(one for one in ana.get(at).context["page"].stages if one.label == "Signed")
    assert (signed.tag.word, ana.get(at).context["page"].now) == ("reached", "Signed")


def test_a_session_is_planned_reported_and_held_with_its_evidence(ana: Client) -> None:
    activity("dialogue", "talks-on-the-river")
    at = f"{WORK}activities/talks-on-the-river/sessions/"
    ana.post(f"{at}add/", {"title_en": "First session", "kind": "session", "happened": "2026-05"})
    report = {"happened": "2026-05-02", "outcome_en": "Four priorities.", "count_ministry": "12"}
    assert ana.post(f"{at}first-session/report/", report).status_code == 302
    shown = ana.get(f"{at}first-session/").context["page"]
    assert shown.hold == "nothing shows yet that it took place; add evidence of it and have it checked"
    assert ana.post(f"{at}first-session/").status_code == 403
    proof(f"{PLAN}/activities/talks-on-the-river/sessions/first-session")
    assert ana.get(f"{at}first-session/").context["page"].hold == ""
    assert ana.post(f"{at}first-session/").status_code == 302
    (held,) = read().sessions
    assert (held.status, held.happened, held.participants) == ("held", "2026-05-02", {"ministry": 12})
    assert ana.post(f"{at}first-session/lapse/", {"reason_en": "No."}).status_code == 409


def test_a_session_that_did_not_take_place_is_planned_again(ana: Client) -> None:
    activity("dialogue", "talks-on-the-river")
    at = f"{WORK}activities/talks-on-the-river/sessions/"
    ana.post(f"{at}add/", {"title_en": "First session", "kind": "session", "happened": "2026-05"})
    ana.post(f"{at}first-session/lapse/", {"reason_en": "A storm."})
    assert "A storm." in page(ana.get(f"{at}first-session/"))
    ana.post(f"{at}first-session/replan/", {"happened": "2027-05"})
    assert [(one.status, one.happened) for one in read().sessions] == [("planned", "2027-05")]
    assert ana.get(f"{at}first-session/dance/").status_code == 404


# --- candidates ------------------------------------------------------------------------------------------------------


def test_a_candidate_is_proposed_argued_and_accepted_by_both(ana: Client) -> None:
    event = {"title_en": "Spring fair", "happened": "2026-05", "subject": REF}
    assert ana.post(f"{WORK}candidates/add/", event).status_code == 302
    at = f"{WORK}candidates/spring-fair/"
    assert ana.post(f"{at}argue/", {"stance": "for", "text_en": "All came.", "claim": ""}).status_code == 302
    assert ana.post(f"{at}decide/", {"answer": "accept", "reason_en": "It was the gathering."}).status_code == 302
    row = queries.get_candidate_row(BELA, REF, "spring-fair", as_of=LATER)
    commands.decide_candidate(row, queries.CandidateAnswer.ACCEPT, {"en": "Yes."}, by=BELA, at=NOW)
    assert (candidate().state, len(candidate().pro)) == ("accepted", 1)
    shown = page(ana.get(at))
    assert [shown.count(words) for words in ("All came.", "It was the gathering.", "Accepted by all sides")] == [
        1,
        1,
        1,
    ]
    assert page(ana.get(f"{WORK}candidates/")).count("Spring fair") == 1


def test_a_keeper_argues_and_does_not_decide(chris: Client) -> None:
    chris.post(f"{WORK}candidates/add/", {"title_en": "Spring fair", "happened": "2026-05", "subject": REF})
    at = f"{WORK}candidates/spring-fair/"
    assert chris.get(at).context["page"].decide.reason == (
        "only an approver of a party that owes the promise decides on a candidate"
    )
    assert chris.post(f"{at}decide/", {"answer": "accept", "reason_en": "Yes."}).status_code == 403
    assert chris.post(f"{at}argue/", {"stance": "against", "text_en": "Few came.", "claim": ""}).status_code == 302
    assert chris.get(f"{at}dance/").status_code == 404
    assert [one.owner for one in candidate().contra] == ["observatory"]


# --- clock and leads -------------------------------------------------------------------------------------------------


def test_a_rhythm_is_set_and_its_state_shown(ana: Client) -> None:
    form = {"subject": REF, "every_days": "30", "longest_days": "60", "from_on": "2024-01-01", "reason_en": "Monthly."}
    assert ana.post(f"{WORK}rhythm/", form).status_code == 302
    shown = page(ana.get(f"{WORK}clock/"))
    assert [shown.count(words) for words in ("Monthly.", "Silent too long", "No sign of activity since 1 January 2024")] == [
        1, 1, 1,
    ]  # fmt: skip
    assert 'value="30"' in page(ana.get(f"{WORK}rhythm/"))


def test_outside_dates_and_a_changed_basis_rest_on_a_source(chris: Client) -> None:
    citation(CHRIS)
    window = {"period": "2024-06/2024-07", "name_en": "The cup", "document": "page"}
    assert chris.post(f"{WORK}window/", {**window, "document": ""}).status_code == 422
    assert chris.post(f"{WORK}window/", window).status_code == 302
    basis = {"subject": REF, "basis_en": "The river policy was withdrawn.", "happened": "2026-03", "document": "page"}
    assert chris.post(f"{WORK}basis/", basis).status_code == 302
    shown = page(chris.get(f"{WORK}clock/"))
    assert [shown.count(words) for words in ("The cup", "Window closed", "The river policy was withdrawn.")] == [
        1,
        1,
        1,
    ]


def test_outside_dates_are_the_keepers(ana: Client) -> None:
    assert ana.get(f"{WORK}window/").status_code == 403
    assert "Only the keeper of the record puts outside dates on it" in page(ana.get(f"{WORK}clock/"))


def test_leads_are_named_and_ended_and_empty_rows_are_seen(ana: Client) -> None:
    assert [row.is_claimed for row in ana.get(f"{WORK}leads/").context["page"].rows] == [False, False]
    form = {"subject": REF, "organisation": "ministry-a", "role": "lead", "post": "ministry-a/desk", "from_on": "2023"}
    assert ana.post(f"{WORK}leads/add/", form).status_code == 302
    rows = ana.get(f"{WORK}leads/").context["page"].rows
    assert [(row.is_claimed, [one.facts for one in row.leads]) for row in rows] == [
        (True, [("Leads", "The whole commitment", "from 2023", "ministry-a/desk")]), (False, []),
    ]  # fmt: skip
    assert ana.post(rows[0].leads[0].end, {"on": "2025"}).status_code == 302
    assert [row.is_claimed for row in ana.get(f"{WORK}leads/").context["page"].rows] == [False, False]


def test_a_keeper_names_its_source(chris: Client) -> None:
    citation(CHRIS)
    form = {"subject": REF, "organisation": "observatory", "role": "supporting", "document": ""}
    answer = chris.post(f"{WORK}leads/add/", form)
    assert (answer.status_code, answer.context["page"].errors[0].sentence) == (
        422, "Who says that observatory carries 1.1?  Cite the source.",
    )  # fmt: skip
    assert chris.post(f"{WORK}leads/add/", {**form, "document": "page"}).status_code == 302
    assert [str(one.name) for one in chris.get(f"{WORK}leads/").context["page"].others] == ["Observatory"]


# --- all of them -----------------------------------------------------------------------------------------------------

PAGES = [
    "activities/",
    "activities/add/",
    "candidates/",
    "candidates/add/",
    "clock/",
    "rhythm/",
    "basis/",
    "leads/",
    "leads/add/",
]


@pytest.mark.parametrize("address", PAGES)
def test_nobody_without_a_log_in_reads_them(address: str) -> None:
    answer = Client().get(WORK + address)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/en/account/login/")


@pytest.mark.parametrize(
    ("language", "work"),
    [
        ("fr", "/fr/bureau/plans/tri-plan/engagements/1.1/travail/"),
        ("es", "/es/escritorio/planes/tri-plan/compromisos/1.1/trabajo/"),
    ],
)
def test_every_page_opens_in_every_language(ana: Client, language: str, work: str) -> None:
    activity("exchange", "practice")
    for address in {
        "fr": ["activites/", "candidats/", "rythme-et-delais/", "responsables/"],
        "es": ["actividades/", "candidatos/", "ritmo-y-plazos/", "responsables/"],
    }[language]:
        assert f'<html lang="{language}"' in page(ana.get(work + address))


def test_thirty_activities_take_the_queries_of_one(ana: Client) -> None:
    def filled(numbers: range) -> None:
        for at in numbers:
            commands.serve(activity(slug=f"memo-{at}"), REF, queries.Weight.PART, by=ANA, at=NOW)

    filled(range(1))
    ana.get(f"{WORK}activities/")
    with CaptureQueriesContext(connection) as one:
        ana.get(f"{WORK}activities/")
    filled(range(1, 30))
    with CaptureQueriesContext(connection) as thirty:
        assert len(ana.get(f"{WORK}activities/").context["page"].activities) == 30
    assert len(one) == len(thirty)


SIDES = Sides(("AAA", "BBB"), "AAA", "BBB")
DRAFTED = [Said("draft", "AAA", "AAA", "2026", NOW.date(), NOW.date())]
WRITER = rules.can_write_own(ANA, "activity.write", owner="BBB")


def mark(stage: str, kind: str = "instrument", by: object = ANA, marks: object = (), sides: Sides = SIDES) -> Decision:
    table = KINDS[kind]
    row = table.find(stage)
    return rules.can_mark(by, table, row, sides, marks, owner=by.owner)  # type: ignore[arg-type,attr-defined]


@pytest.mark.parametrize(
    "decision",
    [
        WRITER,
        rules.can_add_session(ANA, Sides(("BBB", "CCC")), owner="BBB"),
        mark("renewal-due"),
        mark("draft", sides=Sides(("BBB", "CCC"))),
        mark("received", "assistance"),
        mark("ended", marks=DRAFTED),
        rules.can_hold(ANA, NO_PROOF, owner="AAA"),
        rules.can_hold(ANA, Standing(Proof.NOT_CHECKED, Proof.NOT_CHECKED), owner="AAA"),
        rules.can_decide_candidate(BELA, ["AAA"]),
        rules.can_set_rhythm(BELA, owner="BBB", obligors=["AAA"]),
        rules.can_name_lead(ANA, party="BBB"),
    ],
)
def test_every_reason_of_delivery_has_its_translation(decision: Decision) -> None:
    assert getattr(decision, "reason", "") in reasons_of_delivery.REASONS
