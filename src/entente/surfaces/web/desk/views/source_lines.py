"""Copies of a source and what became of its address, as pages show them to their reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.sources.queries import Showing, SnapshotView
from entente.surfaces.web import dates, links
from entente.surfaces.web.sources import removed

KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/html": "HTML",
    "text/plain": gettext_lazy("text"),
}
SHOWINGS = {
    Showing.COPY: gettext_lazy("The copy may be shown."),
    Showing.QUOTATION: gettext_lazy("A quotation may be shown, and not the copy."),
    Showing.REFERENCE: gettext_lazy("Only the reference may be shown."),
}


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy, as its reader may see it.  Addresses are "" where there is nothing for this reader.

    captured   instant; kind, size: of its bytes, in words
    removed    "removed on 3 May 2026, for privacy", "" while the bytes are there
    stamped    by whom and when an outside authority stamped it, "" without
    changes    the comparison with the copy before it; remove: where its own side takes it away
    """

    captured: str
    sha256: str
    kind: str
    size: str
    showing: str
    removed: str
    stamped: str
    came_from: str
    copy: str
    text: str
    changes: str
    remove: str = ""


def copy_lines(copies: tuple[SnapshotView, ...], language: str, *, source: str = "") -> tuple[CopyLine, ...]:
    """Newest first.  source: slug of one's own source, whose copies one may take away; "" for readers."""
    before = (None, *copies)
    return tuple(
        copy_line(one, language, before=earlier, source=source)
        for earlier, one in reversed(list(zip(before, copies, strict=False)))
    )


def copy_line(one: SnapshotView, language: str, *, before: SnapshotView | None = None, source: str = "") -> CopyLine:
    key = str(one.key)
    is_there = one.removed_at is None
    return CopyLine(
        captured=dates.instant(one.captured_at, language),
        sha256=one.sha256,
        kind=str(KINDS.get(one.media_type, one.media_type)),
        size=_("%(number)s bytes") % {"number": number_format(one.size_bytes, force_grouping=True)},
        showing=str(SHOWINGS[Showing(one.showing)]) if is_there else "",
        removed=removed(one.removed_at, one.removed_for, language),
        stamped=_stamped(one, language),
        came_from=one.final_address,
        copy=links.copy(language, key, one.media_type) if one.has_copy else "",
        text=links.href("copy_text", language, key=key) if one.has_text else "",
        changes=links.href("source_changes", language, older=str(before.key), newer=key) if before else "",
        remove=links.href("desk_copy_remove", language, source=source, key=key) if source and is_there else "",
    )


def _stamped(one: SnapshotView, language: str) -> str:
    if one.stamped_at is None:
        return ""
    instant = dates.instant(one.stamped_at, language)
    return _("time-stamped by %(authority)s at %(instant)s") % {"authority": one.stamped_by, "instant": instant}
