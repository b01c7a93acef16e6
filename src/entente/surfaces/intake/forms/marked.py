"""Fields in running text: each begins with its name in brackets, as a form pasted into a mail keeps them.  Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from .key import KEY_FIELD

FIELD = re.compile(r"\[([a-z_]{4,20}(?:_[A-Za-z0-9\-]{2,20})?)\]")
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{3,}")


def fields_in(text: str, labels: Collection[str]) -> list[tuple[str, str]]:
    """(field, words) in the order of the text.  labels: headings of the fields, which stand before the words."""
    plain = QUOTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    marks = list(FIELD.finditer(plain))
    found = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        words = plain[mark.end() : following.start() if following else len(plain)]
        if mark[1] != KEY_FIELD:
            found.append((mark[1], BLANK_LINES.sub("\n\n", without_label(words, labels)).strip()))
    return found


def without_label(words: str, labels: Collection[str]) -> str:
    """The words without the heading of their field and the language named behind it."""
    stripped = words.strip()
    for heading in sorted(labels, key=len, reverse=True):
        if stripped.startswith(heading):
            return re.sub(r"^\s*\([A-Za-z\-]{2,35}\)", "", stripped.removeprefix(heading)).strip(" \t:")
    return stripped
