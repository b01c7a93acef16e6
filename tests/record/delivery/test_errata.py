"""In a closed plan nothing published changes: what was wrong is noted beside it, by an approver, in every owed language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.ledger.models import Entry
from entente.record.assessment.commands import publish_report
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.models import Update
from entente.record.plan.models import Plan
from tests.cast import ADA, ANA, BELA, DANA
from tests.record.builders import NOW
from tests.record.delivery.builders import approved
from tests.record.plan.changing import LATER, OLD, proposed, sign, two_plans

pytestmark = pytest.mark.django_db

REF = f"{OLD}/1.1"
TEXT = {"en": "Five, not six."}


@pytest.fixture
def update(db: None) -> Update:
    """A published update in a plan that is closed afterwards."""
    table = proposed(*two_plans())
    row = approved(commitment=REF)
    publish_report(row, by=ADA, at=NOW)
    for by in (ANA, BELA):
        sign(table.proposal, by)
    return Update.objects.get()


def test_the_note_stands_beside_the_words_from_its_instant_on(update: Update) -> None:
    said = Update.objects.values("done", "status", "version").get()
    at = LATER + timedelta(hours=1)
    commands.note_erratum(update, {"en": " Five, not six. ", "pt": ""}, by=ADA, at=at)
    commands.note_erratum(update, TEXT, by=ADA, at=at + timedelta(hours=1))
    assert Update.objects.values("done", "status", "version").get() == said
    [view] = queries.updates_on(DANA, REF, as_of=at)
    assert [(one.text, one.post, one.at) for one in view.errata] == [(TEXT, ADA.post, at)]
    [before] = queries.updates_on(DANA, REF, as_of=at - timedelta(minutes=1))
    assert before.errata == ()
    entry = Entry.objects.get(action="delivery.update.erratum")
    assert (entry.log, entry.subject) == ("public", view.ref)


@pytest.mark.parametrize("by", [BELA, DANA])
def test_only_its_own_side_notes_it(update: Update, by: object) -> None:
    with pytest.raises(ActionDenied):
        commands.note_erratum(update, TEXT, by=by, at=LATER)  # type: ignore[arg-type]  # a row of the table


def test_an_owed_language_is_written_first(update: Update) -> None:
    with pytest.raises(RuleBroken, match="has no text in “en”, which AAA owes"):
        commands.note_erratum(update, {"pt": "Cinco, não seis."}, by=ADA, at=LATER)


def test_in_an_open_plan_the_update_itself_is_corrected(update: Update) -> None:
    facts = UpdateFacts(REF, NOW.date(), {"en": "Five."})
    with pytest.raises(InvalidTransition, match="old-plan was closed on"):
        commands.correct(update, facts, by=ANA, at=LATER, correction=TEXT)
    Plan.objects.filter(slug=OLD).update(status="adopted", closed_at=None)
    with pytest.raises(RuleBroken, match="old-plan is not closed; correct the update itself"):
        commands.note_erratum(update, TEXT, by=ADA, at=LATER)
