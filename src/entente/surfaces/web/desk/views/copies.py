"""Archived copies for whoever may read them: their bytes, their words, their source, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from entente.foundation.accounts.middleware import actor_of
from entente.foundation.sources import queries
from entente.foundation.sources.queries import Document, Passage
from entente.surfaces.web import dates
from entente.surfaces.web.desk import words
from entente.surfaces.web.frame import now_of
from entente.surfaces.web.sources import address_sentence
from entente.surfaces.web.wording import Said, said

from .source_lines import CopyLine, copy_line, copy_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """A source, its copies over time and what became of its address.  bar: it belongs to no single plan."""

    title: str
    description: str
    name: Said
    address: str
    state: str
    publisher: str
    stated: str
    copies: tuple[CopyLine, ...]
    bar: None = None


@dataclass(frozen=True, slots=True)
class PassageLine:
    """Lines alike on both sides are counted (`same`); others stand as they were before and after."""

    same: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Two copies of a source, before and after.  sentence: why the words are not shown, "" when they are."""

    title: str
    description: str
    name: Said
    language: str
    older: CopyLine
    newer: CopyLine
    passages: tuple[PassageLine, ...]
    sentence: str
    is_cut: bool
    bar: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage:
    """The words of a copy without scripts and markup.  language: of the document itself."""

    title: str
    description: str
    name: Said
    language: str
    copy: CopyLine
    lines: tuple[str, ...]
    bar: None = None


@require_safe
def source(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    view = queries.get_document(actor_of(request), key, as_of=now_of(request))
    document = view.document
    publisher = document.publisher.name if document.publisher else {}
    page = SourcePage(
        title=_("A source and its copies"),
        description=_("What was archived of it, when, with which hash, and what became of its address."),
        name=_name(document, language),
        address=document.address,
        state=address_sentence(view.address, language),
        publisher=said(publisher, language, (document.language,)).text or document.publisher_name,
        stated=dates.period(document.stated_on, language) if document.stated_on else "",
        copies=copy_lines(view.copies, language),
    )
    return _kept_by_nobody(render(request, "desk/source.html", {"page": page}))


@require_safe
def changes(request: HttpRequest, language: str, older: UUID, newer: UUID) -> HttpResponse:
    """Before and after; where the copies may not be shown, only that they differ."""
    found = queries.changes_between(actor_of(request), older, newer, as_of=now_of(request))
    page = ChangesPage(
        title=_("What changed in a source"),
        description=_("Two archived copies of one source, before and after."),
        name=_name(found.document, language),
        language=found.document.language,
        older=copy_line(found.older, language),
        newer=copy_line(found.newer, language),
        passages=tuple(_passage(one) for one in found.passages or ()),
        sentence=words.in_language(found.sentence),
        is_cut=found.is_cut,
    )
    return _kept_by_nobody(render(request, "desk/source_changes.html", {"page": page}))


@require_safe
def text(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """The words of a copy: nothing of its markup reaches the page."""
    found = queries.get_text(actor_of(request), key, as_of=now_of(request))
    page = TextPage(
        title=_("The words of an archived copy"),
        description=_("Without scripts, pictures and markup; the copy itself can be downloaded."),
        name=_name(found.document, language),
        language=found.document.language,
        copy=copy_line(found.copy, language),
        lines=found.lines,
    )
    return _kept_by_nobody(render(request, "desk/copy_text.html", {"page": page}))


@require_safe
def copy(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """The archived bytes, to be kept and never to be run: always an attachment, whatever they are."""
    snapshot, content = queries.get_copy(actor_of(request), key, as_of=now_of(request))
    response = HttpResponse(content, content_type=snapshot.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, snapshot.file_name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _kept_by_nobody(response)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"  # a copy may be removed, for privacy or by law
    return response


def _name(document: Document, language: str) -> Said:
    return said(document.title, language, (document.language,))


def _passage(one: Passage) -> PassageLine:
    same = ngettext("%(number)d line is the same", "%(number)d lines are the same", one.same) % {"number": one.same}
    return PassageLine(same if one.same else "", one.before, one.after)
