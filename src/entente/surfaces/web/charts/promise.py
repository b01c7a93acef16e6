"""The charts of one promise: what is to happen and did, how its rhythm is kept, how many milestones are accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from entente.foundation.common.languages import direction
from entente.foundation.common.refs import Ref
from entente.record.delivery.queries import (
    ActivityView,
    ClockView,
    MilestoneStatus,
    MilestoneView,
    SessionStatus,
    Sign,
    SignKind,
    WindowView,
)
from entente.surfaces.charts import (
    Done,
    Figure,
    Fractions,
    Lane,
    Look,
    Mark,
    Rhythms,
    Shape,
    State,
    Strip,
    Tick,
    Timeline,
)
from entente.surfaces.charts.figures import Kind
from entente.surfaces.web import labels, labels_of_activities, labels_of_work, links
from entente.surfaces.web.activities import activity_address
from entente.surfaces.web.clock import rhythm_words
from entente.surfaces.web.milestones import fraction, group_anchor
from entente.surfaces.web.reader import Reader

from .sources import cut_words, source_words
from .states import MILESTONES, SESSIONS, STAGES

TIMELINE, RHYTHM, FRACTION = "timeline", "rhythm", "milestones"


def figures(
    number: str,
    clock: ClockView,
    milestones: Sequence[MilestoneView],
    activities: Sequence[ActivityView],
    reader: Reader,
) -> dict[str, Figure]:
    """Every chart of a promise that has something to show, by the name that its addresses have.  No query."""
    found = {}
    lanes = _Lanes(reader, links.href("commitment", reader.language, plan=reader.plan.slug, number=number))
    chart = lanes.timeline(clock, milestones, activities)
    if chart.lanes:
        title = _("%(number)s: what is to happen, and did") % {"number": number}
        found[TIMELINE] = _figure(TIMELINE, title, _timeline_words(chart), chart, reader)
    if clock.rhythms:
        strips = rhythms_chart(number, clock, reader)
        title = _("%(number)s: how its rhythm is kept") % {"number": number}
        words = " ".join(f"{labels.named(strip.label, strip.note)}." for strip in strips.strips)
        found[RHYTHM] = _figure(RHYTHM, title, words, strips, reader)
    if milestones:
        title = _("%(number)s: milestones accepted") % {"number": number}
        found[FRACTION] = _figure(
            FRACTION, title, f"{fraction(milestones)}.", fractions_chart(number, milestones, reader), reader
        )
    return found


class _Lanes:
    """Lines of time, and the states that their marks are in, each once."""

    def __init__(self, reader: Reader, page: str) -> None:
        self.reader, self.page = reader, page
        self.states: dict[State, int] = {}
        self.stages: dict[str, Look] = {}

    def timeline(
        self, clock: ClockView, milestones: Iterable[MilestoneView], activities: Iterable[ActivityView]
    ) -> Timeline:
        lanes = (
            *(self._window(window, clock.today) for window in clock.windows),
            *(self._milestone(milestone) for milestone in milestones),
            *(lane for activity in activities if (lane := self._activity(activity)).marks),
        )
        return Timeline(tuple(self.states), lanes, (_("What"), _("When"), _("State")))

    def _state(self, look: Look, label: str) -> int:
        return self.states.setdefault(State(look, label), len(self.states))

    def _stage(self, label: str) -> int:
        """Stages have no order that all kinds share: each gets a look of its own, in the order in which they come."""
        look = self.stages.setdefault(label, STAGES[len(self.stages) % len(STAGES)])
        return self._state(look, label)

    def _window(self, window: WindowView, today: date) -> Lane:
        is_closed, is_ahead = window.is_closed(today), window.is_ahead(today)
        look = Look.DROPPED if is_closed else Look.SOME
        state = self._state(look, labels.window(is_closed=is_closed, is_ahead=is_ahead).word)
        mark = Mark(window.first_on, window.last_on, Shape.SPAN, state, self.reader.period(window.period))
        return Lane(self.reader.said(window.name).text, (mark,))

    def _milestone(self, view: MilestoneView) -> Lane:
        look = Look.LATE if view.is_overdue else MILESTONES[MilestoneStatus(view.status)]
        state = self._state(look, labels_of_work.milestone(view.status, is_overdue=view.is_overdue).word)
        mark = Mark(view.due_first_on, view.due_last_on, Shape.POINT, state, self.reader.period(view.due))
        label = f"{self.reader.said(view.title)} ({self.reader.owner(view.owner)})"
        return Lane(label, (mark,), f"{self.page}#milestones")

    def _activity(self, view: ActivityView) -> Lane:
        """Its sessions, and the days on which it reached a stage."""
        address = activity_address(self.reader.plan.slug, view.slug, self.reader.language)
        return Lane(self.reader.said(view.title).text, tuple(self._marks(view)), address)

    def _marks(self, view: ActivityView) -> Iterator[Mark]:
        for session in view.sessions:
            state = self._state(
                SESSIONS[SessionStatus(session.status)], labels_of_activities.session(session.status).word
            )
            when = self.reader.period(session.happened)
            yield Mark(session.first_on, session.last_on, Shape.POINT, state, when)
        for stage in view.stages:
            if (on := stage.reached_on or stage.seen_on) is not None:
                state = self._stage(labels_of_activities.stage(stage.code, stage.stage.label))
                yield Mark(on, on, Shape.POINT, state, self.reader.day(on))


def _timeline_words(chart: Timeline) -> str:
    said = (
        (lane.label, ", ".join(f"{mark.when}, {chart.states[mark.state].label.lower()}" for mark in lane.marks))
        for lane in chart.lanes
    )
    return " ".join(f"{labels.named(label, marks)}." for label, marks in said)


def rhythms_chart(number: str, clock: ClockView, reader: Reader) -> Rhythms:
    """A strip for each side that set a rhythm, or for each part of the promise that has one."""
    words = {
        SignKind.SESSION: _("Something took place"),
        SignKind.STAGE: _("A stage was reached"),
        SignKind.UPDATE: _("An update was published"),
        SignKind.CLAIM: _("Public evidence of it"),
    }
    strips = []
    for rhythm in clock.rhythms:
        clause = rhythm.subject.partition("#")[2]
        part = ", " + _("part %(letter)s") % {"letter": clause} if clause else ""
        strips.append(
            Strip(
                label=f"{reader.owner(rhythm.owner)}{part}",
                since_on=rhythm.from_on,
                every_days=rhythm.every_days,
                longest_days=rhythm.longest_days,
                ticks=tuple(
                    Tick(sign.on, words[sign.kind], _place(sign, number, reader))
                    for sign in rhythm.signs
                    if sign.on >= rhythm.from_on
                ),
                note=rhythm_words(rhythm, reader),
            )
        )
    return Rhythms(
        tuple(strips),
        done=_("Something was done"),
        expected=_("Silent for longer than expected"),
        silence=_("Silent for too long"),
        headings=(_("Side"), _("Day"), _("What")),
    )


def _place(sign: Sign, number: str, reader: Reader) -> str:
    """Where a page tells more of what was done."""
    plan = reader.plan.slug
    if sign.kind is SignKind.CLAIM:
        clause = sign.subject.partition("#")[2]
        return f"{links.href('commitment', reader.language, plan=plan, number=number)}#{clause or 'evidence'}"
    ref = Ref.parse(sign.ref)
    if sign.kind is SignKind.UPDATE:
        return links.href("update", reader.language, plan=plan, number=ref.number, update=ref.slug)
    return activity_address(plan, ref.activity, reader.language)


def fractions_chart(number: str, milestones: Sequence[MilestoneView], reader: Reader) -> Fractions:
    """For each side, how many of its milestones somebody accepted."""
    owners = dict.fromkeys(milestone.owner for milestone in milestones)
    by_owner = {owner: [milestone for milestone in milestones if milestone.owner == owner] for owner in owners}
    page = links.href("commitment", reader.language, plan=reader.plan.slug, number=number)
    return Fractions(
        tuple(_done(f"{page}#{group_anchor(owner)}", reader.owner(owner), mine) for owner, mine in by_owner.items()),
        (_("Side"), _("Accepted"), _("Milestones")),
    )


def _done(place: str, label: str, mine: Sequence[MilestoneView]) -> Done:
    done = sum(milestone.status == MilestoneStatus.ACCEPTED for milestone in mine)
    return Done(label, done, len(mine), fraction(mine), place, f"{place}-accepted" if done else "")


def _figure(code: str, title: str, summary: str, kind: Kind, reader: Reader) -> Figure:
    plan = reader.said(reader.plan.title).text
    keeper = reader.said(reader.plan.keeper_name).text
    return Figure(
        code=code,
        title=title,
        summary=summary,
        unit=_("promises"),
        source=source_words(plan, keeper),
        as_of=reader.as_of.date(),
        as_of_words=_("as of %(date)s") % {"date": reader.day(reader.as_of.date())},
        language=reader.language,
        kind=kind,
        direction=direction(reader.language),
        cut=cut_words(),
    )
