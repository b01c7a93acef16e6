"""Fictional plans between three parties, the third of which writes from right to left."""

from __future__ import annotations

from datetime import UTC, date, datetime

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.directory import commands as directory
from entente.record.plan import commands as plans
from entente.record.plan.facts import ClauseFacts, CommitmentFacts, PillarFacts, PlanFacts
from entente.record.plan.queries import Kind, Plan, Standing, Strength
from tests.cast import ANA, BELA, CHRIS, observatory

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def three_parties() -> None:
    """Three fictional parties; the third writes from right to left."""
    for code, name, languages in (
        ("AAA", {"en": "Arcadia", "pt": "Arcádia", "ar": "أركاديا"}, ["en"]),
        ("BBB", {"en": "Borduria", "pt": "Bordúria", "ar": "بوردوريا"}, ["pt"]),
        ("CCC", {"en": "Cimmeria", "pt": "Ciméria", "ar": "كيميريا"}, ["ar"]),
    ):
        directory.register_party(code=code, name=name, languages=languages, time_zone="UTC", by=SYSTEM)


def promise(number: str, text: str = "", **changes: object) -> CommitmentFacts:
    """A firm standing duty of A and B, unless changed."""
    values: dict[str, object] = {
        "number": number,
        "obligors": ("AAA", "BBB"),
        "kind": Kind.STANDING,
        "strength": Strength.FIRM,
        "title": {},
        "summary": {},
        "texts": {"en": text or f"The parties will keep promise {number}."},
    }
    return CommitmentFacts(**{**values, **changes})  # type: ignore[arg-type]


def pillar(number: str, *commitments: CommitmentFacts, title: str = "") -> PillarFacts:
    return PillarFacts(number, commitments, {}, {}, {"en": title or f"Pillar {number}"}, {})


def plan_facts(slug: str = "tri-plan", **changes: object) -> PlanFacts:
    values: dict[str, object] = {
        "slug": slug,
        "title": {"en": "Plan of the Three", "pt": "Plano dos Três", "ar": "خطة الثلاثة"},
        "languages": ("en", "pt", "ar"),
        "parties": ("AAA", "BBB", "CCC"),
        "summary": {},
        "titles": {},
        "preambles": {},
        "text_titles": {},
    }
    return PlanFacts(**{**values, **changes})  # type: ignore[arg-type]


def two_part_promise(number: str) -> CommitmentFacts:
    return promise(
        number,
        "The parties will hold a fair and publish a report.",
        kind=Kind.DELIVERABLE,
        clauses=(ClauseFacts({"en": "hold a fair"}), ClauseFacts({"en": "publish a report"}, ("AAA",))),
    )


def draft_plan(slug: str = "tri-plan", *, by: Actor = CHRIS, count: int = 2) -> Plan:
    """A draft with one pillar of `count` promises and one of a compound promise."""
    three_parties()
    plan = plans.start_plan(plan_facts(slug), by=by, keeper=observatory())
    first = pillar("1", *(promise(f"1.{at}") for at in range(1, count + 1)))
    return plans.put_structure(plan, [first, pillar("2", two_part_promise("2.1"))], by=by)


def adopted_plan(slug: str = "tri-plan", *, count: int = 2) -> Plan:
    return plans.adopt(draft_plan(slug, count=count), by=CHRIS, at=NOW)


def shared_plan(slug: str = "tri-plan", *, count: int = 2) -> Plan:
    """An adopted plan in which A and B take part, and so publish, accept and sign."""
    plan = adopted_plan(slug, count=count)
    taking_part(plan, ANA, BELA)
    return plan


def taking_part(plan: Plan, *parties: Actor) -> None:
    """Each party says for itself that it takes part."""
    for by in parties:
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))
