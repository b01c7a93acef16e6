"""What all sign: the list of proposals, and the page of one, where each side says its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.accord import queries
from entente.foundation.accord.queries import ProposalView, SignatureView, Stand
from entente.foundation.common.actors import Actor
from entente.foundation.directory import queries as directory
from entente.record.plan import queries as plans
from entente.surfaces.intake.agreed_words import kind_words
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.differences import ComparedField
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.signed import key_facts
from entente.surfaces.web.wording import Said, said, spoken

from .parts import Crumb, DeskPage, desk_crumb, done, show
from .proposal_acts import Acts, acts_of, say
from .proposal_content import PlainField, about, shown_content
from .proposal_words import outcome_tag, stand_tag

LISTED = 200
"""Proposals in the list, latest first."""


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in a list.  facts: about what, who proposed it and when; sides: where each stands."""

    title: str
    address: str
    tag: Tag
    facts: str
    sides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsPage(DeskPage):
    """The proposals that one may read.  waiting: those that wait for one's own side."""

    waiting: tuple[ProposalLine, ...]
    others: tuple[ProposalLine, ...]


@dataclass(frozen=True, slots=True)
class SideLine:
    """Where one side stands.  facts: when, through which post, with which kind of key; text: why it took back or dissents."""

    who: str
    tag: Tag
    facts: tuple[str, ...]
    text: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage(DeskPage):
    """A proposal.

    what     about what, as one line; facts: who proposed it, which wording
    fields   the words in every language, side by side; heading: what they are compared with
    plain    what is no wording
    voided   signatures that the last change left behind
    given_up who took it off the table, when and why; () while it lies there
    """

    tag: Tag
    what: str
    facts: str
    sha256: str
    heading: str
    fields: tuple[ComparedField, ...]
    plain: tuple[PlainField, ...]
    sides: tuple[SideLine, ...]
    voided: tuple[SideLine, ...]
    given_up: tuple[SideLine, ...]
    file: Crumb
    acts: Acts
    revision: int


@staff
def proposals(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    found = queries.proposals(by, as_of=now())[:LISTED]
    names = {party.code: said(party.name, language, party.languages).text for party in directory.parties()}
    waiting = {one.key for one in queries.waiting_for(by, as_of=now())}
    titles = {one.slug: said(one.title, language, one.languages).text for one in plans.visible_plans(by, as_of=now())}
    page = ProposalsPage(
        title=_("To be signed by all"),
        crumbs=(desk_crumb(language),),
        waiting=tuple(proposal_line(one, names, titles, language) for one in found if one.key in waiting),
        others=tuple(proposal_line(one, names, titles, language) for one in found if one.key not in waiting),
    )
    return show(request, "proposals.html", page)


@staff
def proposal(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """One proposal.  Raises NotVisible."""
    view = queries.get_visible(by, key, as_of=now())
    plan = plans.get_visible_plan(by, view.plan, as_of=now())
    acts = acts_of(request, by, view, plan.languages, language)
    if request.method == "POST" and (told := say(request, by, view, plan.languages, acts)):
        return done(request, told, links.href("desk_proposal", language, key=str(key)))
    owners = {view.owner, *(one.party for one in view.current.signatures)}
    reader = reader_of(plan, language, now(), owners=owners)
    return show(request, "proposal.html", _page(view, reader, acts))


def _page(view: ProposalView, reader: Reader, acts: Acts) -> ProposalPage:
    language = reader.language
    shown = shown_content(view, reader)
    facts = _("proposed by %(who)s on %(day)s, wording %(number)d") % {
        "who": reader.owner(view.owner),
        "day": dates.day(view.made_at.date(), language),
        "number": view.revision,
    }
    return ProposalPage(
        title=_("%(kind)s, no. %(number)d")
        % {"kind": kind_words(view.kind, language).capitalize(), "number": view.number},
        crumbs=(desk_crumb(language), Crumb(_("To be signed by all"), links.href("desk_proposals", language))),
        errors=errors_of(acts.signature, acts.withdraw, acts.dissent, acts.give_up),
        tag=outcome_tag(view.outcome),
        what=about(view, reader.said(reader.plan.title).text, language),
        facts=facts,
        sha256=view.current.content_sha256,
        heading=shown.heading,
        fields=shown.fields,
        plain=shown.plain,
        sides=tuple(_side(view, party, reader) for party in view.signatories),
        voided=tuple(_voided(one, reader) for one in view.voided),
        given_up=_given_up(view, reader),
        file=Crumb(_("Download the file to sign"), links.href("desk_proposal_file", language, key=str(view.key))),
        acts=acts,
        revision=view.revision,
    )


def proposal_line(
    view: ProposalView, names: Mapping[str, str], titles: Mapping[str, str], language: str
) -> ProposalLine:
    sides = (
        _("%(side)s: %(day)s") % {"side": names.get(party, party), "day": stand_tag(stand).word}
        for party, stand in view.stands.items()
    )
    title = {"kind": kind_words(view.kind, language).capitalize(), "number": view.number}
    what = about(view, titles.get(view.plan, view.plan), language)
    return ProposalLine(
        title=_("%(kind)s, no. %(number)d") % title,
        address=links.href("desk_proposal", language, key=str(view.key)),
        tag=outcome_tag(view.outcome),
        facts=" · ".join((what, dates.day(view.made_at.date(), language), view.post)),
        sides=" · ".join(sides),
    )


def _side(view: ProposalView, party: str, reader: Reader) -> SideLine:
    stand = view.stands[party]
    words_said = [one for one in view.current.signatures if one.party == party]
    dissent = next((one for one in view.current.dissents if one.party == party), None)
    if dissent is not None and stand is not Stand.CONFIRMED:
        tag = Tag(_("Dissents, in public") if dissent.is_public else _("Dissents"), "refused")
        return SideLine(reader.party(party), tag, (_when(dissent.made_at, reader),), reader.said(dissent.reason))
    nothing = spoken("", reader.language, reader.language)
    if not words_said:
        return SideLine(reader.party(party), stand_tag(stand), (), nothing)
    last = max(words_said, key=lambda one: (one.withdrawn_at is None, one.arrived_at))
    if stand is Stand.WITHDRAWN and last.withdrawn_at is not None:
        facts: tuple[str, ...] = (_when(last.withdrawn_at, reader),)
        return SideLine(
            reader.party(party),
            stand_tag(stand),
            facts,
            spoken(last.withdrawn_reason, reader.language, reader.language),
        )
    return SideLine(reader.party(party), stand_tag(stand), _facts(last, reader), nothing)


def _voided(one: SignatureView, reader: Reader) -> SideLine:
    before = _("wording %(number)d") % {"number": one.revision}
    facts = (before, *_facts(one, reader))
    nothing = spoken("", reader.language, reader.language)
    return SideLine(reader.party(one.party), Tag(_("Void"), "closed"), facts, nothing)


def _given_up(view: ProposalView, reader: Reader) -> tuple[SideLine, ...]:
    if view.given_up_at is None:
        return ()
    why = in_language(view.given_up_reason)
    language = reader.language
    facts = (_when(view.given_up_at, reader),)
    return (SideLine(reader.owner(view.owner), outcome_tag(view.outcome), facts, spoken(why, language, language)),)


def _facts(one: SignatureView, reader: Reader) -> tuple[str, ...]:
    return (_when(one.arrived_at, reader), one.post, *key_facts(one))


def _when(at: datetime, reader: Reader) -> str:
    return dates.instant(at, reader.language)
