"""What every write of delivery asks of words, dates and names.  Pure; each raises RuleBroken with one sentence."""

from __future__ import annotations

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import TAG, Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import SLUG


def require_wording(wording: Wording, what: str) -> None:
    """At least one language has a text, and every language is named by its tag."""
    for tag in wording:
        if not TAG.fullmatch(tag):
            raise RuleBroken(f"{what} is in “{tag}”, which is no language tag; write en, fr or es-MX.")
    if not any(text.strip() for text in wording.values()):
        raise RuleBroken(f"{what} has no words; write them in at least one language.")


def require_period(text: str, what: str) -> Period:
    """The stretch of days that a partial date stands for."""
    try:
        return Period.parse(text)
    except ValueError as wrong:
        raise RuleBroken(f"{what}: {wrong}.") from wrong


def require_slug(slug: str, what: str) -> None:
    """A short name that can stand in an address."""
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        raise RuleBroken(f"{what} “{slug}” cannot stand in an address; use up to 80 small letters, digits and hyphens.")
