"""Items of what is done to keep a promise: activities with their stages and sessions, and candidates with their arguments."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import activity_ref, candidate_ref, session_ref, stage_ref
from entente.record.delivery.queries import Activity, Candidate, holdings
from entente.record.delivery.queries.holdings import Details, Holder

from .item import Gathered, Item, cited, told, worded


def activities(by: Actor, ref: str, as_of: datetime) -> Gathered:
    """Those that serve the promise, or once did, with everything ever said of them; their stages are items of their own."""
    rows = holdings.details(holdings.activities(Holder(by, ref, as_of)))
    for row, details in rows.items():
        fields = {
            **told(
                kind=row.kind,
                scope=row.scope,
                parties=", ".join(row.parties),
                giver=row.giver,
                receiver=row.receiver,
                term=row.term,
            ),
            **worded("title", row.title),
            **worded("summary", row.summary),
            **_details(details),
        }
        yield Item(ref_of(row), "activity", row.owner, timezone.localdate(row.made_at), row.post, fields)


def _details(of: Details) -> dict[str, str]:
    fields: dict[str, str] = {}
    for at, service in enumerate(of.services, 1):
        fields |= told(**{f"serves.{at}": f"{service.subject} {service.weight}"})
        fields |= worded(f"serves.{at}.note", service.note)
    for at, part in enumerate(of.parts, 1):
        fields |= told(**{f"part.{at}": f"{part.organisation.slug} {part.role} {part.from_on}/{part.to_on}"})
    for at, text in enumerate(of.texts, 1):
        fields |= {f"text.{at}.{name}": said for name, said in cited(text.citation).items()}
        fields |= told(**{f"text.{at}.language": text.language})
    for at, sum_ in enumerate(of.money, 1):
        fields |= told(**{f"money.{at}": f"{sum_.kind} {sum_.amount} {sum_.currency} {sum_.on}"})
        fields |= {f"money.{at}.{name}": said for name, said in cited(sum_.citation).items()}
    for (name, at), withdrawn_at in of.taken_back().items():
        fields |= told(**{f"{name}.{at}.withdrawn_at": withdrawn_at})
    return fields


def stages(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.marks(Holder(by, ref, as_of)):
        fields = {
            **told(stage=row.stage, party=row.party, happened=row.happened, withdrawn_at=row.withdrawn_at),
            **worded("note", row.note),
        }
        name = f"{stage_ref(ref_of(row.activity), row.stage)}/{row.owner}-{row.pk}"
        yield Item(name, "stage", row.owner, timezone.localdate(row.made_at), row.post, fields)


def sessions(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.sessions(Holder(by, ref, as_of)):
        participants = ", ".join(f"{kind} {number}" for kind, number in sorted(row.participants.items()))
        fields = {
            **told(
                kind=row.kind,
                state=row.status,
                stream=row.stream,
                happened=row.happened,
                participants=participants,
            ),
            **worded("title", row.title),
            **worded("outcome", row.outcome),
            **worded("reason", row.reason),
        }
        name = session_ref(ref_of(row.activity), row.slug)
        yield Item(name, "session", row.owner, timezone.localdate(row.made_at), row.post, fields)


def candidates(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.candidates(Holder(by, ref, as_of)):
        fields = {
            **told(about=row.subject, happened=row.happened, activity=ref_of(row.activity) if row.activity else ""),
            **worded("title", row.title),
            **worded("summary", row.summary),
        }
        yield Item(_name(row), "candidate", row.owner, timezone.localdate(row.made_at), row.post, fields)


def arguments(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.arguments(Holder(by, ref, as_of)):
        fields = {
            **told(stance=row.stance, claim=f"{row.claim.owner}/{row.claim.slug}" if row.claim else ""),
            **worded("text", row.text),
        }
        name = f"{_name(row.candidate)}/arguments/{row.pk}"
        yield Item(name, "argument", row.owner, timezone.localdate(row.made_at), row.post, fields)


def decisions(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for row in holdings.decisions(Holder(by, ref, as_of)):
        fields = {**told(answer=row.answer), **worded("reason", row.reason)}
        name = f"{_name(row.candidate)}/decisions/{row.pk}"
        yield Item(name, "decision", row.owner, timezone.localdate(row.made_at), row.post, fields)


def ref_of(row: Activity) -> str:
    return activity_ref(row.plan, row.slug)


def _name(row: Candidate) -> str:
    return candidate_ref(row.commitment, row.slug)
