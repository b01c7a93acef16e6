"""The lists of a workspace: updates, evidence, obstacles, the clock, and internal notes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.record.delivery import queries
from entente.record.delivery.queries import RhythmState
from entente.record.notes import queries as notes
from entente.record.verification import queries as verification
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.desk.forms.milestones import LEVELS
from entente.surfaces.web.reader import reader_of
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import Said, said

from .promise import About

UPDATES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A published update.  correct: address of its correction, "" for another side's."""

    side: str
    facts: str
    words: Said
    address: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence and where it stands."""

    words: Said
    facts: str


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """Something in the way.  clear: address at which it is said to be out of the way, "" once it is or for another side."""

    words: Said
    facts: str
    outcome: Said
    clear: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One thing that the calendar says."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note of one's own side.  key: "" for one that this person cannot remove."""

    text: str
    facts: str
    key: str


def published_lines(by: Actor, about: About, language: str) -> tuple[PublishedLine, ...]:
    """The latest published updates of every side."""
    names = {party.code: said(party.name, language, party.languages).text for party in about.plan.parties}
    current = [view for view in queries.updates_on(by, about.ref, as_of=now()) if view.is_current]
    return tuple(
        PublishedLine(
            side=names.get(view.owner, view.owner),
            facts=_("as of %(day)s") % {"day": dates.day(view.as_of_on, language)},
            words=said(view.done, language, about.plan.languages)
            if not view.is_no_change
            else said({language: _("No change")}, language),
            address=links.href("desk_update", language, **about.keys, update=view.ref.rpartition("/")[2])
            if view.owner == by.owner
            else "",
        )
        for view in current[:UPDATES_SHOWN]
    )


def evidence_lines(by: Actor, about: About, language: str) -> tuple[EvidenceLine, ...]:
    claims = [one for one in verification.claims_on_commitment(by, about.ref, as_of=now()) if not one.is_context]
    reader = reader_of(about.plan, language, now(), owners={claim.owner for claim in claims})
    return tuple(
        EvidenceLine(
            reader.said(claim.statement),
            " · ".join(
                [reader.owner(claim.owner), str(labels.SUPPORTS[claim.supports]), str(words.PROOF[claim.proof.state])]
            ),
        )
        for claim in claims
    )


def obstacle_lines(by: Actor, about: About, language: str) -> tuple[ObstacleLine, ...]:
    levels = dict(LEVELS)
    lines = []
    for view in queries.obstacles_on(by, about.ref, as_of=now()):
        told = [str(levels[view.level]), _("since %(day)s") % {"day": dates.day(view.raised_on, language)}]
        told += [view.carried_by] if view.carried_by else []
        if view.cleared_on:
            told.append(_("out of the way on %(day)s") % {"day": dates.day(view.cleared_on, language)})
        is_own = view.owner == by.owner and not view.cleared_on
        clear = links.href("desk_obstacle", language, **about.keys, key=str(view.key)) if is_own else ""
        order = about.plan.languages
        lines.append(
            ObstacleLine(said(view.text, language, order), " · ".join(told), said(view.outcome, language, order), clear)
        )
    return tuple(lines)


def clock_lines(by: Actor, about: About, language: str) -> tuple[ClockLine, ...]:
    """Rhythms, windows, renewals and changed bases, as the calendar tells them today."""
    clock = queries.clock_on(by, about.ref, as_of=now())
    lines = [ClockLine(_("Rhythm"), _rhythm(one, language)) for one in clock.rhythms]
    if clock.windows:
        last = clock.windows[-1]
        period = dates.period(last.period, language)
        sentence = _("closed: %(period)s") if clock.is_window_closed else _("open: %(period)s")
        lines.append(ClockLine(_("Window"), sentence % {"period": period}))
    for renewal in clock.renewals:
        day = dates.day(renewal.term_last_on, language)
        title = shortened(said(renewal.title, language, about.plan.languages).text, 60)
        sentence = (
            _("%(title)s: its term ended on %(day)s") if renewal.is_over else _("%(title)s: its term ends on %(day)s")
        )
        lines.append(ClockLine(_("Renewal"), sentence % {"title": title, "day": day}))
    for change in clock.basis_changes:
        basis = said(change.basis, language, about.plan.languages).text
        lines.append(ClockLine(_("Basis changed"), f"{basis} ({dates.period(change.happened, language)})"))
    return tuple(lines)


def _rhythm(one: queries.RhythmView, language: str) -> str:
    state = {
        RhythmState.ON: _("keeps its rhythm"),
        RhythmState.LATE: _("late"),
        RhythmState.SILENT: _("silent too long"),
    }[one.state]
    last = dates.day(one.last_on, language) if one.last_on else _("never")
    return _("%(state)s; last sign: %(last)s; expected every %(days)d days") % {
        "state": state,
        "last": last,
        "days": one.every_days,
    }


def note_lines(by: Actor, about: About, language: str) -> tuple[NoteLine, ...]:
    """The notes of one's own side, latest first.  Nobody else's are ever read here."""
    return tuple(
        NoteLine(view.text, f"{view.post} · {dates.instant(view.made_at, language)}", str(view.key))
        for view in notes.notes_on(by, about.ref, as_of=now())
        if view.removed_at is None
    )
