"""What shows that something is done for promises: sessions, stages, updates, evidence.  Notes of “no change” do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Prefetch, Q

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import readable
from entente.foundation.common.refs import Ref, clause_ref, session_ref, stage_ref, update_ref
from entente.record.delivery.models import Service, Session, Update
from entente.record.delivery.rules.clock import Sign, SignKind
from entente.record.delivery.rules.stages import ACCEPTED
from entente.record.delivery.words import SessionStatus, UpdateStatus
from entente.record.verification.queries import claim_rows, proofs
from entente.record.verification.words import Proof

from .activities import activity_rows
from .stages import ref_of, states_on


def signs_on(by: Actor, which: Q, *, as_of: datetime) -> list[Sign]:
    """The signs of activity, as far as an actor may read them, for the promises that `which` selects by `commitment`.

    Twelve queries for any number of promises.
    """
    return [
        *_of_activities(by, which, as_of=as_of),
        *_of_updates(by, which, as_of=as_of),
        *_of_claims(by, which, as_of=as_of),
    ]


def _of_activities(by: Actor, which: Q, *, as_of: datetime) -> Iterator[Sign]:
    services = Service.objects.filter(which, withdrawn_at__isnull=True)
    took_place = Session.objects.filter(
        readable(by, as_of=as_of), made_at__lte=as_of, status__in=[SessionStatus.HELD, SessionStatus.REPORTED]
    )
    rows = list(
        activity_rows(by, as_of=as_of)
        .filter(pk__in=services.values("activity"))
        .prefetch_related(Prefetch("services", services), Prefetch("sessions", took_place))
    )
    states = states_on(by, rows, as_of=as_of)
    for row in rows:
        ref = ref_of(row)
        served = [service.subject for service in row.services.all()]
        for session in row.sessions.all():
            own = session.status != SessionStatus.HELD
            there = session_ref(ref, session.slug)
            for subject in served:
                yield Sign(subject, SignKind.SESSION, there, session.last_on, session.owner, own)
        for state in states[row.pk]:
            if on := max(filter(None, (state.reached_on, state.seen_on)), default=None):
                for subject in served:
                    yield Sign(subject, SignKind.STAGE, stage_ref(ref, state.code), on, row.owner, is_own_word=False)


def _of_updates(by: Actor, which: Q, *, as_of: datetime) -> Iterator[Sign]:
    rows = Update.objects.filter(
        which, readable(by, as_of=as_of), status=UpdateStatus.PUBLISHED, published_at__lte=as_of, is_no_change=False
    )
    for row in rows.only("commitment", "owner", "number", "as_of_on").order_by("pk"):
        ref = update_ref(row.commitment, row.owner, row.number)
        yield Sign(row.commitment, SignKind.UPDATE, ref, row.as_of_on, row.owner, is_own_word=True)


def _of_claims(by: Actor, which: Q, *, as_of: datetime) -> Iterator[Sign]:
    """Evidence of something that happened.  Rejected evidence shows nothing; until it is accepted it is its owner's word."""
    claims = list(claim_rows(by, as_of=as_of).filter(which, is_context=False, last_on__isnull=False))
    found = proofs(by, [claim.pk for claim in claims], as_of=as_of) if claims else {}
    for claim in claims:
        subject, proof = _promise(claim.subject), found[claim.pk].state
        if subject and claim.last_on and proof is not Proof.REJECTED:
            own = proof not in ACCEPTED
            yield Sign(subject, SignKind.CLAIM, f"{claim.owner}/{claim.slug}", claim.last_on, claim.owner, own)


def _promise(subject: str) -> str:
    """The promise or clause that evidence of a subject is about; "" for a candidate, which may not be it at all."""
    ref = Ref.parse(subject)
    if ref.kind == "candidates":
        return ""
    return clause_ref(ref.commitment, ref.clause) if ref.clause else ref.commitment
