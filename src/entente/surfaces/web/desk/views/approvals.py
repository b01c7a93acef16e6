"""Deciding on an update of one's own side: approve, publish, send back; or record that paper decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, Conflict, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.sources.queries import Showing
from entente.record.delivery import commands, queries
from entente.record.delivery.rules import can_record_approval
from entente.surfaces.intake.evidence import Copy
from entente.surfaces.intake.reports import PaperApproval, approve_and_publish, approve_by_paper
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.approvals import ElsewhereForm, PublishForm, ReasonForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import said

from .parts import DeskPage, done, number_of, own_posts, show
from .promise import About, work_crumbs
from .update_page import Forms, Shown, page_of, shown


@staff
def update(request: HttpRequest, by: Actor, language: str, plan: str, number: str, update: str) -> HttpResponse:
    """Read an update of one's side as it would be published, and decide on it."""
    one = shown(by, language, plan, number, update)
    forms = _forms(request, by, language, one)
    refusal = ""
    if request.method == "POST":
        try:
            answer = _decide(request, by, language, one, forms)
        except RuleBroken as wrong:
            answer, refusal = None, in_language(wrong.sentence)
        if answer is not None:
            return answer
        one = shown(by, language, plan, number, update)  # what was refused changed nothing
    return show(request, "update.html", page_of(by, language, one, forms, refusal))


def _forms(request: HttpRequest, by: Actor, language: str, one: Shown) -> Forms:
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    zones = time_zones(by, one.about, language)
    publish = PublishForm(
        request.POST if verb == "publish" else None, zones=zones, now=now(), initial={"zone": zones[0][0]}
    )
    return Forms(publish, ReasonForm(request.POST if verb == "send_back" else None))


def time_zones(by: Actor, about: About, language: str) -> list[tuple[str, str]]:
    """(zone, whose) to give an instant in: that of one's own capital first, then the other parties', then UTC."""
    zones: dict[str, list[str]] = {}
    for party in sorted(about.plan.parties, key=lambda one: one.code != by.owner):
        zones.setdefault(party.time_zone, []).append(said(party.name, language, party.languages).text or party.code)
    zones.setdefault("UTC", [])
    return [(zone, f"{', '.join(names)} ({zone})" if names else zone) for zone, names in zones.items()]


def _decide(request: HttpRequest, by: Actor, language: str, one: Shown, forms: Forms) -> HttpResponse | None:
    """Do what was asked; None when a form has something to mend."""
    verb, revision = request.POST.get("verb", ""), number_of(request.POST.get("revision", ""))
    desk = links.href("desk", language)
    try:
        if verb == "approve":
            commands.approve(one.row, by=by, at=now(), revision=revision)
            return done(request, _("The update is approved. It is not public yet."), desk)
        if verb == "publish" and forms.publish.is_valid():
            return _publish(request, by, language, one, forms.publish, revision)
        if verb == "send_back" and forms.send_back.is_valid():
            commands.send_back(
                one.row, by=by, at=now(), reason=forms.send_back.cleaned_data["reason"], revision=revision
            )
            return done(request, _("The update is sent back to whoever wrote it."), desk)
        if verb == "withdraw":
            commands.withdraw_update(one.row, by=by, at=now())
            return done(request, _("The update is given up."), links.href("desk_work", language, **one.about.keys))
    except Conflict:
        sentence = _("It was changed after you opened it. This is how it stands now; read it again before you decide.")
        return done(request, sentence, links.href("desk_update", language, **one.keys))
    return None


def _publish(
    request: HttpRequest, by: Actor, language: str, one: Shown, form: PublishForm, revision: int
) -> HttpResponse:
    read = form.cleaned_data
    approve_and_publish(
        one.row, by=by, at=now(), revision=revision, embargo_until=read["embargo_until"], tier=Tier(read["tier"])
    )
    if read["embargo_until"]:
        sentence = _("The update is approved; others read it from %(instant)s.") % {
            "instant": dates.instant(read["embargo_until"], language)
        }
    elif read["tier"] == Tier.PUBLIC:
        sentence = _("The update is published.")
    else:
        sentence = _("The update is shared with all parties.")
    return done(request, sentence, links.href("desk", language))


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewherePage(DeskPage):
    """An approval by a signed form or a mail being put on record."""

    about: About
    form: ElsewhereForm
    revision: int
    lost_file: bool
    back: str


@staff
def elsewhere(request: HttpRequest, by: Actor, language: str, plan: str, number: str, update: str) -> HttpResponse:
    """Record that a post of one's side approved an update outside.  Raises ActionDenied, NotVisible."""
    one = shown(by, language, plan, number, update)
    require(can_record_approval(by, one.row, hands=queries.hands_in(one.row), has_proof=True))
    form = ElsewhereForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        posts=own_posts(by, language),
        bytes_max=settings.UPLOAD_BYTES_MAX,
        today=timezone.localdate(),
    )
    revision = number_of(request.POST.get("revision", "")) if request.method == "POST" else one.row.revision
    if request.method == "POST" and form.is_valid():
        given = form.facts()
        copy = Copy(*given.copy, Showing.REFERENCE) if given.copy else None
        paper = PaperApproval(given.given_by, given.given_on, given.file_number, copy)
        title = {"en": f"Approval {given.file_number}"}
        try:
            approve_by_paper(one.row, paper, by=by, at=now(), revision=revision, title=title)
        except (ActionDenied, Conflict, RuleBroken) as refused:
            form.refuse(refused.sentence)
        else:
            return done(
                request, _("The approval is on record. An approver publishes it."), links.href("desk", language)
            )
    page = ElsewherePage(
        title=_("Approved on paper or by mail"),
        crumbs=work_crumbs(one.about, language),
        errors=errors_of(form),
        about=one.about,
        form=form,
        revision=one.row.revision,
        lost_file=bool(request.FILES),
        back=links.href("desk_update", language, **one.keys),
    )
    return show(request, "elsewhere.html", page)
