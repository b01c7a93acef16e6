"""A fictional plan of three parties, one of which writes from right to left, with a little of everything that pages show."""

from __future__ import annotations

from datetime import UTC, date, datetime

from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import FindingFacts
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import LeadFacts
from entente.record.delivery.queries import LeadRole
from entente.record.plan import commands as plans
from entente.record.plan.facts import CommitmentFacts, PillarFacts
from entente.record.plan.queries import Kind, Plan, Strength
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Support
from tests.cast import CHRIS, observatory
from tests.record.builders import pillar, plan_facts, promise, three_parties, two_part_promise

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""When all of it was put on record: before any clock that a test runs by."""
SLUG = "tri-plan"
ARABIC = "تقيم الأطراف معرضا عادلا كل عام."
TITLES = {"en": "A fair for all", "fr": "Une foire pour tous", "es": "Una feria para todos", "ar": "معرض للجميع"}
SUMMARY = {
    "en": "The three hold a fair every year.",
    "fr": "Les trois tiennent une foire chaque année.",
    "es": "Los tres celebran una feria cada año.",
}


def rich_promise() -> CommitmentFacts:
    """1.1: words in three languages, an outside goal, project wording."""
    return promise(
        "1.1",
        obligors=("AAA", "BBB", "CCC"),
        kind=Kind.DELIVERABLE,
        strength=Strength.BEST_EFFORTS,
        title=TITLES,
        summary=SUMMARY,
        texts={
            "en": "The parties will hold a fair for all.",
            "ar": ARABIC,
            "pt": "As partes farão uma feira para todos.",
        },
        alignment=(("goals", "17.16"),),
    )


def structure(count: int) -> list[PillarFacts]:
    first = pillar("1", rich_promise(), *(promise(f"1.{at}") for at in range(2, count + 1)), title="Fairs")
    wordless = promise("2.2", texts={}, title={"en": "A register of fairs"}, kind=Kind.TIME_BOUND)
    return [first, pillar("2", two_part_promise("2.1"), wordless, title="Reports")]


def staged_plan(count: int = 2, slug: str = SLUG) -> Plan:
    """An adopted plan with `count` promises in its first pillar, evidence, a search without result, a body; sealed.

    2.2 has no authentic words, nobody has searched for evidence on it, and the dates that bound it are past.
    """
    three_parties()
    keeper = observatory()
    plans.put_framework(
        "goals",
        {"en": "Goals of the Three", "fr": "Objectifs des Trois"},
        [("17.16", {"en": "Partnerships", "ar": "الشراكات"}), ("17.17", {"en": "More partnerships"})],
        by=CHRIS,
        address="https://goals.example/",
    )
    plan = plans.start_plan(plan_facts(slug, languages=("ar", "en", "es", "fr", "pt")), by=CHRIS, keeper=keeper)
    plans.put_structure(plan, structure(count), by=CHRIS)
    plan = plans.adopt(plan, by=CHRIS, at=AT)
    citation = gazette()
    for at in range(1, count + 1):
        claim(f"{slug}-fair-{at}", f"{slug}/1.{at}", citation)
    claim(f"{slug}-report", f"{slug}/2.1#b", citation, supports=Support.PART)
    claim(f"{slug}-old-fair", f"{slug}/1.1", citation, is_context=True)
    claim(f"{slug}-told", slug, citation, supports=Support.CONTRIBUTES)
    finding(f"{slug}-no-fair", f"{slug}/2.1#a")
    body = directory.register_organisation(
        slug="fair-office", name={"en": "Fair Office"}, kind=OrganisationKind.MECHANISM, by=CHRIS
    )
    delivery.name_lead(
        LeadFacts(f"{slug}/1.1", LeadRole.LEAD, "2024"), body, by=CHRIS, owner="observatory", citation=citation, at=AT
    )
    fair_years = Period.parse("2024/2025")
    named = {"en": "Years of the fair"}
    delivery.set_window(f"{slug}/2.2", fair_years, named, citation, by=CHRIS, owner="observatory", at=AT)
    ledger.seal()
    return plan


def gazette() -> Citation:
    facts = DocumentFacts(
        slug="gazette",
        title={"en": "The Gazette on the fair"},
        side=Side.THIRD,
        language="en",
        publisher_name="The Gazette",
        stated_on="2024-05-03",
        address="https://gazette.example/fair",
        weakness="secondary",
    )
    document = sources.add_document(facts, by=CHRIS, owner="observatory", tier=Tier.PUBLIC, at=AT)
    return sources.cite(document, by=CHRIS, place="page 2", quotation="The fair was held.")


def claim(
    slug: str,
    subject: str,
    citation: Citation,
    *,
    supports: Support = Support.ALL,
    is_context: bool = False,
    at: datetime = AT,
) -> None:
    facts = ClaimFacts(
        slug=slug,
        subject=subject,
        supports=supports,
        statement={"en": f"Something happened: {slug}.", "ar": "حدث شيء ما."},
        happened="2024-05-02/2024-05-03",
        announced_on={"AAA": "2024-05"},
        is_context=is_context,
    )
    verification.make_claim(facts, [citation], by=CHRIS, owner="observatory", at=at, status=WordingStatus.PROJECT)


def finding(slug: str, subject: str) -> None:
    facts = FindingFacts(slug, subject, date(2026, 5, 1), {"en": "The pages of all three governments."})
    assessment.file_finding(facts, by=CHRIS, owner="observatory", at=AT, status=WordingStatus.PROJECT)
