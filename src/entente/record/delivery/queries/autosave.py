"""Reads of unsaved words: one's own alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.record.delivery import rules
from entente.record.delivery.models import Autosave, Update


@dataclass(frozen=True, slots=True)
class AutosaveView:
    """What a form held when its writer last typed.  revision: of the thing when they began, 0 for a new one."""

    form: str
    content: dict[str, str]
    revision: int
    saved_at: datetime


def autosave_form(subject: Update | str) -> str:
    """Name of the form in which an update is written: a draft's own, or by a commitment's ref the form of a new one.

    Saving the update forgets what was kept under this name.
    """
    return subject if isinstance(subject, str) else rules.states_subject(subject)


def autosaved(by: Actor, form: str) -> AutosaveView | None:
    """What `by` typed into a form and has not saved; None for nothing."""
    row = Autosave.objects.filter(user_id=by.user_id, form=form).first() if by.user_id else None
    return AutosaveView(row.form, row.content, row.revision, row.saved_at) if row else None
