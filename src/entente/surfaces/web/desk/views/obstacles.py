"""What stands in the way of a promise: noted, and cleared."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import ObstacleFacts
from entente.record.delivery.queries import Level
from entente.surfaces.web import links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.milestones import ObstacleClearForm, ObstacleForm

from .milestones import FormPage
from .parts import done, own_posts, show
from .promise import about_of, languages_of, work_crumbs


@staff
def add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Note an obstacle for one's own side.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    require(rules.can_raise_obstacle(by))
    languages, _owed = languages_of(by, about, language)
    today = timezone.localdate()
    form = ObstacleForm(
        request.POST if request.method == "POST" else None,
        initial={"raised_on": today},
        languages=languages,
        posts=own_posts(by, language),
        today=today,
    )
    here = links.href("desk_work", language, **about.keys)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        facts = ObstacleFacts(about.ref, form.words_said(), Level(read["level"]), read["carried_by"])
        try:
            commands.raise_obstacle(facts, by=by, on=read["raised_on"], at=now())
        except RuleBroken as wrong:
            form.refuse(words.in_language(wrong.sentence))
        else:
            return done(request, _("The obstacle is noted for your side."), f"{here}#obstacles")
    page = FormPage(
        title=_("Note an obstacle"),
        crumbs=work_crumbs(about, language),
        errors=errors_of(form),
        about=about,
        form=form,
        button=_("Note it"),
        back=here,
        hint=_("Only your side reads it."),
    )
    return show(request, "simple_form.html", page)


@staff
def clear(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    """Say that an obstacle is out of the way.  Raises ActionDenied, InvalidTransition, NotVisible."""
    about = about_of(by, language, plan, number)
    row = queries.get_obstacle_row(by, key, as_of=now())
    require(rules.can_move_obstacle(by, row))
    languages, _owed = languages_of(by, about, language)
    today = timezone.localdate()
    form = ObstacleClearForm(
        request.POST if request.method == "POST" else None,
        initial={"cleared_on": today},
        languages=languages,
        today=today,
    )
    here = links.href("desk_work", language, **about.keys)
    if request.method == "POST" and form.is_valid():
        try:
            commands.clear_obstacle(row, by=by, on=form.cleaned_data["cleared_on"], at=now(), outcome=form.words_said())
        except RuleBroken as wrong:
            form.refuse(words.in_language(wrong.sentence))
        else:
            return done(request, _("The obstacle is out of the way."), f"{here}#obstacles")
    page = FormPage(
        title=_("An obstacle is out of the way"),
        crumbs=work_crumbs(about, language),
        errors=errors_of(form),
        about=about,
        form=form,
        button=_("Save"),
        back=here,
    )
    return show(request, "simple_form.html", page)
