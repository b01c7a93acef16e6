"""Evidence by upload or address, a search that found nothing, and the archived copies themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake.evidence import (
    add_evidence,
    can_add_evidence,
    can_say_none_found,
    owed_languages,
    say_none_found,
)
from entente.surfaces.web import labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.evidence import EvidenceForm, FindingForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.wording import native_name

from .parts import DeskPage, done, party_choices, plan_crumbs, show
from .promise import About, about_of, subjects_of
from .subjects import subjects_below


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage(DeskPage):
    """A piece of evidence being put forward.

    announced fields for the day on which each party announced it
    owed      the languages that whoever acts owes, in words, "" for none
    lost_file a file was chosen and must be chosen again: browsers do not keep it
    """

    about: About
    form: EvidenceForm
    announced: tuple[Any, ...]
    statements: tuple[Any, ...]
    owed: str
    lost_file: bool
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage(DeskPage):
    """A search without result being recorded.  wheres, notes: bound fields by language."""

    about: About
    form: FindingForm
    wheres: tuple[Any, ...]
    notes: tuple[Any, ...]
    back: str


@staff
def evidence(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(can_add_evidence(by, about.plan.status))
    owed = owed_languages(by)
    languages = tuple(dict.fromkeys([*about.plan.languages, *owed]))
    subjects = [*subjects_of(about, language), *subjects_below(by, about.row.ref, about.plan, language, now())]
    asked = request.GET.get("about", "")
    subject = asked if asked in dict(subjects) else about.ref
    form = EvidenceForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"language": language, "subject": subject, "showing": "quotation"},
        languages=languages,
        owed=owed,
        parties=party_choices(about.plan.parties, language),
        subjects=subjects,
        bytes_max=settings.UPLOAD_BYTES_MAX,
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(form.facts(), about.row, by=by, at=now())
        except RuleBroken as wrong:
            form.refuse(wrong.sentence)
        else:
            return done(request, _("The evidence is on record and public."), about.public)
    page = EvidencePage(
        title=_("Add evidence"),
        crumbs=plan_crumbs(about.plan, language),
        errors=errors_of(form),
        about=about,
        form=form,
        announced=tuple(form[f"announced_{code}"] for code in form.parties),
        statements=tuple(form[f"statement_{tag}"] for tag in languages),
        owed=labels.listed([native_name(tag) for tag in owed]),
        lost_file=bool(request.FILES),
        back=links.href("desk_plan", language, plan=plan),
    )
    return show(request, "evidence.html", page)


@staff
def finding(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(can_say_none_found(by, about.plan.status))
    today = timezone.localdate()
    form = FindingForm(
        request.POST if request.method == "POST" else None,
        initial={"looked_on": today.isoformat()},
        languages=about.plan.languages,
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        say_none_found(
            about.row,
            by=by,
            at=now(),
            looked_on=form.cleaned_data["looked_on"],
            looked_where=form.wording("looked_where", form.languages),
            note=form.wording("note", form.languages),
        )
        return done(request, _("The search is on record and public."), about.public)
    page = FindingPage(
        title=_("Say that a search found nothing"),
        crumbs=plan_crumbs(about.plan, language),
        errors=errors_of(form),
        about=about,
        form=form,
        wheres=tuple(form[f"looked_where_{tag}"] for tag in form.languages),
        notes=tuple(form[f"note_{tag}"] for tag in form.languages),
        back=links.href("desk_plan", language, plan=plan),
    )
    return show(request, "finding.html", page)
