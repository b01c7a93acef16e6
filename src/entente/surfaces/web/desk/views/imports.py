"""A document on its way to the record: upload, progress, preview, then confirmed or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal
from entente.foundation.directory import queries as directories
from entente.record.plan import queries
from entente.record.plan.importers import CommitmentDraft, LeftOut, PillarDraft
from entente.record.plan.rules import can_attach, can_start
from entente.surfaces.intake import jobs
from entente.surfaces.intake.align import Divergence, TextDiff
from entente.surfaces.intake.imports import Outcome, Preview
from entente.surfaces.intake.jobs import ImportJob, ImportStatus
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import keeper_slug, now, staff
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.desk.forms.imports import ImportForm
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .parts import Crumb, DeskPage, desk_crumb, done, reason, show

SHOWN_MAX = 1000
"""Commitments, and pieces left out, that a preview lists; it says how many more there are."""


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


@dataclass(frozen=True, slots=True)
class WentBy:
    """An axis in words, and the words of the text that decided it; "" where nothing was said and a default holds."""

    axis: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A commitment as it was read.  clauses: (text, the verb it went by)."""

    number: str
    text: Said
    went_by: tuple[WentBy, ...]
    clauses: tuple[tuple[Said, str], ...]
    parent: str


@dataclass(frozen=True, slots=True)
class TakenPillar:
    """A pillar as it was read."""

    number: str
    title: Said
    introduction: Said
    commitments: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """One subject in the languages on record and in the document's."""

    number: str
    known: tuple[Said, ...]
    fresh: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage(DeskPage):
    """What an upload would do to the record.

    outcome      new, same, attach or changed
    parties      (code, name or "") of the parties found
    more, more_left_out  how many commitments and pieces are not listed
    aligned      for attach: the new words beside those on record
    differences  for changed: word by word
    reason       why it cannot be confirmed, "" when it can
    """

    address: str
    outcome: str
    file_name: str
    slug: str
    heading: Said
    language: str
    parties: tuple[str, ...]
    preamble: Said
    pillars: tuple[TakenPillar, ...]
    commitments: int
    more: int
    left_out: tuple[LeftOut, ...]
    more_left_out: int
    notes: tuple[str, ...]
    aligned: tuple[AlignedRow, ...]
    known_languages: tuple[str, ...]
    differences: tuple[TextDiff, ...]
    divergences: tuple[Divergence, ...]
    reason: str
    plan: str


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
        return _confirm(request, found, by, language)
    return _show_preview(request, found, by, language)


def _confirm(request: HttpRequest, found: ImportJob, by: Actor, language: str) -> HttpResponse:
    try:
        plan = jobs.confirm(found, by=by, at=now())
    except Refusal as refusal:  # the record changed since the preview, or a party is unknown: nothing was written
        return _show_preview(request, found, by, language, refusal.sentence)
    there = links.href("desk_plan", language, plan=plan.slug)
    return done(request, _("It is on record. What was proposed can still be corrected in the draft."), there)


def status_words(status: str) -> str:
    return {
        ImportStatus.WAITING: _("waiting to be read"),
        ImportStatus.READING: _("being read"),
        ImportStatus.READY: _("ready to look at"),
        ImportStatus.FAILED: _("could not be read"),
    }.get(ImportStatus(status), status)


def _crumbs(language: str) -> tuple[Crumb, ...]:
    return (desk_crumb(language),)


def _show_progress(request: HttpRequest, found: ImportJob, language: str) -> HttpResponse:
    is_under_way = found.status in (ImportStatus.WAITING, ImportStatus.READING)
    page = JobPage(
        title=_("Reading “%(name)s”") % {"name": found.file_name},
        crumbs=_crumbs(language),
        address=links.href("desk_import_job", language, key=str(found.pk)),
        file_name=found.file_name,
        uploaded=dates.instant(found.made_at, language),
        status=status_words(found.status),
        is_under_way=is_under_way,
        read=found.read,
        to_read=found.to_read,
        failure="" if is_under_way else found.sentence,
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
    page = _preview_page(seen, str(found.pk), by, language)
    if refusal:
        page = replace(page, errors=(FormError(refusal, ""),))
    return show(request, "import_preview.html", page)


def _as_failed(found: ImportJob, sentence: str) -> ImportJob:
    """An upload that was read and cannot join the record as it is now, as one that could not be read."""
    found.status, found.sentence = ImportStatus.FAILED, sentence
    return found


def _preview_page(seen: Preview, key: str, by: Actor, language: str) -> PreviewPage:
    draft = seen.draft
    commitments = sum(len(pillar.commitments) for pillar in draft.pillars)
    names = _party_names(draft.parties, language)
    known_languages, aligned = _aligned(seen, by, language)
    return PreviewPage(
        title=_("What was read in “%(name)s”") % {"name": seen.file_name},
        crumbs=_crumbs(language),
        address=links.href("desk_import_job", language, key=key),
        outcome=str(seen.outcome),
        file_name=seen.file_name,
        slug=seen.slug,
        heading=spoken(draft.title, draft.language, language),
        language=native_name(draft.language),
        parties=tuple(names.values()),
        preamble=spoken(draft.preamble, draft.language, language),
        pillars=_taken_pillars(draft.pillars, draft.language, names, language),
        commitments=commitments,
        more=max(0, commitments - SHOWN_MAX),
        left_out=draft.left_out[:SHOWN_MAX],
        more_left_out=max(0, len(draft.left_out) - SHOWN_MAX),
        notes=draft.notes,
        aligned=aligned,
        known_languages=known_languages,
        differences=seen.differences,
        divergences=seen.divergences,
        reason=_why_not(seen, by),
        plan=links.href("desk_plan", language, plan=seen.slug),
    )


def _why_not(seen: Preview, by: Actor) -> str:
    if seen.outcome is Outcome.ATTACH:
        owner = queries.get_visible_plan(by, seen.slug, as_of=now()).owner
        return reason(can_attach(by, owner=owner))
    return ""


def _party_names(codes: Sequence[str], language: str) -> dict[str, str]:
    """Name by code; the code with its own name in brackets where the party is on record."""
    bare = [code.partition("=")[0] for code in codes]
    known = {row.code: said(row.name, language, row.languages).text for row in directories.parties()}
    return {code: known.get(code, code) for code in bare}


def _taken_pillars(
    pillars: Sequence[PillarDraft], tag: str, names: dict[str, str], language: str
) -> tuple[TakenPillar, ...]:
    room = SHOWN_MAX
    shown = []
    for pillar in pillars:
        taken = tuple(_taken(one, tag, names, language) for one in islice(pillar.commitments, room))
        room -= len(taken)
        title, introduction = (spoken(text, tag, language) for text in (pillar.title, pillar.introduction))
        shown.append(TakenPillar(pillar.number, title, introduction, taken))
        if room <= 0:
            break
    return tuple(shown)


def _taken(one: CommitmentDraft, tag: str, names: dict[str, str], language: str) -> Taken:
    by_axis: dict[str, list[str]] = {}
    for why in one.reasons:
        by_axis.setdefault(why.axis, []).append(why.words)
    values = (
        ("obligors", _("Who owes it"), labels.listed([names.get(code, code) for code in one.obligors])),
        ("kind", _("Kind"), str(labels.KINDS[one.kind])),
        ("strength", _("Strength"), str(labels.STRENGTHS[one.strength])),
    )
    return Taken(
        number=one.ref,
        text=spoken(one.text, tag, language),
        went_by=tuple(
            WentBy(axis, value, ", ".join(dict.fromkeys(filter(None, by_axis.get(code, [])))))
            for code, axis, value in values
        ),
        clauses=tuple((spoken(clause.text, tag, language), clause.words) for clause in one.clauses)
        if len(one.clauses) > 1
        else (),
        parent=one.parent,
    )


def _aligned(seen: Preview, by: Actor, language: str) -> tuple[tuple[str, ...], tuple[AlignedRow, ...]]:
    """For wording that joins a plan: the languages on record, and each subject in them and in the document's."""
    if seen.outcome is not Outcome.ATTACH:
        return (), ()
    plan = queries.get_visible_plan(by, seen.slug, as_of=now())
    on_record: dict[str, dict[str, str]] = {}
    for tag in plan.languages:
        if tag != seen.draft.language:
            for subject, field, text in queries.texts_in(seen.slug, tag):
                on_record.setdefault(f"{subject} {field}", {})[tag] = text
    tags = tuple(tag for tag in plan.languages if any(tag in texts for texts in on_record.values()))
    rows = tuple(
        AlignedRow(
            number=subject.partition("/")[2],
            known=tuple(spoken(on_record.get(f"{subject} {field}", {}).get(tag, ""), tag, language) for tag in tags),
            fresh=spoken(text, seen.draft.language, language),
        )
        for (subject, field), text in seen.texts.items()
    )
    return tuple(native_name(tag) for tag in tags), rows
