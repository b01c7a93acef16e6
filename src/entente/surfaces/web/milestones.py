"""Milestones and obstacles as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.delivery.queries import Level, MilestoneStatus, MilestoneView, ObstacleView

from . import labels_of_work, links
from .labels import Tag
from .reader import Reader
from .wording import Said


@dataclass(frozen=True, slots=True)
class MilestoneItem:
    """A step on the way to a promise.

    number, address  the promise it belongs to, for lists over a plan
    facts            whose it is, when it was reported, who accepted it: short phrases
    done, reason     what was done; why it was given back
    """

    anchor: str
    number: str
    address: str
    title: Said
    due: str
    tag: Tag
    facts: tuple[str, ...]
    done: Said
    reason: Said


@dataclass(frozen=True, slots=True)
class ObstacleItem:
    """Something in the way, or that was.  facts: who raised it, at which level it is, who has to move it."""

    text: Said
    tag: Tag
    facts: tuple[str, ...]
    outcome: Said


@dataclass(frozen=True, slots=True)
class MilestoneGroup:
    """The milestones of one side.  anchor, accepted_anchor: where the numbers of the chart lead."""

    anchor: str
    accepted_anchor: str
    heading: str
    accepted: tuple[MilestoneItem, ...]
    others: tuple[MilestoneItem, ...]


def milestone_groups(views: Iterable[MilestoneView], reader: Reader) -> tuple[MilestoneGroup, ...]:
    """Side by side, those that somebody accepted first."""
    by_owner: dict[str, list[MilestoneView]] = {}
    for view in views:
        by_owner.setdefault(view.owner, []).append(view)
    return tuple(_group(owner, mine, reader) for owner, mine in by_owner.items())


def _group(owner: str, mine: Sequence[MilestoneView], reader: Reader) -> MilestoneGroup:
    accepted = [one for one in mine if one.status == MilestoneStatus.ACCEPTED]
    return MilestoneGroup(
        group_anchor(owner),
        f"{group_anchor(owner)}-accepted",
        f"{reader.owner(owner)} · {fraction(mine)}",
        milestone_items(accepted, reader),
        milestone_items([one for one in mine if one not in accepted], reader),
    )


def group_anchor(owner: str) -> str:
    return f"milestones-{owner}"


def milestone_items(views: Iterable[MilestoneView], reader: Reader) -> tuple[MilestoneItem, ...]:
    return tuple(_item(view, reader) for view in views)


def fraction(views: Sequence[MilestoneView]) -> str:
    """ "Milestones accepted: 2 of 5", which needs no plural; "" without milestones."""
    if not views:
        return ""
    accepted = sum(view.status == MilestoneStatus.ACCEPTED for view in views)
    return _("Milestones accepted: %(accepted)d of %(all)d") % {"accepted": accepted, "all": len(views)}


def obstacle_items(views: Iterable[ObstacleView], reader: Reader) -> tuple[ObstacleItem, ...]:
    return tuple(_obstacle(view, reader) for view in views)


def _item(view: MilestoneView, reader: Reader) -> MilestoneItem:
    number = view.commitment.rpartition("/")[2]
    page = links.href("commitment", reader.language, plan=reader.plan.slug, number=number)
    return MilestoneItem(
        anchor=f"milestone-{number.replace('.', '-')}-{view.slug}",
        number=f"{number} {view.clause}".strip(),
        address=f"{page}#milestones",
        title=reader.said(view.title),
        due=reader.period(view.due),
        tag=labels_of_work.milestone(view.status, is_overdue=view.is_overdue),
        facts=tuple(_facts(view, reader)),
        done=reader.said(view.done),
        reason=reader.said(view.reason),
    )


def _facts(view: MilestoneView, reader: Reader) -> list[str]:
    facts = [reader.owner(view.owner)]
    if view.agreed_in:
        facts.append(_("agreed by all in amendment %(number)d") % {"number": view.agreed_in})
    if view.clause:
        facts.append(_("part %(letter)s") % {"letter": view.clause})
    if view.reported_on:
        facts.append(_("reported on %(date)s") % {"date": reader.day(view.reported_on)})
    if view.decided_on and view.status == MilestoneStatus.ACCEPTED:
        who = _("own side") if view.is_own_side else reader.owner(view.decided_for)
        facts.append(_("accepted on %(date)s by %(who)s") % {"date": reader.day(view.decided_on), "who": who})
    if view.decided_on and view.status == MilestoneStatus.RETURNED:
        facts.append(
            _("returned on %(date)s by %(who)s")
            % {"date": reader.day(view.decided_on), "who": reader.owner(view.decided_for)}
        )
    return facts


def _obstacle(view: ObstacleView, reader: Reader) -> ObstacleItem:
    facts = [
        _("raised on %(date)s by %(who)s") % {"date": reader.day(view.raised_on), "who": reader.owner(view.owner)},
        str(labels_of_work.LEVELS[Level(view.level)]),
    ]
    if view.carried_by:
        facts.append(_("to be moved by %(post)s") % {"post": reader.post(view.carried_by)})
    if view.cleared_on:
        facts.append(_("out of the way since %(date)s") % {"date": reader.day(view.cleared_on)})
    tag = Tag(_("Out of the way"), "closed") if view.cleared_on else Tag(_("In the way"), "refused")
    return ObstacleItem(reader.said(view.text), tag, tuple(facts), reader.said(view.outcome))
