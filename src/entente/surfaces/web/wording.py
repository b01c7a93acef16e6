"""Wording as a page shows it: the text, and the language it is really in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from entente.foundation.common.languages import direction, pick

NATIVE_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "iu": "ᐃᓄᒃᑎᑐᑦ",
    "nah": "Nahuatl",
    "pt": "Português",
    "yua": "Maayaʼ tʼàan",
}
"""Languages by the name they give themselves; another one is shown by its tag."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text and its language.

    attrs   lang and dir for the element that holds the text; "" when it is in the page's own language
    is_other True when the reader asked for another language than this
    """

    text: str
    language: str
    attrs: SafeString
    is_other: bool

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


_NO_ATTRS = SafeString("")


def said(wording: Mapping[str, str], language: str, order: Iterable[str] = ()) -> Said:
    """The text for a reader of `language`; in another language (the plan's order) when there is none, and marked as such."""
    text, tag = pick(wording, language, order)
    return spoken(text, tag, language)


def spoken(text: str, tag: str, language: str) -> Said:
    """A text known to be in `tag`, on a page in `language`."""
    base = tag.split("-", maxsplit=1)[0]
    if base == language or not text:
        return Said(text, tag, _NO_ATTRS, False)
    return Said(text, tag, format_html(' lang="{}" dir="{}"', tag, direction(tag)), True)


def native_name(tag: str) -> str:
    """The name that a language gives itself."""
    return NATIVE_NAMES.get(tag, NATIVE_NAMES.get(tag.split("-", maxsplit=1)[0], tag))
