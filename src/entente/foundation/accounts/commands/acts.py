"""Posts and log-ins of one's own side: one administrator proposes, another one confirms, and only then it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from entente.foundation.accounts import queries, rules
from entente.foundation.accounts.facts import (
    Appoint,
    EndAppointment,
    GiveLogIn,
    OpenPost,
    RecoverLogIn,
    StaffFacts,
    as_json,
    from_json,
    kind_of,
)
from entente.foundation.accounts.models import TwoPersonAct, User
from entente.foundation.accounts.words import ActState
from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory import rules as directory_rules
from entente.foundation.directory.queries import Appointment, Person, Post, PostCapacity
from entente.foundation.ledger import commands as ledger

from .log_ins import create_account, reset_account


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What came of a proposal.  email, password: of a log-in that was given, told this once; "" otherwise."""

    act: TwoPersonAct
    email: str = ""
    password: str = ""


@transaction.atomic
def propose(facts: StaffFacts, *, by: Actor, at: datetime) -> TwoPersonAct:
    """Propose something about the posts and log-ins of one's own side.  Nothing of it happens yet.

    Raises ActionDenied, NotVisible for what is not of one's own side, RuleBroken for what could never be carried out.
    """
    require(directory_rules.can_propose(by, by.owner))
    proposer = _user(by)
    _check(facts, by)
    act = TwoPersonAct.objects.create(
        owner=by.owner,
        kind=kind_of(facts),
        facts=as_json(facts),
        proposed_by=proposer,
        proposed_post=by.post,
        proposed_at=at,
    )
    ledger.record(by, "accounts.act.propose", _subject(act), at=at, kind=act.kind)
    return act


@transaction.atomic
def confirm(key: UUID, *, by: Actor, at: datetime) -> CarriedOut:
    """Confirm what somebody else of one's own side proposed, and carry it out.

    Raises ActionDenied for the proposer itself and when the proposer no longer may, InvalidTransition, NotVisible, RuleBroken.
    """
    act = _waiting(key, by, at)
    today = timezone.localdate(at)
    proposer = queries.actor_for(act.proposed_by, act.proposed_post, on=today)
    if not directory_rules.can_propose(proposer, act.owner) or proposer.post != act.proposed_post:
        raise ActionDenied("who proposed this no longer may; propose it again and let another administrator confirm it")
    require(directory_rules.can_confirm(by, act.owner, proposed_by=proposer))
    email, password = _carry_out(from_json(act.kind, act.facts), proposer, by, today)
    act.confirmed_by = _user(by)
    act.confirmed_post, act.confirmed_at = by.post, at
    act.save(update_fields=["confirmed_by", "confirmed_post", "confirmed_at"])
    ledger.record(by, "accounts.act.confirm", _subject(act), at=at, kind=act.kind)
    return CarriedOut(act, email, password)


@transaction.atomic
def withdraw(key: UUID, *, by: Actor, at: datetime) -> TwoPersonAct:
    """Take a proposal of one's own side back.  Raises ActionDenied, InvalidTransition, NotVisible."""
    act = _waiting(key, by, at)
    require(rules.can_withdraw(by, owner=act.owner))
    act.withdrawn_post, act.withdrawn_at = by.post, at
    act.save(update_fields=["withdrawn_post", "withdrawn_at"])
    ledger.record(by, "accounts.act.withdraw", _subject(act), at=at, kind=act.kind)
    return act


def _waiting(key: UUID, by: Actor, at: datetime) -> TwoPersonAct:
    """The row, held until the end of the transaction: two people who confirm at once wait for each other."""
    rows = TwoPersonAct.objects.select_for_update(of=("self",)).select_related("proposed_by__person")
    act = rows.filter(pk=key, owner=by.owner).first() if by.owner else None
    if act is None:
        raise NotVisible("There is no such proposal here.")
    state = rules.act_state(
        proposed_at=act.proposed_at, confirmed_at=act.confirmed_at, withdrawn_at=act.withdrawn_at, as_of=at
    )
    if state is not ActState.WAITING:
        raise InvalidTransition(f"This proposal is {state.label}; propose it again if it is still wanted.")
    return act


def _check(facts: StaffFacts, by: Actor) -> None:
    """Refuse at once what no second person could ever confirm."""
    match facts:
        case OpenPost():
            organisations = directories.organisations_of_side(by.owner)
            if not organisations.filter(slug=facts.organisation).exists():
                raise NotVisible(f"Your side has no organisation “{facts.organisation}”.")
            what = f"Post {facts.organisation}/{facts.slug}"
            directory_rules.require_slug(facts.slug, "a post")
            directory_rules.require_wording(facts.title, what)
            directory_rules.require_roles(by.capacity, (Role(role) for role in facts.roles), what)
        case Appoint():
            _own_post(facts.post, by.owner)
            if facts.person:
                _own_person(facts.person, by.owner)
            elif not facts.name.strip():
                raise RuleBroken("Who is to hold this post?  Choose somebody of your side or write a name.")
        case EndAppointment():
            _own_appointment(facts.appointment, by.owner)
        case GiveLogIn():
            _own_person(facts.person, by.owner)
        case RecoverLogIn():
            _own_user(facts.email, by.owner)


def _carry_out(facts: StaffFacts, proposer: Actor, second: Actor, today: date) -> tuple[str, str]:
    """Do it, as the proposer with a second person; address and password of a log-in that was given, or two blanks."""
    owner = proposer.owner
    match facts:
        case OpenPost():
            directory.open_post(
                directories.get_organisation(facts.organisation),
                slug=facts.slug,
                title=facts.title,
                capacity=PostCapacity(proposer.capacity.value),
                roles=[Role(role) for role in facts.roles],
                by=proposer,
                second=second,
            )
        case Appoint():
            known = _own_person(facts.person, owner) if facts.person else None
            person = known or directory.add_person(name=facts.name, by=proposer)
            from_on = date.fromisoformat(facts.from_on)
            post = _own_post(facts.post, owner)
            directory.appoint(post, person, from_on=from_on, is_acting=facts.is_acting, by=proposer, second=second)
        case EndAppointment():
            held = _own_appointment(facts.appointment, owner)
            directory.end_appointment(held, to_on=date.fromisoformat(facts.to_on), by=proposer, second=second)
        case GiveLogIn():
            user, password = create_account(_own_person(facts.person, owner), facts.email, by=proposer, second=second)
            return user.email, password
        case RecoverLogIn():
            user = _own_user(facts.email, owner)
            return user.email, reset_account(user, by=proposer, second=second)
    return "", ""


def _own_post(ref: str, owner: str) -> Post:
    post = next((post for post in directories.posts_of_side(owner) if post.ref == ref), None)
    if post is None:
        raise NotVisible(f"Your side has no post “{ref}”.")
    return post


def _own_person(key: str, owner: str) -> Person:
    try:
        person = directories.people_of_side(owner).filter(pk=key).first()
    except ValidationError:  # no key at all
        person = None
    if person is None:
        raise NotVisible("Your side has no such person.")
    return person


def _own_appointment(key: str, owner: str) -> Appointment:
    try:
        rows = Appointment.objects.filter(directories.side_of(owner, "post__"), pk=key)
        held = rows.select_related("post__organisation__party").first()
    except ValidationError:
        held = None
    if held is None:
        raise NotVisible("Your side has no such appointment.")
    return held


def _own_user(email: str, owner: str) -> User:
    people = directories.people_of_side(owner)
    user = User.objects.filter(email=email.strip().lower(), person__in=people).select_related("person").first()
    if user is None:
        raise NotVisible(f"Your side has no log-in “{email}”.")
    return user


def _user(by: Actor) -> User:
    """The log-in behind an actor.  The operator has none: it needs no second person and proposes nothing."""
    if by.user_id is None:
        raise ActionDenied("the operator needs no second person and proposes nothing")
    return User.objects.get(pk=by.user_id)


def _subject(act: TwoPersonAct) -> str:
    return f"act/{act.pk}"
