"""What somebody types and has not saved.  Theirs alone, so the one thing written here without an entry in the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.record.delivery import rules
from entente.record.delivery.models import Autosave

LONGEST = 200_000
"""Characters of one unsaved form: far above the longest update that was ever written."""


@transaction.atomic
def autosave(form: str, content: Mapping[str, str], *, by: Actor, at: datetime, revision: int = 0) -> Autosave:
    """Keep what a form holds.  form: what is being written, as in `queries.autosaved`; revision: of what was opened.

    The revision of the first keeping stays: it tells on return whether somebody else changed the thing meanwhile.
    Raises ActionDenied, RuleBroken (too long).
    """
    require(rules.can_autosave(by))
    if len(form) > 200 or len(json.dumps(dict(content))) > LONGEST:
        raise RuleBroken(f"This is longer than the {LONGEST:,} characters that are kept unsaved; save it now.")
    kept, is_new = Autosave.objects.select_for_update().get_or_create(
        user_id=by.user_id, form=form, defaults={"revision": revision, "content": dict(content), "saved_at": at}
    )
    if not is_new:
        kept.content, kept.saved_at = dict(content), at
        kept.save(update_fields=["content", "saved_at"])
    return kept


@transaction.atomic
def discard_autosave(form: str, *, by: Actor) -> None:
    """Forget what a form held: it is saved now, or not wanted.  Nothing there is in order."""
    require(rules.can_autosave(by))
    Autosave.objects.filter(user_id=by.user_id, form=form).delete()
