"""Writing an update: saved, sent for approval, kept while it is typed, merged with what somebody else saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update
from entente.record.delivery.rules import can_revise, can_write
from entente.surfaces.intake.reports import ReportFacts, StandingFacts, save_report
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.updates import UpdateForm

from .conflicts import Clash, merged, show_conflict
from .editor import Editor, Opened, editor, opened, update_form
from .parts import DeskPage, done, show
from .promise import About, about_of, work_crumbs


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage(DeskPage):
    """An update being written, with nothing else around it."""

    about: About
    editor: Editor
    back: str


@staff
def write(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Write a new update, or the one of one's side that is under way.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    one = opened(by, about, request.GET.get("update", ""))
    require(can_revise(by, one.row) if one.row else can_write(by))
    if request.method != "POST":
        return _show(request, by, about, one, language, None)
    if "discard" in request.POST:
        commands.discard_autosave(queries.autosave_form(one.row or about.ref), by=by)
        return done(request, _("What you had typed is discarded."), _work(about, language))
    data = merged(request.POST, update_form(by, about, one, language)) if "merge" in request.POST else request.POST
    return _save(request, by, about, one, language, data)


def _save(request: HttpRequest, by: Actor, about: About, one: Opened, language: str, data: QueryDict) -> HttpResponse:
    form = update_form(by, about, one, language, data=data)
    if not form.is_valid():
        return _show(request, by, about, one, language, form)
    sends = "submit" in request.POST
    try:
        saved = save_report(
            facts_of(form, about),
            by=by,
            at=now(),
            update=one.row,
            revision=form.cleaned_data["revision"] or 0,
            sends=sends,
        )
    except Conflict:
        theirs = opened(by, about, one.slug)
        here = links.with_query(links.href("desk_write", language, **about.keys), {"update": theirs.slug})
        clash = Clash(form, update_form(by, about, theirs, language), here, str(theirs.revision))
        return show_conflict(request, about, clash, language)
    except RuleBroken as wrong:
        form.refuse(wrong.sentence)
        return _show(request, by, about, opened(by, about, one.slug), language, form)
    return _after(request, about, saved, language, sends=sends)


def _after(request: HttpRequest, about: About, saved: Update, language: str, *, sends: bool) -> HttpResponse:
    slug = f"{saved.owner}-{saved.number}"
    if "preview" in request.POST:
        return HttpResponseRedirect(links.href("desk_update_preview", language, **about.keys, update=slug))
    sentence = (
        _("The update waits for an approver of your side.")
        if sends
        else _("The draft is saved. Only your side sees it.")
    )
    return done(request, sentence, _work(about, language))


def facts_of(form: UpdateForm, about: About) -> ReportFacts:
    read = form.cleaned_data
    facts = UpdateFacts(
        about.ref,
        read["as_of_on"],
        done=form.wording("done", form.languages),
        next_step=form.wording("next_step", form.languages),
        challenges=form.wording("challenges", form.languages),
        made_from=read["made_from"],
    )
    standings = tuple(StandingFacts(one.subject, Completion(one.value), one.reason, one.claims) for one in form.said)
    return ReportFacts(facts, tuple(read["claims"]), standings)


def _show(
    request: HttpRequest, by: Actor, about: About, one: Opened, language: str, form: UpdateForm | None
) -> HttpResponse:
    page = WritePage(
        title=_("Say what was done"),
        crumbs=work_crumbs(about, language),
        errors=errors_of(form) if form else (),
        about=about,
        editor=editor(by, about, one, language, form=form),
        back=_work(about, language),
    )
    return show(request, "write.html", page)


@staff
def autosave(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Keep what is being typed, for its writer alone.  Nothing of it is on record."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    about = about_of(by, language, plan, number)
    one = opened(by, about, request.GET.get("update", ""))
    typed = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "save", "submit", "preview"):
        typed.pop(name, None)
    revision = typed.get("revision", "")
    commands.autosave(
        queries.autosave_form(one.row or about.ref),
        {"typed": typed.urlencode()},
        by=by,
        at=now(),
        revision=int(revision) if revision.isdecimal() else 0,
    )
    return JsonResponse({"kept": True})


def _work(about: About, language: str) -> str:
    return links.href("desk_work", language, **about.keys)
