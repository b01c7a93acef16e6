"""Sources of one's own: which are archived, what became of their addresses, new copies of them, copies taken away."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources import commands, queries, rules
from entente.foundation.sources.capture import commands as captures
from entente.foundation.sources.queries import AddressView, Capture, CaptureStatus, Document, Removal, Showing
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.evidence import ArchiveForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.sources import CaptureForm, RemovalForm
from entente.surfaces.web.sources import address_sentence
from entente.surfaces.web.wording import Said, said

from .parts import Crumb, DeskPage, desk_crumb, done, reason, show
from .source_lines import CopyLine, copy_line, copy_lines


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A document of one's own.

    archive      where a copy of it is archived; is_archived: there is one
    state        what became of its address, "" while nobody looked
    """

    title: Said
    address: str
    archive: str
    is_archived: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(DeskPage):
    """The documents of one's own, those without an archived copy first.  missing: how many those are."""

    sources: tuple[SourceLine, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(DeskPage):
    """One source of one's own: its copies over time, and two ways to a new one.

    public       where readers see the source
    no_capture   why its address cannot be fetched now, "" when it can; told: how the one that was asked for stands
    sentence     why the last look at the address ended as it did, in English, "" when there is nothing to say
    lost_file    a file was chosen and must be chosen again
    """

    source: SourceLine
    copies: tuple[CopyLine, ...]
    public: str
    form: ArchiveForm
    capture: CaptureForm
    no_capture: str
    told: str
    sentence: str
    lost_file: bool
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePage(DeskPage):
    """A copy about to be taken away.  denied: why this post may not, "" when it may."""

    source: SourceLine
    copy: CopyLine
    form: RemovalForm
    denied: str
    back: str


@staff
def sources(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    documents = list(queries.own_documents(by))
    states = queries.address_states([document.pk for document in documents])
    lines = tuple(_line(document, language, states[document.pk]) for document in documents)
    page = SourcesPage(
        title=_("Your sources"),
        crumbs=(desk_crumb(language),),
        sources=lines,
        missing=sum(not line.is_archived for line in lines),
    )
    return show(request, "sources.html", page)


@staff
def archive(request: HttpRequest, by: Actor, language: str, source: str) -> HttpResponse:
    """A new copy of a document, by upload or from its address: what cites it is archived from then on."""
    document = queries.get_own_document(by, source)
    is_capture = request.method == "POST" and "capture" in request.POST
    sent = (request.POST, request.FILES) if request.method == "POST" and not is_capture else ()
    form = ArchiveForm(*sent, initial={"showing": Showing.QUOTATION}, bytes_max=settings.UPLOAD_BYTES_MAX)
    capture = CaptureForm(*((request.POST,) if is_capture else ()), initial={"showing": Showing.QUOTATION})
    try:
        if is_capture and capture.is_valid():
            captures.ask_capture(document, by=by, at=now(), showing=Showing(capture.cleaned_data["showing"]))
            return done(
                request, _("Its address will be fetched in a moment; this page says how it ends."), request.path
            )
        if request.method == "POST" and form.is_valid():
            _archive(document, form, by)
            there = links.href("desk_sources", language)
            return done(request, _("The copy is archived; what cites the source says so."), there)
    except RuleBroken as wrong:
        (capture if is_capture else form).refuse(wrong.sentence)
    return show(request, "archive.html", _archive_page(request, by, language, document, form, capture))


def _archive(document: Document, form: ArchiveForm, by: Actor) -> None:
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


def _archive_page(
    request: HttpRequest, by: Actor, language: str, document: Document, form: ArchiveForm, capture: CaptureForm
) -> ArchivePage:
    view = queries.get_document(by, document.pk, as_of=now())
    allowed = rules.can_capture(by, owner=document.owner, address=document.address, is_on=settings.CAPTURE)
    there = links.href("desk_sources", language)
    return ArchivePage(
        title=_("Archive a copy"),
        crumbs=(desk_crumb(language), Crumb(_("Your sources"), there)),
        errors=errors_of(form, capture),
        source=_line(document, language, view.address),
        copies=copy_lines(view.copies, language, source=document.slug),
        public=links.href("source", language, key=str(document.pk)),
        form=form,
        capture=capture,
        no_capture=reason(allowed),
        told=_told(view.pending),
        sentence=view.address.sentence,
        lost_file=bool(request.FILES),
        back=there,
    )


@staff
def remove(request: HttpRequest, by: Actor, language: str, source: str, key: UUID) -> HttpResponse:
    """Take the bytes of a copy away for good; its hash and its facts stay."""
    document = queries.get_own_document(by, source)
    snapshot = queries.get_own_snapshot(by, document, key)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    there = links.href("desk_source", language, source=source)
    if request.method == "POST" and form.is_valid():
        commands.remove_bytes(snapshot, by=by, at=now(), reason=Removal(form.cleaned_data["reason"]))
        return done(request, _("The bytes are removed; the hash and the facts of the copy stay."), there)
    view = queries.get_document(by, document.pk, as_of=now())
    page = RemovePage(
        title=_("Remove the bytes of a copy"),
        crumbs=(desk_crumb(language), Crumb(_("Your sources"), links.href("desk_sources", language))),
        errors=errors_of(form),
        source=_line(document, language, view.address),
        copy=next(copy_line(one, language) for one in view.copies if one.key == key),
        form=form,
        denied=reason(rules.can_remove(by, owner=document.owner, is_removed=snapshot.removed_at is not None)),
        back=there,
    )
    return show(request, "copy_remove.html", page)


def _line(document: Document, language: str, address: AddressView) -> SourceLine:
    return SourceLine(
        title=said(document.title, language, (document.language,)),
        address=document.address,
        archive=links.href("desk_source", language, source=document.slug),
        is_archived=document.copies > 0,  # type: ignore[attr-defined]  # annotated by the query
        state=address_sentence(address, language),
    )


def _told(pending: Capture | None) -> str:
    """How the capture stands that was asked for, "" when none waits."""
    if pending is None:
        return ""
    if pending.status == CaptureStatus.RUNNING:
        return _("Its address is being fetched now.")
    return _("Its address waits for its turn to be fetched.")
