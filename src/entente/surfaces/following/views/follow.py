"""The page that says how to follow a plan: its feeds and calendars, those of its pillars and of the bodies that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.following.subjects import bodies
from entente.surfaces.web import feeds
from entente.surfaces.web.feeds import FeedLinks
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class FollowRow:
    """Something to follow: its name, and where.  number: of a pillar, "" otherwise."""

    number: str
    name: Said
    links: FeedLinks


@dataclass(frozen=True, slots=True)
class FollowPage:
    """How to follow a plan.  whole: its own feeds."""

    title: str
    description: str
    bar: PlanBar
    whole: FeedLinks
    pillars: tuple[FollowRow, ...]
    bodies: tuple[FollowRow, ...]


def follow(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    page = FollowPage(
        title=_("Follow"),
        description=_("Feeds, calendars and mails that tell what changes in this record."),
        bar=plan_bar(view, language, "", plan_modified_at(plan, as_of)),
        whole=feeds.of_plan(plan, language),
        pillars=tuple(_pillars(view, language, request)),
        bodies=tuple(
            FollowRow("", said(name, language, view.languages), feeds.of_body(plan, slug, language))
            for slug, name in bodies(plan, as_of=as_of)
        ),
    )
    return render(request, "following/follow.html", {"page": page})


def _pillars(view: PlanView, language: str, request: HttpRequest) -> list[FollowRow]:
    return [
        FollowRow(
            one.number,
            said(one.title or {tag: text.text for tag, text in one.titles.items()}, language, view.languages),
            feeds.of_pillar(view.slug, one.number, language),
        )
        for one in plans.pillars(PUBLIC, view.slug, as_of=now_of(request))
    ]
