"""Agreed words and passages in which authentic texts differ, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.refs import Ref
from entente.foundation.texts.queries import DivergenceView, TermView

from . import labels, links
from .labels import Tag
from .reader import Reader
from .wording import Said, native_name, spoken


@dataclass(frozen=True, slots=True)
class Name:
    """A word in one language.  others: words of the same language that are not used for it."""

    native: str
    words: Said
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermItem:
    """A term.  state: agreed, or proposed and by whom agreed so far; by: who proposed it."""

    key: str
    names: tuple[Name, ...]
    note: Said
    state: Tag
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an authentic text in one language."""

    native: str
    words: Said


@dataclass(frozen=True, slots=True)
class Reading:
    """How one party reads the passage."""

    party: str
    words: Said
    day: str


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    """A passage in which authentic texts say different things.  number, address: of the promise, "" for the plan itself."""

    key: str
    number: str
    address: str
    quotes: tuple[Quote, ...]
    note: Said
    by: str
    day: str
    readings: tuple[Reading, ...]
    state: Tag
    open: str


def term_items(views: Iterable[TermView], reader: Reader) -> tuple[TermItem, ...]:
    return tuple(
        TermItem(
            key=str(view.key),
            names=tuple(
                Name(
                    native_name(tag),
                    spoken(view.names[tag], tag, reader.language),
                    tuple(view.variants.get(tag, ())),
                )
                for tag in _in_order(view.names, reader)
            ),
            note=reader.said(view.note),
            state=Tag(_("Agreed by all"), "reviewed") if view.is_agreed else Tag(_("Proposed"), "project"),
            who=_agreed(view, reader),
            by=reader.owner(view.owner),
        )
        for view in views
    )


def difference_items(views: Iterable[DivergenceView], reader: Reader) -> tuple[DifferenceItem, ...]:
    return tuple(_difference(view, reader) for view in views)


def _difference(view: DivergenceView, reader: Reader) -> DifferenceItem:
    number = Ref.parse(view.subject).number
    is_promise = "." in number
    missing = [reader.party(code) for code in view.missing]
    return DifferenceItem(
        key=str(view.key),
        number=number,
        address=links.href("commitment", reader.language, plan=reader.plan.slug, number=number) if is_promise else "",
        quotes=tuple(
            Quote(native_name(tag), spoken(view.quotes[tag], tag, reader.language))
            for tag in _in_order(view.quotes, reader)
        ),
        note=reader.said(view.note),
        by=reader.owner(view.owner),
        day=reader.day(view.at.date()),
        readings=tuple(
            Reading(reader.party(one.party), reader.said(one.text), reader.day(one.at.date()))
            for one in view.explanations
        ),
        state=Tag(_("Open"), "silent") if missing else Tag(_("Explained by each party"), "reviewed"),
        open=_("Not yet explained by %(parties)s") % {"parties": labels.listed(missing)} if missing else "",
    )


def _agreed(view: TermView, reader: Reader) -> str:
    agreed = [reader.party(code) for code in view.agreed]
    if view.is_agreed:
        return ""
    if not agreed:
        return _("No party has agreed to it yet.")
    return _("Agreed so far by %(parties)s.") % {"parties": labels.listed(agreed)}


def _in_order(tags: Iterable[str], reader: Reader) -> Sequence[str]:
    """The plan's languages first, in its order."""
    known = [tag for tag in reader.plan.languages if tag in tags]
    return [*known, *sorted(set(tags) - set(known))]
