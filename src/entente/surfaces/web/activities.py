"""Activities as pages show them: the way of their stages, who has which part, texts, money, term and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.record.delivery.queries import ActivityView, PartView, SessionView, StageState

from . import labels_of_activities, links
from .labels import Tag, listed
from .reader import Reader
from .wording import Said, native_name


@dataclass(frozen=True, slots=True)
class StageItem:
    """A stage on an activity's way.

    state  reached, said (somebody says so; proof or another side is missing) or ahead
    words  the state in words: "reached", "said by Norvania, not yet by Sudria", "said, not yet checked"
    facts  who said it, and when
    """

    label: str
    state: str
    words: str
    facts: tuple[str, ...]
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a part in an activity.  period: from and to, "" for none given."""

    name: Said
    period: str


@dataclass(frozen=True, slots=True)
class PartGroup:
    """The bodies with one role."""

    role: str
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class TextItem:
    """The text of an instrument in one language; address "" where it cannot be read."""

    language: str
    native: str
    address: str
    is_authentic: bool


@dataclass(frozen=True, slots=True)
class SumItem:
    """A sum of money in words; source "" for none."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class SessionItem:
    """Something that takes place within an activity."""

    anchor: str
    title: Said
    tag: Tag
    facts: tuple[str, ...]
    outcome: Said
    reason: Said


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """An activity.

    facts          its kind, between whom it is, what it is to the promise: short phrases
    now            the stage that is reached, in words, "" while none is
    sessions_count "4 sessions", as the heading over them
    """

    anchor: str
    address: str
    title: Said
    summary: Said
    facts: tuple[str, ...]
    now: str
    stages: tuple[StageItem, ...]
    parts: tuple[PartGroup, ...]
    texts: tuple[TextItem, ...]
    money: tuple[SumItem, ...]
    term: str
    renewal: str
    sessions: tuple[SessionItem, ...]
    sessions_count: str

    @property
    def has_details(self) -> bool:
        return bool(self.parts or self.texts or self.money or self.term)


def stage_items(stages: Iterable[StageState], reader: Reader) -> tuple[StageItem, ...]:
    return tuple(_stage(stage, reader) for stage in stages)


def _stage(state: StageState, reader: Reader) -> StageItem:
    label = labels_of_activities.stage(state.code, state.stage.label)
    said_by = [
        _("%(who)s: %(date)s") % {"who": reader.owner(mark.owner), "date": reader.period(mark.happened)}
        for mark in state.said
    ]
    seen_by = [
        _("seen by %(who)s: %(date)s") % {"who": reader.owner(mark.owner), "date": reader.period(mark.happened)}
        for mark in state.seen
    ]
    if state.reached_on is not None:
        return StageItem(label, "reached", _("reached"), (*said_by, *seen_by))
    if state.said:
        return StageItem(label, "said", _said_words(state, reader), (*said_by, *seen_by))
    if state.seen:
        words = _("shown by public evidence") if state.seen_on is not None else _("seen, not yet checked")
        return StageItem(label, "said", words, tuple(seen_by))
    return StageItem(label, "ahead", _("not reached"), ())


def _said_words(state: StageState, reader: Reader) -> str:
    if not state.missing:
        return _("said, not yet checked")
    return _("said by %(who)s, not yet by %(others)s") % {
        "who": listed([reader.owner(mark.owner) for mark in state.said]),
        "others": listed([reader.party(code) for code in state.missing]),
    }


def activity_address(plan: str, slug: str, language: str) -> str:
    return links.href("activity", language, plan=plan, activity=slug)
