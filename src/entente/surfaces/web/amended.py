"""Amendments as pages show them: what was, what is, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entente.foundation.common.languages import Wording
from entente.record.plan.queries import AmendmentView, PromiseTerms
from entente.surfaces.intake.align import Piece, word_diff

from . import labels, links
from .labels_of_change import TERMS
from .reader import Reader
from .wording import Said, native_name, spoken


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """One text in one language, before and after.  pieces: same, removed, added; is_same: nothing changed."""

    native: str
    language: str
    before: Said
    after: Said
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that changed: kind, strength, who owes it.  "" for none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of the promise.  state: changed, new, gone; parts that stay as they were are left out."""

    letter: str
    state: str
    texts: tuple[ComparedWords, ...]


@dataclass(frozen=True, slots=True)
class TermItem:
    """What was agreed beside the words.  due: in words, "" for no date."""

    kind: str
    text: Said
    due: str


@dataclass(frozen=True, slots=True)
class AmendmentItem:
    """An amendment.

    number   "Amendment 2", or what it is called while it is not agreed
    stands   "in force since 3 May 2027, signed by all parties", "agreed …, in force from …", or how far it has come
    day      from which it is to be in force, where one is named and it is not agreed yet; "" for none
    texts    of the promise, those that changed
    """

    name: str
    promise: str
    title: Said
    address: str
    promise_address: str
    stands: str
    is_agreed: bool
    is_overtaken: bool
    day: str
    reason: Said
    texts: tuple[ComparedWords, ...]
    facts: tuple[ChangedFact, ...]
    parts: tuple[ChangedPart, ...]
    terms: tuple[TermItem, ...]


def amendment_item(view: AmendmentView, reader: Reader, *, address: str = "") -> AmendmentItem:
    """address: of its page; "": the public one, which an amendment has once it is agreed."""
    language, plan = reader.language, reader.plan.slug
    if not address and view.number is not None:
        address = links.href("amendment", language, plan=plan, number=str(view.number))
    return AmendmentItem(
        name=_("Amendment %(number)d") % {"number": view.number} if view.number else _("Proposed amendment"),
        promise=view.promise,
        title=reader.said(view.title),
        address=address,
        promise_address=links.href("commitment", language, plan=plan, number=view.promise),
        stands=stands_of(view, reader),
        is_agreed=view.is_agreed,
        is_overtaken=view.is_overtaken,
        day=reader.day(view.in_force_from) if view.in_force_from and not view.is_agreed else "",
        reason=reader.said(view.reason),
        texts=compared(view.before.texts, view.after.texts, reader),
        facts=tuple(_facts(view.before, view.after, reader)),
        parts=tuple(_parts(view.before, view.after, reader)),
        terms=term_items(view.after, reader) if view.after.agreed != view.before.agreed else (),
    )


def stands_of(view: AmendmentView, reader: Reader) -> str:
    if view.agreed_at is not None and view.is_to_come:
        return _("Agreed by all parties on %(date)s, in force from %(day)s") % {
            "date": reader.day(view.agreed_at.date()),
            "day": day_of_force(view, reader),
        }
    if view.agreed_at is not None:
        return _("In force since %(date)s, signed by all parties") % {"date": day_of_force(view, reader)}
    if view.is_by_keeper:
        return _("Proposed by the keeper of this record; not signed by all parties")
    return _("Proposed by %(side)s; not signed by all parties") % {"side": reader.owner(view.owner)}


def day_of_force(view: AmendmentView, reader: Reader) -> str:
    """The day that the parties named, else that of the last signature; "" while it is not agreed."""
    if view.agreed_at is None:
        return ""
    return reader.day(max(view.in_force_from or view.agreed_at.date(), view.agreed_at.date()))


def compared(before: Wording, after: Wording, reader: Reader) -> tuple[ComparedWords, ...]:
    """The languages in which a wording changed, the reader's first, then in the plan's order."""
    order = [reader.language, *reader.plan.languages, *before, *after]
    tags = [tag for tag in dict.fromkeys(order) if before.get(tag, "") != after.get(tag, "")]
    return tuple(
        ComparedWords(
            native_name(tag),
            tag,
            spoken(before.get(tag, ""), tag, reader.language),
            spoken(after.get(tag, ""), tag, reader.language),
            word_diff(before.get(tag, ""), after.get(tag, "")),
        )
        for tag in tags
    )


def term_items(terms: PromiseTerms, reader: Reader) -> tuple[TermItem, ...]:
    return tuple(
        TermItem(str(TERMS[one.kind]), reader.said(one.text), reader.period(one.due) if one.due else "")
        for one in terms.agreed
    )


def _facts(before: PromiseTerms, after: PromiseTerms, reader: Reader) -> Iterable[ChangedFact]:
    def owes(codes: Iterable[str]) -> str:
        return labels.listed([reader.party(code) for code in sorted(codes)])

    pairs = (
        (_("Kind"), str(labels.KINDS[before.kind]), str(labels.KINDS[after.kind])),
        (_("Strength"), str(labels.STRENGTHS[before.strength]), str(labels.STRENGTHS[after.strength])),
        (_("Who owes it"), owes(before.obligors), owes(after.obligors)),
    )
    return (ChangedFact(label, capfirst(old), capfirst(new)) for label, old, new in pairs if old != new)


def _parts(before: PromiseTerms, after: PromiseTerms, reader: Reader) -> Iterable[ChangedPart]:
    old: Mapping[str, Wording] = {one.letter: one.text for one in before.clauses}
    new: Mapping[str, Wording] = {one.letter: one.text for one in after.clauses}
    for letter in dict.fromkeys([*old, *new]):
        if old.get(letter) != new.get(letter):
            state = "changed" if letter in old and letter in new else "new" if letter in new else "gone"
            yield ChangedPart(letter, state, compared(old.get(letter, {}), new.get(letter, {}), reader))
