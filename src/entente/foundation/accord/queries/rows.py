"""Rows of proposals and what was said of them, made into what is read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from entente.foundation.accord import rules
from entente.foundation.accord.models import Dissent, Proposal, Revision, Signature
from entente.foundation.accord.rules import AtHand
from entente.foundation.accord.statement import base64_text, key_id
from entente.foundation.accord.views import (
    Agreed,
    AgreedSpan,
    DissentView,
    ProposalView,
    RevisionView,
    SignatureView,
    Turn,
    confirmed,
    stand_of,
)
from entente.foundation.accord.words import Stand
from entente.foundation.common.actors import Actor
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable


def seen(by: Actor, as_of: datetime) -> QuerySet[Proposal]:
    return Proposal.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def views(rows: QuerySet[Proposal], as_of: datetime) -> list[ProposalView]:
    worded = wordings(with_proposal=False).filter(made_at__lte=as_of)
    found = rows.prefetch_related("signatories", Prefetch("revisions", queryset=worded))
    return [_view(row, as_of) for row in found.order_by("-made_at", "-pk")]


def _view(row: Proposal, as_of: datetime) -> ProposalView:
    signatories = _signatories(row)
    current, *before = (revision_view(one, as_of) for one in row.revisions.all())
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


def spoken_on(party: str) -> QuerySet[Revision, Any]:
    """Keys of the proposals on which a party has ever signed or agreed ad referendum."""
    return Revision.objects.filter(signatures__party=party).values("proposal")


def turns(view: ProposalView, party: str, as_of: datetime) -> Iterable[Turn]:
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


def wordings(*, with_proposal: bool = True) -> QuerySet[Revision]:
    """Wordings with all that was said of them, latest first."""
    said = Prefetch("signatures", queryset=Signature.objects.select_related("key").order_by("arrived_at", "pk"))
    rows = Revision.objects.prefetch_related(said, "dissents").order_by("-number", "pk")
    return rows.select_related("proposal").prefetch_related("proposal__signatories") if with_proposal else rows


def current_of(kind: str, subjects: Collection[str], as_of: datetime) -> Iterable[Revision]:
    if not subjects:
        return []
    stands = Q(changed_at__isnull=True) | Q(changed_at__gt=as_of)
    return wordings_of(stands, kind, list(subjects), as_of)


@prepared_along("subject")
def wordings_of(which: Q, kind: str, subjects: list[str], as_of: datetime) -> QuerySet[Revision]:
    """Those on these subjects that `which` selects."""
    return wordings().filter(which, proposal__kind=kind, proposal__subject__in=subjects, made_at__lte=as_of)


def _signatories(row: Proposal) -> tuple[str, ...]:
    return tuple(sorted(one.party for one in row.signatories.all()))


def revision_view(row: Revision, as_of: datetime) -> RevisionView:
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


def agreed_in(row: Revision, as_of: datetime) -> Agreed | None:
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


def spans_of(row: Revision, as_of: datetime) -> list[AgreedSpan]:
    """The stretches in which one wording was agreed: from the last signature to the first withdrawal or new words."""
    spans: list[AgreedSpan] = []
    for arrived_at in sorted({one.arrived_at for one in row.signatures.all() if one.arrived_at <= as_of}):
        one = agreed_in(row, arrived_at)
        if one is None or one.agreed_at != arrived_at:
            continue
        ends = [(at, said.party) for said in one.signatures if (at := said.withdrawn_at) is not None]
        ends += [(row.changed_at, "")] if row.changed_at else []
        ended_at, ended_by = min(ends, default=(None, ""))
        is_over = ended_at is not None and ended_at <= as_of
        spans.append(AgreedSpan(one, ended_at, ended_by) if is_over else AgreedSpan(one))
    return spans
