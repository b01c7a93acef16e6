"""Who approves: what waits for it, and who does so while somebody is away."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import Ref
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import DelegationFacts
from entente.record.delivery.queries import DelegationView, UpdateStatus, UpdateView
from entente.record.delivery.rules import can_delegate
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.approvals import AbsenceForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import said, spoken

from .parts import DeskPage, desk_crumb, done, key_of, own_posts, reason, show
from .rows import DeskLine


@dataclass(frozen=True, slots=True)
class Group:
    """Updates in one state.  none: what is said when there are none."""

    title: str
    rows: tuple[DeskLine, ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsPage(DeskPage):
    """Every update of one's side that is on its way."""

    groups: tuple[Group, ...]
    absence: str


@staff
def approvals(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """What of one's own side waits to be approved or published, and what is published and not yet read by others."""
    found = queries.own_updates(
        by, as_of=now(), statuses=[UpdateStatus.SUBMITTED, UpdateStatus.APPROVED, UpdateStatus.RETURNED]
    )
    later = [
        view
        for view in queries.own_updates(by, as_of=now(), statuses=[UpdateStatus.PUBLISHED])
        if view.public_at and view.public_at > now()
    ]
    groups = (
        (_("Waiting for approval"), UpdateStatus.SUBMITTED, _("Nothing waits for approval.")),
        (_("Approved, not yet published"), UpdateStatus.APPROVED, _("Nothing waits to be published.")),
        (_("Sent back"), UpdateStatus.RETURNED, _("Nothing is with its writer.")),
    )
    page = ApprovalsPage(
        title=_("Approvals"),
        crumbs=(desk_crumb(language),),
        groups=(
            *(
                Group(title, tuple(_line(view, language) for view in found if _status(view) == status), none)
                for title, status, none in groups
            ),
            Group(
                _("Published, read by others from a later instant"),
                tuple(_line(view, language) for view in later),
                _("Nothing is under embargo."),
            ),
        ),
        absence=links.href("desk_absence", language),
    )
    return show(request, "approvals.html", page)


def _status(view: UpdateView) -> str:
    return view.working.status if view.working else ""


def _line(view: UpdateView, language: str) -> DeskLine:
    ref = Ref.parse(view.ref)
    words_said = said(view.done, language)
    told = [_("as of %(day)s") % {"day": dates.day(view.as_of_on, language)}]
    if view.working:
        told += [view.working.written_by, dates.instant(view.working.changed_at, language)]
    if view.working and view.working.embargo_until and view.working.embargo_until > now():
        instant = dates.instant(view.working.embargo_until, language)
        told.append(_("others read it from %(instant)s") % {"instant": instant})
    return DeskLine(
        number=ref.number,
        title=spoken(shortened(words_said.text), words_said.language, language),
        why=" · ".join(told),
        verb=pgettext("look at it", "Open"),
        address=links.href("desk_update", language, plan=ref.plan, number=ref.number, update=ref.slug),
    )


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A delegation.  key: None for one that this person cannot end, or that is over."""

    from_post: str
    to_post: str
    days: str
    state: str
    key: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePage(DeskPage):
    """Who approves while somebody is away.  reason: why this person hands nothing over, "" when it can."""

    reason: str
    form: AbsenceForm
    absences: tuple[AbsenceLine, ...]


@staff
def absence(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Hand one's approvals to another post for some days, or end that.  Raises ActionDenied, NotVisible."""
    if "begin" in request.POST:
        require(can_delegate(by))
    today = timezone.localdate()
    posts = [post for post in own_posts(by, language) if post[0] != by.post]
    form = AbsenceForm(
        request.POST if "begin" in request.POST else None, posts=posts, today=today, initial={"from_on": today}
    )
    here = links.href("desk_absence", language)
    if request.method == "POST" and "end" in request.POST:
        row = queries.get_delegation_row(by, key_of(request.POST.get("key", "")), as_of=now())
        commands.end_delegation(row, by=by, at=now())
        return done(request, _("The absence ends today."), here)
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        try:
            commands.delegate(DelegationFacts(read["to_post"], read["from_on"], read["to_on"]), by=by, at=now())
        except RuleBroken as wrong:
            form.refuse(wrong.sentence)
        else:
            return done(request, _("Your approvals are handed over for these days."), here)
    page = AbsencePage(
        title=_("While I am away"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(form),
        reason=reason(can_delegate(by)),
        form=form,
        absences=tuple(_absence(view, by, language) for view in queries.delegations(by, as_of=now())),
    )
    return show(request, "absence.html", page)


def _absence(view: DelegationView, by: Actor, language: str) -> AbsenceLine:
    today = timezone.localdate()
    is_over = view.to_on < today or (view.ended_on is not None and view.ended_on <= today)
    state = _("over") if is_over else _("in force") if view.is_in_force(today) else _("to come")
    may_end = not is_over and by.post in (view.from_post, view.to_post)
    days = f"{dates.day(view.from_on, language)} – {dates.day(view.to_on, language)}"
    return AbsenceLine(view.from_post, view.to_post, days, state, view.key if may_end else None)
