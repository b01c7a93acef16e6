"""Whose unsaved words are kept.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied


def can_autosave(by: Actor) -> Decision:
    """Whoever is logged in, for themselves; what may be saved for good is asked when it is saved."""
    if by.is_signed_in and by.user_id:
        return ALLOWED
    return Denied("only somebody who is logged in keeps unsaved words")
