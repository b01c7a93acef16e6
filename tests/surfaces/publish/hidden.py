"""What parties prepare between them and what a desk keeps to itself, each with a marker that no file may tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from entente.foundation.common.records import Tier
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Side
from entente.record.assessment.commands import assessments, replies
from entente.record.assessment.commands.assessments import ScoreFacts
from entente.record.assessment.inquiry_words import InquiryKind
from entente.record.assessment.models import Assessment, Finding, Inquiry
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.models import Commitment
from entente.surfaces.reports import editing
from entente.surfaces.reports.compose import Choice
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ADA, ANA, ERIN
from tests.record.assessment.assessing import FINN, GWEN, guideline, opened
from tests.record.builders import NOW

LEAK = "zqleakzq"
WORDS = {tag: f"{LEAK} {tag}" for tag in ("ar", "en", "es", "fr", "pt")}
SAID = ScoreFacts("-1", WORDS, ())


def begin_readings(*, at: datetime) -> tuple[Assessment, Assessment]:
    """One that was sent to the party concerned (until the last day for a reply its words are for nobody else), one begun.

    That readings were begun is on the public log; what they say is not.
    """
    guideline()
    row = opened()
    _coded(row)
    consolidated = assessments.consolidate(row, SAID, by=GWEN, at=NOW)
    sent = assessments.send_for_reply(consolidated, at.date() + timedelta(days=30), by=GWEN, at=at)
    return sent, opened(reading="interim")


def prepare_between_parties(sent: Assessment, begun: Assessment, *, at: datetime) -> None:
    """A reply, a reading in the coders' hands, a proposal before all parties and a draft of one, and what was asked."""
    replies.write_reply(sent, WORDS, by=ANA, at=at)
    _coded(begun)
    for number, is_proposed in (("1.1", True), ("1.2", False)):
        promise = Commitment.objects.select_related("plan").get(ref=f"tri-plan/{number}")
        row = plans.write_amendment(promise, replace(queries.terms_now(promise), texts=WORDS), WORDS, by=ANA, at=at)
        if is_proposed:
            plans.propose_amendment(row, revision=row.revision, by=ADA, at=at)
    held = {"owner": "observatory", "tier": Tier.OWN, "made_at": at, "plan": "tri-plan", "commitment": "tri-plan/2.1"}
    said = {
        "slug": LEAK,
        "subject": "tri-plan/2.1#b",
        "looked_on": date(2026, 11, 1),
        "looked_where": WORDS,
        "note": WORDS,
    }
    finding = Finding.objects.create(**held, **said)
    asked = {"party": "AAA", "kind": InquiryKind.ACCESS, "asked_on": date(2026, 11, 2), "addressed_to": WORDS}
    Inquiry.objects.create(**held, **asked, finding=finding)
    withheld_source()


def _coded(row: Assessment) -> None:
    for by in (ERIN, FINN):
        assessments.code(row, SAID, by=by, at=NOW)


def withheld_source() -> Citation:
    facts = DocumentFacts(
        slug=LEAK,
        title=WORDS,
        side=Side.PARTY,
        party="AAA",
        language="en",
        publisher_name=LEAK,
        stated_on="2026-11-20",
        address=f"https://{LEAK}.example.org/letter",
    )
    return sources.cite(sources.add_document(facts, by=ANA, owner="AAA", tier=Tier.OWN), by=ANA)


def keep_reports(*, at: datetime) -> None:
    """A report in progress with what its authors typed, and the template that a ministry handed in."""
    report = editing.begin(Choice(Kind.BRIEFING, "tri-plan", "en", Reach.PUBLIC), by=ANA, at=at)
    report.typed, report.reference, report.template = {"summary": LEAK}, LEAK, f"{LEAK}.docx"
    report.save()
    default_storage.save(f"reports/{LEAK}.docx", ContentFile(LEAK.encode()))
