"""What every scene of the demonstration does: name a promise, put a source on record, claim, have it checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Claim, Support, Verdict

from .staff import Cast


def words(en: str, fr: str, es: str) -> Wording:
    """The same in the three languages of the invented plan."""
    return {"en": en, "fr": fr, "es": es}


@dataclass(frozen=True, slots=True)
class Stage:
    """The plan on which scenes are played, who plays them, and now."""

    plan: str
    cast: Cast
    at: datetime

    def ref(self, subject: str) -> str:
        """ "2.4" -> "norvania-sudria-2023/2.4"."""
        return f"{self.plan}/{subject}"

    def noon(self, day: str) -> datetime:
        """Noon of a day, "2024-05-20"."""
        return datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)

    def cite(self, by: Actor, slug: str, title: Wording, stated_on: str, address: str, quotation: str = "") -> Citation:
        """A page of the side that acts, cited from the day that it bears."""
        of_party = by.capacity is Capacity.PARTY
        language = next(iter(title))
        at = self.noon(Period.parse(stated_on).first_on.isoformat())
        document = sources.add_document(
            DocumentFacts(
                slug=f"{self.plan}-{slug}",
                title=title,
                side=Side.PARTY if of_party else Side.THIRD,
                party=by.owner if of_party else "",
                language=language,
                publisher_name=title[language],
                stated_on=stated_on,
                address=f"https://{address}",
            ),
            by=by,
            owner=by.owner,
            tier=Tier.PUBLIC,
            at=at,
        )
        return sources.cite(document, by=by, quotation=quotation, at=at)

    def claim(
        self,
        by: Actor,
        slug: str,
        subject: str,
        supports: Support,
        statement: Wording,
        *,
        happened: str,
        source: Citation,
    ) -> Claim:
        """A claim made at noon of the day of its event, or when its source was there.  subject: as in `ref`."""
        facts = ClaimFacts(f"{self.plan}-{slug}", self.ref(subject), supports, statement, happened=happened)
        at = max(self.noon(Period.parse(happened).last_on.isoformat()), source.document.made_at)
        return verification.make_claim(facts, [source], by=by, owner=by.owner, at=at, status=WordingStatus.REVIEWED)

    def check(
        self,
        claim: Claim,
        by: Actor,
        day: str,
        verdict: Verdict = Verdict.ACCEPTED,
        reading: Wording | None = None,
        clauses: tuple[str, ...] = (),
    ) -> None:
        verification.check(claim, verdict, by=by, at=self.noon(day), clauses=clauses, reading=reading)
