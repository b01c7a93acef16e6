"""Whether one's own side takes part in the record of a plan: it joins with its key, and leaves after a question."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.accord.queries import standing_key
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import Refusal
from entente.record.plan import commands, queries
from entente.record.plan.queries import PlanView
from entente.record.plan.rules import can_set_standing
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.signing import KeyForm
from entente.surfaces.web.wording import said

from .parts import Choice, ConfirmPage, DeskPage, choice, done, plan_crumbs, show
from .tokens import fresh_second_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage(DeskPage):
    """A side joins.  form: its key; None when it has one already, whose short name is `key`.  side: its code."""

    question: str
    facts: tuple[str, ...]
    form: KeyForm | None
    key: str
    side: str
    back: str


@staff
@fresh_second_factor  # type: ignore[untyped-decorator]  # allauth has no types
def standing(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Join, or stop taking part.  Raises NotVisible, ActionDenied for whoever may not speak for a party of the plan."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(can_set_standing(by, party=by.owner))
    if (takes_part := _takes_part(by, view)) is None:
        require(Denied("your side is no party of this plan"))
    return _leave(request, by, view, language) if takes_part else _join(request, by, view, language)


def standing_choice(by: Actor, plan: PlanView, language: str) -> Choice | None:
    """The way there from the page of a plan; None for whoever is no party of it."""
    takes_part = _takes_part(by, plan)
    if takes_part is None:
        return None
    label = _("Stop taking part") if takes_part else _("Take part in this record")
    address = links.href("desk_standing", language, plan=plan.slug)
    return choice(label, address, can_set_standing(by, party=by.owner))


def _join(request: HttpRequest, by: Actor, plan: PlanView, language: str) -> HttpResponse:
    key, back = standing_key(by.owner), links.href("desk_plan", language, plan=plan.slug)
    form = KeyForm(request.POST if request.method == "POST" and key is None else None)
    if request.method == "POST" and (key is not None or form.is_valid()):
        row = queries.get_row(by, plan.slug, as_of=now())
        try:
            public_key, on_host = (None, False) if key is not None else (form.public_key(), form.on_host)
            commands.join(row, by.owner, by=by, at=now(), public_key=public_key, on_host=on_host)
        except Refusal as refusal:
            form.refuse(refusal.sentence)
        else:
            return done(request, _("Your side takes part from today."), back)
    page = JoinPage(
        title=_("Taking part"),
        crumbs=plan_crumbs(plan, language),
        errors=errors_of(form),
        question=_("Take part in the record of “%(title)s”?") % {"title": _title(plan, language)},
        facts=(
            _(
                "Your side’s columns turn from “not taking part” to “nothing reported yet”, and only your side writes in them."
            ),
            _("From then on it publishes, accepts and signs for itself; until then it only drafts."),
            _("It accepts no date by which it reports: that is a step of its own."),
        ),
        form=None if key is not None else form,
        key=key.key_id if key is not None else "",
        side=by.owner,
        back=back,
    )
    return show(request, "join.html", page)


def _leave(request: HttpRequest, by: Actor, plan: PlanView, language: str) -> HttpResponse:
    back = links.href("desk_plan", language, plan=plan.slug)
    if request.method == "POST":
        commands.leave(queries.get_row(by, plan.slug, as_of=now()), by.owner, by=by, at=now())
        return done(request, _("Your side no longer takes part."), back)
    page = ConfirmPage(
        title=_("Taking part"),
        crumbs=plan_crumbs(plan, language),
        question=_("Stop taking part in the record of “%(title)s”?") % {"title": _title(plan, language)},
        facts=(
            _("What your side has published stays on record, and what it has signed stays signed."),
            _("Its columns say again that it does not take part."),
            _("It may still draft; it publishes, accepts and signs nothing until it joins again."),
            _("Its key stays on record; revoke it under “Key of your side” if nobody is to sign with it."),
        ),
        button=_("Stop taking part"),
        back=back,
        danger=True,
    )
    return show(request, "confirm.html", page)


def _takes_part(by: Actor, plan: PlanView) -> bool | None:
    """None: the actor's side is no party of the plan."""
    return next((party.is_taking_part for party in plan.parties if party.code == by.owner), None)


def _title(plan: PlanView, language: str) -> str:
    return said(plan.title, language, plan.languages).text
