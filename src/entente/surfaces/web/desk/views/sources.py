"""Sources of one's own: which are archived, a copy of one that is not, and the archived copies themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entente.foundation.accounts.middleware import actor_of
from entente.foundation.common.actors import Actor
from entente.foundation.sources import commands, queries
from entente.foundation.sources.queries import Document, Showing
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.evidence import ArchiveForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.wording import Said, said

from .parts import Crumb, DeskPage, desk_crumb, done, show


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A document of one's own.  archive: where a copy of it is archived; is_archived: there is one."""

    title: Said
    address: str
    archive: str
    is_archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(DeskPage):
    """The documents of one's own, those without an archived copy first.  missing: how many those are."""

    sources: tuple[SourceLine, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(DeskPage):
    """A copy of one document being archived.  lost_file: a file was chosen and must be chosen again."""

    source: SourceLine
    form: ArchiveForm
    lost_file: bool
    back: str


@staff
def sources(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    lines = tuple(_line(document, language) for document in queries.own_documents(by))
    page = SourcesPage(
        title=_("Your sources"),
        crumbs=(desk_crumb(language),),
        sources=lines,
        missing=sum(not line.is_archived for line in lines),
    )
    return show(request, "sources.html", page)


@staff
def archive(request: HttpRequest, by: Actor, language: str, source: str) -> HttpResponse:
    """Archive a copy of a document that is cited: what cites it is archived from then on."""
    document = queries.get_own_document(by, source)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ArchiveForm(*sent, initial={"showing": Showing.QUOTATION}, bytes_max=settings.UPLOAD_BYTES_MAX)
    there = links.href("desk_sources", language)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        commands.archive_upload(
            document,
            name,
            content,
            by=by,
            at=now(),
            showing=Showing(form.cleaned_data["showing"]),
            bytes_max=settings.UPLOAD_BYTES_MAX,
        )
        return done(request, _("The copy is archived; what cites the source says so."), there)
    page = ArchivePage(
        title=_("Archive a copy"),
        crumbs=(desk_crumb(language), Crumb(_("Your sources"), there)),
        errors=errors_of(form),
        source=_line(document, language),
        form=form,
        lost_file=bool(request.FILES),
        back=there,
    )
    return show(request, "archive.html", page)


def _line(document: Document, language: str) -> SourceLine:
    return SourceLine(
        title=said(document.title, language, (document.language,)),
        address=document.address,
        archive=links.href("desk_source", language, source=document.slug),
        is_archived=document.copies > 0,  # type: ignore[attr-defined]  # annotated by the query
    )


@require_safe
def copy(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """The archived bytes, to be kept and never to be run: always an attachment, whatever they are."""
    snapshot, content = queries.get_copy(actor_of(request), key, as_of=now())
    response = HttpResponse(content, content_type=snapshot.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, snapshot.file_name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"  # a copy may be removed, for privacy or by law
    return response
