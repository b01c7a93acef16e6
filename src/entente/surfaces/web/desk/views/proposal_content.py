"""What a proposal says, as its page shows it: the words side by side, and figures, dates and codes in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entente.foundation.accord.queries import ProposalView
from entente.foundation.common.refs import Ref
from entente.surfaces.intake.agreed_words import LABELS, Path, label_of, pieces, plain_words
from entente.surfaces.web import dates
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.differences import ComparedField, compared
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.wording import said

Piece = Mapping[str, str] | str
LAST = ("base", "base_sha256", "revision")
"""Members that only a machine compares: they come after what people read."""


@dataclass(frozen=True, slots=True)
class PlainField:
    """A figure, a date or a code.  before: what stood there, "" for nothing or the same."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownContent:
    """fields: the words in every language; plain: what is no wording; heading: what both are compared with."""

    heading: str
    fields: tuple[ComparedField, ...]
    plain: tuple[PlainField, ...]


def shown_content(view: ProposalView, reader: Reader) -> ShownContent:
    """Compared with the wording before; an amendment in its first wording with the promise as it stands."""
    old, new, heading = _compared_with(view)
    paths = sorted(dict.fromkeys([*new, *old]), key=_rank)
    worded = [path for path in paths if isinstance(new.get(path, old.get(path)), Mapping)]
    language = reader.language
    plain = [
        PlainField(_label(path, language), *_both(path, old.get(path), new.get(path), view, reader))
        for path in paths
        if path not in worded and (_is_said(old.get(path)) or _is_said(new.get(path)))
    ]
    fields = [(_label(path, language), _wording(old.get(path)), _wording(new.get(path))) for path in worded]
    return ShownContent(heading, compared(fields, reader.plan.languages), tuple(plain))


def about(view: ProposalView, plan_title: str, language: str) -> str:
    """What a proposal is about, in one line: the plan, the promise or the activity, and the stage."""
    content = view.content
    try:
        ref = Ref.parse(view.subject)
    except ValueError:
        return words.subject(view.subject)
    number = f"{ref.number} {ref.clause}".strip()
    named = content.get("activity") or (content.get("title") if ref.number else None) or {}
    parts = [
        plan_title,
        _("commitment %(number)s") % {"number": number} if number else "",
        said(_wording(named), language).text if named else "",
        plain_words(str(content.get("stage", "")), language) if ref.stage else "",
    ]
    return " · ".join(part for part in parts if part)


def _compared_with(view: ProposalView) -> tuple[dict[Path, Any], dict[Path, Any], str]:
    new = dict(pieces(view.content))
    if view.before:
        return dict(pieces(view.before[0].content)), new, _("The words, and what changed since the wording before")
    if {"before", "after"} <= set(view.content):
        rest = {path: value for path, value in new.items() if path[0] not in ("before", "after")}
        old = {path[1:]: value for path, value in new.items() if path[0] == "before"}
        after = {path[1:]: value for path, value in new.items() if path[0] == "after"}
        return {**old, **rest}, {**after, **rest}, _("The words, and what they change of the promise as it stands")
    return new, new, _("The words")


def _rank(path: Path) -> tuple[bool, int, tuple[str, ...]]:
    """People read what it is first; what only a machine compares comes last."""
    order = list(LABELS)
    return path[-1] in LAST, order.index(path[0]) if path[0] in order else len(order), path


def _both(path: Path, before: object, after: object, view: ProposalView, reader: Reader) -> tuple[str, str]:
    old, new = (_told(path, value, view, reader) if isinstance(value, str) else "" for value in (before, after))
    return "" if old == new else old, new


def _told(path: Path, value: str, view: ProposalView, reader: Reader) -> str:
    """One value in plain words: a party by its name, a plan by its title, a day with its month."""
    name, language = path[-1], reader.language
    if name in ("obligors", "parties") and value:
        return ", ".join(reader.party(code) for code in value.split(", "))
    if name == "plan" and value == reader.plan.slug:
        return reader.said(reader.plan.title).text or value
    if name == "successor" and value:
        return said(_wording(view.content.get("successor_title")), language).text or value
    if name == "subject":
        return words.subject(value)
    return dates.period(plain_words(value, language, name), language)


def _is_said(value: object) -> bool:
    return bool(value)


def _label(path: Path, language: str) -> str:
    label = label_of(path, language)
    return label[:1].upper() + label[1:]


def _wording(value: object) -> dict[str, str]:
    return dict(value) if isinstance(value, Mapping) else {}
