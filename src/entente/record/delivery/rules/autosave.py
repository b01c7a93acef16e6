"""Whose unsaved words are kept.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.rights import may


def can_autosave(by: Actor) -> Decision:
    """Whoever writes or translates, for themselves; what may be saved for good is asked when it is saved.

    Whoever writes nothing, such as an auditor, keeps nothing unsaved either.
    """
    if not by.is_signed_in or not by.user_id:
        return Denied("only somebody who is logged in keeps unsaved words")
    return may(by, "text.translate") or may(by, "update.write")
