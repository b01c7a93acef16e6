"""A filter as a list of choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with its choices; the first, empty one leaves everything in."""

    name: str
    label: str
    options: tuple[Option, ...]


def choice(name: str, label: str, values: Sequence[tuple[str, str]], chosen: str) -> Choice:
    options = [Option("", _("All"), not chosen)]
    options += [Option(value, text, value == chosen) for value, text in values]
    return Choice(name, label, tuple(options))
