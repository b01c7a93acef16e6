"""The pillars of a draft: added and worded."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.record.plan import commands, queries, rules
from entente.record.plan.queries import Plan, PlanView, drafts
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.drafts import PillarForm
from entente.surfaces.web.desk.forms.fields import errors_of

from .conflicts import Clash, chosen, show_conflict
from .parts import done, plan_crumbs, show
from .plans import FormPage


def languages_with(plan: PlanView, *wordings: Iterable[str]) -> tuple[str, ...]:
    """The plan's languages and any other in which some words are on record: what a form does not show, it would remove."""
    return tuple(dict.fromkeys([*plan.languages, *(tag for wording in wordings for tag in wording)]))


def get_draft(by: Actor, plan: str) -> tuple[Plan, PlanView]:
    """A draft that the actor may edit.  Raises NotVisible, ActionDenied."""
    row = queries.get_row(by, plan, as_of=now())
    require(rules.can_edit(by, owner=row.owner, status=row.status))
    return row, queries.get_visible_plan(by, plan, as_of=now())


@staff
def pillar_add(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    row, view = get_draft(by, plan)
    known = queries.pillars(by, plan, as_of=now())
    last = max((int(one.number.partition(".")[0]) for one in known), default=0)
    form = PillarForm(
        request.POST if request.method == "POST" else None,
        initial={"number": str(last + 1)},
        languages=view.languages,
        is_new=True,
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = commands.add_pillar(row, form.facts(), by=by)
        except RuleBroken:  # the form checked all the rest
            form.refuse(_("There is a pillar of this number already; choose another."), "number")
        else:
            sentence = _("Pillar %(number)s is in the draft.") % {"number": added.number}
            return done(request, sentence, links.href("desk_plan", language, plan=plan))
    return _show_pillar(request, view, language, form, _("Add a pillar"))


@staff
def pillar_edit(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    _row, view = get_draft(by, plan)
    row = queries.get_pillar_row(by, plan, number, as_of=now())
    known = next(one for one in queries.pillars(by, plan, as_of=now()) if one.number == number)
    languages, initial = languages_with(view, known.titles, known.introductions), PillarForm.starting(known)
    shown, revision = PillarForm(initial=initial, languages=languages, is_new=False), drafts.pillar_seen(row)
    form = PillarForm(chosen(request, shown), initial=initial, languages=languages, is_new=False)
    if request.method == "POST" and form.is_valid():
        try:
            commands.edit_pillar(row, form.facts(known), by=by, seen=request.POST.get("revision", ""))
        except Conflict:
            clash = Clash(form, shown, request.get_full_path(), revision)
            return show_conflict(request, None, clash, language, plan_crumbs(view, language))
        return done(request, _("Saved."), links.href("desk_plan", language, plan=plan))
    title = _("Pillar %(number)s") % {"number": number}
    return _show_pillar(request, view, language, form, title, request.POST.get("revision", revision))


def _show_pillar(
    request: HttpRequest, view: PlanView, language: str, form: PillarForm, title: str, revision: str = ""
) -> HttpResponse:
    page = FormPage(
        title=title,
        crumbs=plan_crumbs(view, language),
        errors=errors_of(form),
        form=form,
        button=_("Save"),
        back=links.href("desk_plan", language, plan=view.slug),
        revision=revision,
    )
    return show(request, "pillar.html", page)
