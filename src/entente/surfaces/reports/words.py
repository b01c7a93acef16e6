"""The words that stand around a report's content, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .model import Mark


class Kind(TextChoices):
    """What is made."""

    ANNUAL = "annual", _("Annual report")
    BRIEFING = "briefing", _("Briefing book")
    PLACEMAT = "placemat", _("Placemat")
    NOTE = "note", _("Question-period note")


class Reach(TextChoices):
    """Who may read a report: its content is read with exactly their eyes."""

    PUBLIC = "public", _("Everybody")
    PARTIES = "parties", _("All parties")
    OWN = "own", _("Own side only")


class IssueStatus(TextChoices):
    """How far an issue is."""

    WAITING = "waiting", _("waiting to be made")
    MAKING = "making", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


REACHES: Mapping[str, object] = {
    Reach.PUBLIC: _("Public"),
    Reach.PARTIES: _("Restricted: all parties of the plan"),
    Reach.OWN: _("Restricted: own side only"),
}
"""What stands at the head and foot of every page."""

MARKS: Mapping[Mark, object] = {
    Mark.ADDED: _("Added:"),
    Mark.CHANGED: _("Changed:"),
    Mark.REMOVED: _("Removed:"),
}

LINES: Mapping[str, object] = {
    "contents": _("Contents"),
    "page": _("Page %(page)s of %(pages)s"),
    "source": _("Source:"),
    "change": _("Change"),
    "undrawable": _(
        "[These words are in letters that this PDF has no font for; the Word file and the page have them.]"
    ),
}


def line(code: str, **given: object) -> str:
    return str(LINES[code]) % given
