"""A public plan goes before all its parties: when each has signed its words, they are the parties' own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import Decision, Denied
from entente.record.plan import commands, queries
from entente.record.plan.queries import PlanView
from entente.record.plan.rules import changes
from entente.surfaces.web import labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import native_name, said

from .parts import Choice, ConfirmPage, choice, done, party_choices, plan_crumbs, reason, show


@staff
def adoption(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Say what the parties would sign; then put it before them."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    row = queries.get_row(by, plan, as_of=now())
    if request.method == "POST":
        key = commands.propose_adoption(row, by=by, at=now(), read=request.POST.get("read", ""))
        there = links.href("desk_proposal", language, key=str(key))
        return done(request, _("The plan lies before all its parties; each signs it or does not."), there)
    before = queries.put_for_adoption(by, plan, as_of=now())
    if before is not None and (before.concluded_at is not None or before.owner != by.owner):
        return HttpResponseRedirect(links.href("desk_proposal", language, key=str(before.key)))
    page = ConfirmPage(
        title=_("Put the plan to its parties"),
        crumbs=plan_crumbs(view, language),
        question=_("Put “%(title)s” to all its parties for adoption?")
        % {"title": said(view.title, language, view.languages)},
        facts=_facts(view, language, is_put=before is not None),
        button=_("Put to the parties"),
        back=links.href("desk_plan", language, plan=plan),
        danger=False,
        reason=reason(_may_put(by, view)),
        read=sha256_hex(canonical_bytes(queries.adoption_content(row, as_of=now()))),
    )
    return show(request, "confirm.html", page)


def adoption_choice(by: Actor, view: PlanView, language: str) -> Choice | None:
    """The way to put a plan to its parties, or to what lies before them; None for whoever has no say in it."""
    parties = [party.code for party in view.parties]
    if by.owner != view.owner and by.owner not in parties:
        return None
    before = queries.put_for_adoption(by, view.slug, as_of=now())
    if before is not None:
        return Choice(_("See how the parties adopt it"), links.href("desk_proposal", language, key=str(before.key)))
    there = links.href("desk_adoption", language, plan=view.slug)
    return choice(_("Put the plan to its parties"), there, _may_put(by, view))


def _may_put(by: Actor, view: PlanView) -> Decision:
    if view.closed_at is not None:
        return Denied("this plan was closed; what it says stays as it is")
    parties = [party.code for party in view.parties]
    return changes.can_propose_change(by, owner=by.owner, parties=parties, keeper=view.owner, written_by_user="")


def _facts(view: PlanView, language: str, *, is_put: bool) -> tuple[str, ...]:
    facts = (
        ngettext(
            "They sign %(number)d promise, in the words that are on record today.",
            "They sign %(number)d promises, in the words that are on record today.",
            view.commitments,
        )
        % {"number": view.commitments},
        _("Signed in all official languages at once: %(languages)s.")
        % {"languages": labels.listed([native_name(tag) for tag in queries.official_languages(view.slug)])},
        _("Asked to sign: %(parties)s.")
        % {"parties": labels.listed([name for _code, name in party_choices(view.parties, language)])},
        _("When all have signed, the plan says so, with the signatures; a change then takes an amendment."),
    )
    again = _("It lies before them already. Words that changed since then void what was signed.")
    return (*facts, again) if is_put else facts
