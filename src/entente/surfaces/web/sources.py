"""What became of a source: its address, and the bytes of its copies."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.sources.queries import AddressState, AddressView, Removal

from . import dates

REMOVALS = {
    Removal.LEGAL: gettext_lazy("removed on %(day)s, by law"),
    Removal.PRIVACY: gettext_lazy("removed on %(day)s, for privacy"),
    Removal.COMMUNITY: gettext_lazy("removed on %(day)s, at the wish of a community"),
}


def removed(at: datetime | None, reason: str, language: str) -> str:
    """When and on whose ground the bytes of a copy went; "" while they are there (`at` is None)."""
    if at is None:
        return ""
    return str(REMOVALS[Removal(reason)]) % {"day": dates.day(at.date(), language)}


def address_sentence(view: AddressView, language: str) -> str:
    """What became of the address, "" while nobody looked."""
    if view.since is None:
        return ""
    day = dates.day(view.since.date(), language)
    looked = dates.day(view.checked_at.date(), language) if view.checked_at else day
    sentences = {
        AddressState.FINE: _("The page was still as archived on %(looked)s."),
        AddressState.CHANGED: _("The page has changed since; this was found on %(day)s. The earlier copy is kept."),
        AddressState.GONE: _("The page is gone since %(day)s; the archived copy is kept."),
        AddressState.REFUSED: _("The page shows nothing that can be archived since %(day)s; the earlier copy is kept."),
    }
    return sentences[view.state] % {"day": day, "looked": looked} if view.state in sentences else ""
