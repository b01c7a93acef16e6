"""Two invented plans of the same two parties: one with the words of its promises, and the one that comes after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from entente.foundation.common.actors import Actor, Capacity, Role
from entente.foundation.directory.queries import get_organisation
from entente.record.plan import commands as plans
from entente.record.plan.facts import CommitmentFacts, PlanFacts
from entente.record.plan.models import Plan
from entente.record.plan.words import Standing
from tests.cast import CHRIS
from tests.record.builders import pillar, plan_facts, promise

OLD, NEW = "tides-2024", "tides-2030"
PARTIES = ("XAL", "XBO")
KEEPER = replace(CHRIS, owner="observer", post="observer/record-keeper")
ORIGINAL = {
    "en": "Both shores measure the tides for five years.",
    "fr": "Les deux rives mesurent les marées pendant cinq ans.",
    "es": "Ambas orillas miden las mareas durante cinco años.",
}


def two_plans() -> None:
    """OLD, in which both take part, with three promises; NEW with two."""
    old = _plan(
        _facts(OLD, "Tides Plan 2024 (invented)", "Plan des marées 2024 (fictif)", "Plan de Mareas 2024 (ficticio)"),
        _promise("1.1", ORIGINAL, "Measure the tides"),
        _promise("1.2", _same("Both shores share their charts."), "Share the charts"),
        _promise("1.3", _same("Both shores light the old pier."), "Light the old pier"),
    )
    _plan(
        _facts(NEW, "Tides Plan 2030 (invented)", "Plan des marées 2030 (fictif)", "Plan de Mareas 2030 (ficticio)"),
        _promise("1.1", _same("Both shores measure the tides and share their charts."), "Measure and share"),
        _promise("1.2", _same("Both shores plant sea grass."), "Plant sea grass"),
    )
    for code in PARTIES:
        by = Actor(Capacity.PARTY, owner=code, roles=frozenset({Role.APPROVER}))
        plans.set_standing(old, code, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))


def _facts(slug: str, english: str, french: str, spanish: str) -> PlanFacts:
    titles = {"en": english, "fr": french, "es": spanish}
    return plan_facts(slug, title=titles, languages=("en", "fr", "es"), parties=PARTIES, is_demonstration=True)


def _plan(facts: PlanFacts, *promises: CommitmentFacts) -> Plan:
    plan = plans.start_plan(facts, by=KEEPER, keeper=get_organisation("observer"))
    plans.put_structure(plan, [pillar("1", *promises, title="Tides")], by=KEEPER)
    return plans.adopt(plan, by=KEEPER, at=timezone.now())


def _promise(number: str, texts: dict[str, str], title: str) -> CommitmentFacts:
    return promise(number, texts=texts, title=_same(title), obligors=PARTIES)


def _same(words: str) -> dict[str, str]:
    """What the story does not turn on is worded once."""
    return dict.fromkeys(("en", "fr", "es"), words)
