"""Writes of wording states.  The text itself lies on its row; whoever writes the row calls this in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition
from entente.foundation.common.languages import Wording
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts import rules
from entente.foundation.texts.models import WordingState
from entente.foundation.texts.rules import Home, Translation, revision_of
from entente.foundation.texts.words import WordingStatus

BATCH = 2000
TOLD = ["status", "revision", "made_from_language", "made_from_revision", "made_from_text", "written_by_user"]


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording of one subject whose texts in all its languages have the same status.

    made_from  language that the others were translated from; "" when each language was written for itself
    home       whose words they are; None: as it was, or not told
    user_id    private key of who wrote them, "" when not told
    """

    subject: str
    field: str
    wording: Wording
    status: WordingStatus
    made_from: str = ""
    home: Home | None = None
    user_id: str = ""


@transaction.atomic
def note_states(worded: Iterable[Worded]) -> None:
    """Set the state of every language of these wordings; of two for the same text the later counts.

    Changing a text makes what was translated from it stale.  A wanted language without any text is noted as missing.
    """
    items = list(worded)
    # Once each: PostgreSQL refuses to meet the same row twice in one statement.
    rows = {(item.subject, item.field, language): _row(item, language) for item in items for language in item.wording}
    _upsert([row for row in rows.values() if not row.owner], TOLD)
    _upsert([row for row in rows.values() if row.owner], [*TOLD, "owner", "plan", "kind", "is_closed"])
    lacking = [
        _row(item, language)
        for item in items
        if item.home and any(item.wording.values())
        for language in item.home.wanted
        if (item.subject, item.field, language) not in rows
    ]
    WordingState.objects.bulk_create(lacking, ignore_conflicts=True, batch_size=BATCH)


@transaction.atomic
def note_changed(worded: Iterable[Worded]) -> None:
    """As `note_states`, of the texts alone that differ from what is noted: a translation beside a changed source turns stale.

    Where each language was written for itself, they were written together: one that changes alone makes the others stale.
    """
    items = list(worded)
    rows = list(WordingState.objects.filter(subject__in={item.subject for item in items}))
    known = {(row.subject, row.field, row.language): row.revision for row in rows}
    _leave_behind(items, rows)
    note_states(
        Worded(
            item.subject,
            item.field,
            {
                language: text
                for language, text in item.wording.items()
                if known.get((item.subject, item.field, language)) != revision_of(text)
            },
            item.status,
            home=item.home,
            user_id=item.user_id,
        )
        for item in items
    )


def _leave_behind(items: Iterable[Worded], rows: Iterable[WordingState]) -> None:
    """Note of each text that was written together with one that changes alone that it was made from the older words."""
    written: dict[tuple[str, str], dict[str, WordingState]] = {}
    for row in rows:
        if not row.made_from_language and row.status not in (WordingStatus.MISSING, WordingStatus.AUTHENTIC):
            written.setdefault((row.subject, row.field), {})[row.language] = row
    behind = []
    for item in items:
        together = written.get((item.subject, item.field), {})
        changed = [tag for tag, row in together.items() if revision_of(item.wording.get(tag, "")) != row.revision]
        if not changed:
            continue
        source = together[min(changed)]
        for tag in together.keys() - set(changed):
            together[tag].made_from_language, together[tag].made_from_revision = source.language, source.revision
            behind.append(together[tag])
    WordingState.objects.bulk_update(behind, ["made_from_language", "made_from_revision"], batch_size=BATCH)


@transaction.atomic
def note_translation(subject: str, made: Translation, *, home: Home, user_id: str = "") -> None:
    """Set the state of one text that was made from another; the source's own state stays as it is."""
    sides = {made.language: made.text} | ({made.made_from: made.source} if made.made_from else {})
    row = _row(Worded(subject, made.field, sides, made.status, made.made_from, home, user_id), made.language)
    _upsert([row], [*TOLD, "owner", "plan", "kind", "is_closed"])


@transaction.atomic
def review(subject: str, languages: Iterable[str]) -> int:
    """Call what was a draft reviewed, in these languages, in every wording of a subject.  Returns how many texts."""
    drafts = WordingState.objects.filter(subject=subject, language__in=list(languages), status=WordingStatus.DRAFT)
    return drafts.update(status=WordingStatus.REVIEWED)


@transaction.atomic
def review_text(  # the words, who read them, and how the log calls them
    subject: str, field: str, language: str, *, revision: str, by: Actor, at: datetime, ref: str, is_public: bool
) -> None:
    """Call one text reviewed, word for word as the reviewer saw it: somebody else than its writer.

    revision: of the text; ref, is_public: how the log calls the subject, and whether everybody reads it.
    Raises ActionDenied (own words, another side's), InvalidTransition (changed since, nothing to review).
    """
    row = WordingState.objects.select_for_update().filter(subject=subject, field=field, language=language).first()
    if row is None or row.revision != revision:
        raise InvalidTransition("The text was changed after you opened it; read it again before you call it reviewed.")
    require(rules.can_review(by, owner=row.owner, written_by_user=row.written_by_user))
    if row.status not in rules.REVIEWABLE:
        state = WordingStatus(row.status).label
        raise InvalidTransition(f"The text in “{language}” is {state}; there is nothing to review.")
    row.status = WordingStatus.REVIEWED
    row.save(update_fields=["status"])
    ledger.record(by, "texts.review", ref, at=at, public=is_public, field=field, language=language, revision=revision)


def close(subject: str) -> None:
    """The words of a subject no longer change: nobody is asked to write them."""
    WordingState.objects.filter(subject=subject).update(is_closed=True)


def forget(subjects: Collection[str] = (), *, under: str = "", field: str = "") -> None:
    """Forget the states of subjects that are gone, or of one field of them; under: of all that lies below a ref."""
    which = Q(subject__in=list(subjects))
    if under:
        which |= Q(subject=under) | Q(subject__startswith=f"{under}/") | Q(subject__startswith=f"{under}#")
    rows = WordingState.objects.filter(which)
    (rows.filter(field=field) if field else rows).delete()


def _upsert(rows: list[WordingState], fields: list[str]) -> None:
    WordingState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subject", "field", "language"],
        update_fields=fields,
        batch_size=BATCH,
    )


def _row(item: Worded, language: str) -> WordingState:
    is_translation = bool(item.made_from) and language != item.made_from and language in item.wording
    source = item.wording[item.made_from] if is_translation else ""
    text = item.wording.get(language, "")
    home = item.home or Home("", "", "")
    return WordingState(
        subject=item.subject,
        field=item.field,
        language=language,
        status=item.status if language in item.wording else WordingStatus.MISSING,
        revision=revision_of(text),
        made_from_language=item.made_from if is_translation else "",
        made_from_revision=revision_of(source) if is_translation else "",
        made_from_text=source,
        owner=home.owner,
        plan=home.plan,
        kind=home.kind,
        written_by_user=item.user_id,
    )
