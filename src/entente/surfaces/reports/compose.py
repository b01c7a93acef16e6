"""A report put together: the facts as one reader may know them, the parts in the order chosen, the words that authors typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import TypeAdapter

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.surfaces.web import dates

from .facts import Facts, Wish, gather
from .kinds import annual, briefing, note, placemat
from .kinds.part import Part
from .model import Document, Runs, Section, words
from .pieces import run
from .typography import bound
from .words import REACHES, Kind, Reach

PARTS: Mapping[Kind, Sequence[Part]] = {
    Kind.ANNUAL: annual.PARTS,
    Kind.BRIEFING: briefing.PARTS,
    Kind.PLACEMAT: placemat.PARTS,
    Kind.NOTE: note.PARTS,
}
DAYS: Mapping[Kind, int] = {Kind.ANNUAL: 365, Kind.BRIEFING: 90, Kind.PLACEMAT: 90, Kind.NOTE: 90}
"""How far back each kind tells changes where its authors chose no day."""

Progress = Callable[[int, int], None]
"""progress(done, whole), in parts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a report is to be.

    parts   keys of the parts it has, in their order; () for those that a new one has
    typed   key of a part -> what its authors typed
    areas   numbers of pillars, () for all; number: of the promise of a note
    reference   under which file it is kept, "" for none
    occasion    what a briefing book is for: the meeting and its day, "" for none said; place: where that is held
    since       the first day of which changes are told, None for as long as its kind tells
    """

    kind: Kind
    plan: str
    language: str
    reach: Reach
    parts: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    number: str = ""
    reference: str = ""
    occasion: str = ""
    since: date | None = None
    place: str = ""

    def first_day(self, as_of: datetime) -> date:
        return self.since or (as_of - timedelta(days=DAYS[self.kind])).date()


CHOICE = TypeAdapter(Choice)
"""How a choice is kept with an issue."""


def parts_of(kind: Kind, keys: Sequence[str] = ()) -> list[Part]:
    """The parts of a kind by key, in that order; without keys those of a new report.  Raises RuleBroken for one unknown."""
    known = {part.key: part for part in PARTS[kind]}
    if unknown := [key for key in keys if key not in known]:
        raise RuleBroken(f"There is no part “{unknown[0]}” in this kind of report; choose among {', '.join(known)}.")
    return [known[key] for key in dict.fromkeys(keys)] if keys else [part for part in known.values() if part.is_chosen]


def compose(
    choice: Choice, *, by: Actor, as_of: datetime, issue: int = 1, progress: Progress | None = None
) -> Document:
    """The document.  The same record, choice and instant give the same document.

    Raises NotVisible, ActionDenied (not for this reader), RuleBroken (a note about no promise).
    """
    wish = Wish(choice.plan, choice.language, choice.reach, choice.first_day(as_of), choice.areas, choice.number)
    report = progress or _nobody
    with override(choice.language):
        parts = parts_of(choice.kind, choice.parts)
        require_past(choice.since, as_of)
        report(0, len(parts) + 1)
        facts = gather(wish, by=by, as_of=as_of)
        _require_promise(choice, facts)
        sections: list[Section] = []
        for at, part in enumerate(parts):
            report(at + 1, len(parts) + 1)
            sections.append(part.make(facts, choice.typed))
        report(len(parts) + 1, len(parts) + 1)
        return bound(_document(choice, facts, tuple(sections), issue))


def require_past(since: date | None, as_of: datetime) -> None:
    """Raises RuleBroken for changes since a day that has not been."""
    if since and since > as_of.date():
        raise RuleBroken(
            _("Changes can be told since a day that has been; choose an earlier one than %(day)s.") % {"day": since}
        )


def _nobody(_done: int, _whole: int) -> None:
    """Nobody asked how far it is."""


def _require_promise(choice: Choice, facts: Facts) -> None:
    if choice.kind is Kind.NOTE and not choice.number:
        raise RuleBroken("A question-period note is about one commitment; name its number.")
    if choice.number and not facts.promises:
        raise NotVisible(f"There is no commitment {choice.number} here.")


def _document(choice: Choice, facts: Facts, sections: tuple[Section, ...], issue: int) -> Document:
    reader = facts.reader
    plan = reader.said(facts.plan.title)
    keeper = reader.said(facts.plan.keeper_name)
    about = f"{choice.number} · {plan.text}" if choice.number else plan.text
    return Document(
        kind=choice.kind,
        language=choice.language,
        title=_("%(kind)s: %(about)s") % {"kind": choice.kind.label, "about": about},
        author=keeper.text,
        plan=run(plan),
        as_of=reader.as_of,
        reach=str(REACHES[choice.reach]),
        facts=tuple(_facts(choice, facts, issue)),
        sections=sections,
        is_short=choice.kind is Kind.PLACEMAT,
    )


def _facts(choice: Choice, facts: Facts, issue: int) -> list[Runs]:
    reader = facts.reader
    told = [
        _("Reference: %(reference)s") % {"reference": choice.reference} if choice.reference else "",
        _("For: %(occasion)s") % {"occasion": choice.occasion} if choice.occasion else "",
        _("Place: %(place)s") % {"place": choice.place} if choice.place else "",
        _("As of %(instant)s. Issue %(number)d.")
        % {"instant": dates.instant(reader.as_of, reader.language), "number": issue},
        _("Made from the record kept by %(keeper)s.") % {"keeper": reader.said(facts.plan.keeper_name)},
        _("A fictional plan, made up for demonstration: nothing in it is real.") if facts.plan.is_demonstration else "",
    ]
    return [words(text) for text in told if text]
