"""Outside assessments: under a published guideline, coded blind, consolidated, never of what is not owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as log
from entente.foundation.ledger.models import Entry
from entente.record.assessment.assessing_words import AssessmentStatus
from entente.record.assessment.commands import assessments, methods
from entente.record.assessment.commands.assessments import OpeningFacts, ScoreFacts
from entente.record.assessment.models import Assessment, Guideline, OwnMethod
from entente.record.assessment.queries import assessors
from entente.record.assessment.queries import methods as known_methods
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan

from .assessing import (
    DUE_ON,
    FINN,
    G20,
    GWEN,
    REPORT,
    WHY,
    WINDOW,
    code,
    coded,
    consolidated,
    evidence,
    guideline,
    opened,
    sent,
)
from .test_methods import OWN

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 12, 11, tzinfo=UTC)
OTHER = replace(ERIN, owner="observatory-of-others", user_id="olga", post="observatory-of-others/reader")
NO_CODER = replace(ERIN, roles=frozenset({Role.APPROVER}), user_id="nora")
NO_APPROVER = replace(ERIN, roles=frozenset({Role.CONTRIBUTOR}), user_id="nils")


@pytest.fixture(autouse=True)
def _plan():
    adopted_plan()


# --- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [ANA, BELA, CHRIS, DANA, NO_CODER], ids=lambda one: f"{one.owner}-{one.user_id}")
def test_only_a_contributor_of_an_assessor_defines_opens_and_codes(by):
    row = opened()
    for act in (
        lambda: methods.define_method(OWN, by=by, at=NOW),
        lambda: assessments.open_assessment(row.guideline, OpeningFacts(*WINDOW, "BBB", "final"), by=by, at=NOW),
        lambda: assessments.code(row, ScoreFacts("-1"), by=by, at=NOW),
    ):
        with pytest.raises(ActionDenied):
            act()
    assert (Assessment.objects.count(), OwnMethod.objects.count(), row.codes.count()) == (1, 0, 0)


@pytest.mark.parametrize("by", [ANA, BELA, CHRIS, DANA, NO_APPROVER], ids=lambda one: f"{one.owner}-{one.user_id}")
def test_only_an_approver_of_an_assessor_publishes_sends_and_corrects(by):
    draft = guideline(is_published=False)
    with pytest.raises(ActionDenied):
        methods.publish_guideline(draft, by=by, at=NOW)
    methods.publish_guideline(draft, by=GWEN, at=NOW)
    row = sent(assessments.open_assessment(draft_again(draft), OpeningFacts(*WINDOW, "AAA", "final"), by=ERIN, at=NOW))
    for act in (
        lambda: assessments.send_for_reply(row, DUE_ON, by=by, at=NOW),
        lambda: assessments.recall(row, by=by, at=NOW),
        lambda: assessments.publish_assessment(row, by=by, at=NOW),
        lambda: assessments.correct_assessment(row, WHY, by=by, at=PUBLISHED),
    ):
        with pytest.raises(ActionDenied):
            act()
    row.refresh_from_db()
    assert row.status == AssessmentStatus.SENT


def draft_again(row: Guideline) -> Guideline:
    return Guideline.objects.get(pk=row.pk)


def test_another_assessor_has_no_hand_in_it():
    row = opened()
    for act in (
        lambda: assessments.code(row, ScoreFacts("-1"), by=OTHER, at=NOW),
        lambda: assessments.consolidate(row, ScoreFacts("-1"), by=OTHER, at=NOW),
        lambda: assessments.send_for_reply(row, DUE_ON, by=OTHER, at=NOW),
    ):
        with pytest.raises(ActionDenied, match=r"^an assessor speaks in its own name only$"):
            act()
    with pytest.raises(NotVisible):
        assessors.get_assessment(OTHER, row.pk, as_of=NOW)


# --- guidelines ------------------------------------------------------------------------------------------------------


def test_guideline_is_published_before_anybody_scores_by_it():
    with pytest.raises(RuleBroken, match=r"^This guideline is not published yet"):
        assessments.open_assessment(
            guideline(is_published=False), OpeningFacts(*WINDOW, "AAA", "final"), by=ERIN, at=NOW
        )


def test_published_guideline_stays_as_it_is_and_the_next_version_is_another():
    first = guideline()
    second = guideline()
    assert (first.version, second.version, first.pk == second.pk) == (1, 2, False)
    with pytest.raises(InvalidTransition):
        methods.publish_guideline(first, by=GWEN, at=NOW)
    row = opened()
    assert assessors.get_assessment(ERIN, row.pk, as_of=NOW).guideline == 3


def test_guideline_says_what_counts_for_every_value():
    facts = methods.GuidelineFacts(G20, REPORT, {"en": "A fair."}, {"-1": {"en": "None."}, "0": {"en": "Some."}})
    with pytest.raises(RuleBroken, match=r"^Say what counts for \+1:"):
        methods.write_guideline(facts, by=ERIN, at=NOW)


def test_draft_of_a_guideline_is_read_by_its_own_side_alone():
    draft = guideline(is_published=False)
    read = [known_methods.guideline_rows(by, as_of=NOW).count() for by in (ERIN, ANA, CHRIS, DANA, OTHER)]
    assert read == [1, 0, 0, 0, 0]
    methods.publish_guideline(draft, by=GWEN, at=NOW)
    assert known_methods.guideline_rows(DANA, as_of=NOW).count() == 1


# --- what is assessed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"party": "CCC"}, "CCC does not owe tri-plan/2.1: there it is “not applicable”, and never a score."),
        ({"party": ""}, "Nobody does not owe"),
        ({"reading": ""}, "“” is no reading of g20-compliance/1; name interim or final."),
        ({"from_on": date(2026, 12, 1)}, "The window ends on 2026-11-22 before it begins on 2026-12-01"),
        ({"to_on": date(2027, 1, 1)}, "The window ends on 2027-01-01, which is still to come"),
    ],
)
def test_what_cannot_be_assessed_is_refused(changes, sentence):
    with pytest.raises(RuleBroken) as refused:
        opened(**changes)
    assert refused.value.sentence.startswith(sentence)
    assert Assessment.objects.count() == 0


def test_method_of_the_words_scores_no_party():
    with pytest.raises(RuleBroken, match="scores no party"):
        opened(method="ogp-irm-potential/1", reading="")
    assert opened(method="ogp-irm-potential/1", reading="", party="").party == ""


@pytest.mark.parametrize(
    ("value", "happened", "sentence"),
    [
        ("2", "2026-05-02", "“2” is no value of g20-compliance/1; give one of -1, 0, +1."),
        ("+1", None, "“+1” needs evidence: name at least one claim with a date."),
        ("0", "2025-12-31", "The evidence “fair” is of 2025-12-31, outside the window from 2026-01-01 to 2026-11-22."),
        ("0", "2026-11", "The evidence “fair” is of 2026-11, outside the window from 2026-01-01 to 2026-11-22."),
        ("0", "", "The evidence “fair” bears no date, so nobody can tell whether it counts."),
    ],
)
def test_code_needs_a_value_and_evidence_inside_the_window(value, happened, sentence):
    row = opened()
    claims = [] if happened is None else [evidence(happened=happened)]
    with pytest.raises(RuleBroken) as refused:
        code(row, value, claims=claims)
    assert (refused.value.sentence, row.codes.count()) == (sentence, 0)


def test_evidence_on_another_promise_carries_no_code():
    other = evidence(subject="tri-plan/1.1")
    with pytest.raises(RuleBroken, match=r"is not public evidence on tri-plan/2\.1"):
        code(opened(), "0", claims=[other])


# --- blind -----------------------------------------------------------------------------------------------------------


def what_is_told(by, row):
    """All that somebody of the institute can learn of an assessment: through queries, and through the audit trail."""
    ledger.seal()
    view = assessors.get_assessment(by, row.pk, as_of=NOW + timedelta(days=1))
    listed = assessors.at_work(by, "tri-plan", as_of=NOW + timedelta(days=1))
    trail = [(one.action, one.content) for one in log.history("tri-plan", log=by.owner)]
    return view, listed, trail


def test_nothing_tells_a_coder_whether_the_other_has_coded():
    row = opened()
    before = what_is_told(FINN, row)
    code(row, "0", claims=[evidence()], at=NOW + timedelta(hours=3))
    assert what_is_told(FINN, row) == before
    denied = []
    for _round in range(2):
        with pytest.raises(ActionDenied) as refused:
            consolidated(row, by=FINN)
        denied.append(str(refused.value))
        row.codes.all().delete()
    assert denied[0] == denied[1]


@pytest.mark.parametrize("by", [FINN, GWEN, SYSTEM, ANA, CHRIS, DANA, OTHER], ids=lambda one: one.post or "public")
def test_one_code_is_read_by_its_coder_alone(by):
    row = opened()
    code(row)
    assert [one.is_mine for one in assessors.get_assessment(ERIN, row.pk, as_of=NOW).codes] == [True]
    if by.owner not in ("institute", "") or by is DANA:
        with pytest.raises(NotVisible):
            assessors.get_assessment(by, row.pk, as_of=NOW)
    else:
        assert assessors.get_assessment(by, row.pk, as_of=NOW).codes == ()


def test_both_codes_are_read_and_logged_once_both_are_in():
    row = coded(opened(), "-1", "0", [evidence()])
    view, _listed, trail = what_is_told(FINN, row)
    assert [(one.post, one.value, one.is_mine) for one in view.codes] == [
        ("institute/reader", "-1", False),
        ("institute/second-reader", "0", True),
    ]
    assert [content["codes"] for action, content in trail if action == "assessment.codes_in"] == [
        [{"post": "institute/reader", "value": "-1"}, {"post": "institute/second-reader", "value": "0"}]
    ]


def test_coder_changes_the_own_code_until_both_are_in():
    row = opened()
    code(row, "-1")
    code(row, "0", claims=[evidence()])
    assert [one.value for one in row.codes.all()] == ["0"]
    code(row, "-1", by=FINN)
    for by in (ERIN, FINN, GWEN):
        with pytest.raises(ActionDenied, match=r"^the codes of this assessment are in"):
            code(row, "-1", by=by)


def test_one_person_is_not_two_coders():
    row = opened()
    code(row)
    code(row, by=replace(ERIN, post="institute/second-reader"))
    assert row.codes.count() == 1
    with pytest.raises(ActionDenied):
        consolidated(row)


# --- consolidation ---------------------------------------------------------------------------------------------------


def test_third_person_consolidates_alone():
    row = consolidated(coded(opened(), "-1", "0", [evidence()]), "0", [evidence()])
    assert (row.status, row.value, row.consolidated_by) == (AssessmentStatus.CONSOLIDATED, "0", GWEN.post)


def test_coders_consolidate_once_both_say_the_same():
    row = coded(opened(), "-1", "0", [evidence()])
    assert consolidated(row, "-1", by=ERIN).status == AssessmentStatus.CODING
    assert consolidated(row, "0", [evidence()], by=FINN).status == AssessmentStatus.CODING
    assert consolidated(row, "0", [evidence()], by=FINN).status == AssessmentStatus.CODING
    assert consolidated(row, "0", [evidence()], by=ERIN).status == AssessmentStatus.CONSOLIDATED


def test_single_coder_suffices_where_the_method_asks_for_one():
    row = opened(method="beyond-94/1", reading="")
    assessments.code(row, ScoreFacts("not_started", WHY), by=ERIN, at=NOW)
    made = assessments.consolidate(row, ScoreFacts("not_started", WHY), by=ERIN, at=NOW)
    assert made.status == AssessmentStatus.CONSOLIDATED


def test_draft_in_work_is_read_by_nobody_else():
    row = consolidated(coded(opened()))
    for by in (ANA, BELA, CHRIS, DANA, OTHER):
        with pytest.raises(NotVisible):
            assessors.get_assessment(by, row.pk, as_of=PUBLISHED)
    assert assessors.published_on(REPORT, as_of=PUBLISHED) == []


# --- published -------------------------------------------------------------------------------------------------------


def test_shares_and_agreement_within_one_method_and_assessor():
    """By hand: AAA +1, BBB -1; shares 100 % and 0 %, n = 1 each.  Codes (+1, +1) and (-1, -1): alpha 1, n = 2."""
    proof = [evidence()]
    facts = OpeningFacts(*WINDOW, reading="final")
    by_one = guideline()
    for party, value, claims in (("AAA", "+1", proof), ("BBB", "-1", [])):
        sent(assessments.open_assessment(by_one, replace(facts, party=party), by=ERIN, at=NOW), value, claims)
    sheet = assessors.sheet("tri-plan", "institute", G20, as_of=PUBLISHED)
    assert [(one.reading, one.party, one.share, one.number) for one in sheet.shares] == [
        ("final", "AAA", 1.0, 1),
        ("final", "BBB", 0.0, 1),
    ]
    assert (sheet.alpha, sheet.paired) == (1.0, 2)
    assert [(one.party, one.value.code, one.derived.values, one.derived.is_lossy) for one in sheet.assessments] == [
        ("AAA", "+1", ("complete",), False),
        ("BBB", "-1", ("not_started", "not_pursued"), True),
    ]
    with pytest.raises(NotVisible):
        assessors.sheet("tri-plan", "institute", G20, as_of=NOW)


def test_correction_is_a_new_version_that_takes_the_place_once_published():
    row = sent(opened())
    with pytest.raises(InvalidTransition):
        assessments.correct_assessment(row, WHY, by=GWEN, at=NOW)
    version = assessments.correct_assessment(row, {"en": "New evidence."}, by=GWEN, at=PUBLISHED)
    with pytest.raises(InvalidTransition):
        assessments.correct_assessment(row, WHY, by=GWEN, at=PUBLISHED)
    assert [(one.version, one.value.code) for one in assessors.published_on(REPORT, as_of=PUBLISHED)] == [(1, "-1")]
    proof = [evidence()]
    later = replace(ERIN)
    for by in (later, FINN):
        assessments.code(version, ScoreFacts("0", WHY, proof), by=by, at=PUBLISHED)
    assessments.consolidate(version, ScoreFacts("0", WHY, proof), by=GWEN, at=PUBLISHED)
    assessments.send_for_reply(version, date(2026, 12, 20), by=GWEN, at=PUBLISHED)
    after = datetime(2026, 12, 21, tzinfo=UTC)
    assert [(one.version, one.value.code) for one in assessors.published_on(REPORT, as_of=after)] == [(2, "0")]


def test_own_scale_is_used_like_one_that_ships():
    methods.define_method(OWN, by=ERIN, at=NOW)
    with pytest.raises(RuleBroken, match="is on record and never changes; give the new one version 3"):
        methods.define_method({**OWN, "name": {"en": "Other"}}, by=ERIN, at=NOW)
    facts = methods.GuidelineFacts(
        "institute:forest-scale/2", REPORT, {"en": "A forest."}, {"bare": {"en": "None."}, "green": {"en": "Some."}}
    )
    made = methods.publish_guideline(methods.write_guideline(facts, by=ERIN, at=NOW), by=GWEN, at=NOW)
    row = assessments.open_assessment(made, OpeningFacts(*WINDOW, party="AAA"), by=ERIN, at=NOW)
    code(row, "bare")
    sent_row = assessments.send_for_reply(consolidated(row, "bare"), DUE_ON, by=GWEN, at=NOW)
    seen = assessors.published_on(REPORT, as_of=PUBLISHED)
    assert [(one.key, one.method.ref, one.value.label, one.derived) for one in seen] == [
        (sent_row.pk, "institute:forest-scale/2", {"en": "Bare"}, None)
    ]


def test_same_queries_for_one_and_many():
    counts = []
    by_one = guideline()
    for party, reading in (("AAA", "interim"), ("AAA", "final"), ("BBB", "final")):
        facts = OpeningFacts(*WINDOW, party=party, reading=reading)
        sent(assessments.open_assessment(by_one, facts, by=ERIN, at=NOW), "0", [evidence()])
        with CaptureQueriesContext(connection) as captured:
            assert assessors.published_on(REPORT, as_of=PUBLISHED)
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_entry_that_cannot_be_made_leaves_no_code(monkeypatch):
    row = opened()
    code(row)

    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(ledger, "record", broken)
    with pytest.raises(RuntimeError):
        code(row, by=FINN)
    assert [one.coder for one in row.codes.all()] == ["erin"]


def test_public_log_names_posts_and_never_persons():
    sent(opened())
    assessments.announce_assessments(at=PUBLISHED)
    ledger.seal()
    told = [one for one in log.history("tri-plan") if one.action == "assessment.publish"]
    assert [(one.content["value"], one.content["replies"]) for one in told] == [("-1", [{"party": "AAA", "text": {}}])]
    payloads = " ".join(str(one.content) for one in log.history("tri-plan"))
    assert not any(name in payloads for name in ("erin", "finn", "gwen", "second-reader"))
    assert Entry.objects.filter(action="assessment.publish").count() == 1
