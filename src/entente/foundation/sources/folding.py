"""Text as it is searched: without capitals and accents.  Pure."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """ "Río  Bravo" -> "rio bravo"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())
