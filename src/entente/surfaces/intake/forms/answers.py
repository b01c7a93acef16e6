"""What a form that came back says, whatever it came in."""

from __future__ import annotations

from dataclasses import dataclass

from entente.foundation.common.errors import RuleBroken


class FormUnreadable(RuleBroken):
    """The file cannot be read as a form of ours.  The sentence says what is wrong and how to mend it."""

    code = "form_unreadable"


@dataclass(frozen=True, slots=True)
class Answers:
    """Fields and keys as they were found.  notes: sentences about what was left out."""

    keys: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
