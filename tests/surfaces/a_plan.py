"""A plan on record between two invented parties, as large as a test wants it, with evidence on its first promise."""

from __future__ import annotations

from datetime import UTC, date, datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import AliasKind, Organisation, OrganisationKind, SuccessionKind, get_party
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import FindingFacts
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import LeadFacts
from entente.record.delivery.queries import LeadRole
from entente.record.plan import commands as plans
from entente.record.plan.facts import ClauseFacts, CommitmentFacts, PillarFacts, PlanFacts
from entente.record.plan.queries import Kind, Plan, Strength
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Support
from tests.cast import ALL_WORK

CHRIS = Actor(Capacity.KEEPER, owner="observatory", post="observatory/record-keeper", roles=ALL_WORK)
AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SLUG = "alda-boria"


def keeper() -> Organisation:
    return directory.register_organisation(
        slug="observatory",
        name={"en": "The Observatory", "fr": "L’Observatoire"},
        kind=OrganisationKind.OBSERVER,
        by=CHRIS,
    )


def parties() -> None:
    directory.register_party(
        code="XAA", name={"en": "Alda", "fr": "Alde"}, languages=["en", "fr"], time_zone="America/Toronto", by=CHRIS
    )
    directory.register_party(
        code="XBB", name={"en": "Boria", "es": "Boria"}, languages=["es"], time_zone="America/Bogota", by=CHRIS
    )


def promise(number: str, *, at: int = 0) -> CommitmentFacts:
    """Every third is exploratory and owed by one party; the first has two clauses."""
    alone = at % 3 == 2
    return CommitmentFacts(
        number=number,
        obligors=("XBB",) if alone else ("XAA", "XBB"),
        kind=Kind.STANDING if at % 2 else Kind.DELIVERABLE,
        strength=Strength.EXPLORATORY if alone else Strength.FIRM,
        title={"en": f"Forests {at}", "fr": f"Forêts {at}", "es": f"Bosques {at}"},
        summary={"en": "They plant trees.", "fr": "On plante des arbres."},
        texts={"en": f"We will plant {at} forests."},
        clauses=(
            (ClauseFacts({"en": "planted"}), ClauseFacts({"en": "tended", "fr": "soigné"}, ("XBB",))) if at == 0 else ()
        ),
        alignment=(("sdg", "15.2"),) if at % 2 == 0 else (),
    )


def draft(*, promises: int = 3, slug: str = SLUG) -> Plan:
    """A draft with two pillars; most promises are in the second."""
    body = keeper()
    parties()
    plans.put_framework(
        "sdg",
        {"en": "Sustainable Development Goals", "fr": "Objectifs de développement durable"},
        [("15.2", {"en": "Forests kept", "fr": "Forêts préservées"}), ("17.16", {"en": "Partnership"})],
        by=CHRIS,
        address="https://sdgs.example.org/",
    )
    facts = PlanFacts(
        slug=slug,
        title={"en": "Plan of Alda and Boria", "fr": "Plan d’Alde et de Boria"},
        languages=("en", "fr", "es"),
        parties=("XAA", "XBB"),
        summary={"en": "Trees."},
        titles={"en": "Plan of Action"},
        preambles={"en": "The leaders met."},
        launched_on="2023-01",
        text_titles={"en": "Plan of Action"},
    )
    plan = plans.start_plan(facts, by=CHRIS, keeper=body)
    first = promise("1.1", at=0)
    rest = tuple(promise(f"2.{at}", at=at) for at in range(1, promises))
    pillars = [_pillar("1", (first,)), _pillar("2", rest)]
    return plans.put_structure(plan, pillars, by=CHRIS, status=WordingStatus.PROJECT)


def _pillar(number: str, commitments: tuple[CommitmentFacts, ...]) -> PillarFacts:
    return PillarFacts(
        number=number,
        commitments=commitments,
        title={"en": f"Pillar {number}", "es": f"Pilar {number}"},
        summary={"en": "What it is about."},
        titles={"en": f"PILLAR {number}"},
        introductions={},
    )


def on_record(*, promises: int = 3, facts: int = 1, slug: str = SLUG) -> Plan:
    """An adopted plan; the first `facts` promises have a claim, a context, a finding and a lead each."""
    plan = plans.adopt(draft(promises=promises, slug=slug), by=CHRIS, at=AT)
    for ref in list(plan.commitments.order_by("position").values_list("ref", flat=True))[:facts]:
        _evidence(ref)
    return plan


def _evidence(ref: str) -> None:
    name = ref.replace("/", "-").replace(".", "-")
    document = sources.add_document(
        sources.DocumentFacts(
            slug=f"gazette-{name}",
            title={"en": "Gazette"},
            side=Side.PARTY,
            party="XAA",
            language="en",
            publisher_name="The Gazette",
            stated_on="2023-05",
            address=f"https://gazette.example.org/{name}",
        ),
        by=CHRIS,
        owner="observatory",
        tier=Tier.PUBLIC,
        at=AT,
    )
    cited = sources.cite(document, by=CHRIS, place="page 3")
    for slug, is_context in ((f"planted-{name}", False), (f"before-{name}", True)):
        claim = ClaimFacts(
            slug=slug,
            subject=ref,
            supports=Support.PART,
            statement={"en": "Trees were planted.", "es": "Se plantaron árboles."},
            happened="2023-05-02/2023-05-03",
            is_context=is_context,
        )
        verification.make_claim(claim, [cited], by=CHRIS, owner="observatory", at=AT, status=WordingStatus.PROJECT)
    finding = FindingFacts(
        f"none-{name}", ref, date(2026, 2, 1), {"en": "the ministry's site"}, {"en": "Nothing there."}
    )
    assessment.file_finding(finding, by=CHRIS, owner="observatory", at=AT, status=WordingStatus.PROJECT)
    delivery.set_window(ref, Period.parse("2021/2030"), {"en": "A decade"}, cited, by=CHRIS, owner="observatory", at=AT)
    delivery.name_lead(LeadFacts(ref, LeadRole.LEAD), ministry(), by=CHRIS, owner="observatory", citation=cited, at=AT)


def ministry() -> Organisation:
    """The Forest Service, once the Timber Office; two bodies are called FS."""
    party = get_party("XAA")
    service = directory.register_organisation(
        slug="forest-service", name={"en": "Forest Service"}, kind=OrganisationKind.MINISTRY, party=party, by=CHRIS
    )
    directory.add_alias(service, language="en", text="FS", kind=AliasKind.ACRONYM, by=CHRIS)
    office = directory.register_organisation(
        slug="timber-office",
        name={"en": "Timber Office"},
        kind=OrganisationKind.MINISTRY,
        party=party,
        to_on="2019",
        by=CHRIS,
    )
    directory.record_succession(predecessor=office, successor=service, kind=SuccessionKind.RENAMED, on="2019", by=CHRIS)
    fund = directory.register_organisation(
        slug="forest-seeds", name={"en": "Forest Seeds"}, kind=OrganisationKind.CIVIL_SOCIETY, by=CHRIS
    )
    directory.add_alias(fund, language="en", text="F.S.", kind=AliasKind.ACRONYM, by=CHRIS)
    return service
