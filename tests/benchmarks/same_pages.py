"""Whether another maker's pages are ours: whole pages, but for how much white space stands where, and how a sign is spelt."""

from __future__ import annotations

import re
from pathlib import Path

SPELT = {"&#x27;": "'", "&#39;": "'", "&quot;": '"', "&#34;": '"', "&#43;": "+", "&#96;": "`"}
"""Signs that makers spell differently.  `<`, `>` and `&` are not among them: one that is not escaped is another page."""
SPELLINGS = re.compile("|".join(SPELT))


def other_pages(ours: Path, theirs: Path) -> list[str]:
    """Names of our pages that they lack or made otherwise, and of files that they have and we have not."""
    names = {path.relative_to(folder).as_posix() for folder in (ours, theirs) for path in folder.rglob("*.html")}
    return sorted(name for name in names if _read(ours / name) != _read(theirs / name))


def _read(page: Path) -> str | None:
    if not page.exists():
        return None
    return " ".join(SPELLINGS.sub(lambda found: SPELT[found[0]], page.read_text("utf-8")).split())
