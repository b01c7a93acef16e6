"""How a translator's pages call things: kinds of words, their fields, how far a text has come."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.texts.queries import LanguageState, WordingStatus
from entente.surfaces.intake.wordings.held import Held
from entente.surfaces.intake.wordings.opening import STALE
from entente.surfaces.web.labels import Tag

KINDS = {
    "plan": gettext_lazy("Words of the record"),
    "update": gettext_lazy("Update"),
    "reason": gettext_lazy("Reason of a value"),
    "milestone": gettext_lazy("Milestone"),
    "activity": gettext_lazy("Activity"),
}
"""Kind of words -> what a page calls it."""

FIELDS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("summary"),
    "text": gettext_lazy("part of the promise"),
    "done": gettext_lazy("what was done"),
    "next_step": gettext_lazy("next step"),
    "challenges": gettext_lazy("what stands in the way"),
    "correction": gettext_lazy("why it was corrected"),
}

STATES = {
    WordingStatus.MISSING.value: (gettext_lazy("Missing"), "refused"),
    STALE: (gettext_lazy("Source changed"), "silent"),
    WordingStatus.MACHINE.value: (gettext_lazy("Made by machine"), "silent"),
    WordingStatus.DRAFT.value: (gettext_lazy("Not yet reviewed"), "none"),
    WordingStatus.PROJECT.value: (gettext_lazy("Words of the record’s keeper"), "project"),
    WordingStatus.REVIEWED.value: (gettext_lazy("Reviewed"), "reviewed"),
    WordingStatus.AUTHENTIC.value: (gettext_lazy("Authentic"), "reviewed"),
}
"""State -> (words, shape of its tag), the first four in the order in which a list offers them."""

OPEN_STATES = (WordingStatus.MISSING.value, STALE, WordingStatus.MACHINE.value, WordingStatus.DRAFT.value)


def state_code(state: LanguageState) -> str:
    """ "stale" before everything else that is known of a text."""
    return STALE if state.is_stale else state.status.value


def state_tag(state: LanguageState) -> Tag:
    word, shape = STATES[state_code(state)]
    return Tag(str(word), shape)


def what_of(held: Held) -> str:
    """ "Update, what was done"; "Reason of a value, part b"."""
    kind = str(KINDS[held.kind])
    if held.kind == "reason":
        letter = held.field.partition("#")[2]
        return _("%(kind)s, part %(letter)s") % {"kind": kind, "letter": letter} if letter else kind
    return f"{kind}, {FIELDS[held.field]}"
