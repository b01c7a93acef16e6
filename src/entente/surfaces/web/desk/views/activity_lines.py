"""The lines of an activity's page: its stages, what was said of it, what takes place in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.records import Tier
from entente.record.delivery import queries, rules
from entente.record.delivery.queries import (
    ActivityView,
    InstrumentTextView,
    MoneyView,
    ServiceView,
    SessionView,
    StageState,
    Weight,
)
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, native_name, said

from .parts import Choice, choice, speaks_in
from .promise import About, owner_name, subject_words


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage and who says what of it.

    said     one line for each side
    tag      how it stands
    mark     the button that says it for one's own side, or why not
    evidence address at which evidence of it is added, "" where it needs none
    withdraw address at which one's own word is taken back, "" without one
    sign     address at which it is put to all parties to be signed, "" where one side's word is enough
    """

    label: str
    said: tuple[str, ...]
    tag: Tag
    mark: Choice
    evidence: str
    withdraw: str
    sign: str


@dataclass(frozen=True, slots=True)
class DetailLine:
    """Something said of an activity.  key: for taking it back, "" for who may not."""

    text: str
    words: Said
    key: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """Something that takes place within an activity."""

    title: Said
    facts: str
    tag: Tag
    address: str


def sides_of(view: ActivityView) -> rules.Sides:
    return rules.Sides(view.parties, view.giver, view.receiver)


def can_be_said(state: StageState, view: ActivityView) -> bool:
    """Whether anybody can say the stage: nobody confirms what has no receiver, and the calendar has no row."""
    return not state.stage.is_derived and bool(sides_of(view).movers(state.stage.mover))


def stage_line(by: Actor, state: StageState, about: About, view: ActivityView, language: str) -> StageLine:
    keys = {**about.keys, "activity": view.slug, "stage": state.code}
    marks = [mark for one in view.stages for mark in (*one.said, *one.seen)]
    own = next((mark for mark in (*state.said, *state.seen) if mark.owner == by.owner), None)
    decision = rules.can_mark(by, view.table, state.stage, sides_of(view), marks, owner=by.owner)
    decision = decision and speaks_in(by, about.plan)
    evidence = links.href("desk_evidence", language, **about.keys)
    label = activity_labels.stage(state.code, state.stage.label)
    return StageLine(
        label=label,
        said=tuple(
            _("%(side)s: %(day)s")
            % {"side": owner_name(about, mark.owner, language), "day": dates.period(mark.happened, language)}
            for mark in (*state.said, *state.seen)
        ),
        tag=_tag(state, about, language),
        mark=choice(
            _("Change the date") if own else _("Say it is reached"),
            links.href("desk_stage", language, **keys),
            decision,
        ),
        evidence=links.with_query(evidence, {"about": f"{view.ref}#{state.code}"}) if state.stage.needs_claim else "",
        withdraw=links.with_query(links.href("desk_stage", language, **keys), {"withdraw": "1"})
        if own and rules.can_withdraw_mark(by, state.stage, owner=by.owner)
        else "",
        sign=links.with_query(links.href("desk_stage", language, **keys), {"sign": "1"})
        if decision and state.stage.needs_all and view.tier == Tier.PUBLIC and by.capacity is Capacity.PARTY
        else "",
    )


def _tag(state: StageState, about: About, language: str) -> Tag:
    if state.reached_on:
        return Tag(_("reached"), "reviewed")
    if state.is_waiting_for_sides:
        names = [owner_name(about, code, language) for code in state.missing]
        return Tag(_("not yet said by %(sides)s") % {"sides": labels.listed(names)}, "silent")
    if state.is_waiting_for_proof:
        return Tag(_("said, not yet checked"), "silent")
    return Tag(_("seen from outside"), "project") if state.seen_on else Tag(_("not yet"), "none")


def details(view: ActivityView, about: About, language: str, *, is_own: bool) -> tuple[DetailLine, ...]:
    """What was said of an activity; only its owner can take something back."""
    nothing = said({}, language)
    found = [(*_service(one, about, language), one.key) for one in view.services]
    found += [
        (str(activity_labels.PART_ROLES[queries.PartRole(one.role)]), said(one.name, language), one.key)
        for one in view.parts
    ]
    found += [
        (_("Text in %(language)s") % {"language": native_name(one.language)}, _authentic(one, language), one.key)
        for one in view.texts
    ]
    found += [(_sum(one, language), nothing, one.key) for one in view.money]
    return tuple(DetailLine(text, words, str(key) if is_own else "") for text, words, key in found)


def _service(one: ServiceView, about: About, language: str) -> tuple[str, Said]:
    """What it serves in words; another promise by its number."""
    words = subject_words(about, one.subject, language) if one.commitment == about.ref else ""
    served = words or one.subject.partition("/")[2].replace("#", " ")
    facts = {"served": served.rstrip("."), "weight": activity_labels.WEIGHTS[Weight(one.weight)]}
    if one.subject == about.ref:
        return _("Serves the whole commitment: %(weight)s") % facts, said({}, language)
    return _("Serves “%(served)s”: %(weight)s") % facts, said({}, language)


def _authentic(one: InstrumentTextView, language: str) -> Said:
    return said({language: _("authentic")} if one.is_authentic else {}, language)


def _sum(one: MoneyView, language: str) -> str:
    kind = str(activity_labels.MONEY[queries.MoneyKind(one.kind)])
    return " · ".join([f"{one.amount} {one.currency}", kind, dates.day(one.on, language)])


def session_line(one: SessionView, about: About, view: ActivityView, language: str) -> SessionLine:
    return SessionLine(
        title=said(one.title, language, about.plan.languages),
        facts=f"{dates.period(one.happened, language)} · {owner_name(about, one.owner, language)}",
        tag=activity_labels.session(one.status),
        address=links.href("desk_session", language, **about.keys, activity=view.slug, session=one.slug),
    )
