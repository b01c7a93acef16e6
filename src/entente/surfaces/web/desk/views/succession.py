"""The desk's table of what becomes of each promise: filled in, put to the parties, shown by the keeper, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries as kept_words
from entente.record.plan import commands, queries
from entente.record.plan.queries import ChangeStatus, PlanView, Succession, SuccessionView
from entente.record.plan.rules.changes import can_propose_change, can_take_back, can_write_change
from entente.record.plan.rules.succession import can_publish_succession
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.succession import FormRow, SuccessorForm, TableForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.labels_of_change import FATES
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.succession import PromiseLink, promise_link, promise_links
from entente.surfaces.web.wording import Said, said

from .change_parts import Act, act, brings_words, closed_words, status_tag, to_give_up, to_sign
from .parts import DeskPage, done, number_of, plan_crumbs, reason, show, typed


@dataclass(frozen=True, slots=True)
class TableRow:
    """A promise with its fields."""

    promise: PromiseLink
    fields: FormRow


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A table of another side that we may read."""

    side: str
    status: Tag
    facts: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionPage(DeskPage):
    """The table of one's own side, and those of others.

    form      None before the table is begun; is_open: it may be filled in now
    heirs     promises of the successor, to choose from by number
    open_count  how many promises are not resolved, in words
    acts      what can be done with the table, each with the reason why not
    kept      instant of what was typed and not saved, in words; "" for none
    """

    heading: Said
    successor: SuccessorForm
    form: TableForm | None
    is_open: bool
    status: Tag | None
    is_shown: bool
    rows: tuple[TableRow, ...]
    heirs: tuple[PromiseLink, ...]
    count: str
    open_count: str
    acts: tuple[Act, ...]
    sign: str
    give_up: str
    autosave: str
    kept: str
    others: tuple[OtherTable, ...]
    public: str
    why_not: str


@staff
def succession(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    view = queries.get_visible_plan(by, plan, as_of=now())
    if request.method == "POST":
        return _act(request, by, view, language)
    return show(request, "succession.html", _page(by, view, language))


def _act(request: HttpRequest, by: Actor, view: PlanView, language: str) -> HttpResponse:
    """One of the buttons.  What the record refuses is said at the top, and what was typed stays."""
    wanted = request.POST.get("act", "")
    here = links.href("desk_succession", language, plan=view.slug)
    if wanted == "successor":
        return _name_successor(request, by, view, language, here)
    row = queries.own_succession_row(by, view.slug)
    if row is None:
        require(_may_write(by, None, view))
        raise Http404
    form, revision = None, number_of(request.POST.get("revision", ""))
    try:
        if row.status == ChangeStatus.DRAFT and brings_words(wanted, _may_write(by, row, view)):
            form = _form(row, view, request.POST)
            if not form.is_valid():
                return show(request, "succession.html", _page(by, view, language, form))
            if form.has_changed():  # who only puts it to the parties has written nothing of it
                row = commands.resolve(row, form.resolutions(), by=by, at=now(), revision=revision)
                revision = row.revision
        sentence = _carry_out(wanted, row, by, revision)
        if form is not None:
            delivery.discard_autosave(_form_name(view.slug), by=by)
    except (RuleBroken, InvalidTransition, Conflict) as wrong:
        form = form or _form(row, view, None)
        return show(request, "succession.html", _page(by, view, language, _refused(form, row, view, wrong.sentence)))
    return done(request, sentence, here)


def _carry_out(wanted: str, row: Succession, by: Actor, revision: int) -> str:
    """What was done.  revision: of the table that was read."""
    acts: dict[str, tuple[Callable[..., Succession] | None, str]] = {
        "save": (None, _("The table is saved.")),
        "propose": (
            partial(commands.propose_succession, revision=revision),
            _("The table is before the parties; each signs it or does not."),
        ),
        "publish": (commands.publish_succession, _("Everybody sees the table, labelled as the keeper’s proposal.")),
        "take-back": (
            commands.take_back_succession,
            _("The table is yours again; nobody can sign it until you put it anew."),
        ),
        "withdraw": (commands.withdraw_succession, _("The table is given up.")),
    }
    command, sentence = acts.get(wanted, acts["save"])
    if command is not None:
        command(row, by=by, at=now())
    return sentence


def _name_successor(request: HttpRequest, by: Actor, view: PlanView, language: str, here: str) -> HttpResponse:
    form = SuccessorForm(request.POST, plans=_other_plans(by, view, language))
    if not form.is_valid():
        return show(request, "succession.html", _page(by, view, language, successor=form))
    slug = form.cleaned_data["successor"]
    try:
        plan = queries.get_row(by, view.slug, as_of=now())
        successor = queries.get_row(by, slug, as_of=now()) if slug else None
        commands.start_succession(plan, successor, by=by, at=now())
    except (RuleBroken, InvalidTransition) as wrong:
        form.refuse(wrong.sentence)
        return show(request, "succession.html", _page(by, view, language, successor=form))
    return done(request, _("Now say of each promise what becomes of it."), here)


def _refused(form: TableForm, row: Succession, view: PlanView, sentence: str) -> TableForm:
    """The form with a refusal at its top; one that was not sent is bound to what stands on record."""
    if not form.is_bound:
        data = QueryDict(mutable=True)
        data.update({name: str(value) for name, value in form.initial.items()})
        form = _form(row, view, data)
        form.is_valid()
    form.refuse(sentence)
    return form


@staff
def autosave(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Keep what is being typed, for its writer alone.  Nothing of it is on record."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(_may_write(by, queries.own_succession_row(by, plan), view))
    sent = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "act"):
        sent.pop(name, None)
    filled = QueryDict(mutable=True)
    for name, values in sent.lists():
        filled.setlist(name, [value for value in values if value])
    revision = sent.get("revision", "")
    delivery.autosave(
        _form_name(plan),
        {"typed": filled.urlencode()},
        by=by,
        at=now(),
        revision=int(revision) if revision.isdecimal() else 0,
    )
    return JsonResponse({"kept": True})


def _form_name(plan: str) -> str:
    return f"{plan}/succession"


def _form(row: Succession, view: PlanView, data: QueryDict | None, kept: QueryDict | None = None) -> TableForm:
    table = queries.view_of(row)
    numbers = [one.promise.number for one in table.rows]
    languages = list(queries.official_languages(view.slug))
    initial = TableForm.starting(table)
    if kept is not None:
        initial = {
            **dict.fromkeys(initial, ""),
            **typed(TableForm(kept, numbers=numbers, languages=languages, initial={})),
        }
    return TableForm(data, numbers=numbers, languages=languages, initial=initial)


def _page(
    by: Actor, view: PlanView, language: str, form: TableForm | None = None, *, successor: SuccessorForm | None = None
) -> SuccessionPage:
    row = queries.own_succession_row(by, view.slug)
    table = queries.view_of(row) if row else None
    saved = kept_words.autosaved(by, _form_name(view.slug)) if row and form is None else None
    reader = reader_of(view, language, now())
    if row is not None and form is None:
        form = _form(row, view, None, QueryDict(saved.content.get("typed", "")) if saved else None)
    may_write = _may_write(by, row, view)
    successor = successor or SuccessorForm(
        initial={"successor": table.successor if table else ""}, plans=_other_plans(by, view, language)
    )
    acts = _acts(by, row, view) if row else ()
    return SuccessionPage(
        title=_("What becomes of each promise"),
        crumbs=plan_crumbs(view, language),
        errors=(*errors_of(successor), *(errors_of(form) if form else ())),
        heading=reader.said(view.title),
        successor=successor,
        form=form,
        is_open=bool(may_write) and view.closed_at is None,
        status=status_tag(table.status) if table else None,
        is_shown=table is not None and table.tier == Tier.PUBLIC,
        rows=tuple(_rows(table, form, reader)) if table and form else (),
        heirs=_heirs(by, table, reader),
        count=labels.promises(len(table.rows)) if table else "",
        open_count=_open_count(table) if table else "",
        acts=acts,
        sign=to_sign(table.proposal if table and table.status == ChangeStatus.PROPOSED else None, language),
        give_up=to_give_up(row.proposal if row else None, acts, language),
        autosave=links.href("desk_succession_autosave", language, plan=view.slug),
        kept=dates.instant(saved.saved_at, language) if saved else "",
        others=_others(by, view, reader),
        public=links.href("succession", language, plan=view.slug),
        why_not=closed_words(view, reader) or reason(may_write),
    )


def _may_write(by: Actor, row: Succession | None, view: PlanView) -> Decision:
    """Whether somebody writes the table of their own side.  row: None before it is begun."""
    return can_write_change(
        by,
        owner=by.owner or view.owner,
        parties=[party.code for party in view.parties],
        keeper=view.owner,
        status=row.status if row else ChangeStatus.DRAFT,
    )


def _rows(table: SuccessionView, form: TableForm, reader: Reader) -> list[TableRow]:
    fields = {row.number: row for row in form.rows}
    return [TableRow(promise_link(row.promise, reader), fields[row.promise.number]) for row in table.rows]


def _heirs(by: Actor, table: SuccessionView | None, reader: Reader) -> tuple[PromiseLink, ...]:
    if table is None or not table.successor:
        return ()
    return promise_links(queries.promise_names(table.successor), reader)


def _open_count(table: SuccessionView) -> str:
    number = table.counts[""]
    if number == 0:
        return _("Every promise is resolved.")
    return ngettext("%(number)d is not resolved yet.", "%(number)d are not resolved yet.", number) % {"number": number}


def _acts(by: Actor, row: Succession, view: PlanView) -> tuple[Act, ...]:
    parties = [party.code for party in view.parties]
    propose = can_propose_change(
        by, owner=row.owner, parties=parties, keeper=view.owner, written_by_user=row.written_by_user
    )
    write = can_write_change(by, owner=row.owner, parties=parties, keeper=view.owner, status=row.status)
    if row.status == ChangeStatus.PROPOSED:
        take_back = can_take_back(by, owner=row.owner, status=row.status)
        return (act("take-back", _("Take it back from the parties"), take_back),)
    acts = [
        act("save", _("Save the table"), write, ""),
        act("propose", _("Put it to all parties, to be signed"), propose),
    ]
    if by.owner == view.owner:
        publish = can_publish_succession(by, owner=row.owner, keeper=view.owner, status=row.status)
        acts.append(act("publish", _("Show it to everybody as the keeper’s proposal"), publish))
    if row.proposal is None:  # once it was put to the parties they are told why, on the page of the proposal
        acts.append(act("withdraw", _("Give the table up"), write, "warning"))
    return tuple(acts)


def _others(by: Actor, view: PlanView, reader: Reader) -> tuple[OtherTable, ...]:
    tables = queries.successions(by, view.slug, as_of=now())
    return tuple(
        OtherTable(
            side=reader.owner(table.owner),
            status=_shown_tag() if table.tier == Tier.PUBLIC and not table.is_agreed else status_tag(table.status),
            facts=said_counts(table),
            sign=to_sign(table.proposal if table.status == ChangeStatus.PROPOSED else None, reader.language),
        )
        for table in tables
        if table.owner != by.owner or table.is_agreed
    )


def _shown_tag() -> Tag:
    return Tag(_("Everybody sees it, as the keeper’s proposal"), "project")


def said_counts(table: SuccessionView) -> str:
    """ "Continued 3 · Not carried on 1"."""
    return " · ".join(f"{label} {table.counts[fate]}" for fate, label in FATES.items() if table.counts[fate])


def _other_plans(by: Actor, view: PlanView, language: str) -> list[tuple[str, str]]:
    return [
        (one.slug, said(one.title, language, one.languages).text or one.slug)
        for one in queries.visible_plans(by, as_of=now())
        if one.slug != view.slug
    ]
