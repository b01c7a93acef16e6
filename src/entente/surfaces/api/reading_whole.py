"""One kind of fact over a whole plan, through the eyes of who asks: as many queries for thirty promises as for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ObstacleView
from entente.record.plan import queries as plans
from entente.record.plan.queries import TextField, TextView
from entente.record.verification import queries as verification

from . import shapes, shaping, shaping_work
from .chosen import Chosen
from .reading import Eyes, plan_seen
from .shaping import parts_of


def claims(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Claims:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = verification.claims_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Claims(language=chosen.language, items=[shaping.claim(one, within) for one in found])


def findings(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Findings:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = assessment.findings_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Findings(language=chosen.language, items=[shaping.finding(one, within) for one in found])


def candidates(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Candidates:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = delivery.candidates_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Candidates(language=chosen.language, items=[shaping_work.candidate(one, within) for one in found])


def bodies(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Leads:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = delivery.leads_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Leads(language=chosen.language, items=[shaping.lead(one, within) for one in found])


def obstacles(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Obstacles:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = delivery.obstacles_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Obstacles(language=chosen.language, items=[_obstacle(one, within) for one in found])


def clocks(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Clocks:
    within = chosen.within(plan_seen(eyes, plan).languages)
    refs = [promise.ref for promise in plans.commitments(eyes.by, plan, as_of=eyes.as_of)]
    found = delivery.clocks(eyes.by, refs, as_of=eyes.as_of)
    return shapes.Clocks(language=chosen.language, items=[shaping_work.clock(found[ref], within) for ref in refs])


def authentic_texts(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.AuthenticTexts:
    within = chosen.within(plan_seen(eyes, plan).languages)
    items = [
        shapes.AuthenticText(**parts_of(text), subject=subject, field=name, tag=tag)
        for subject, name, by_language in _texts(eyes, plan)
        for tag, text in within.texts(by_language).items()
    ]
    return shapes.AuthenticTexts(language=chosen.language, items=items)


def _texts(eyes: Eyes, plan: str) -> Iterator[tuple[str, str, Mapping[str, TextView]]]:
    """(subject, field, language -> text), in the order of the plan."""
    for name, by_language in sorted(plans.plan_texts(plan).items()):
        yield plan, str(name), by_language
    for pillar in plans.pillars(eyes.by, plan, as_of=eyes.as_of):
        yield pillar.ref, str(TextField.TITLE), pillar.titles
        yield pillar.ref, str(TextField.INTRODUCTION), pillar.introductions
    for promise in plans.commitments(eyes.by, plan, as_of=eyes.as_of):
        yield promise.ref, str(TextField.TEXT), promise.texts


def _obstacle(one: ObstacleView, chosen: Chosen) -> shapes.Obstacle:
    return shapes.Obstacle(
        commitment=one.commitment,
        owner=one.owner,
        text=chosen.wording(one.text),
        level=one.level,
        raised_on=one.raised_on,
        cleared_on=one.cleared_on,
        outcome=chosen.wording(one.outcome),
    )
