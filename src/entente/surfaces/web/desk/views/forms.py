"""Word forms: one update leaves as a page, and comes back as a document or in a mail, through the preview of workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible, Refusal
from entente.foundation.common.refs import numbered_ref
from entente.record.delivery.rules import can_write
from entente.surfaces.intake.forms.reading import is_form
from entente.surfaces.intake.forms.template import form_of
from entente.surfaces.intake.sheets import batches
from entente.surfaces.intake.sheets.state import sheets_now
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.sheets import FormForm

from .parts import DeskPage, desk_crumb, reason, show
from .sheets import BATCHES_SHOWN, BatchLine, attached, batch_line, dropped

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPage(DeskPage):
    """Forms that come back.  denied: why none can be dropped here, "" when it can."""

    form: FormForm
    denied: str
    lost_file: bool
    batches: tuple[BatchLine, ...]


@staff
def form(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """The form of one commitment, filled with what stands on record.  Raises ActionDenied, NotVisible."""
    require(can_write(by))
    as_of = now()
    state = sheets_now(by, plan, as_of=as_of)
    promise = next((one for one in state.promises if one.ref == numbered_ref(plan, number)), None)
    if promise is None:
        raise NotVisible(_("There is no form for this commitment: your side does not owe it."))
    content = form_of(state, promise, language, today=as_of.date())
    return attached(content, WORD, f"{plan}-{number}-{by.owner}.docx")


@staff
def forms(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Where forms are dropped back; the page that follows is the preview of workbooks."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = FormForm(*sent, bytes_max=settings.UPLOAD_BYTES_MAX)
    if request.method == "POST":
        require(can_write(by))
    if request.method == "POST" and asked.is_valid():
        name, data = asked.cleaned_data["file"]
        try:
            batch, is_new = batches.submit(name, data, "", by=by, at=now())
        except Refusal as refusal:
            asked.refuse(refusal.sentence, "file")
        else:
            return dropped(request, batch, language, is_new=is_new)
    page = FormsPage(
        title=_("Forms and mails that came back"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(asked),
        form=asked,
        denied=reason(can_write(by)),
        lost_file=bool(request.FILES),
        batches=tuple(
            batch_line(one, language) for one in batches.batches_of(by)[:BATCHES_SHOWN] if is_form(one.file_name)
        ),
    )
    return show(request, "forms.html", page)
