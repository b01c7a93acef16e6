"""People and posts of one's own side, and what an administrator proposes and another one confirms about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.facts import Appoint, EndAppointment, GiveLogIn, OpenPost, StaffFacts
from entente.foundation.accounts.queries import ActView
from entente.foundation.accounts.words import ActKind
from entente.foundation.common.actors import Actor, Capacity, Role
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.directory import commands as staffing
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Post
from entente.foundation.directory.rules import can_propose
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import any_post, now
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.people import FORMS, ROLE_WORDS, StaffForm
from entente.surfaces.web.wording import Said, said

from .parts import Choice, Crumb, DeskPage, choice, desk_crumb, done, reason, show, side_among, side_name
from .plans import FormPage

fresh_second_factor = reauthentication_required(allow_get=True)
"""What gives or takes access asks for the second factor again, unless it was shown a few minutes ago."""

PROPOSALS = {
    ActKind.OPEN_POST: gettext_lazy("Open a post, or change its title and roles"),
    ActKind.APPOINT: gettext_lazy("Appoint somebody to a post"),
    ActKind.END: gettext_lazy("End an appointment"),
    ActKind.GIVE_LOG_IN: gettext_lazy("Give somebody a log-in"),
    ActKind.RECOVER_LOG_IN: gettext_lazy("Recover somebody’s log-in"),
}


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post of one's own side.  holders: who holds it today; acting: who stands in, "" for nobody; both "" and it is vacant."""

    ref: str
    title: Said
    roles: tuple[str, ...]
    holder: str
    acting: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """A proposal that waits for a second person."""

    what: str
    proposed: str
    confirm: Choice


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A working group of one's own side.  seats: (post, whether one may take it out); free: own posts that do not sit in it."""

    slug: str
    name: Said
    sides: str
    seats: tuple[tuple[str, bool], ...]
    free: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(DeskPage):
    """owner: name of the side; may_see_acts: False hides the proposals from who is no administrator."""

    groups: tuple[GroupLine, ...]

    owner: str
    posts: tuple[PostLine, ...]
    may_see_acts: bool
    acts: tuple[ActLine, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage(DeskPage):
    """One proposal to be confirmed or taken back.  reason: why the reader does not confirm it, "" when it may."""

    what: str
    proposed: str
    reason: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPage(DeskPage):
    """The password of a log-in that was given, told this once."""

    email: str
    password: str
    back: str


@any_post
def people(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    today = timezone.localdate()
    if request.method == "POST":
        return _seating(request, by, language, today)
    posts = list(directory.posts_of_side(by.owner))
    names = _names(posts, by)
    decision = can_propose(by, by.owner)
    page = PeoplePage(
        title=_("People and posts"),
        crumbs=(desk_crumb(language),),
        owner=side_name(by.owner, language),
        posts=tuple(_post_line(post, today, language) for post in posts),
        groups=_groups(by, {post.ref for post in posts}, today, language),
        may_see_acts=bool(decision),
        acts=tuple(_act_line(act, names, language) for act in queries.acts_waiting(by, as_of=now())),
        choices=tuple(
            choice(str(words), links.href("desk_people_propose", language, kind=_slug(kind)), decision)
            for kind, words in PROPOSALS.items()
        ),
    )
    return show(request, "people.html", page)


@any_post
def propose(request: HttpRequest, by: Actor, language: str, kind: str) -> HttpResponse:
    """One of the five proposals; what it says happens when somebody else confirms it."""
    require(can_propose(by, by.owner))
    wanted = next((one for one in ActKind if _slug(one) == kind), None)
    if wanted is None:
        raise NotVisible(f"There is no proposal “{kind}”.")
    there = links.href("desk_people", language)
    form = _form(wanted, request, by, language)
    if request.method == "POST" and form.is_valid():
        try:
            commands.propose(form.facts(), by=by, at=now())
        except RuleBroken as refusal:
            form.refuse(refusal.sentence)
        else:
            return done(request, _("Proposed. It happens when another administrator of your side confirms it."), there)
    page = FormPage(
        title=str(PROPOSALS[wanted]),
        crumbs=_crumbs(language),
        errors=errors_of(form),
        form=form,
        button=_("Propose it"),
        back=there,
    )
    return show(request, "people_form.html", page)


@any_post
@fresh_second_factor  # type: ignore[untyped-decorator]  # allauth has no types
def act(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """Confirm a proposal of somebody else, or take one back."""
    view = queries.get_act(by, key, as_of=now())
    there = links.href("desk_people", language)
    if request.method == "POST" and "withdraw" in request.POST:
        commands.withdraw(key, by=by, at=now())
        return done(request, _("The proposal is taken back; nothing happened."), there)
    if request.method == "POST":
        given = commands.confirm(key, by=by, at=now())
        if not given.password:
            return done(request, _("Confirmed, and done."), there)
        page = GivenPage(
            title=_("Log-in given"), crumbs=_crumbs(language), email=given.email, password=given.password, back=there
        )
        return show(request, "people_given.html", page)
    names = _names(list(directory.posts_of_side(by.owner)), by)
    shown = ActPage(
        title=_("Confirm a proposal"),
        crumbs=_crumbs(language),
        what=_what(view.facts, names, language),
        proposed=_proposed(view, language),
        reason=reason(view.may_confirm),
        back=there,
    )
    return show(request, "people_act.html", shown)


def _seating(request: HttpRequest, by: Actor, language: str, today: date) -> HttpResponse:
    """A post of one's own side takes or leaves its seat in a working group."""
    group = directory.get_group(by, request.POST.get("group", ""))
    post = directory.get_post(request.POST.get("post", ""))
    there = links.href("desk_people", language)
    if "unseat" in request.POST:
        staffing.unseat(group, post, to_on=today, by=by)
        return done(request, _("%(post)s reads nothing of the group from today.") % {"post": post.ref}, there)
    staffing.seat(group, post, from_on=today, by=by)
    return done(request, _("%(post)s sits in the group from today.") % {"post": post.ref}, there)


def _groups(by: Actor, own: set[str], today: date, language: str) -> tuple[GroupLine, ...]:
    may_seat = bool(may(by, "group.seat"))
    groups = directory.groups_seen_by(by, on=today)
    names = directory.names_of_sides({side for one in groups for side in one.sides})
    return tuple(
        GroupLine(
            one.slug,
            said(one.name, language),
            ", ".join(side_among(names, side, language) for side in one.sides),
            tuple((ref, may_seat and ref in own) for ref in one.seats),
            tuple(sorted(own - set(one.seats))) if may_seat and by.owner in one.sides else (),
        )
        for one in groups
    )


def _form(kind: ActKind, request: HttpRequest, by: Actor, language: str) -> StaffForm:
    """The form of a proposal with what can be chosen in it."""
    posts = list(directory.posts_of_side(by.owner))
    people = list(directory.people_of_side(by.owner))
    log_ins = queries.log_ins_of(people)
    given: dict[str, Any] = {}
    if kind is ActKind.OPEN_POST:
        rows = directory.organisations_of_side(by.owner)
        given["organisations"] = [(row.slug, f"{said(row.name, language)} ({row.slug})") for row in rows]
        given["roles"] = [role for role in Role if by.capacity is not Capacity.PARTY or role is not Role.SECRETARIAT]
        given["languages"] = [tag for tag, _name in links.languages()]
    elif kind is ActKind.APPOINT:
        given["posts"] = [(post.ref, f"{said(post.title, language)} ({post.ref})") for post in posts]
        given["people"] = [(str(one.pk), one.name) for one in people]
    elif kind is ActKind.END:
        open_ones = [(post, held) for post in posts for held in post.appointments.all() if held.to_on is None]
        given["appointments"] = [(str(held.pk), f"{held.person.name}, {post.ref}") for post, held in open_ones]
        given["posts"] = {str(held.pk): post.ref for post, held in open_ones}
    elif kind is ActKind.GIVE_LOG_IN:
        given["people"] = [(str(one.pk), one.name) for one in people if one.pk not in log_ins]
    else:
        named = [(log_ins[one.pk].email, one.name) for one in people if one.pk in log_ins]
        given["log_ins"] = [(email, f"{name} ({email})") for email, name in named]
    return FORMS[kind](request.POST if request.method == "POST" else None, **given)


def _post_line(post: Post, today: date, language: str) -> PostLine:
    lasting = [
        held for held in post.appointments.all() if held.from_on <= today and (held.to_on is None or today < held.to_on)
    ]
    return PostLine(
        ref=post.ref,
        title=said(post.title, language),
        roles=tuple(str(ROLE_WORDS[Role(role)]) for role in post.roles),
        holder=next((held.person.name for held in lasting if not held.is_acting), ""),
        acting=next((held.person.name for held in lasting if held.is_acting), ""),
    )


def _act_line(view: ActView, names: dict[str, str], language: str) -> ActLine:
    address = links.href("desk_people_act", language, key=str(view.key))
    label = _("Confirm or take back") if view.may_confirm else _("Take back")
    return ActLine(_what(view.facts, names, language), _proposed(view, language), Choice(label, address))


def _proposed(view: ActView, language: str) -> str:
    return _("Proposed through %(post)s, %(when)s") % {
        "post": view.proposed_post,
        "when": dates.instant(view.proposed_at, language),
    }


def _what(facts: StaffFacts, names: dict[str, str], language: str) -> str:
    """A proposal in one sentence.  names: keys of people and of appointments -> name of the person."""
    match facts:
        case OpenPost():
            held = labels.side_by_side(str(ROLE_WORDS[Role(role)]) for role in facts.roles)
            roles = held or _("reads and writes nothing")
            return _("Open the post %(post)s, or change it. It then %(roles)s.") % {
                "post": f"{facts.organisation}/{facts.slug}",
                "roles": roles,
            }
        case Appoint():
            name = names.get(facts.person, facts.name)
            said_of = {"name": name, "post": facts.post, "day": _day(facts.from_on, language)}
            if facts.is_acting:
                return _("%(name)s stands in for the holder of %(post)s from %(day)s.") % said_of
            return _("%(name)s holds %(post)s from %(day)s.") % said_of
        case EndAppointment():
            said_of = {
                "name": names.get(facts.appointment, ""),
                "post": facts.post,
                "day": _day(facts.to_on, language),
            }
            return _("%(name)s is gone from %(post)s on %(day)s.") % said_of
        case GiveLogIn():
            return _("%(name)s gets a log-in with the address %(email)s.") % {
                "name": names.get(facts.person, ""),
                "email": facts.email,
            }
    return _("The log-in %(email)s gets a new one-time password and loses its second factors.") % {"email": facts.email}


def _day(text: str, language: str) -> str:
    return dates.day(date.fromisoformat(text), language)


def _names(posts: list[Post], by: Actor) -> dict[str, str]:
    """Names by the key of a person and of an appointment."""
    known = {str(one.pk): one.name for one in directory.people_of_side(by.owner)}
    return known | {str(held.pk): held.person.name for post in posts for held in post.appointments.all()}


def _slug(kind: ActKind) -> str:
    return kind.value.replace("_", "-")


def _crumbs(language: str) -> tuple[Crumb, ...]:
    return (desk_crumb(language), Crumb(_("People and posts"), links.href("desk_people", language)))
