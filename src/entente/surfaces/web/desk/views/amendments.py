"""Amendments on the desk: those of a plan, one being written, one before the parties."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import commands, queries
from entente.record.plan.queries import Amendment, AmendmentView, ChangeStatus, PlanView
from entente.record.plan.rules.changes import can_propose_change, can_take_back, can_write_change
from entente.surfaces.web import links
from entente.surfaces.web.amended import AmendmentItem, amendment_item
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.amendments import AmendmentForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.succession import PromiseLink, promise_links
from entente.surfaces.web.wording import Said

from .change_parts import Act, act, brings_words, closed_words, status_tag, to_give_up, to_sign
from .parts import Crumb, DeskPage, done, number_of, party_choices, plan_crumbs, reason, show


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An amendment in the list."""

    item: AmendmentItem
    status: Tag
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentsPage(DeskPage):
    """The amendments of a plan that we may read, and its promises, each with the way to amend it.

    why_not  why nothing can be amended here by us, "" when it can
    """

    heading: Said
    lines: tuple[AmendmentLine, ...]
    promises: tuple[PromiseLink, ...]
    public: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPage(DeskPage):
    """An amendment.

    form   None where it cannot be written on now
    item   what it changes, None before anything is saved; revision: of these words
    """

    heading: Said
    form: AmendmentForm | None
    item: AmendmentItem | None
    status: Tag | None
    acts: tuple[Act, ...]
    sign: str
    give_up: str
    revision: int
    back: str


@staff
def amendments(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    view = queries.get_visible_plan(by, plan, as_of=now())
    reader = reader_of(view, language, now())
    promises = promise_links(queries.promise_names(plan), reader)
    page = AmendmentsPage(
        title=_("Amendments"),
        crumbs=plan_crumbs(view, language),
        heading=reader.said(view.title),
        lines=tuple(_line(one, reader) for one in queries.amendments(by, plan, as_of=now())),
        promises=tuple(
            PromiseLink(one.number, one.title, links.href("desk_amendment_add", language, plan=plan, number=one.number))
            for one in promises
        ),
        public=links.href("amendments", language, plan=plan),
        why_not=closed_words(view, reader) or reason(_may_write(by, view, by.owner or view.owner, ChangeStatus.DRAFT)),
    )
    return show(request, "amendments.html", page)


@staff
def add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Begin an amendment of one promise."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(_may_write(by, view, by.owner or view.owner, ChangeStatus.DRAFT))
    promise = queries.get_commitment_row(by, numbered_ref(plan, number), as_of=now())
    reader = reader_of(view, language, now())
    terms = queries.terms_now(promise)
    form = AmendmentForm(
        request.POST if request.method == "POST" else None,
        terms=terms,
        reason={},
        before=terms,
        languages=_languages(view, terms.texts),
        parties=party_choices(view.parties, language),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = commands.write_amendment(
                promise, form.terms(), form.reason(), by=by, at=now(), in_force_from=form.day()
            )
        except (RuleBroken, InvalidTransition) as wrong:
            form.refuse(wrong.sentence)
        else:
            there = links.href("desk_amendment", language, plan=plan, key=str(row.pk))
            return done(request, _("The amendment is saved. Only your side sees it."), there)
    page = AmendmentPage(
        title=_("Amend commitment %(number)s") % {"number": number},
        crumbs=_crumbs(view, language),
        errors=errors_of(form),
        heading=reader.said(promise.title),
        form=form,
        item=None,
        status=None,
        acts=(Act("save", _("Save the amendment"), "", ""),),
        sign="",
        give_up="",
        revision=0,
        back=links.href("desk_amendments", language, plan=plan),
    )
    return show(request, "amendment.html", page)


@staff
def amendment(request: HttpRequest, by: Actor, language: str, plan: str, key: UUID) -> HttpResponse:
    """One amendment: written on while it is a draft of our side, else read."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    row = queries.get_amendment_row(by, key, as_of=now())
    if request.method != "POST":
        return show(request, "amendment.html", _page(by, view, row, language, None))
    wanted, revision = request.POST.get("act", "save"), number_of(request.POST.get("revision", ""))
    form = None
    try:
        if row.status == ChangeStatus.DRAFT and brings_words(wanted, _may_write(by, view, row.owner, row.status)):
            form = _form(view, row, language, request.POST)
            if not form.is_valid():
                return show(request, "amendment.html", _page(by, view, row, language, form))
            if form.has_changed():  # who only puts it to the parties has written nothing of it
                row = commands.revise_amendment(
                    row, form.terms(), form.reason(), by=by, at=now(), revision=revision, in_force_from=form.day()
                )
                revision = row.revision
        sentence, there = _carry_out(wanted, row, by, view, language, revision)
    except (RuleBroken, InvalidTransition, Conflict) as wrong:
        form = form or _as_it_stands(view, row, language)
        form.refuse(wrong.sentence)
        return show(request, "amendment.html", _page(by, view, row, language, form))
    return done(request, sentence, there)


def _carry_out(wanted: str, row: Amendment, by: Actor, view: PlanView, language: str, revision: int) -> tuple[str, str]:
    """(what was done, where it shows).  revision: of the words that were read."""
    here = links.href("desk_amendment", language, plan=view.slug, key=str(row.pk))
    match wanted:
        case "propose":
            commands.propose_amendment(row, by=by, at=now(), revision=revision)
            return _("The amendment is before the parties; each signs it or does not."), here
        case "take-back":
            commands.take_back_amendment(row, by=by, at=now())
            return _("The amendment is yours again; nobody can sign it until you put it anew."), here
        case "rebase":
            commands.rebase_amendment(row, by=by, at=now())
            return _("It rests on the text in force now; read it against that before you propose it."), here
        case "withdraw":
            commands.withdraw_amendment(row, by=by, at=now())
            return _("The amendment is given up."), links.href("desk_amendments", language, plan=view.slug)
        case _:
            return _("The amendment is saved. Only your side sees it."), here


def _page(by: Actor, view: PlanView, row: Amendment, language: str, form: AmendmentForm | None) -> AmendmentPage:
    reader = reader_of(view, language, now(), owners=[row.owner])
    seen = queries.get_visible_amendment(by, row.pk, as_of=now())
    may_write = _may_write(by, view, row.owner, row.status)
    if form is None and may_write and view.closed_at is None:
        form = _form(view, row, language, None)
    acts = _acts(by, view, row, seen)
    return AmendmentPage(
        title=_("Amend commitment %(number)s") % {"number": seen.promise},
        crumbs=_crumbs(view, language),
        errors=errors_of(form) if form else (),
        heading=reader.said(seen.title),
        form=form if may_write else None,
        item=amendment_item(
            seen, reader, address=links.href("desk_amendment", language, plan=view.slug, key=str(row.pk))
        ),
        status=status_tag(seen.status),
        acts=acts,
        sign=to_sign(seen.proposal if seen.status == ChangeStatus.PROPOSED else None, language),
        give_up=to_give_up(seen.proposal, acts, language),
        revision=seen.revision,
        back=links.href("desk_amendments", language, plan=view.slug),
    )


def _acts(by: Actor, view: PlanView, row: Amendment, seen: AmendmentView) -> tuple[Act, ...]:
    if by.owner != row.owner:
        return ()
    if row.status == ChangeStatus.PROPOSED:
        take_back = can_take_back(by, owner=row.owner, status=row.status)
        return (act("take-back", _("Take it back from the parties"), take_back),)
    if row.status != ChangeStatus.DRAFT:
        return ()
    write = _may_write(by, view, row.owner, row.status)
    parties = [party.code for party in view.parties]
    propose = can_propose_change(
        by, owner=row.owner, parties=parties, keeper=view.owner, written_by_user=row.written_by_user
    )
    acts = [act("save", _("Save the amendment"), write, "")]
    if seen.is_overtaken:
        acts.append(act("rebase", _("Lay it on the text in force now"), write))
    acts.append(act("propose", _("Put it to all parties, to be signed"), propose))
    if row.proposal is None:  # once it was put to the parties they are told why, on the page of the proposal
        acts.append(act("withdraw", _("Give the amendment up"), write, "warning"))
    return tuple(acts)


def _form(view: PlanView, row: Amendment, language: str, data: QueryDict | None) -> AmendmentForm:
    content = queries.amendment_content(row)
    return AmendmentForm(
        data,
        terms=content.after,
        reason=content.reason,
        before=content.before,
        languages=_languages(view, content.before.texts),
        parties=party_choices(view.parties, language),
        revision=row.revision,
        in_force_from=row.in_force_from,
    )


def _as_it_stands(view: PlanView, row: Amendment, language: str) -> AmendmentForm:
    """The words on record, bound and read, so that a refusal stands above them."""
    data = QueryDict(mutable=True)
    for name, value in _form(view, row, language, None).initial.items():
        data.setlist(name, value if isinstance(value, list) else ["" if value is None else str(value)])
    form = _form(view, row, language, data)
    form.is_valid()
    return form


def _languages(view: PlanView, texts: dict[str, str]) -> list[str]:
    """The official languages of the parties, then those in which the promise has words."""
    owed = [tag for party in view.parties for tag in party.languages]
    return list(dict.fromkeys([*owed, *texts]))


def _line(view: AmendmentView, reader: Reader) -> AmendmentLine:
    address = links.href("desk_amendment", reader.language, plan=view.plan, key=str(view.key))
    sign = to_sign(view.proposal if view.status == ChangeStatus.PROPOSED else None, reader.language)
    return AmendmentLine(
        amendment_item(view, reader, address="" if view.is_agreed else address), status_tag(view.status), sign
    )


def _may_write(by: Actor, view: PlanView, owner: str, status: str) -> Decision:
    parties = [party.code for party in view.parties]
    return can_write_change(by, owner=owner, parties=parties, keeper=view.owner, status=status)


def _crumbs(view: PlanView, language: str) -> tuple[Crumb, ...]:
    return (
        *plan_crumbs(view, language),
        Crumb(_("Amendments"), links.href("desk_amendments", language, plan=view.slug)),
    )
