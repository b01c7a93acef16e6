"""A plan written by hand: starting it, correcting its own facts, putting a missing party on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.rules import can_keep_directory
from entente.record.plan import commands, queries, rules
from entente.record.plan.facts import PlanFacts
from entente.record.plan.queries import drafts
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import keeper_slug, now, staff
from entente.surfaces.web.desk.forms.fields import errors_of, errors_with_rows
from entente.surfaces.web.desk.forms.plans import PartyForm, PlanEditForm, PlanForm, TitleRow, TitleRows
from entente.surfaces.web.wording import Said, said

from .conflicts import Clash, chosen, show_conflict
from .parts import (
    Choice,
    Crumb,
    DeskPage,
    choice,
    desk_crumb,
    done,
    marked,
    plan_crumbs,
    show,
    typed,
    typed_rows,
    wants_more,
)

KEPT = "desk.new_plan"
"""Where the session keeps a new plan's form while a missing party is put on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(DeskPage):
    """A new plan.  keeper: who will keep its record; new_party: whether a missing party can be put on record from here."""

    form: PlanForm
    rows: BaseFormSet[TitleRow]
    keeper: Said
    new_party: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(DeskPage):
    """A page that holds one form.  back: where to go without saving; button: what its button says."""

    form: Any
    button: str
    back: str
    revision: str = ""


@staff
def start(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    require(rules.can_start(by))
    parties = [(row.code, marked(said(row.name, language, row.languages))) for row in directories.parties()]
    if request.method != "POST":
        kept: dict[str, Any] = request.session.pop(KEPT, {})
        form = PlanForm(initial=kept.get("form"), parties=parties)
        return _show_start(request, by, language, form, TitleRows(initial=kept.get("rows"), prefix="titles"))
    form, rows = PlanForm(request.POST, parties=parties), TitleRows(request.POST, prefix="titles")
    if "party" in request.POST:
        request.session[KEPT] = {"form": typed(form), "rows": [row for row in typed_rows(rows) if any(row.values())]}
        return HttpResponseRedirect(links.href("desk_party", language))
    if wants_more(request):
        fresh = PlanForm(initial=typed(form), parties=parties)
        return _show_start(request, by, language, fresh, TitleRows(initial=typed_rows(rows), prefix="titles"))
    if form.is_valid() and rows.is_valid() and (slug := _start(form, rows, by)):
        sentence = _("The draft is started. Only your side can see it.")
        return done(request, sentence, links.href("desk_plan", language, plan=slug))
    return _show_start(request, by, language, form, rows)


def _start(form: PlanForm, rows: Any, by: Actor) -> str:
    """The slug of the new draft; "" when its name is taken, which is all that the form cannot know."""
    read = form.cleaned_data
    facts = PlanFacts(
        slug=read["slug"],
        title=rows.titles(),
        languages=rows.languages(),
        parties=tuple(read["parties"]),
        summary={},
        titles=rows.titles(),
        preambles={},
        launched_on=read["launched_on"],
    )
    try:
        plan = commands.start_plan(facts, by=by, keeper=directories.get_organisation(keeper_slug(by)))
    except RuleBroken:
        form.refuse(_("This short name is taken by another plan; choose another."), "slug")
        return ""
    return plan.slug


def _show_start(
    request: HttpRequest, by: Actor, language: str, form: PlanForm, rows: BaseFormSet[TitleRow]
) -> HttpResponse:
    keeper = directories.get_organisation(keeper_slug(by))
    page = StartPage(
        title=_("Write a plan by hand"),
        crumbs=(desk_crumb(language),),
        errors=errors_with_rows(form, rows, before="parties"),
        form=form,
        rows=rows,
        keeper=said(keeper.name, language),
        new_party=choice(
            _("Put a missing party on record"), links.href("desk_party", language), can_keep_directory(by)
        ),
    )
    return show(request, "start.html", page)


@staff
def party(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Put a party on record that the list of a new plan lacks."""
    require(can_keep_directory(by))
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    form = PartyForm(request.POST if request.method == "POST" else None, zones=zones)
    if request.method == "POST" and form.is_valid() and _register(form, by):
        _tick(request, form.cleaned_data["code"])
        return done(request, _("The party is on record; choose it below."), links.href("desk_start", language))
    page = FormPage(
        title=_("Put a party on record"),
        crumbs=(desk_crumb(language), Crumb(_("Write a plan by hand"), links.href("desk_start", language))),
        errors=errors_of(form),
        form=form,
        button=_("Put it on record"),
        back=links.href("desk_start", language),
    )
    return show(request, "party.html", page)


def _register(form: PartyForm, by: Actor) -> bool:
    read = form.read()
    if directories.parties().filter(code=read.code).exists():
        form.refuse(_("This code is on record already; choose the party in the list of the new plan."), "code")
        return False
    try:
        directory.register_party(
            code=read.code, name=read.name, languages=read.languages, time_zone=read.time_zone, by=by
        )
    except RuleBroken as wrong:
        form.refuse(wrong.sentence)
        return False
    return True


def _tick(request: HttpRequest, code: str) -> None:
    """A party put on record from a half-filled form is chosen in it."""
    kept = request.session.get(KEPT)
    if kept:
        kept["form"]["parties"] = [*(kept["form"].get("parties") or []), code]
        request.session[KEPT] = kept


@staff
def edit(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Correct a draft's title, preamble, summary and date."""
    row = queries.get_row(by, plan, as_of=now())
    require(rules.can_edit(by, owner=row.owner, status=row.status))
    view = queries.get_visible_plan(by, plan, as_of=now())
    texts = queries.plan_texts(plan)
    known = {field: {tag: one.text for tag, one in by_tag.items()} for field, by_tag in texts.items()}
    initial = PlanEditForm.starting(
        view.title | known.get("title", {}), known.get("preamble", {}), view.summary, view.launched_on
    )
    languages = tuple(dict.fromkeys([*view.languages, *(tag for by_tag in known.values() for tag in by_tag)]))
    shown, revision = PlanEditForm(initial=initial, languages=languages), drafts.plan_seen(row)
    form = PlanEditForm(chosen(request, shown), initial=initial, languages=languages)
    back = links.href("desk_plan", language, plan=plan)
    if request.method == "POST" and form.is_valid():
        title = form.wording("title", languages)
        try:
            commands.edit_plan(
                row,
                by=by,
                title=title,
                summary=form.wording("summary", languages),
                launched_on=form.cleaned_data["launched_on"],
                titles=title,
                preambles=form.wording("preamble", languages),
                seen=request.POST.get("revision", ""),
            )
        except Conflict:
            clash = Clash(form, shown, request.get_full_path(), revision)
            return show_conflict(request, None, clash, language, plan_crumbs(view, language))
        return done(request, _("Saved."), back)
    page = FormPage(
        title=_("Title, preamble and date"),
        crumbs=plan_crumbs(view, language),
        errors=errors_of(form),
        form=form,
        button=_("Save"),
        back=back,
        revision=request.POST.get("revision", revision),
    )
    return show(request, "plan_edit.html", page)
