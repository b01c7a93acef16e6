"""Reads of wording states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.prepared import prepared_along
from entente.foundation.texts.models import OPEN, TRANSLATED, WordingState
from entente.foundation.texts.rules import LanguageState
from entente.foundation.texts.words import WordingStatus

COUNTED = 500
"""How far a list is counted and paged through, as on the desk."""

STALE = "stale"
"""What a list calls a text whose source changed since."""

UNFINISHED = (WordingStatus.MISSING, WordingStatus.DRAFT, WordingStatus.MACHINE)

REVIEWED_BY_APPROVAL = ("update", "reason")
"""Kinds of words that go the way of approvals: whoever approves them reviews them."""

States = dict[tuple[str, str], dict[str, LanguageState]]
"""(subject ref, field) -> language -> state."""


def states_of(subjects: Iterable[str]) -> States:
    """States of every wording of these subjects, in one query; a stale one is marked.

    A text is stale when the source it was made from has another revision now.
    """
    return _states(Q(subject__in=list(subjects)))


def states_under(ref: str) -> States:
    """States of every wording of a plan and all that lies under it, in one query, however many promises it has."""
    return _states(Q(subject=ref) | Q(subject__startswith=f"{ref}/"))


def translated_under(ref: str) -> dict[tuple[str, str], list[str]]:
    """(subject, field) -> languages into which it was translated, for a plan and all that lies under it.  One query."""
    rows = WordingState.objects.filter(Q(subject=ref) | Q(subject__startswith=f"{ref}/"), TRANSLATED)
    found: dict[tuple[str, str], list[str]] = {}
    for subject, field, language in rows.values_list("subject", "field", "language"):
        found.setdefault((subject, field), []).append(language)
    return found


@prepared_along("subject")
def _rows(which: Q) -> QuerySet[WordingState, Any]:
    read = "subject", "field", "language", "status", "revision", "made_from_language", "made_from_revision"
    return WordingState.objects.filter(which).values_list(*read, named=True).order_by("pk")


def _states(which: Q) -> States:
    rows = _rows(which)
    now = {(row.subject, row.field, row.language): row.revision for row in rows}
    states: States = {}
    for row in rows:
        source_now = now.get((row.subject, row.field, row.made_from_language), row.made_from_revision)
        stale = bool(row.made_from_language) and source_now != row.made_from_revision
        states.setdefault((row.subject, row.field), {})[row.language] = LanguageState(WordingStatus(row.status), stale)
    return states


def missing_in(wording: Mapping[str, str], languages: Iterable[str]) -> list[str]:
    """Languages for which a wording has no text."""
    return [language for language in languages if not wording.get(language)]


# --- what is owed and stale ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wish:
    """Which of a side's unfinished wordings.  "" for any.  state: of `WordingStatus`, or "stale"."""

    plan: str = ""
    language: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A text that its side has not written, not brought up to date or not reviewed."""

    subject: str
    field: str
    language: str
    plan: str
    kind: str
    state: LanguageState
    made_from: str


@dataclass(frozen=True, slots=True)
class OwedList:
    """How many there are, and a page of them.  has_more: more than are counted; then `total` is as far as they were."""

    total: int
    rows: tuple[Owed, ...]
    has_more: bool = False


def owed(by: Actor, wish: Wish, *, owner: str = "", limit: int = 20, offset: int = 0) -> OwedList:
    """The unfinished wordings of the actor's own side, by subject; nobody sees another side's.  Two queries.

    owner: whose, for the software itself alone.
    """
    unfinished, stale = _open_rows(by, owner)
    parts = []
    if wish.state != STALE:
        parts.append((unfinished.filter(status=wish.state) if wish.state else unfinished, False))
    if wish.state in ("", STALE):
        parts.append((stale, True))
    asked = {name: value for name in ("plan", "language", "kind") if (value := getattr(wish, name))}
    found = [row for rows, is_stale in parts for row in _owed(rows.filter(**asked), is_stale=is_stale)]
    found.sort(key=lambda row: (row.plan, row.subject, row.field, row.language))
    page = found[offset : min(offset + limit, COUNTED)]
    return OwedList(min(len(found), COUNTED), tuple(page), has_more=len(found) > COUNTED)


def owed_total(by: Actor) -> int:
    """How many texts of the actor's own side are owed or stale, as far as a list is counted.  Two queries."""
    return min(COUNTED, sum(rows.order_by()[:COUNTED].count() for rows in _open_rows(by, "")))


def owed_counts(by: Actor, *, owner: str = "") -> dict[str, dict[str, int]]:
    """Language -> state ("missing", "draft", "machine", "stale") -> how many.  Two queries, however many there are."""
    counts: dict[str, dict[str, int]] = {}
    unfinished, stale = _open_rows(by, owner)
    for language, status, number in unfinished.values_list("language", "status").annotate(Count("pk")):
        counts.setdefault(language, {})[status] = number
    for language, number in stale.values_list("language").annotate(Count("pk")):
        counts.setdefault(language, {})[STALE] = number
    return counts


def _open_rows(by: Actor, owner: str) -> tuple[QuerySet[WordingState], QuerySet[WordingState]]:
    """What is not written or not reviewed; and what is written, from a source that changed since.  Each from its own index."""
    is_system = by.capacity is Capacity.SYSTEM
    if not is_system and not by.reads_records:
        return WordingState.objects.none(), WordingState.objects.none()
    rows = WordingState.objects.filter(OPEN, owner=owner if is_system else by.owner)
    # What was written for itself and waits for approval is its approver's to review, not a translator's.
    waiting = Q(status=WordingStatus.DRAFT, made_from_language="", kind__in=REVIEWED_BY_APPROVAL)
    source_changed = WordingState.objects.filter(
        subject=OuterRef("subject"), field=OuterRef("field"), language=OuterRef("made_from_language")
    ).exclude(revision=OuterRef("made_from_revision"))
    # A draft made from an older source is brought up to date before anybody reviews it.
    outdated = Q(Exists(source_changed), status=WordingStatus.DRAFT)
    written = rows.filter(TRANSLATED).exclude(status__in=(WordingStatus.MISSING, WordingStatus.MACHINE))
    unfinished = rows.filter(status__in=UNFINISHED).exclude(waiting).exclude(outdated)
    return unfinished, written.filter(Exists(source_changed))


def _owed(rows: QuerySet[WordingState], *, is_stale: bool) -> list[Owed]:
    ordered = rows.order_by("plan", "subject", "field", "language")
    values = ordered.values_list("subject", "field", "language", "plan", "kind", "status", "made_from_language")
    return [
        Owed(subject, field, language, plan, kind, LanguageState(WordingStatus(status), is_stale), made_from)
        for subject, field, language, plan, kind, status, made_from in values[: COUNTED + 1]
    ]


# --- one text and where it comes from --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """One text's own state.

    made_from, source  language and text that it was made from; "" for one written for itself
    revision           SHA-256 of the text that the state speaks of
    is_own_words       whether the actor wrote it, and so does not review it
    """

    state: LanguageState
    made_from: str
    source: str
    revision: str
    is_own_words: bool


def origins_of(by: Actor, subjects: Iterable[str]) -> dict[tuple[str, str, str], Origin]:
    """(subject, field, language) -> where that text stands and comes from.  One query; the caller has seen the subjects."""
    rows = list(WordingState.objects.filter(subject__in=list(subjects)))
    now = {(row.subject, row.field, row.language): row.revision for row in rows}
    return {
        key: Origin(
            LanguageState(WordingStatus(row.status), _is_stale(row, now)),
            row.made_from_language,
            row.made_from_text,
            row.revision,
            bool(row.written_by_user) and row.written_by_user == by.user_id,
        )
        for key, row in (((row.subject, row.field, row.language), row) for row in rows)
    }


def _is_stale(row: WordingState, now: Mapping[tuple[str, str, str], str]) -> bool:
    source_now = now.get((row.subject, row.field, row.made_from_language), row.made_from_revision)
    return bool(row.made_from_language) and source_now != row.made_from_revision
