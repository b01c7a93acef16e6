"""What is in order and what is missing before an update is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import StatusView
from entente.record.delivery.queries import Update, UpdateView
from entente.surfaces.web import dates, labels
from entente.surfaces.web.desk.forms.updates import TEXTS
from entente.surfaces.web.wording import native_name

OLD = timedelta(days=60)
"""An update about a day longer ago is published, and said to be old."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.  state: good, note (it may be published all the same) or missing."""

    state: str
    sentence: str


def checks_before(
    view: UpdateView,
    row: Update,
    statuses: list[StatusView],
    *,
    by: Actor,
    at: datetime,
    owed: tuple[str, ...],
    languages: tuple[str, ...],
    language: str,
) -> tuple[Check, ...]:
    return (
        *_languages(view, owed, languages),
        *_proof(view, row, statuses, by=by, at=at),
        *_day(view.as_of_on, at.date(), language),
    )


def _languages(view: UpdateView, owed: tuple[str, ...], languages: tuple[str, ...]) -> Iterator[Check]:
    wordings = [getattr(view, name) for name in TEXTS]
    gaps = {tag for tag in languages if any(wording and not wording.get(tag) for wording in wordings)}
    stale = {tag for states in view.states.values() for tag, state in states.items() if state.is_stale}
    if lacking := [native_name(tag) for tag in owed if tag in gaps]:
        yield Check("missing", _("Not everything is said in %(languages)s, which your side owes.") % _names(lacking))
    elif owed:
        yield Check("good", _("Everything is said in %(languages)s, which your side owes.") % _names(
            [native_name(tag) for tag in owed]
        ))  # fmt: skip
    if older := [native_name(tag) for tag in languages if tag in stale]:
        state = "missing" if stale & set(owed) else "note"
        yield Check(state, _("Older than the words it was made from: %(languages)s.") % _names(older))
    if others := [native_name(tag) for tag in languages if tag in gaps and tag not in owed]:
        yield Check(
            "note",
            _("Not said in %(languages)s: there, readers see another language, marked as such.") % _names(others),
        )


def _proof(view: UpdateView, row: Update, statuses: list[StatusView], *, by: Actor, at: datetime) -> Iterator[Check]:
    if not view.claims:
        yield Check("note", _("It names no evidence."))
    if not statuses:
        yield Check("note", _("It does not say where your side stands; what was said before stays."))
        return
    try:
        assessment.require_publishable(row, by=by, at=at)
    except RuleBroken as wrong:
        yield Check("missing", wrong.sentence)
    else:
        yield Check("good", _("What it says about where your side stands has the proof that it needs."))


def _day(as_of_on: date, today: date, language: str) -> Iterator[Check]:
    day = dates.day(as_of_on, language)
    if today - as_of_on > OLD:
        yield Check("note", _("It speaks of %(day)s, which is more than two months ago.") % {"day": day})
    else:
        yield Check("good", _("It speaks of %(day)s.") % {"day": day})


def _names(names: list[str]) -> dict[str, str]:
    return {"languages": labels.listed(names)}
