"""Whether one's own side takes part in the record of a plan: said by the side itself, with a question before it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.record.plan import commands, queries
from entente.record.plan.queries import PlanView, Standing
from entente.record.plan.rules import can_set_standing
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import said

from .parts import Choice, ConfirmPage, choice, done, plan_crumbs, show


@staff
def standing(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Begin or end taking part.  Raises NotVisible, ActionDenied for whoever may not speak for a party of the plan."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(can_set_standing(by, party=by.owner))
    if (takes_part := _takes_part(by, view)) is None:
        require(Denied("your side is no party of this plan"))
    back = links.href("desk_plan", language, plan=plan)
    if request.method == "POST":
        wanted = Standing.NOT_TAKING_PART if takes_part else Standing.TAKING_PART
        row = queries.get_row(by, plan, as_of=now())
        commands.set_standing(row, by.owner, wanted, by=by, on=None if takes_part else now().date())
        told = _("Your side no longer takes part.") if takes_part else _("Your side takes part from today.")
        return done(request, told, back)
    return show(request, "confirm.html", _question(view, language, back, takes_part=bool(takes_part)))


def standing_choice(by: Actor, plan: PlanView, language: str) -> Choice | None:
    """The way there from the page of a plan; None for whoever is no party of it."""
    takes_part = _takes_part(by, plan)
    if takes_part is None:
        return None
    label = _("Stop taking part") if takes_part else _("Take part in this record")
    address = links.href("desk_standing", language, plan=plan.slug)
    return choice(label, address, can_set_standing(by, party=by.owner))


def _takes_part(by: Actor, plan: PlanView) -> bool | None:
    """None: the actor's side is no party of the plan."""
    return next((party.is_taking_part for party in plan.parties if party.code == by.owner), None)


def _question(plan: PlanView, language: str, back: str, *, takes_part: bool) -> ConfirmPage:
    title = said(plan.title, language, plan.languages).text
    if takes_part:
        question = _("Stop taking part in the record of “%(title)s”?") % {"title": title}
        facts: tuple[str, ...] = (
            _("What your side has published stays on record."),
            _("Its columns say again that it does not take part."),
        )
    else:
        question = _("Take part in the record of “%(title)s”?") % {"title": title}
        facts = (
            _(
                "Your side’s columns turn from “not taking part” to “nothing reported yet”, and only your side writes in them."
            ),
            _("It accepts no date by which it reports: that is a step of its own."),
        )
    return ConfirmPage(
        title=_("Taking part"),
        crumbs=plan_crumbs(plan, language),
        question=question,
        facts=facts,
        button=_("Stop taking part") if takes_part else _("Take part"),
        back=back,
        danger=takes_part,
    )
