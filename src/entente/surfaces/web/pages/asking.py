"""Ask about a search that found nothing: letters in Word, filled in, for anybody to sign and send."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.actors import PUBLIC
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Asking
from entente.record.assessment.queries import inquiries
from entente.record.plan.queries import PartyView
from entente.surfaces.intake.asking.facts import Askable, Letter, askable, file_name, question_to, read_file_name
from entente.surfaces.intake.asking.letters import letter_of
from entente.surfaces.web import links
from entente.surfaces.web.evidence import FindingItem, ask_address, finding_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.rows import title_of
from entente.surfaces.web.wording import Said

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LETTERS = {
    Letter.ACCESS: gettext_lazy("Request for access to information"),
    Letter.QUESTION: gettext_lazy("Parliamentary question"),
    Letter.REPLY: gettext_lazy("Letter that offers a right of reply"),
}


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A letter in one language.  name: the language's own; is_official: the addressee owes answers in it."""

    tag: str
    name: str
    address: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter.  to: whom it goes to, or under which law, as far as known; files: the letter in each language."""

    anchor: str
    name: str
    to: Said
    files: tuple[DraftFile, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A party that owes what was looked for, with the letters to it.  owed: its official languages, in words."""

    code: str
    name: Said
    owed: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class AskPage:
    """A finding, and the letters that ask about it."""

    title: str
    description: str
    bar: PlanBar
    promise: NavigationLink
    finding: FindingItem
    addressees: tuple[Addressee, ...]


def ask(request: HttpRequest, language: str, plan: str, number: str, owner: str, finding: str) -> HttpResponse:
    asked = _asked(request, plan, number, owner, finding)
    reader = reader_of(asked.plan, language, now_of(request), owners={owner})
    heading = f"{asked.promise.number} {title_of(asked.promise, asked.plan, language).text}"
    known = inquiries.inquiries_on(PUBLIC, asked.promise.ref, as_of=now_of(request))
    howto = directory.asking_of([party.code for party in asked.owing])
    page = AskPage(
        title=_("Ask about %(promise)s") % {"promise": heading},
        description=_("Drafts of letters that ask what was done."),
        bar=plan_bar(asked.plan, language, "commitments", None),
        promise=NavigationLink(heading, links.href("commitment", language, plan=plan, number=number), False),
        finding=replace(finding_items([asked.finding], reader, known)[0], ask=""),
        addressees=tuple(_addressee(party, howto[party.code], asked, reader) for party in asked.owing),
    )
    return render(request, "web/pages/ask.html", {"page": page})


def letter(
    request: HttpRequest, *, language: str, plan: str, number: str, owner: str, finding: str, file: str
) -> HttpResponse:
    """One letter as a Word file.  Raises NotVisible, Http404."""
    asked = _asked(request, plan, number, owner, finding)
    wanted = read_file_name(file)
    if wanted is None or wanted[1] not in {party.code for party in asked.owing}:
        raise Http404
    kind, party, written_in = wanted
    if written_in not in dict(links.languages()):
        raise Http404
    reader = Reader(asked.plan, written_in, now_of(request))
    address = links.absolute(ask_address(asked.finding, reader))
    response = HttpResponse(letter_of(kind, question_to(asked, party), written_in, address=address), content_type=WORD)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{plan}-{number}-{file}") or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: HttpRequest, plan: str, number: str, owner: str, finding: str) -> Askable:
    asked = askable(PUBLIC, owner, finding, as_of=now_of(request))
    if asked.plan.slug != plan or asked.promise.number != number:
        raise Http404
    return asked


def _addressee(party: PartyView, howto: Asking, asked: Askable, reader: Reader) -> Addressee:
    to = {Letter.ACCESS: howto.law, Letter.QUESTION: howto.chamber, Letter.REPLY: {}}
    names = dict(links.languages())
    return Addressee(
        code=party.code,
        name=reader.said(party.name),
        owed=", ".join(names.get(tag, tag) for tag in party.languages),
        drafts=tuple(
            Draft(
                anchor=f"{kind}-{party.code}",
                name=str(LETTERS[kind]),
                to=reader.said(to[kind]),
                files=tuple(_file(kind, party, tag, name, asked) for tag, name in names.items()),
            )
            for kind in Letter
        ),
    )


def _file(kind: Letter, party: PartyView, tag: str, name: str, asked: Askable) -> DraftFile:
    finding = asked.finding
    address = links.href(
        "ask_letter",
        tag,  # one address for one letter, whatever the language of the page that leads to it
        plan=asked.plan.slug,
        number=asked.promise.number,
        owner=finding.owner,
        finding=finding.slug,
        file=file_name(kind, party.code, tag),
    )
    return DraftFile(tag, name, address, tag in party.languages)
