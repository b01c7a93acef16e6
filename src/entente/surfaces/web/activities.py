"""Activities as pages show them: the way of their stages, who has which part, texts, money, term and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_currency
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.languages import locale_of
from entente.record.delivery.queries import (
    ActivityView,
    MoneyKind,
    MoneyView,
    PartRole,
    PartView,
    Scope,
    SessionKind,
    SessionView,
    StageState,
    Stream,
    Weight,
)

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
    """The text of an instrument in one language.

    address   on the web, "" where it is not there
    archived  address of the page with its archived copies, "" without any
    """

    language: str
    native: str
    address: str
    archived: str
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


def activity_items(views: Iterable[ActivityView], reader: Reader, *, commitment: str = "") -> tuple[ActivityItem, ...]:
    """Activities in the order given; `commitment`: the ref of the promise on whose page they stand, "" for none."""
    return tuple(activity_item(view, reader, commitment=commitment) for view in views)


def activity_item(view: ActivityView, reader: Reader, *, commitment: str = "") -> ActivityItem:
    on = reader.as_of.date()
    now = view.stage_on(on) or view.seen
    stage = view.table.find(now)
    return ActivityItem(
        anchor=f"activity-{view.slug}",
        address=activity_address(view.plan, view.slug, reader.language),
        title=reader.said(view.title),
        summary=reader.said(view.summary),
        facts=tuple(_facts(view, reader, commitment)),
        now=labels_of_activities.stage(now, stage.label) if stage else "",
        stages=stage_items((one for one in view.stages if not one.stage.is_derived), reader),
        parts=tuple(_parts(view.parts, reader)),
        texts=tuple(
            TextItem(
                text.language,
                native_name(text.language),
                text.source_address,
                links.href("source", reader.language, key=str(text.archived)) if text.archived else "",
                text.is_authentic,
            )
            for text in view.texts
        ),
        money=tuple(SumItem(_sum(money, reader), money.source_address) for money in view.money),
        term=reader.period(view.term) if view.term else "",
        renewal=_renewal(view, reader),
        sessions=tuple(session_item(session, reader) for session in view.sessions),
        sessions_count=ngettext("%(number)d session or event", "%(number)d sessions or events", len(view.sessions))
        % {"number": len(view.sessions)},
    )


def session_item(session: SessionView, reader: Reader) -> SessionItem:
    facts = [
        str(labels_of_activities.SESSION_KINDS[SessionKind(session.kind)]),
        reader.period(session.happened),
        str(labels_of_activities.STREAMS.get(Stream(session.stream), "")),
        _("by %(who)s") % {"who": reader.owner(session.owner)},
        *labels_of_activities.participants(session.participants),
    ]
    return SessionItem(
        anchor=f"session-{session.slug}",
        title=reader.said(session.title),
        tag=labels_of_activities.session(session.status),
        facts=tuple(fact for fact in facts if fact),
        outcome=reader.said(session.outcome),
        reason=reader.said(session.reason),
    )


def speakers(views: Iterable[ActivityView]) -> set[str]:
    """The owners that speak in activities."""
    owners: set[str] = set()
    for view in views:
        owners |= {view.owner, *(session.owner for session in view.sessions)}
        owners |= {mark.owner for stage in view.stages for mark in (*stage.said, *stage.seen)}
    return owners


def _facts(view: ActivityView, reader: Reader, commitment: str) -> list[str]:
    facts = [labels_of_activities.kind(view.kind), _between(view, reader)]
    weights = [service for service in view.services if service.commitment == commitment]
    for service in weights:
        words = str(labels_of_activities.WEIGHTS[Weight(service.weight)])
        letter = service.subject.partition("#")[2]
        facts.append(_("part %(letter)s: %(words)s") % {"letter": letter, "words": words} if letter else words)
    return facts


def _between(view: ActivityView, reader: Reader) -> str:
    if view.giver and view.receiver:
        return _("%(giver)s for %(receiver)s") % {
            "giver": reader.party(view.giver),
            "receiver": reader.party(view.receiver),
        }
    if view.scope == Scope.WIDER:
        return str(labels_of_activities.SCOPES[Scope.WIDER])
    return listed([reader.party(code) for code in view.parties])


def _parts(parts: Iterable[PartView], reader: Reader) -> list[PartGroup]:
    by_role: dict[str, list[Body]] = {}
    for part in parts:
        period = [
            _("from %(date)s") % {"date": reader.period(part.from_on)} if part.from_on else "",
            _("until %(date)s") % {"date": reader.period(part.to_on)} if part.to_on else "",
        ]
        body = Body(reader.said(part.name), ", ".join(filter(None, period)))
        by_role.setdefault(part.role, []).append(body)
    order = list(PartRole.values)
    return [
        PartGroup(str(labels_of_activities.PART_ROLES[PartRole(role)]), tuple(by_role[role]))
        for role in sorted(by_role, key=order.index)
    ]


def _sum(money: MoneyView, reader: Reader) -> str:
    amount = format_currency(money.amount, money.currency, locale=locale_of(reader.language))
    return _("%(amount)s, %(kind)s, value of %(date)s") % {
        "amount": f"{amount} ({money.currency})" if money.currency not in amount else amount,
        "kind": str(labels_of_activities.MONEY[MoneyKind(money.kind)]),
        "date": reader.day(money.on),
    }


def _renewal(view: ActivityView, reader: Reader) -> str:
    if view.renewal_on is None:
        return ""
    if view.is_renewal_due(reader.as_of.date()):
        return _("A renewal has been due to be looked at since %(date)s.") % {"date": reader.day(view.renewal_on)}
    return _("A renewal is to be looked at from %(date)s.") % {"date": reader.day(view.renewal_on)}
