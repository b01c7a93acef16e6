"""Reads of keys, proposals and agreements.  What is agreed is public; a proposal is read by those with whom it is shared."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.records import readable

from . import rules
from .models import Dissent, Revision, Signature, SigningKey
from .models import Proposal as Proposal
from .rules import AtHand
from .statement import base64_text, key_id
from .views import (
    Agreed,
    AgreedSpan,
    DissentView,
    KeyView,
    ProposalView,
    RevisionView,
    SignatureView,
    Turn,
    confirmed,
    stand_of,
)
from .words import KeyEnd as KeyEnd
from .words import KeyPlace as KeyPlace
from .words import Outcome as Outcome
from .words import Stand as Stand

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
    "agreed_subjects",
    "agreement_of",
    "at_hand",
    "get_row",
    "get_visible",
    "hand_of",
    "histories",
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
    row = _seen(by, as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such proposal here.")
    return row


def proposals(by: Actor, *, as_of: datetime, plan: str = "", kind: str = "", subject: str = "") -> list[ProposalView]:
    """The proposals that an actor may read, latest first; "" means all.  The same number of queries for any number."""
    wanted = {name: value for name, value in (("plan", plan), ("kind", kind), ("subject", subject)) if value}
    return _views(_seen(by, as_of).filter(**wanted), as_of)


def waiting_for(by: Actor, *, as_of: datetime) -> list[ProposalView]:
    """The proposals that wait for the signature of the actor's party, latest first; [] for who does not sign."""
    if not rules.may_sign_at_all(by):
        return []
    rows = _seen(by, as_of).filter(signatories__party=by.owner, concluded_at=None, given_up_at=None)
    return [view for view in _views(rows, as_of) if view.waits_for(by.owner)]


def voided_for(by: Actor, *, as_of: datetime) -> list[ProposalView]:
    """The proposals whose words changed after the actor's party had signed, and that it has not signed anew."""
    rows = _seen(by, as_of).filter(signatories__party=by.owner, revision__gt=1, concluded_at=None, given_up_at=None)
    return [
        view
        for view in _views(rows, as_of)
        if view.stands[by.owner] is Stand.DRAFT and any(one.party == by.owner for one in view.voided)
    ]


def turned_for(by: Actor, *, since: datetime, as_of: datetime) -> list[Turn]:
    """What other sides took back, or gave up, of what the actor's party had signed or agreed ad referendum; latest first.

    The same number of queries for any number of proposals; [] for who does not sign.
    """
    if not rules.may_sign_at_all(by):
        return []
    turned = Q(given_up_at__gt=since) | Q(revisions__signatures__withdrawn_at__gt=since)
    rows = _seen(by, as_of).filter(turned, pk__in=_spoken_on(by.owner)).distinct()
    found = [turn for view in _views(rows, as_of) for turn in _turns(view, by.owner, as_of) if turn.at > since]
    return sorted(found, key=lambda turn: turn.at, reverse=True)


def agreed(kind: str, subjects: Collection[str], *, as_of: datetime) -> dict[str, Agreed]:
    """Subject -> what all have signed about it and still holds; the latest, where a subject has several.

    Public.  The same number of queries for any number of subjects; none for no subject.
    """
    found: dict[str, Agreed] = {}
    for row in _current_of(kind, subjects, as_of):
        one = _agreed(row, as_of)
        if one is not None and (row.proposal.subject not in found or found[one.subject].agreed_at < one.agreed_at):
            found[one.subject] = one
    return found


def agreed_subjects(kind: str, plan: str, *, as_of: datetime) -> set[str]:
    """The subjects of a plan about which all have signed something that still holds.  As `agreed`."""
    stands = Q(changed_at__isnull=True) | Q(changed_at__gt=as_of)
    rows = _revisions().filter(stands, proposal__kind=kind, proposal__plan=plan, made_at__lte=as_of)
    return {row.proposal.subject for row in rows if _agreed(row, as_of) is not None}


def agreement_of(row: Proposal, *, as_of: datetime) -> Agreed | None:
    """What all have signed of one proposal and still holds; None while not all have."""
    wording = _revisions().filter(proposal=row, made_at__lte=as_of).first()
    return None if wording is None else _agreed(wording, as_of)


def public_dissents(kind: str, subjects: Collection[str], *, as_of: datetime) -> dict[str, list[DissentView]]:
    """Subject -> the published dissents from the words that stand, earliest first.  As `agreed`."""
    found: dict[str, list[DissentView]] = {}
    for row in _current_of(kind, subjects, as_of):
        if row.proposal.given_up_at and row.proposal.given_up_at <= as_of:
            continue
        view = _revision(row, as_of)
        for said in view.dissents:
            if said.is_public and stand_of(said.party, view.signatures, as_of) is not Stand.CONFIRMED:
                found.setdefault(row.proposal.subject, []).append(said)
    return {subject: sorted(said, key=lambda one: one.made_at) for subject, said in found.items()}


def history(kind: str, subject: str, *, as_of: datetime) -> list[AgreedSpan]:
    """All that was ever agreed about a subject, latest first, and how each ended.  Public: each was published."""
    rows = _revisions().filter(proposal__kind=kind, proposal__subject=subject, made_at__lte=as_of)
    spans = [span for row in rows for span in _spans(row, as_of)]
    return sorted(spans, key=lambda span: span.agreed.agreed_at, reverse=True)


def histories(kind: str, subjects: Collection[str], *, as_of: datetime) -> dict[str, list[AgreedSpan]]:
    """Subject -> the same, of several subjects.  The same number of queries for any number; none for no subject."""
    if not subjects:
        return {}
    rows = _revisions().filter(proposal__kind=kind, proposal__subject__in=list(subjects), made_at__lte=as_of)
    found: dict[str, list[AgreedSpan]] = {}
    for row in rows:
        found.setdefault(row.proposal.subject, []).extend(_spans(row, as_of))
    return {
        subject: sorted(spans, key=lambda span: span.agreed.agreed_at, reverse=True) for subject, spans in found.items()
    }


def keys_of(owner: str) -> list[KeyView]:
    """Every key of a party, latest first.  Public: what they signed is checked with them."""
    rows = SigningKey.objects.filter(owner=owner).order_by("-registered_at", "-pk")
    return [
        KeyView(
            row.pk,
            row.owner,
            base64_text(bytes(row.public_key)),
            key_id(bytes(row.public_key)),
            row.place,
            row.registered_at,
            row.post,
            row.ended_at,
            row.ended_as,
            row.reason,
        )
        for row in rows
    ]


def standing_key(owner: str) -> KeyView | None:
    """The key with which a party signs now."""
    return next((key for key in keys_of(owner) if key.ended_at is None), None)


def at_hand(row: Proposal, *, as_of: datetime = EVER) -> AtHand:
    """What the rules need to know of a proposal."""
    view = view_of(row, as_of=as_of)
    return hand_of(view)


def hand_of(view: ProposalView) -> AtHand:
    """The same of a proposal that was read already."""
    return AtHand(view.owner, view.signatories, view.concludes, view.stands, view.concluded_at, view.given_up_at)


def view_of(row: Proposal, *, as_of: datetime) -> ProposalView:
    """A proposal as it stands.  For whoever already holds the row."""
    return _views(Proposal.objects.filter(pk=row.pk), as_of)[0]


def _seen(by: Actor, as_of: datetime) -> QuerySet[Proposal]:
    return Proposal.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def _views(rows: QuerySet[Proposal], as_of: datetime) -> list[ProposalView]:
    wordings = _revisions(with_proposal=False).filter(made_at__lte=as_of)
    found = rows.prefetch_related("signatories", Prefetch("revisions", queryset=wordings))
    return [_view(row, as_of) for row in found.order_by("-made_at", "-pk")]


def _view(row: Proposal, as_of: datetime) -> ProposalView:
    signatories = _signatories(row)
    current, *before = (_revision(one, as_of) for one in row.revisions.all())
    stands = {party: stand_of(party, current.signatures, as_of) for party in signatories}
    concluded_at = row.concluded_at if row.concluded_at and row.concluded_at <= as_of else None
    given_up_at = row.given_up_at if row.given_up_at and row.given_up_at <= as_of else None
    voided = tuple(one for wording in before for one in wording.signatures if one.withdrawn_at is None)
    at = AtHand(row.owner, signatories, row.concludes, stands, concluded_at, given_up_at)
    signed = confirmed(signatories, current.signatures, as_of)
    return ProposalView(
        row.pk,
        row.plan,
        row.kind,
        row.subject,
        row.number,
        row.owner,
        row.post,
        row.made_at,
        signatories,
        row.concludes,
        concluded_at,
        rules.outcome_of(at, were_signed=bool(voided)),
        stands,
        current,
        tuple(before),
        voided,
        max((one.arrived_at for one in signed), default=None),
        given_up_at,
        row.given_up_reason if given_up_at else "",
    )


def _spoken_on(party: str) -> QuerySet[Revision, Any]:
    """Keys of the proposals on which a party has ever signed or agreed ad referendum."""
    return Revision.objects.filter(signatures__party=party).values("proposal")


def _turns(view: ProposalView, party: str, as_of: datetime) -> Iterable[Turn]:
    """What others took back of the words as they are while the party stood by them, and the end of the proposal."""
    own = [one for one in view.current.signatures if one.party == party]
    for one in view.current.signatures:
        taken_at = one.withdrawn_at
        if one.party == party or taken_at is None or taken_at > as_of:
            continue
        if any(mine.stands_at(taken_at) for mine in own):
            yield Turn(view, one.party, taken_at, one.withdrawn_reason, is_end=False)
    if view.given_up_at is not None and view.owner != party and any(mine.stands_at(view.given_up_at) for mine in own):
        yield Turn(view, view.owner, view.given_up_at, view.given_up_reason, is_end=True)


def _revisions(*, with_proposal: bool = True) -> QuerySet[Revision]:
    """Wordings with all that was said of them, latest first."""
    said = Prefetch("signatures", queryset=Signature.objects.select_related("key").order_by("arrived_at", "pk"))
    rows = Revision.objects.prefetch_related(said, "dissents").order_by("-number")
    return rows.select_related("proposal").prefetch_related("proposal__signatories") if with_proposal else rows


def _current_of(kind: str, subjects: Collection[str], as_of: datetime) -> Iterable[Revision]:
    if not subjects:
        return []
    stands = Q(changed_at__isnull=True) | Q(changed_at__gt=as_of)
    return _revisions().filter(stands, proposal__kind=kind, proposal__subject__in=list(subjects), made_at__lte=as_of)


def _signatories(row: Proposal) -> tuple[str, ...]:
    return tuple(sorted(one.party for one in row.signatories.all()))


def _revision(row: Revision, as_of: datetime) -> RevisionView:
    return RevisionView(
        row.number,
        json.loads(bytes(row.content)),
        row.content_sha256,
        row.owner,
        row.post,
        row.made_at,
        row.changed_at if row.changed_at and row.changed_at <= as_of else None,
        tuple(_signature(one, row.number) for one in row.signatures.all() if one.arrived_at <= as_of),
        tuple(_dissent(one, row.number) for one in row.dissents.all() if one.made_at <= as_of),
    )


def _signature(row: Signature, revision: int) -> SignatureView:
    public_key = bytes(row.key.public_key) if row.key else b""
    return SignatureView(
        row.party,
        Stand(row.stand),
        revision,
        row.arrived_at,
        row.post,
        row.key.place if row.key else "",
        base64_text(public_key),
        key_id(public_key) if public_key else "",
        row.statement,
        base64_text(bytes(row.signature)),
        row.withdrawn_at,
        row.withdrawn_reason,
    )


def _dissent(row: Dissent, revision: int) -> DissentView:
    return DissentView(row.party, revision, row.reason, row.is_public, row.made_at)


def _agreed(row: Revision, as_of: datetime) -> Agreed | None:
    """What this wording is agreed to be at an instant; None when it is not.  As if nothing had changed it later."""
    signatories = _signatories(row.proposal)
    signed = confirmed(signatories, [_signature(one, row.number) for one in row.signatures.all()], as_of)
    if not signed:
        return None
    return Agreed(
        row.proposal.pk,
        row.proposal.plan,
        row.proposal.kind,
        row.proposal.subject,
        row.proposal.number,
        row.number,
        json.loads(bytes(row.content)),
        row.content_sha256,
        max(one.arrived_at for one in signed),
        row.proposal.concluded_at,
        signatories,
        signed,
    )


def _spans(row: Revision, as_of: datetime) -> list[AgreedSpan]:
    """The stretches in which one wording was agreed: from the last signature to the first withdrawal or new words."""
    spans: list[AgreedSpan] = []
    for arrived_at in sorted({one.arrived_at for one in row.signatures.all() if one.arrived_at <= as_of}):
        one = _agreed(row, arrived_at)
        if one is None or one.agreed_at != arrived_at:
            continue
        ends = [(at, said.party) for said in one.signatures if (at := said.withdrawn_at) is not None]
        ends += [(row.changed_at, "")] if row.changed_at else []
        ended_at, ended_by = min(ends, default=(None, ""))
        is_over = ended_at is not None and ended_at <= as_of
        spans.append(AgreedSpan(one, ended_at, ended_by) if is_over else AgreedSpan(one))
    return spans
