"""One kind of fact over a whole plan, through the eyes of who asks: as many queries for thirty promises as for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor
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


@dataclass(frozen=True, slots=True)
class Whole:
    """A plan that somebody sees, and the languages of the answer: where one is missing, the plan's own stand in."""

    by: Actor
    as_of: datetime
    plan: str
    chosen: Chosen

    @classmethod
    def of(cls, eyes: Eyes, plan: str, chosen: Chosen) -> Whole:
        """Raises NotVisible."""
        return cls(eyes.by, eyes.as_of, plan, chosen.within(plan_seen(eyes, plan).languages))


def claims(whole: Whole) -> shapes.Claims:
    found = verification.claims_on_plan(whole.by, whole.plan, as_of=whole.as_of)
    return shapes.Claims(language=whole.chosen.language, items=[shaping.claim(one, whole.chosen) for one in found])


def findings(whole: Whole) -> shapes.Findings:
    found = assessment.findings_on_plan(whole.by, whole.plan, as_of=whole.as_of)
    return shapes.Findings(language=whole.chosen.language, items=[shaping.finding(one, whole.chosen) for one in found])


def candidates(whole: Whole) -> shapes.Candidates:
    found = delivery.candidates_on_plan(whole.by, whole.plan, as_of=whole.as_of)
    return shapes.Candidates(
        language=whole.chosen.language, items=[shaping_work.candidate(one, whole.chosen) for one in found]
    )


def bodies(whole: Whole) -> shapes.Leads:
    found = delivery.leads_on_plan(whole.by, whole.plan, as_of=whole.as_of)
    return shapes.Leads(language=whole.chosen.language, items=[shaping.lead(one, whole.chosen) for one in found])


def obstacles(whole: Whole) -> shapes.Obstacles:
    found = delivery.obstacles_on_plan(whole.by, whole.plan, as_of=whole.as_of)
    return shapes.Obstacles(language=whole.chosen.language, items=[_obstacle(one, whole.chosen) for one in found])


def clocks(whole: Whole) -> shapes.Clocks:
    refs = [promise.ref for promise in plans.commitments(whole.by, whole.plan, as_of=whole.as_of)]
    found = delivery.clocks(whole.by, refs, as_of=whole.as_of)
    return shapes.Clocks(
        language=whole.chosen.language, items=[shaping_work.clock(found[ref], whole.chosen) for ref in refs]
    )


def authentic_texts(whole: Whole) -> shapes.AuthenticTexts:
    items = [
        shapes.AuthenticText(**parts_of(text), subject=subject, field=name, tag=tag)
        for subject, name, by_language in _texts(whole)
        for tag, text in whole.chosen.texts(by_language).items()
    ]
    return shapes.AuthenticTexts(language=whole.chosen.language, items=items)


def _texts(whole: Whole) -> Iterator[tuple[str, str, Mapping[str, TextView]]]:
    """(subject, field, language -> text), in the order of the plan."""
    for name, by_language in sorted(plans.plan_texts(whole.plan).items()):
        yield whole.plan, str(name), by_language
    for pillar in plans.pillars(whole.by, whole.plan, as_of=whole.as_of):
        yield pillar.ref, str(TextField.TITLE), pillar.titles
        yield pillar.ref, str(TextField.INTRODUCTION), pillar.introductions
    for promise in plans.commitments(whole.by, whole.plan, as_of=whole.as_of):
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
