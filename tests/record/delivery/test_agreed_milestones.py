"""A milestone that all agreed in an amendment is owed by each party, runs by the clock, and changes by an amendment alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from entente.foundation.accord.models import Proposal
from entente.foundation.accord.queries import agreement_of
from entente.foundation.common.errors import ActionDenied
from entente.foundation.ledger.models import Entry
from entente.record.delivery import commands, queries
from entente.record.delivery.models import Milestone
from entente.record.delivery.queries import MilestoneView
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.models import Commitment
from entente.record.plan.terms import AgreedTerm, PromiseTerms
from entente.record.plan.words import TermKind
from entente.surfaces.intake import agreements
from tests.cast import ADA, ANA, BELA, DANA
from tests.record.builders import NOW
from tests.record.plan.changing import LATER, OLD, sign, two_plans

pytestmark = pytest.mark.django_db

REF = f"{OLD}/1.1"
WHY = {"en": "Because.", "pt": "Porque sim."}
LIST = AgreedTerm(TermKind.MILESTONE, {"en": "First list", "pt": "Primeira lista"}, "2027-03")
MAP = AgreedTerm(TermKind.MILESTONE, {"en": "First map", "pt": "Primeiro mapa"}, "2027-06-30")
RHYTHM = AgreedTerm(TermKind.RHYTHM, {"en": "Once a year", "pt": "Uma vez por ano"})
SOME_DAY = AgreedTerm(TermKind.MILESTONE, {"en": "Some day", "pt": "Um dia"})


@pytest.fixture(autouse=True)
def _plans(db: None) -> None:
    two_plans()


def agree(*agreed: AgreedTerm, **changes: object) -> None:
    promise = Commitment.objects.select_related("plan").get(ref=REF)
    after: PromiseTerms = replace(plan_queries.terms_now(promise), agreed=agreed, **changes)  # type: ignore[arg-type]
    row = plans.write_amendment(promise, after, WHY, by=ANA, at=NOW)
    row = plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)
    for by in (ANA, BELA):
        sign(row.proposal, by)


def shown(minutes: int = 1, days: int = 0) -> list[MilestoneView]:
    return queries.milestones_on(DANA, REF, as_of=LATER + timedelta(minutes=minutes, days=days))


def owed(minutes: int = 1) -> list[tuple[str, str, int | None]]:
    return [(one.owner, one.title["en"], one.agreed_in) for one in shown(minutes)]


def test_each_party_that_owes_the_promise_owes_it_from_the_last_signature_on() -> None:
    agree(LIST, RHYTHM, SOME_DAY)
    assert sorted(owed()) == [("AAA", "First list", 1), ("BBB", "First list", 1)]
    assert owed(-1) == []
    assert [one.is_overdue for one in shown(days=200)] == [True, True]
    entries = Entry.objects.filter(action="delivery.milestone.plan", log="public")
    assert sorted(entry.subject for entry in entries) == [
        f"{REF}/milestones/amendment-1-1-aaa",
        f"{REF}/milestones/amendment-1-1-bbb",
    ]


def test_it_is_reported_and_accepted_as_any_and_no_side_moves_it_alone() -> None:
    agree(LIST)
    row = Milestone.objects.get(owner="AAA")
    with pytest.raises(ActionDenied, match="its title and its date change by an amendment"):
        commands.revise_milestone(row, by=ANA, at=LATER, revision=1, title={"en": "Later"}, due="2030")
    commands.report_milestone(row, by=ANA, on=LATER.date(), done={"en": "Listed.", "pt": "Listado."}, at=LATER)
    commands.accept_milestone(row, by=BELA, on=LATER.date(), at=LATER)
    assert Milestone.objects.get(owner="AAA").status == "accepted"


def test_a_later_amendment_keeps_moves_and_takes_out() -> None:
    agree(LIST, MAP)
    commands.report_milestone(
        Milestone.objects.get(owner="AAA", slug__contains="-1-1-"),
        by=ANA,
        on=LATER.date(),
        done={"en": "Listed.", "pt": "Listado."},
        at=LATER,
    )
    agree(replace(MAP, due="2027-12"))
    # What was reported stays; the list of the other side and both maps of June are owed no more.
    assert sorted(owed()) == [("AAA", "First list", 1), ("AAA", "First map", 2), ("BBB", "First map", 2)]
    assert Entry.objects.filter(action="delivery.milestone.release", log="public").count() == 3
    agree(replace(MAP, due="2027-12"), obligors=("BBB",))
    assert ("AAA", "First map", 2) not in owed()


def test_carried_out_once_more_it_changes_nothing() -> None:
    agree(LIST)
    before = (Milestone.objects.count(), Entry.objects.count())
    proposal = Proposal.objects.get()
    agreed = agreement_of(proposal, as_of=LATER)
    assert agreed is not None
    agreements.EFFECTS["amendment"](proposal, agreed, by=BELA, at=LATER)
    assert (Milestone.objects.count(), Entry.objects.count()) == before
