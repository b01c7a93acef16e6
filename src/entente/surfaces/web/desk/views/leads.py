"""Who carries a promise for each party that owes it, also where nobody does yet."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.directory.queries import get_organisation, get_post
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import LeadFacts
from entente.record.delivery.queries import LeadRole, LeadView
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.promises import LeadEndForm, LeadForm
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, bodies, cited, own_documents, sent
from .parts import Choice, Crumb, DeskPage, choice, own_posts, show
from .promise import About, about_of, subject_words, subjects_of, work_crumbs


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A body that carries the promise.  end: address at which its time is ended, "" for who may not."""

    name: Said
    facts: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """A party that owes the promise and who carries it; a row without a claim says so."""

    name: Said
    is_claimed: bool
    leads: tuple[LeadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsPage(DeskPage):
    """Who carries a promise.  others: joint and outside bodies."""

    about: About
    rows: tuple[SideRow, ...]
    others: tuple[LeadLine, ...]
    add: Choice


@staff
def leads(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    found = queries.leads_of(by, about.ref, as_of=now())
    names = {party.code: said(party.name, language, party.languages) for party in about.plan.parties}
    rows = queries.carried(about.view, found)
    page = LeadsPage(
        title=_("Who leads"),
        crumbs=work_crumbs(about, language),
        about=about,
        rows=tuple(
            SideRow(names[row.party], row.is_claimed, tuple(_line(by, one, about, language) for one in row.leads))
            for row in rows
        ),
        others=tuple(_line(by, one, about, language) for one in found if one.party not in about.view.obligors),
        add=choice(
            _("Name a body"),
            links.href("desk_lead_add", language, **about.keys),
            rules.can_name_lead(by, party=by.owner if by.capacity is Capacity.PARTY else ""),
        ),
    )
    return show(request, "leads.html", page)


@staff
def lead_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_name_lead(by, party=by.owner if by.capacity is Capacity.PARTY else ""))
    form = LeadForm(
        sent(request),
        initial={"subject": about.ref},
        subjects=subjects_of(about, language),
        organisations=bodies(by, language),
        posts=own_posts(by, language),
        documents=own_documents(by, language),
    )

    def do() -> None:
        read = form.cleaned_data
        commands.name_lead(
            LeadFacts(read["subject"], LeadRole(read["role"]), read["from_on"]),
            get_organisation(read["organisation"]),
            by=by,
            owner=by.owner,
            citation=cited(by, read["document"]),
            post=get_post(read["post"]) if read["post"] else None,
            at=now(),
        )

    hint = _("Bodies and posts, never persons: who holds a post is told to your own side alone.")
    act = Act(_("Name a body"), _("Put it on record"), _("The body is named and public."), form, do, hint)
    return answer(request, language, about, act, _back(about, language), (_crumb(about, language),))


@staff
def lead_end(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    about = about_of(by, language, plan, number)
    row = queries.get_lead_row(by, str(key), as_of=now())
    require(rules.can_end_lead(by, owner=row.owner))
    form = LeadEndForm(sent(request))
    act = Act(
        title=_("Its time has ended: %(body)s") % {"body": said(row.organisation.name, language).text},
        button=_("Put it on record"),
        sentence=_("Its end is on record; the row stays with both its dates."),
        form=form,
        do=lambda: commands.end_lead(row, form.cleaned_data["on"], by=by, at=now()),
    )
    return answer(request, language, about, act, _back(about, language), (_crumb(about, language),))


def _back(about: About, language: str) -> str:
    return links.href("desk_leads", language, **about.keys)


def _crumb(about: About, language: str) -> Crumb:
    return Crumb(_("Who leads"), _back(about, language))


def _line(by: Actor, one: LeadView, about: About, language: str) -> LeadLine:
    facts = [str(labels.ROLES[one.role]), subject_words(about, one.subject, language)]
    if one.from_on:
        facts.append(_("from %(day)s") % {"day": dates.period(one.from_on, language)})
    if one.to_on:
        facts.append(_("until %(day)s") % {"day": dates.period(one.to_on, language)})
    if one.post:
        facts.append(_("%(post)s, somebody stands in") % {"post": one.post} if one.is_acting else one.post)
    if one.carried_on_by:
        now_named = labels.listed([said(name, language).text for _slug, name in one.carried_on_by])
        facts.append(_("now %(body)s") % {"body": now_named})
    may_end = not one.to_on and bool(rules.can_end_lead(by, owner=one.owner))
    end = links.href("desk_lead_end", language, **about.keys, key=str(one.key)) if may_end else ""
    return LeadLine(said(one.name, language), tuple(facts), end)
