"""Languages of content.  Wording is a {language tag: text} mapping; no language is the master of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Wording = dict[str, str]
"""Text per BCP 47 language tag, e.g. {"en": "...", "fr": "...", "es": "..."}; a missing key means a missing text."""

TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
LOCALES = {"en": "en_GB", "es": "es_MX", "fr": "fr_CA"}
"""Language -> locale of its dates and numbers; English writes the day first, as diplomatic texts do."""

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"})


def locale_of(language: str) -> str:
    """The locale by which dates and numbers of a language are written."""
    return LOCALES.get(language, language)


def direction(tag: str) -> str:
    """ "rtl" or "ltr", for the HTML dir attribute beside every lang attribute."""
    parts = tag.split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script.title() in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"


def pick(wording: Mapping[str, str], wanted: str, order: Iterable[str] = ()) -> tuple[str, str]:
    """The text for a reader who wants a language: (text, its tag).

    Tries the wanted tag, then its base ("fr" for "fr-CA"), then `order`, then tags in alphabetical order.  The caller marks a
    text in another language with its own lang attribute and says so: no silent fallback.  ("", wanted) when there is none.
    """
    if text := wording.get(wanted):
        return text, wanted
    for tag in (wanted.split("-", maxsplit=1)[0], *order, *sorted(wording)):
        if text := wording.get(tag):
            return text, tag
    return "", wanted
