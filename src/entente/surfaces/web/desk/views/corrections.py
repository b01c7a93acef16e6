"""What the public would read of an update, and the correction of a published one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.record.assessment import queries as assessments
from entente.record.delivery.commands import note_erratum
from entente.record.delivery.rules import can_correct, can_note_erratum
from entente.surfaces.intake.reports import begin_correction
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.approvals import CorrectionForm, ErratumForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.updates import UpdateForm
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .editor import Opened, update_form
from .parts import DeskPage, done, show
from .plans import FormPage
from .promise import About, languages_of, work_crumbs
from .update_page import ClaimLine, Shown, StatusLine, claim_lines, field_labels, shown, status_line
from .writing import facts_of


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """An update in one language, as its readers see it.  parts: (heading, words); is_other: in another language instead."""

    name: str
    tag: str
    parts: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPreviewPage(DeskPage):
    """An update as the public will read it, in every language of the pages."""

    about: About
    side: Said
    as_of: str
    versions: tuple[LanguageVersion, ...]
    statuses: tuple[StatusLine, ...]
    claims: tuple[ClaimLine, ...]
    back: str


@staff
def preview(request: HttpRequest, by: Actor, language: str, plan: str, number: str, update: str) -> HttpResponse:
    """An update of one's side as the public will read it.  Raises NotVisible."""
    one = shown(by, language, plan, number, update)
    languages, _owed = languages_of(by, one.about, language)
    parties = {party.code: party.name for party in one.about.plan.parties}
    page = PublicPreviewPage(
        title=_("As the public will read it"),
        crumbs=work_crumbs(one.about, language),
        about=one.about,
        side=said(parties.get(by.owner, {language: by.owner}), language, one.about.plan.languages),
        as_of=dates.day(one.view.as_of_on, language),
        versions=tuple(_version(one, tag, languages, language) for tag in languages),
        statuses=tuple(
            status_line(status, one.about, language)
            for status in assessments.statuses_of_update(by, one.row.pk, as_of=now())
        ),
        claims=claim_lines(by, one, language),
        back=links.href("desk_update", language, **one.keys),
    )
    return show(request, "public_preview.html", page)


def _version(one: Shown, tag: str, languages: tuple[str, ...], language: str) -> LanguageVersion:
    parts = []
    for name, label in field_labels():
        found = said(getattr(one.view, name), tag, languages)
        if found:
            parts.append((label, spoken(found.text, found.language, language)))
    return LanguageVersion(native_name(tag), tag, tuple(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPage(DeskPage):
    """A correction being begun.  reason: what was wrong, for everybody."""

    about: About
    form: UpdateForm
    reason: CorrectionForm
    back: str


@staff
def correct(request: HttpRequest, by: Actor, language: str, plan: str, number: str, update: str) -> HttpResponse:
    """Begin a new version of a published update.  Raises ActionDenied, NotVisible."""
    one = shown(by, language, plan, number, update)
    if one.about.plan.closed_at is not None:
        return _note_erratum(request, by, one, language)
    require(can_correct(by, one.row))
    languages, owed = languages_of(by, one.about, language)
    data: Any = request.POST if request.method == "POST" else None
    form = update_form(by, one.about, Opened(one.row, one.view), language, data=data)
    why = CorrectionForm(data, languages=languages, owed=owed)
    if data is not None and form.is_valid() and why.is_valid():
        try:
            urgency = why.urgency()
            begin_correction(one.row, facts_of(form, one.about), why.reason(), by=by, at=now(), urgent_for=urgency)
        except (RuleBroken, InvalidTransition) as wrong:
            form.refuse(wrong.sentence)
        else:
            sentence = (
                _("The urgent correction waits for an approver of your side.")
                if urgency
                else _("The correction is a draft. Send it for approval when it is right.")
            )
            return done(request, sentence, links.href("desk_work", language, **one.about.keys))
    page = CorrectPage(
        title=_("Correct a published update"),
        crumbs=work_crumbs(one.about, language),
        errors=errors_of(why, form),
        about=one.about,
        form=form,
        reason=why,
        back=links.href("desk_update", language, **one.keys),
    )
    return show(request, "correct.html", page)


def _note_erratum(request: HttpRequest, by: Actor, one: Shown, language: str) -> HttpResponse:
    """In a closed plan what was published stays, and a note of what was wrong stands beside it."""
    require(can_note_erratum(by, one.row))
    languages, _owed = languages_of(by, one.about, language)
    form = ErratumForm(request.POST if request.method == "POST" else None, languages=languages)
    back = links.href("desk_update", language, **one.keys)
    if request.method == "POST" and form.is_valid():
        try:
            note_erratum(one.row, form.text(), by=by, at=now())
        except (RuleBroken, InvalidTransition) as wrong:
            form.refuse(wrong.sentence)
        else:
            return done(request, _("The correction is noted beside the update, for everybody."), back)
    page = FormPage(
        title=_("Note a correction"),
        crumbs=work_crumbs(one.about, language),
        errors=errors_of(form),
        form=form,
        button=_("Note it"),
        back=back,
    )
    return show(request, "erratum.html", page)
