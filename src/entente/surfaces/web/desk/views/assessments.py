"""Outside assessments on the desk: what an assessor has in hand on a promise, and what a party was sent for a reply."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision
from entente.record.assessment.assessing_views import AssessmentView, CodeView, ReplyView
from entente.record.assessment.assessing_words import AssessmentStatus, ReplyState
from entente.record.assessment.queries import assessors
from entente.record.assessment.queries.methods import GuidelineView, guidelines_of, methods_named, methods_of
from entente.record.assessment.rules import assessors as rules
from entente.surfaces.web import links
from entente.surfaces.web.assessments import READINGS
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.wording import Said

from .assessment_words import STATUSES
from .parts import Choice, Crumb, DeskPage, choice, show
from .promise import About, about_of, subject_words, work_crumbs


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment in a list."""

    title: str
    facts: str
    tag: Tag
    address: str


@dataclass(frozen=True, slots=True)
class GuidelineLine:
    """A guideline in a list."""

    title: Said
    facts: str
    tag: Tag
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentsPage(DeskPage):
    """Assessments of one promise that the reader's side makes or may reply to.

    is_assessor  whether it makes them; methods: ways to begin a guideline, one for each method
    """

    about: About
    is_assessor: bool
    lines: tuple[AssessmentLine, ...]
    guidelines: tuple[GuidelineLine, ...]
    methods: tuple[Choice, ...]
    own_scale: Choice | None


@dataclass(frozen=True, slots=True)
class CodeLine:
    """What one coder read."""

    who: str
    value: str
    rationale: Said
    claims: str


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """Where a right of reply stands, and its words where the reader may read them."""

    sentence: str
    text: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentPage(DeskPage):
    """One assessment.  guideline: its address; acts: what can be done now, or why not."""

    about: About
    heading: str
    tag: Tag
    facts: tuple[str, ...]
    guideline: str
    value: str
    rationale: Said
    claims: str
    codes: tuple[CodeLine, ...]
    waiting: str
    replies: tuple[ReplyLine, ...]
    acts: tuple[Choice, ...]


@staff
def assessments(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    reader = reader_of(about.plan, language, now(), owners={by.owner})
    found = [one for one in assessors.at_work(by, plan, as_of=now()) if one.commitment == about.ref]
    is_assessor = by.capacity is Capacity.ASSESSOR
    known = guidelines_of(by, by.owner, plan, as_of=now()) if is_assessor else []
    page = AssessmentsPage(
        title=_("Outside assessments"),
        crumbs=work_crumbs(about, language),
        about=about,
        is_assessor=is_assessor,
        lines=tuple(_line(one, about, reader) for one in found),
        guidelines=_guidelines([one for one in known if one.subject.partition("#")[0] == about.ref], about, reader),
        methods=tuple(
            choice(
                reader.said(method.name).text,
                links.with_query(links.href("desk_guideline_add", language, **about.keys), {"method": method.ref}),
                rules.can_define(by, owner=by.owner),
            )
            for method in (methods_of(by.owner) if is_assessor else ())
        ),
        own_scale=choice(
            _("Define a scale of your own"),
            links.href("desk_scale_add", language, **about.keys),
            rules.can_define(by, owner=by.owner),
        )
        if is_assessor
        else None,
    )
    return show(request, "assessments.html", page)


@staff
def assessment(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    about = about_of(by, language, plan, number)
    one = assessors.get_assessment(by, key, as_of=now())
    reader = reader_of(about.plan, language, now(), owners={one.owner}, posts={code.post for code in one.codes})
    return show(request, "assessment.html", _page(by, about, one, reader))


def heading(one: AssessmentView, about: About, reader: Reader) -> str:
    """ "Arcadia, final reading · G20 compliance"."""
    whose = [reader.party(one.party) if one.party else "", str(READINGS[one.reading]) if one.reading else ""]
    about_it = ", ".join(part for part in whose if part) or subject_words(about, one.subject, reader.language)
    return f"{about_it} · {reader.said(one.method.name)}"


def address_of(one: AssessmentView | UUID, about: About, language: str) -> str:
    key = one if isinstance(one, UUID) else one.key
    return links.href("desk_assessment", language, **about.keys, key=str(key))


def list_crumb(about: About, language: str) -> Crumb:
    return Crumb(_("Outside assessments"), links.href("desk_assessments", language, **about.keys))


def _line(one: AssessmentView, about: About, reader: Reader) -> AssessmentLine:
    return AssessmentLine(
        title=heading(one, about, reader),
        facts=" · ".join(_facts(one, about, reader)),
        tag=STATUSES[one.status](),
        address=address_of(one, about, reader.language),
    )


def _guidelines(known: list[GuidelineView], about: About, reader: Reader) -> tuple[GuidelineLine, ...]:
    named = methods_named({one.method for one in known})
    return tuple(
        GuidelineLine(
            title=reader.said(named[one.method].name),
            facts=" · ".join(
                [
                    subject_words(about, one.subject, reader.language),
                    _("version %(number)d") % {"number": one.version},
                ]
            ),
            tag=Tag(pgettext("a guideline", "Published"), "reviewed")
            if one.published_at
            else Tag(_("Draft"), "project"),
            address=links.href("desk_guideline", reader.language, **about.keys, key=str(one.key)),
        )
        for one in known
    )


def _facts(one: AssessmentView, about: About, reader: Reader) -> list[str]:
    window = _("evidence from %(first)s to %(last)s") % {
        "first": reader.day(one.from_on),
        "last": reader.day(one.to_on),
    }
    due = _("reply until %(day)s") % {"day": reader.day(one.reply_due_on)} if one.reply_due_on else ""
    facts = [
        reader.said(reader.bodies.get(one.owner, {reader.language: one.owner})).text,
        subject_words(about, one.subject, reader.language),
        window,
        _("guideline %(version)d") % {"version": one.guideline},
        _("version %(number)d") % {"number": one.version} if one.version > 1 else "",
        due,
    ]
    return [fact for fact in facts if fact]


def _page(by: Actor, about: About, one: AssessmentView, reader: Reader) -> AssessmentPage:
    title = heading(one, about, reader)
    waits = one.status is AssessmentStatus.CODING and one.are_codes_in is False
    return AssessmentPage(
        title=title,
        crumbs=(*work_crumbs(about, reader.language), list_crumb(about, reader.language)),
        about=about,
        heading=title,
        tag=STATUSES[one.status](),
        facts=tuple(_facts(one, about, reader)),
        guideline=links.href("desk_guideline", reader.language, **about.keys, key=str(one.guideline_key)),
        value=f"{one.value.code} {reader.said(one.value.label)}" if one.value else "",
        rationale=reader.said(one.rationale),
        claims=", ".join(one.claims),
        codes=tuple(_code(code, one, reader) for code in one.codes),
        waiting=_("The codes are read and consolidated once all that the method asks for are in.") if waits else "",
        replies=tuple(_reply(reply, one, reader) for reply in one.replies),
        acts=_acts(by, about, one, reader.language),
    )


def _code(code: CodeView, one: AssessmentView, reader: Reader) -> CodeLine:
    value = one.method.value(code.value)
    return CodeLine(
        who=_("Your own code") if code.is_mine else reader.post(code.post),
        value=f"{code.value} {reader.said(value.label)}" if value else code.value,
        rationale=reader.said(code.rationale),
        claims=", ".join(code.claims),
    )


def _reply(reply: ReplyView, one: AssessmentView, reader: Reader) -> ReplyLine:
    party = reader.party(reply.party)
    day = reader.day(one.reply_due_on) if one.reply_due_on else ""
    sentences = {
        ReplyState.GIVEN: _("Reply of %(party)s, given") % {"party": party},
        ReplyState.AWAITED: _("%(party)s may reply until %(day)s; a reply counts once it is approved")
        % {"party": party, "day": day},
        ReplyState.NONE: _("No reply by %(party)s by %(day)s") % {"party": party, "day": day},
    }
    return ReplyLine(sentences[reply.state], reader.said(reply.text))


def _acts(by: Actor, about: About, one: AssessmentView, language: str) -> tuple[Choice, ...]:
    """What this actor can do in this state; what is of another state or side is not offered."""

    def act(name: str, label: str, decision: Decision) -> Choice:
        address = links.href("desk_assessment_act", language, **about.keys, key=str(one.key), act=name)
        return choice(label, address, decision)

    if by.owner != one.owner:
        is_open = one.status is AssessmentStatus.SENT and any(reply.party == by.owner for reply in one.replies)
        if not is_open:
            return ()
        return (
            act("reply", _("Write the reply"), rules.can_reply(by, party=by.owner, is_open=True)),
            act(
                "approve",
                _("Approve the reply"),
                rules.can_approve_reply(by, party=by.owner, is_open=True, written_by=""),
            ),
        )
    send = rules.can_send(by, owner=one.owner)
    waiting = {reply.party for reply in one.replies if not reply.is_approved}
    early = rules.can_publish_early(by, owner=one.owner, waiting=waiting, due_on=one.reply_due_on)
    if one.status is AssessmentStatus.CODING:
        code = rules.codes_are_in() if one.are_codes_in else rules.can_code(by, owner=one.owner, status=one.status)
        settle = rules.can_consolidate(by, owner=one.owner, status=one.status, are_codes_in=bool(one.are_codes_in))
        return (act("code", _("Code it"), code), act("consolidate", _("Consolidate"), settle))
    if one.status is AssessmentStatus.CONSOLIDATED:
        return (act("send", _("Send it for reply"), send), act("reconsider", _("Take it back to the coders"), send))
    if one.status is AssessmentStatus.SENT:
        return (act("publish", _("Publish now"), early), act("recall", _("Take it back"), send))
    return (act("correct", _("Correct it"), send),) if one.is_current else ()
