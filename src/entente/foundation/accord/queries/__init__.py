"""Reads of keys, proposals and agreements.  What is agreed is public; a proposal is read by those with whom it is shared."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from entente.foundation.accord import rules
from entente.foundation.accord.models import Proposal as Proposal
from entente.foundation.accord.rules import AtHand
from entente.foundation.accord.views import (
    Agreed,
    AgreedSpan,
    DissentView,
    KeyView,
    ProposalView,
    RevisionView,
    SignatureView,
    Turn,
)
from entente.foundation.accord.words import KeyEnd as KeyEnd
from entente.foundation.accord.words import KeyPlace as KeyPlace
from entente.foundation.accord.words import Outcome as Outcome
from entente.foundation.accord.words import Stand as Stand
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible

from .agreements import agreed, agreed_over_time, agreed_subjects, agreement_of, history, public_dissents
from .keys import keys_of, standing_key
from .rows import seen, spoken_on, turns, views

__all__ = [
    "EVER",
    "Agreed",
    "AgreedSpan",
    "DissentView",
    "KeyEnd",
    "KeyPlace",
    "KeyView",
    "Outcome",
    "Proposal",
    "ProposalView",
    "RevisionView",
    "SignatureView",
    "Stand",
    "Turn",
    "agreed",
    "agreed_over_time",
    "agreed_subjects",
    "agreement_of",
    "at_hand",
    "get_row",
    "get_visible",
    "hand_of",
    "history",
    "keys_of",
    "proposals",
    "public_dissents",
    "standing_key",
    "turned_for",
    "view_of",
    "voided_for",
    "waiting_for",
]


EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Later than any clock: what a command decides by is the state itself, also on a host whose clock jumped back."""


def get_visible(by: Actor, key: UUID, *, as_of: datetime) -> ProposalView:
    """One proposal with all its wordings.  Raises NotVisible."""
    return view_of(get_row(by, key, as_of=as_of), as_of=as_of)


def get_row(by: Actor, key: UUID, *, as_of: datetime) -> Proposal:
    """The row that a command takes.  Raises NotVisible."""
    row = seen(by, as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such proposal here.")
    return row


def proposals(by: Actor, *, as_of: datetime, plan: str = "", kind: str = "", subject: str = "") -> list[ProposalView]:
    """The proposals that an actor may read, latest first; "" means all.  The same number of queries for any number."""
    wanted = {name: value for name, value in (("plan", plan), ("kind", kind), ("subject", subject)) if value}
    return views(seen(by, as_of).filter(**wanted), as_of)


def waiting_for(by: Actor, *, as_of: datetime) -> list[ProposalView]:
    """The proposals that wait for the signature of the actor's party, latest first; [] for who does not sign."""
    if not rules.may_sign_at_all(by):
        return []
    rows = seen(by, as_of).filter(signatories__party=by.owner, concluded_at=None, given_up_at=None)
    return [view for view in views(rows, as_of) if view.waits_for(by.owner)]


def voided_for(by: Actor, *, as_of: datetime) -> list[ProposalView]:
    """The proposals whose words changed after the actor's party had signed, and that it has not signed anew."""
    rows = seen(by, as_of).filter(signatories__party=by.owner, revision__gt=1, concluded_at=None, given_up_at=None)
    return [
        view
        for view in views(rows, as_of)
        if view.stands[by.owner] is Stand.DRAFT and any(one.party == by.owner for one in view.voided)
    ]


def turned_for(by: Actor, *, since: datetime, as_of: datetime) -> list[Turn]:
    """What other sides took back, or gave up, of what the actor's party had signed or agreed ad referendum; latest first.

    The same number of queries for any number of proposals; [] for who does not sign.
    """
    if not rules.may_sign_at_all(by):
        return []
    turned = Q(given_up_at__gt=since) | Q(revisions__signatures__withdrawn_at__gt=since)
    rows = seen(by, as_of).filter(turned, pk__in=spoken_on(by.owner)).distinct()
    found = [turn for view in views(rows, as_of) for turn in turns(view, by.owner, as_of) if turn.at > since]
    return sorted(found, key=lambda turn: turn.at, reverse=True)


def at_hand(row: Proposal, *, as_of: datetime = EVER) -> AtHand:
    """What the rules need to know of a proposal."""
    view = view_of(row, as_of=as_of)
    return hand_of(view)


def hand_of(view: ProposalView) -> AtHand:
    """The same of a proposal that was read already."""
    return AtHand(view.owner, view.signatories, view.concludes, view.stands, view.concluded_at, view.given_up_at)


def view_of(row: Proposal, *, as_of: datetime) -> ProposalView:
    """A proposal as it stands.  For whoever already holds the row."""
    return views(Proposal.objects.filter(pk=row.pk), as_of)[0]
