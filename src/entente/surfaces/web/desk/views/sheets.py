"""Workbooks: downloaded filled in, dropped back, looked at, mended in place, applied as one batch, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, Refusal
from entente.record.delivery.rules import can_write
from entente.record.plan import queries
from entente.record.plan.queries import PlanView
from entente.surfaces.intake.sheets import applying, batches, receipts
from entente.surfaces.intake.sheets.batches import BatchStatus, SheetBatch
from entente.surfaces.intake.sheets.compare import Preview
from entente.surfaces.intake.sheets.state import Scope, template_now
from entente.surfaces.intake.sheets.template import workbook_of
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.desk.forms.sheets import DownloadForm, SheetForm
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import said

from .parts import Crumb, DeskPage, done, plan_crumbs, reason, show
from .sheet_cells import CellLine, ReceiptLine, cell_lines, counted, receipt_lines, texts_sent

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES_SHOWN = 200
BATCHES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A workbook that came back, in the list of a plan's."""

    file_name: str
    address: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPage(DeskPage):
    """The workbooks of one plan.  denied: why nothing can be dropped here, "" when it can."""

    download: DownloadForm
    form: SheetForm
    denied: str
    lost_file: bool
    batches: tuple[BatchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(DeskPage):
    """A workbook that came back and waits.

    counts   one phrase for each verdict that occurs
    open     cells to mend or to choose between; changes: cells that would be written; left: how many more of them there are
    denied   why it cannot be applied now, "" when it can
    """

    facts: str
    counts: tuple[str, ...]
    notes: tuple[str, ...]
    open: tuple[CellLine, ...]
    changes: tuple[CellLine, ...]
    left: int
    denied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage(DeskPage):
    """What became of a workbook that was applied.

    can_take_back   it was not taken back already
    has_milestones  it planned some, which an approver may show to everybody
    place           what the first column of the lines is called
    """

    facts: tuple[tuple[str, str], ...]
    counts: tuple[str, ...]
    lines: tuple[ReceiptLine, ...]
    left: int
    can_take_back: bool
    has_milestones: bool
    place: str
    address: str


@staff
def sheets(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """The workbooks of a plan; what is downloaded and what is dropped back are asked for here too."""
    found = queries.get_visible_plan(by, plan, as_of=now())
    pillars = queries.pillars(by, plan, as_of=now())
    labels = [(one.number, f"{one.number}. {said(one.title, language, found.languages).text}") for one in pillars]
    download = DownloadForm(request.GET if "download" in request.GET else None, pillars=labels)
    if download.is_bound and download.is_valid():
        return _download(by, plan, download.scope(), language)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*sent, bytes_max=settings.UPLOAD_BYTES_MAX)
    if request.method == "POST":
        require(can_write(by))
    if request.method == "POST" and form.is_valid():
        name, data = form.cleaned_data["file"]
        try:
            batch, is_new = batches.submit(name, data, plan, by=by, at=now())
        except Refusal as refusal:
            form.refuse(refusal.sentence, "file")
        else:
            return dropped(request, batch, language, is_new=is_new)
    return show(request, "sheets.html", _sheets_page(request, found, by, language, form, download))


def _sheets_page(
    request: HttpRequest, plan: PlanView, by: Actor, language: str, form: SheetForm, download: DownloadForm
) -> SheetsPage:
    return SheetsPage(
        title=_("Workbooks"),
        crumbs=plan_crumbs(plan, language),
        errors=errors_of(form, download),
        download=download,
        form=form,
        denied=reason(can_write(by)),
        lost_file=bool(request.FILES),
        batches=tuple(batch_line(one, language) for one in batches.batches_of(by, plan.slug)[:BATCHES_SHOWN]),
    )


def batch_line(batch: SheetBatch, language: str) -> BatchLine:
    """A file that came back, in a list."""
    address = links.href("desk_sheet", language, key=str(batch.pk))
    facts = f"{status_words(batch.status)} · {dates.instant(batch.made_at, language)} · {batch.post}"
    return BatchLine(batch.file_name, address, facts)


def _download(by: Actor, plan: str, scope: Scope, language: str) -> HttpResponse:
    as_of = now()
    content = workbook_of(template_now(by, plan, scope, as_of=as_of), language)
    part = f"-{scope.pillar}" if scope.pillar else ""
    return attached(content, WORKBOOK, f"{plan}{part}-{by.owner}-{as_of:%Y-%m-%d}.xlsx")


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def dropped(request: HttpRequest, batch: SheetBatch, language: str, *, is_new: bool) -> HttpResponse:
    """On to what a file would change; who dropped the same one second is told who was first."""
    address = links.href("desk_sheet", language, key=str(batch.pk))
    if is_new:
        return HttpResponseRedirect(address)
    given = {"post": batch.post, "when": dates.instant(batch.made_at, language)}
    return done(request, _("%(post)s dropped this very file before, on %(when)s; here it is.") % given, address)


@staff
def sheet(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """One workbook, wherever it stands; its verbs are sent here too."""
    batch = batches.get_visible(by, key)
    if wanted := request.GET.get("receipt"):
        return _receipt_file(batch, wanted)
    error = ""
    if request.method == "POST":
        try:
            if (answer := _act(request, batch, by, language)) is not None:
                return answer
        except ActionDenied:
            raise
        except Refusal as refusal:  # nothing was written; the page shows how things stand now
            error = in_language(refusal.sentence)
        batch = batches.get_visible(by, key)
    if batch.status == BatchStatus.READY:
        return _show_preview(request, batch, by, language, error)
    if batch.status == BatchStatus.DISCARDED:
        return done(request, _("This workbook was thrown away."), links.href("desk_sheets", language, plan=batch.plan))
    return show(request, "sheet_receipt.html", _receipt_page(batch, by, language, error))


def _act(request: HttpRequest, batch: SheetBatch, by: Actor, language: str) -> HttpResponse | None:
    """Do what a button says; None for none that is known.  Raises what the batch refuses."""
    here = links.href("desk_sheet", language, key=str(batch.pk))
    if "discard" in request.POST:
        batches.discard(batch, by=by)
        sentence = _("“%(name)s” is thrown away; nothing of it is on record.") % {"name": batch.file_name}
        return done(request, sentence, links.href("desk_sheets", language, plan=batch.plan))
    if "show_milestones" in request.POST:
        applying.show_milestones(batch, by=by, at=now())
        return done(request, _("Everybody reads the new milestones now."), here)
    if "take_back" in request.POST:
        applying.take_back(batch, by=by, at=now())
        return done(request, _("It is taken back: what stood before stands again."), here)
    if "fix" in request.POST or "apply" in request.POST:
        if batch.status == BatchStatus.READY:
            _state, seen = batches.look(batch, by=by, as_of=now(), language=language)
            batch = batches.fix(batch, texts_sent(request.POST, seen), seen, by=by)
        if "fix" in request.POST:
            return HttpResponseRedirect(here)
        applying.apply(batch, by=by, at=now())
        return done(request, _("It is on record as drafts; they wait for somebody of your side to approve them."), here)
    return None


def status_words(status: str) -> str:
    return {
        BatchStatus.READY: _("ready to look at"),
        BatchStatus.APPLIED: _("applied"),
        BatchStatus.TAKEN_BACK: _("taken back"),
        BatchStatus.DISCARDED: _("thrown away"),
    }[BatchStatus(status)]


def _crumbs(batch: SheetBatch, by: Actor, language: str) -> tuple[Crumb, ...]:
    plan = queries.get_visible_plan(by, batch.plan, as_of=now())
    there = Crumb(_("Workbooks"), links.href("desk_sheets", language, plan=batch.plan))
    return (*plan_crumbs(plan, language), there)


def _show_preview(request: HttpRequest, batch: SheetBatch, by: Actor, language: str, error: str) -> HttpResponse:
    errors: tuple[FormError, ...] = (FormError(error, ""),) if error else ()
    crumbs = _crumbs(batch, by, language)
    try:
        _state, seen = batches.look(batch, by=by, as_of=now(), language=language)
    except Refusal as refusal:  # the plan changed so that the file no longer fits, or its bytes are gone
        errors, seen = (FormError(in_language(refusal.sentence), ""),), Preview((), {})
    changes = seen.writes
    facts = f"{batch.post} · {dates.instant(batch.made_at, language)}"
    page = SheetPage(
        title=_("What “%(name)s” would change") % {"name": batch.file_name},
        crumbs=crumbs,
        errors=errors,
        facts=facts,
        counts=counted(seen.counts),
        notes=seen.notes,
        open=cell_lines([cell for cell in seen.cells if cell.is_open][:LINES_SHOWN]),
        changes=cell_lines(changes[:LINES_SHOWN]),
        left=max(0, len(changes) - LINES_SHOWN),
        denied=_denied(seen, by),
    )
    return show(request, "sheet.html", page)


def _denied(seen: Preview, by: Actor) -> str:
    if denied := reason(can_write(by)):
        return denied
    if not seen.cells:
        return _("Nothing in this workbook differs from what stands on record.")
    return ""


def _receipt_file(batch: SheetBatch, wanted: str) -> HttpResponse:
    receipt = receipts.receipt_of(batch)
    if wanted == "json":
        return attached(receipts.as_json(receipt), "application/json", f"receipt-{batch.pk}.json")
    return attached(receipts.as_workbook(receipt), WORKBOOK, f"receipt-{batch.pk}.xlsx")


def _receipt_page(batch: SheetBatch, by: Actor, language: str, error: str) -> ReceiptPage:
    receipt = receipts.receipt_of(batch)
    facts = [
        (_("File"), batch.file_name),
        (_("SHA-256 of its bytes"), batch.sha256),
        (_("Dropped"), f"{dates.instant(batch.made_at, language)} · {batch.post}"),
    ]
    if batch.applied_at is not None:
        facts.append((_("Applied"), f"{dates.instant(batch.applied_at, language)} · {batch.applied_by}"))
    if batch.taken_back_at is not None:
        facts.append((_("Taken back"), f"{dates.instant(batch.taken_back_at, language)} · {batch.taken_back_by}"))
    return ReceiptPage(
        title=_("Receipt of “%(name)s”") % {"name": batch.file_name},
        crumbs=_crumbs(batch, by, language),
        errors=(FormError(error, ""),) if error else (),
        facts=tuple(facts),
        counts=counted(batch.counts),
        lines=receipt_lines(receipt.cells[:LINES_SHOWN]),
        left=max(0, len(receipt.cells) - LINES_SHOWN),
        can_take_back=batch.status == BatchStatus.APPLIED,
        has_milestones=any(one["kind"] == "milestone" and one["was"] is None for one in batch.written),
        place=_("Cell"),
        address=links.href("desk_sheet", language, key=str(batch.pk)),
    )
