"""What can be followed: a plan, a pillar, a promise, a body with what it carries and has a part in; and the entries it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered
from entente.foundation.common.refs import numbered_ref
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityDays
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.web import links

from .words import SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be followed, as the public sees it at an instant.

    key          number of a pillar or promise, slug of a body, "" for the whole plan
    name         of the pillar, the promise or the body; the plan's title for the whole plan
    refs         what the log's entries are about; one that ends in a point stands for all numbers that begin so
    commitments  refs of the promises meant, None for all of the plan
    activities   those that serve them
    """

    plan: PlanView
    kind: SubjectKind
    key: str
    name: Wording
    refs: tuple[str, ...]
    commitments: frozenset[str] | None
    activities: tuple[ActivityDays, ...] = ()

    @property
    def number(self) -> str:
        """ "6.4" of a promise, "6" of a pillar, "" otherwise."""
        return self.key if self.kind in (SubjectKind.PILLAR, SubjectKind.COMMITMENT) else ""

    def means(self, ref: str) -> bool:
        """Whether an entry about this ref is about the subject."""
        return any(_lies_under(ref, one) for one in self.refs)

    def page(self, language: str) -> str:
        """Address of the page that shows it; of a body, the page that shows how to follow it."""
        plan = self.plan.slug
        if self.kind == SubjectKind.PLAN:
            return links.href("plan", language, plan=plan)
        if self.kind == SubjectKind.BODY:
            return links.href("follow", language, plan=plan)
        return links.href(str(self.kind), language, plan=plan, number=self.key)

    def file(self, name: str, language: str) -> str:
        """Address of one of its feeds."""
        plan = self.plan.slug
        if self.kind == SubjectKind.PLAN:
            return links.href("feed", language, plan=plan, file=name)
        if self.kind == SubjectKind.BODY:
            return links.href("feed_body", language, plan=plan, body=self.key, file=name)
        return links.href(f"feed_{self.kind}", language, plan=plan, number=self.key, file=name)


@remembered
def find(plan: str, kind: SubjectKind, key: str, *, as_of: datetime) -> Subject:
    """A subject by its names.  At most six queries and what a plan's view asks.  Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    if kind == SubjectKind.PLAN:
        return _with_activities(Subject(view, kind, "", view.title, (plan,), None), as_of)
    finders = {SubjectKind.PILLAR: _pillar, SubjectKind.COMMITMENT: _commitment, SubjectKind.BODY: _body}
    return finders[kind](view, key, as_of)


def bodies(plan: str, *, as_of: datetime) -> list[tuple[str, Wording]]:
    """(slug, name) of the bodies that carry a promise of a plan or have a part in an activity, by slug.  Seven queries."""
    found: dict[str, Wording] = {}
    for activity in delivery.activity_days(PUBLIC, plan, as_of=as_of):
        found |= activity.bodies
    found |= delivery.bodies_on_plan(PUBLIC, plan, as_of=as_of)
    return sorted(found.items())


def _pillar(view: PlanView, key: str, as_of: datetime) -> Subject:
    row = next((one for one in plans.pillars(PUBLIC, view.slug, as_of=as_of) if one.number == key), None)
    if row is None:
        raise NotVisible(f"There is no pillar “{key}” in this plan.")
    begin = f"{row.ref}."
    rows = plans.commitment_rows(PUBLIC, view.slug, as_of=as_of).filter(ref__startswith=begin)
    name = row.title or {tag: text.text for tag, text in row.titles.items()}
    promises = frozenset(rows.values_list("ref", flat=True))
    return _with_activities(Subject(view, SubjectKind.PILLAR, key, name, (row.ref, begin), promises), as_of)


def _commitment(view: PlanView, key: str, as_of: datetime) -> Subject:
    promise = plans.get_visible_commitment(PUBLIC, numbered_ref(view.slug, key), as_of=as_of)
    refs = (promise.ref,)
    return _with_activities(Subject(view, SubjectKind.COMMITMENT, key, promise.title, refs, frozenset(refs)), as_of)


def _body(view: PlanView, key: str, as_of: datetime) -> Subject:
    """The promises that it carries with the activities that serve them, and the activities that it has a part in."""
    mine = delivery.leads_of_body(PUBLIC, view.slug, key, as_of=as_of)
    carried = frozenset(one.commitment for one in mine)
    known = [
        one
        for one in delivery.activity_days(PUBLIC, view.slug, as_of=as_of)
        if key in one.bodies or carried & one.commitments
    ]
    names = [*(one.name for one in mine), *(one.bodies[key] for one in known if key in one.bodies)]
    if not names:
        raise NotVisible(f"No body “{key}” carries a promise of this plan or has a part in what is done for it.")
    refs = (*sorted(carried), *(one.ref for one in known))
    return Subject(view, SubjectKind.BODY, key, names[0], refs, carried, tuple(known))


def _with_activities(subject: Subject, as_of: datetime) -> Subject:
    """The activities that serve the promises of a subject belong to it."""
    known = delivery.activity_days(PUBLIC, subject.plan.slug, as_of=as_of, commitments=subject.commitments)
    refs = subject.refs if subject.kind == SubjectKind.PLAN else (*subject.refs, *(one.ref for one in known))
    return replace(subject, refs=refs, activities=tuple(known))


def _lies_under(ref: str, above: str) -> bool:
    if above.endswith("."):
        return ref.startswith(above)
    return ref == above or ref.startswith((f"{above}/", f"{above}#"))
