"""What is in order and what is missing before an update is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from entente.foundation.common.decisions import Denied
from entente.record.assessment.queries import StatusView
from entente.record.assessment.rules import owed_letters, status_gate
from entente.record.delivery.queries import UpdateView
from entente.record.plan.queries import CommitmentView
from entente.surfaces.web import dates, labels
from entente.surfaces.web.desk.forms.updates import TEXTS
from entente.surfaces.web.sentences import in_language

OLD = timedelta(days=60)
"""An update about a day longer ago is published, and said to be old."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.  state: good, note (it may be published all the same) or missing."""

    state: str
    sentence: str


def checks_before(
    view: UpdateView,
    statuses: list[StatusView],
    promise: CommitmentView,
    *,
    today: date,
    owed: tuple[str, ...],
    languages: tuple[str, ...],
    language: str,
) -> tuple[Check, ...]:
    """What an approver wants to know: languages, proof, day.  The commands ask all of it again."""
    return (
        *_languages(view, owed, languages, language),
        *_proof(view, statuses, promise, owed, language),
        *_day(view.as_of_on, today, language),
    )


def _languages(view: UpdateView, owed: tuple[str, ...], languages: tuple[str, ...], language: str) -> Iterator[Check]:
    wordings = [getattr(view, name) for name in TEXTS]
    gaps = {tag for tag in languages if any(wording and not wording.get(tag) for wording in wordings)}
    stale = {tag for states in view.states.values() for tag, state in states.items() if state.is_stale}
    if lacking := [tag for tag in owed if tag in gaps]:
        sentence = _("Not everything is said in %(languages)s, which your side owes.")
        yield Check("missing", sentence % _names(lacking, language))
    elif owed:
        sentence = _("Everything is said in %(languages)s, which your side owes.")
        yield Check("good", sentence % _names(owed, language))
    if older := [tag for tag in languages if tag in stale]:
        sentence = _("Older than the words it was made from: %(languages)s.")
        yield Check("missing" if stale & set(owed) else "note", sentence % _names(older, language))
    if others := [tag for tag in languages if tag in gaps and tag not in owed]:
        sentence = _("Not said in %(languages)s: there, readers see another language, marked as such.")
        yield Check("note", sentence % _names(others, language))


def _proof(
    view: UpdateView, statuses: list[StatusView], promise: CommitmentView, owed: tuple[str, ...], language: str
) -> Iterator[Check]:
    if not view.claims:
        yield Check("note", _("It names no evidence."))
    if not statuses:
        yield Check("note", _("It does not say where your side stands; what was said before stays."))
        return
    lacking = [_lacking(status, promise) for status in statuses]
    for sentence in filter(None, lacking):
        yield Check("missing", sentence)
    if gaps := [tag for tag in owed if any(not status.reason.get(tag) for status in statuses)]:
        yield Check(
            "missing", _("The reason is not said in %(languages)s, which your side owes.") % _names(gaps, language)
        )
    if not any(lacking) and not gaps:
        yield Check("good", _("What it says about where your side stands has the proof that it needs."))


def _lacking(status: StatusView, promise: CommitmentView) -> str:
    """Why a value cannot stand beside its proof, "" when it can."""
    verdict = status_gate(
        [claim.party_proof for claim in status.claims],
        status.value,
        subject=status.subject,
        party=status.party,
        letters=owed_letters(promise, status.party),
    )
    return f"{in_language(verdict.reason)}." if isinstance(verdict, Denied) else ""


def _day(as_of_on: date, today: date, language: str) -> Iterator[Check]:
    day = dates.day(as_of_on, language)
    if today - as_of_on > OLD:
        yield Check("note", _("It speaks of %(day)s, which is more than two months ago.") % {"day": day})
    else:
        yield Check("good", _("It speaks of %(day)s.") % {"day": day})


def _names(tags: Iterable[str], language: str) -> dict[str, str]:
    return {"languages": labels.listed([labels.language_name(tag, language) for tag in tags])}
