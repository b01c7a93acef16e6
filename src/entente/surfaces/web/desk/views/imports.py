"""A document on its way to the record: upload, progress, preview, then confirmed or thrown away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal
from entente.record.plan.rules import can_start
from entente.surfaces.intake import jobs
from entente.surfaces.intake.jobs import ImportJob, ImportStatus
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import keeper_slug, now, staff
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.desk.forms.imports import ImportForm
from entente.surfaces.web.sentences import in_language

from .import_preview import preview_page
from .parts import DeskPage, desk_crumb, done, show


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage(DeskPage):
    """The upload.  lost_file: a file was chosen and must be chosen again, since browsers do not keep it."""

    form: ImportForm
    lost_file: bool
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage(DeskPage):
    """An upload that cannot be looked at yet, or never.

    status         in words; is_under_way: the page comes back by itself
    read, to_read  progress in commitments; to_read 0: not known yet
    failure        why it could not be read, "" when it was
    """

    address: str
    file_name: str
    uploaded: str
    status: str
    is_under_way: bool
    read: int
    to_read: int
    failure: str
    again: str


@staff
def upload(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    require(can_start(by))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, bytes_max=settings.UPLOAD_BYTES_MAX)
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        job = jobs.submit(name, data, form.wish(keeper_slug(by)), by=by)
        return HttpResponseRedirect(links.href("desk_import_job", language, key=str(job.pk)))
    page = UploadPage(
        title=_("Import a plan from a document"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(form),
        form=form,
        lost_file=bool(request.FILES),
        back=links.href("desk", language),
    )
    return show(request, "import.html", page)


@staff
def job(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """One upload, wherever it stands; its two verbs are sent here too."""
    found = jobs.get_visible(by, key)
    if found.status == ImportStatus.DONE:
        return HttpResponseRedirect(links.href("desk_plan", language, plan=found.plan))
    if found.status == ImportStatus.DISCARDED:
        return done(request, _("This upload was thrown away."), links.href("desk", language))
    if request.method == "POST" and "discard" in request.POST:
        jobs.discard(found, by=by)
        sentence = _("“%(name)s” is thrown away; nothing of it is on record.") % {"name": found.file_name}
        return done(request, sentence, links.href("desk", language))
    if found.status != ImportStatus.READY:
        return _show_progress(request, found, language)
    if request.method == "POST" and "confirm" in request.POST:
        require(can_start(by))
        return _confirm(request, found, by, language)
    return _show_preview(request, found, by, language)


def _confirm(request: HttpRequest, found: ImportJob, by: Actor, language: str) -> HttpResponse:
    try:
        plan = jobs.confirm(found, by=by, at=now())
    except Refusal as refusal:  # the record changed since the preview, or a party is unknown: nothing was written
        return _show_preview(request, found, by, language, in_language(refusal.sentence))
    there = links.href("desk_plan", language, plan=plan.slug)
    return done(request, _("It is on record. What was proposed can still be corrected in the draft."), there)


def status_words(status: str) -> str:
    return {
        ImportStatus.WAITING: _("waiting to be read"),
        ImportStatus.READING: _("being read"),
        ImportStatus.READY: _("ready to look at"),
        ImportStatus.FAILED: _("could not be read"),
    }.get(ImportStatus(status), status)


def _show_progress(request: HttpRequest, found: ImportJob, language: str) -> HttpResponse:
    is_under_way = found.status in (ImportStatus.WAITING, ImportStatus.READING)
    page = JobPage(
        title=_("Reading “%(name)s”") % {"name": found.file_name},
        crumbs=(desk_crumb(language),),
        address=links.href("desk_import_job", language, key=str(found.pk)),
        file_name=found.file_name,
        uploaded=dates.instant(found.made_at, language),
        status=status_words(found.status),
        is_under_way=is_under_way,
        read=found.read,
        to_read=found.to_read,
        failure="" if is_under_way else in_language(found.sentence),
        again=links.href("desk_import", language),
    )
    if request.headers.get("HX-Request"):
        response = render(request, "desk/parts/job.html", {"page": page})
        if not is_under_way:
            response.headers["HX-Refresh"] = "true"
        return response
    return show(request, "import_job.html", page)


# --- the preview -----------------------------------------------------------------------------------------------------


def _show_preview(request: HttpRequest, found: ImportJob, by: Actor, language: str, refusal: str = "") -> HttpResponse:
    if request.headers.get("HX-Request"):  # it was read while the progress page was polling
        return HttpResponse(headers={"HX-Refresh": "true"})
    try:
        seen = jobs.look(found, by=by, as_of=now())
    except Refusal as wrong:
        return _show_progress(request, _as_failed(found, wrong.sentence), language)
    page = preview_page(seen, str(found.pk), by, language)
    if refusal:
        page = replace(page, errors=(FormError(refusal, ""),))
    return show(request, "import_preview.html", page)


def _as_failed(found: ImportJob, sentence: str) -> ImportJob:
    """An upload that was read and cannot join the record as it is now, as one that could not be read."""
    found.status, found.sentence = ImportStatus.FAILED, sentence
    return found
