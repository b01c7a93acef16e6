"""What stands in the way of a promise: noted, and cleared."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import ObstacleFacts
from entente.record.delivery.queries import Level
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.milestones import ObstacleClearForm, ObstacleForm
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, sent
from .parts import own_posts
from .promise import About, about_of, languages_of


@staff
def add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Note an obstacle for one's own side.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    require(rules.can_raise_obstacle(by))
    languages, _owed = languages_of(by, about, language)
    today = timezone.localdate()
    form = ObstacleForm(
        sent(request),
        initial={"raised_on": today},
        languages=languages,
        posts=own_posts(by, language),
        today=today,
    )
    act = Act(
        _("Note an obstacle"),
        _("Note it"),
        _("The obstacle is noted for your side."),
        form,
        lambda: commands.raise_obstacle(_facts(form, about), by=by, on=form.cleaned_data["raised_on"], at=now()),
        hint=_("Only your side reads it."),
        anchor="#obstacles",
    )
    return answer(request, language, about, act, links.href("desk_work", language, **about.keys))


def _facts(form: ObstacleForm, about: About) -> ObstacleFacts:
    read = form.cleaned_data
    return ObstacleFacts(about.ref, form.words_said(), Level(read["level"]), read["carried_by"])


@staff
def clear(request: HttpRequest, by: Actor, language: str, plan: str, number: str, key: UUID) -> HttpResponse:
    """Say that an obstacle is out of the way.  Raises ActionDenied, InvalidTransition, NotVisible."""
    about = about_of(by, language, plan, number)
    row = queries.get_obstacle_row(by, key, as_of=now())
    require(rules.can_move_obstacle(by, row))
    languages, _owed = languages_of(by, about, language)
    today = timezone.localdate()
    form = ObstacleClearForm(
        sent(request),
        initial={"cleared_on": today},
        languages=languages,
        today=today,
    )

    def stands() -> Said:
        row.refresh_from_db()
        return said(row.outcome, language, about.plan.languages)

    act = Act(
        _("An obstacle is out of the way"),
        _("Save"),
        _("The obstacle is out of the way."),
        form,
        lambda: commands.clear_obstacle(
            row, by=by, on=form.cleaned_data["cleared_on"], at=now(), outcome=form.words_said()
        ),
        stands=stands,
        anchor="#obstacles",
    )
    return answer(request, language, about, act, links.href("desk_work", language, **about.keys))
