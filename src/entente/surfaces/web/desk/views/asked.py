"""What was asked about the searches on a promise: put on record, with the document that came back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.sources import commands as sources
from entente.foundation.sources import queries as documents
from entente.record.assessment.commands import inquiries as commands
from entente.record.assessment.commands.inquiries import InquiryFacts
from entente.record.assessment.inquiry_words import InquiryKind, InquiryOutcome
from entente.record.assessment.queries import findings_on, inquiries
from entente.record.assessment.queries.inquiries import InquiryView
from entente.record.assessment.rules import inquiries as rules
from entente.surfaces.intake.asking.facts import askable
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.asked import AnswerForm, AskedForm
from entente.surfaces.web.evidence import FindingItem, asked_line, finding_items
from entente.surfaces.web.reader import reader_of

from .acting import Act, answer, own_documents, sent
from .parts import Choice, Crumb, DeskPage, choice, show
from .promise import About, about_of, work_crumbs


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A search with what was asked about it.

    ask      put a question on record
    answers  put on record what came back, for each open question of one's own
    """

    finding: FindingItem
    ask: Choice
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage(DeskPage):
    """The searches on a promise that found nothing."""

    about: About
    items: tuple[AskedItem, ...]


@staff
def asked(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    findings = findings_on(by, about.ref, as_of=now())
    known = inquiries.inquiries_on(by, about.ref, as_of=now())
    reader = reader_of(about.plan, language, now(), owners={one.owner for one in findings})
    shown = zip(findings, finding_items(findings, reader, known), strict=True)
    page = AskedPage(
        title=_("What was asked, and what came back"),
        crumbs=work_crumbs(about, language),
        about=about,
        items=tuple(
            AskedItem(
                finding=item,
                ask=choice(
                    _("Put on record that somebody was asked"),
                    links.href("desk_ask", language, **about.keys, owner=finding.owner, finding=finding.slug),
                    rules.can_ask(by),
                ),
                answers=tuple(
                    Choice(
                        _("What came back: %(asked)s") % {"asked": asked_line(one, reader).sentence},
                        links.href("desk_answer", language, **about.keys, key=str(one.key)),
                    )
                    for one in known
                    if _is_open(one, by) and one.finding == f"{finding.owner}/{finding.slug}"
                ),
            )
            for finding, item in shown
        ),
    )
    return show(request, "asked.html", page)


@staff
def ask(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, owner: str, finding: str
) -> HttpResponse:
    """Put on record that an authority was asked.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    require(rules.can_ask(by))
    owing = askable(by, owner, finding, as_of=now()).owing
    reader = reader_of(about.plan, language, now())
    form = AskedForm(sent(request), parties=[(party.code, reader.party(party.code)) for party in owing])

    def do() -> None:
        read = form.cleaned_data
        facts = InquiryFacts(
            (owner, finding), read["party"], InquiryKind(read["kind"]), read["asked_on"], read["due_on"]
        )
        commands.record_inquiry(facts, by=by, at=now())

    act = Act(
        _("Put on record that somebody was asked"),
        _("Put it on record"),
        _("The question is on record and public."),
        form,
        do,
        _("If no answer arrives by the last day, pages say so by the clock."),
    )
    return answer(request, language, about, act, _here(about, language), (_crumb(about, language),))


@staff
def answered(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    """Put on record what came back.  Raises ActionDenied, NotVisible, InvalidTransition."""
    about = about_of(by, language, plan, number)
    row = inquiries.get_inquiry_row(by, key, as_of=now())
    require(rules.can_note_answer(by, owner=row.owner))
    form = AnswerForm(sent(request), documents=own_documents(by, language))

    def do() -> None:
        read = form.cleaned_data
        citation = sources.cite(documents.get_own_document(by, read["document"]), by=by)
        commands.note_answer(
            row, InquiryOutcome(read["outcome"]), citation, by=by, answered_on=read["answered_on"], at=now()
        )

    act = Act(_("What came back"), _("Put it on record"), _("What came back is on record and public."), form, do)
    return answer(request, language, about, act, _here(about, language), (_crumb(about, language),))


def _is_open(one: InquiryView, by: Actor) -> bool:
    return one.answered_on is None and bool(rules.can_note_answer(by, owner=one.owner))


def _here(about: About, language: str) -> str:
    return links.href("desk_asked", language, **about.keys)


def _crumb(about: About, language: str) -> Crumb:
    return Crumb(_("What was asked, and what came back"), _here(about, language))
