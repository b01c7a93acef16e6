"""What an agreed amendment does to the rows of a promise.  The original text rows are never touched."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import clause_ref
from entente.foundation.directory.models import Party
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.commands import EntryRow
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.rules import revision_of
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import rules
from entente.record.plan.models import Amendment, AuthenticText, Clause, Commitment, Obligation
from entente.record.plan.terms import AmendmentContent, PromiseTerms
from entente.record.plan.words import TextField


def note_agreed(row: Amendment, commitment: Commitment, signed: AmendmentContent, *, by: Actor, at: datetime) -> None:
    """Its texts are on record, to be read from its day on; the log says so of the promise and of each new text."""
    texts = _put_texts(row, commitment, signed.after) if signed.after.texts != signed.before.texts else []
    ledger.record(
        by,
        "plan.amend",
        commitment.ref,
        at=at,
        public=True,
        number=row.number,
        proposal=str(row.proposal),
        **{name: value for name, value in signed.to_json().items() if name not in ("plan", "promise")},
    )
    ledger.record_many(by, [_text_entry(text, row, at) for text in texts], public=True)


def take_in(row: Amendment, commitment: Commitment, *, at: datetime) -> None:
    """The rows of the promise say what was signed, once it is in force."""
    after = PromiseTerms.from_json(row.after)
    _put_parts(row, commitment, after)
    commitment.kind, commitment.strength = after.kind, after.strength
    commitment.search_text = rules.search_text(
        commitment.number, commitment.title, commitment.summary, after.texts, *(one.text for one in after.clauses)
    )
    commitment.save(update_fields=["kind", "strength", "search_text"])
    row.taken_in_at = at
    row.save(update_fields=["taken_in_at"])


@transaction.atomic
def take_in_amendments(*, by: Actor, at: datetime) -> int:
    """Let the rows of each promise say what has come into force since.  Returns of how many amendments.

    Pages and rules read by the instant and have said it already.  What follows here: lists narrowed by kind, strength or who
    owes, the desk's list of what is silent, and search.
    """
    due = Amendment.objects.select_for_update().filter(in_force_at__lte=at, taken_in_at=None)
    rows = list(due.order_by("plan", "number", "pk").select_related("plan", "commitment__plan"))
    for row in rows:
        take_in(row, row.commitment, at=at)
        ledger.record(by, "plan.amendment.in-force", row.commitment.ref, at=at, public=True, number=row.number)
    return len(rows)


def _put_texts(row: Amendment, commitment: Commitment, after: PromiseTerms) -> list[AuthenticText]:
    rows = [
        AuthenticText(
            plan_id=row.plan_id,
            owner=row.plan.owner,
            tier=row.tier,
            subject=commitment.ref,
            field=TextField.TEXT,
            language=language,
            text=text,
            sha256=revision_of(text),
            amendment=row,
        )
        for language, text in after.texts.items()
    ]
    return AuthenticText.objects.bulk_create(rows)


def _put_parts(row: Amendment, commitment: Commitment, after: PromiseTerms) -> None:
    """Clauses as signed: changed, added, or taken out; and who owes the promise and each of them."""
    known = {clause.letter: clause for clause in commitment.clauses.all()}
    kept = {one.letter for one in after.clauses}
    for letter, clause in known.items():
        if letter not in kept and clause.struck_by_id is None:
            clause.struck_by = row
            clause.save(update_fields=["struck_by"])
    Obligation.objects.filter(commitment=commitment).delete()
    parties = {party.code: party for party in Party.objects.filter(code__in=_codes(after))}
    owed = [Obligation(commitment=commitment, party=parties[code]) for code in after.obligors]
    worded = []
    for position, one in enumerate(after.clauses):
        found = known.get(one.letter)
        if found is None or found.text != one.text:
            worded.append(Worded(clause_ref(commitment.ref, one.letter), "text", one.text, WordingStatus.AUTHENTIC))
        clause = found or Clause(commitment=commitment, letter=one.letter, owner=commitment.owner, tier=commitment.tier)
        clause.text, clause.position = one.text, position
        clause.save()
        owed += [Obligation(commitment=commitment, clause=clause, party=parties[code]) for code in one.obligors]
    Obligation.objects.bulk_create(owed)
    note_states(worded)


def _codes(terms: PromiseTerms) -> set[str]:
    return {*terms.obligors, *(code for one in terms.clauses for code in one.obligors)}


def _text_entry(text: AuthenticText, row: Amendment, at: datetime) -> EntryRow:
    content = {
        "field": text.field,
        "language": text.language,
        "text": text.text,
        "sha256": text.sha256,
        "amendment": row.number,
    }
    return EntryRow("plan.text", text.subject, content, at)
