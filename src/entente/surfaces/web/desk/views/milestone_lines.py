"""A milestone as one line of a table, a list or a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from entente.foundation.common.refs import Ref
from entente.record.delivery.queries import MilestoneStatus, MilestoneView
from entente.record.plan.queries import PlanView
from entente.surfaces.web import dates, links
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, said

STATUSES = {
    MilestoneStatus.PLANNED: (gettext_lazy("Planned"), "project"),
    MilestoneStatus.REPORTED: (gettext_lazy("Reported, not yet accepted"), "found"),
    MilestoneStatus.ACCEPTED: (gettext_lazy("Accepted"), "reviewed"),
    MilestoneStatus.RETURNED: (gettext_lazy("Returned"), "refused"),
}
OVERDUE = gettext_lazy("Overdue")


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone.  number: of its promise; whose: name of the side that planned it."""

    number: str
    title: Said
    due: str
    tag: Tag
    whose: str
    address: str


def milestone_tag(view: MilestoneView) -> Tag:
    word, shape = STATUSES[MilestoneStatus(view.status)]
    return Tag(str(OVERDUE), "refused") if view.is_overdue else Tag(str(word), shape)


def milestone_lines(views: Iterable[MilestoneView], plan: PlanView | None, language: str) -> tuple[MilestoneLine, ...]:
    order = plan.languages if plan else ()
    names = {party.code: said(party.name, language, party.languages).text for party in plan.parties} if plan else {}
    if plan:
        names[plan.keeper_slug] = said(plan.keeper_name, language, order).text
    lines = []
    for view in views:
        ref = Ref.parse(view.ref)
        address = links.href("desk_milestone", language, plan=ref.plan, number=ref.number, milestone=ref.slug)
        lines.append(
            MilestoneLine(
                number=ref.number,
                title=said(view.title, language, order),
                due=dates.period(view.due, language),
                tag=milestone_tag(view),
                whose=names.get(view.owner, view.owner),
                address=address,
            )
        )
    return tuple(lines)
