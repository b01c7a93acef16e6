"""An institute that assesses: Erin and Finn code, Gwen consolidates and sends, all of one invented assessor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from entente.foundation.common.actors import Actor
from entente.record.assessment.commands import assessments, methods
from entente.record.assessment.commands.assessments import OpeningFacts, ScoreFacts
from entente.record.assessment.commands.methods import GuidelineFacts
from entente.record.assessment.methods import shipped_methods
from entente.record.assessment.models import Assessment, Guideline
from entente.record.verification.models import Claim
from tests.cast import ANA, ERIN
from tests.record.builders import NOW
from tests.record.verification.test_claims import a_citation, claim

FINN = replace(ERIN, user_id="finn", post="institute/second-reader")
GWEN = replace(ERIN, user_id="gwen", post="institute/director")
G20 = "g20-compliance/1"
REPORT = "tri-plan/2.1"
WINDOW = (date(2026, 1, 1), date(2026, 11, 22))
DUE_ON = date(2026, 12, 10)
WHY = {"en": "The guideline says so."}


def guideline(method: str = G20, subject: str = REPORT, *, is_published: bool = True, at: datetime = NOW) -> Guideline:
    facts = GuidelineFacts(
        method,
        subject,
        {"en": "A fair is a public event of a day or more."},
        {value.code: {"en": f"What counts for {value.code}."} for value in shipped_methods()[method].values},
    )
    made = methods.write_guideline(facts, by=ERIN, at=at)
    return methods.publish_guideline(made, by=GWEN, at=at) if is_published else made


def opened(party: str = "AAA", reading: str = "final", method: str = G20, **changes: object) -> Assessment:
    facts = OpeningFacts(*WINDOW, party=party, reading=reading)
    return assessments.open_assessment(guideline(method), replace(facts, **changes), by=ERIN, at=NOW)  # type: ignore[arg-type]


def evidence(slug: str = "fair", happened: str = "2026-05-02", subject: str = REPORT) -> Claim:
    return claim(by=ANA, slug=slug, subject=subject, citations=[a_citation(ANA)], happened=happened)


def code(
    row: Assessment, value: str = "-1", *, by: Actor = ERIN, claims: Sequence[Claim] = (), at: datetime = NOW
) -> None:
    assessments.code(row, ScoreFacts(value, WHY, claims), by=by, at=at)


def coded(row: Assessment, first: str = "-1", second: str = "-1", claims: Sequence[Claim] = ()) -> Assessment:
    code(row, first, claims=claims)
    code(row, second, by=FINN, claims=claims)
    return row


def consolidated(row: Assessment, value: str = "-1", claims: Sequence[Claim] = (), *, by: Actor = GWEN) -> Assessment:
    return assessments.consolidate(row, ScoreFacts(value, WHY, claims), by=by, at=NOW)


def sent(row: Assessment, value: str = "-1", claims: Sequence[Claim] = ()) -> Assessment:
    """Coded by two, consolidated by a third, sent for reply until the end of DUE_ON."""
    return assessments.send_for_reply(
        consolidated(coded(row, value, value, claims), value, claims), DUE_ON, by=GWEN, at=NOW
    )
