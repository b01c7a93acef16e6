"""Reads of outside assessments.  The only road to a code: another coder's stays unread until all codes are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from entente.foundation.common.actors import PUBLIC, Actor, Capacity
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.foundation.common.rights import may
from entente.record.assessment import agreement
from entente.record.assessment.assessing_views import AssessmentView, CodeView, ReplyDue, ReplyView, ShareView, Sheet
from entente.record.assessment.assessing_words import AssessmentStatus, ReplyState
from entente.record.assessment.methods import Method, mapped, shipped_crosswalks
from entente.record.assessment.models import Assessment as Assessment
from entente.record.assessment.models import AssessmentEvidence, Code, CodeEvidence, Reply
from entente.record.assessment.rules.assessors import can_see_codes

from .methods import methods_named

ORDER = ("subject", "party", "owner", "method", "reading", "-version", "pk")
REPORTS = "completion"
"""The scale on which parties report: where crosswalks lead."""


def assessment_rows(by: Actor, *, as_of: datetime) -> QuerySet[Assessment]:
    """What an actor may read: its own, what is published, and the drafts that were sent to it for a reply."""
    shown = readable(by, as_of=as_of)
    if by.capacity is Capacity.PARTY and by.reads_records:
        mine = Reply.objects.filter(assessment=OuterRef("pk"), party=by.owner)
        shown |= Q(Exists(mine), sent_at__lte=as_of)
    return Assessment.objects.filter(shown, made_at__lte=as_of)


def published_on(commitment: str, *, as_of: datetime) -> list[AssessmentView]:
    """What outsiders say of a promise, as anybody reads it: the versions that stand.  Six queries, however many there are."""
    return _that_stand(_standing(Q(commitment=commitment), as_of), as_of)


def published_on_plan(plan: str, *, as_of: datetime) -> list[AssessmentView]:
    """The same for a whole plan."""
    return _that_stand(_standing(Q(plan=plan), as_of), as_of)


def published_on_promises(refs: Collection[str], *, as_of: datetime) -> list[AssessmentView]:
    """The same for these promises."""
    return _that_stand(_standing(Q(commitment__in=sorted(refs)), as_of), as_of)


def published_pieces(plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[AssessmentView]]:
    """The same, so many at a time, of which those that stand.  One query, and six for each piece."""
    rows = _published(as_of).filter(plan=plan).order_by(*ORDER)
    return rows_in_pieces(rows, lambda some: _that_stand(_whole(some), as_of), size)


def published_among(keys: Iterable[UUID], *, as_of: datetime) -> set[UUID]:
    """Those of these assessments that everybody reads.  One query."""
    return set(_published(as_of).filter(pk__in=list(keys)).values_list("pk", flat=True))


def sheet(plan: str, owner: str, method: str, *, as_of: datetime) -> Sheet:
    """All that one assessor has published on a plan by one method.  Raises NotVisible where that is nothing."""
    found = _that_stand(_standing(Q(plan=plan, owner=owner, method=method), as_of), as_of)
    if not found:
        raise NotVisible(f"“{owner}” has published nothing here by the method “{method}”.")
    kept = found[0].method
    codes = _codes_of([one.key for one in found])
    order = [value.code for value in kept.values]
    units = [codes.get(one.key, []) for one in found]
    return Sheet(
        owner=owner,
        method=kept,
        assessments=tuple(found),
        shares=tuple(_shares(found, kept)),
        alpha=agreement.alpha(units, kept.level, order) if kept.coders > 1 else None,
        paired=agreement.paired_units(units),
    )


def at_work(by: Actor, plan: str, *, as_of: datetime) -> list[AssessmentView]:
    """What an actor's own side has in hand or was sent for a reply on a plan, latest first.  Six queries."""
    rows = assessment_rows(by, as_of=as_of).filter(Q(owner=by.owner) | Q(replies__party=by.owner), plan=plan)
    return _views(_whole(rows.distinct()), by, as_of)


def replies_due(by: Actor, *, as_of: datetime) -> list[ReplyDue]:
    """The drafts that lie before an actor's party and wait for its reply, the first deadline first.  Two queries at most.

    Only for who writes or gives replies.  What was given waits for nobody; at the deadline the clock publishes.
    """
    if not (may(by, "reply.write") or may(by, "reply.approve")):
        return []
    asked = Reply.objects.filter(
        party=by.owner,
        approved_at=None,
        assessment__status=AssessmentStatus.SENT,
        assessment__sent_at__lte=as_of,
        assessment__embargo_until__gt=as_of,
    )
    rows = list(asked.select_related("assessment").order_by("assessment__reply_due_on", "assessment_id"))
    methods = methods_named({row.assessment.method for row in rows})
    return [_due(row, methods[row.assessment.method]) for row in rows]


def _due(row: Reply, method: Method) -> ReplyDue:
    one = row.assessment
    assert one.sent_at is not None  # what was sent has both
    assert one.reply_due_on is not None
    return ReplyDue(
        one.pk, one.plan, one.commitment, one.owner, method.name, one.sent_at, one.reply_due_on, bool(row.text)
    )


def get_assessment(by: Actor, key: UUID, *, as_of: datetime) -> AssessmentView:
    """Raises NotVisible."""
    found = _views(_whole(assessment_rows(by, as_of=as_of).filter(pk=key)), by, as_of)
    if not found:
        raise NotVisible("There is no such assessment here.")
    return found[0]


def get_assessment_row(by: Actor, key: UUID, *, as_of: datetime) -> Assessment:
    """The row that a command takes.  Raises NotVisible."""
    row = assessment_rows(by, as_of=as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such assessment here.")
    return row


def _published(as_of: datetime) -> QuerySet[Assessment]:
    sent = (AssessmentStatus.SENT, AssessmentStatus.PUBLISHED)
    return assessment_rows(PUBLIC, as_of=as_of).filter(status__in=sent, embargo_until__lte=as_of)


@prepared_along("commitment")
def _standing(which: Q, as_of: datetime) -> QuerySet[Assessment]:
    return _whole(_published(as_of).filter(which))


def _codes_of(keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for key, value in Code.objects.filter(assessment_id__in=keys).values_list("assessment_id", "value"):
        found.setdefault(key, []).append(value)
    return found


def _shares(found: Iterable[AssessmentView], method: Method) -> list[ShareView]:
    if method.share is None:
        return []
    scores: dict[tuple[str, str], list[int]] = {}
    for one in found:
        if one.value is not None and one.value.score is not None and not one.clause:
            scores.setdefault((one.reading, one.party), []).append(one.value.score)
    shares = [(key, method.share.of(kept), len(kept)) for key, kept in sorted(scores.items())]
    return [ShareView(*key, share, number) for key, share, number in shares if share is not None]


def _whole(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With their evidence, replies and codes."""
    claims = AssessmentEvidence.objects.select_related("claim").order_by("claim__slug")
    code_claims = CodeEvidence.objects.select_related("claim").order_by("claim__slug")
    return (
        rows.select_related("guideline", "corrected_by")
        .prefetch_related(
            Prefetch("evidence", queryset=claims),
            Prefetch("replies", queryset=Reply.objects.order_by("party")),
            Prefetch("codes", queryset=Code.objects.order_by("coded_at", "pk")),
            Prefetch("codes__evidence", queryset=code_claims),
        )
        .order_by(*ORDER)
    )


def _that_stand(rows: Iterable[Assessment], as_of: datetime) -> list[AssessmentView]:
    """Of published rows as `_whole` gives them, as anybody reads them: the versions that stand."""
    return [one for one in _views(rows, PUBLIC, as_of) if one.is_current]


def _views(rows: Iterable[Assessment], by: Actor, as_of: datetime) -> list[AssessmentView]:
    """Of rows as `_whole` gives them."""
    kept = list(rows)
    if not kept:
        return []
    methods = methods_named({row.method for row in kept})
    return [_view(row, methods[row.method], by, as_of) for row in kept]


def _view(row: Assessment, method: Method, by: Actor, as_of: datetime) -> AssessmentView:
    public_at = row.embargo_until if row.embargo_until and row.embargo_until <= as_of else None
    later: Assessment | None = getattr(row, "corrected_by", None)
    is_own = by.capacity is Capacity.SYSTEM or by.owner == row.owner
    codes, are_in = _codes(row, method, by) if is_own else ((), None)
    return AssessmentView(
        key=row.pk,
        owner=row.owner,
        method=method,
        guideline=row.guideline.version,
        guideline_key=row.guideline_id,
        plan=row.plan,
        commitment=row.commitment,
        subject=row.subject,
        party=row.party,
        reading=row.reading,
        from_on=row.from_on,
        to_on=row.to_on,
        status=AssessmentStatus.PUBLISHED if public_at else AssessmentStatus(row.status),
        value=method.value(row.value),
        rationale=row.rationale,
        derived=mapped(shipped_crosswalks(), method.scale, row.value, REPORTS),
        claims=tuple(f"{one.claim.owner}/{one.claim.slug}" for one in row.evidence.all()),
        sent_at=row.sent_at,
        reply_due_on=row.reply_due_on,
        public_at=public_at,
        version=row.version,
        correction=row.correction,
        is_current=later is None or later.embargo_until is None or later.embargo_until > as_of,
        replies=tuple(_reply(one, by, is_own, public_at) for one in row.replies.all()) if row.sent_at else (),
        codes=codes,
        are_codes_in=are_in,
    )


def _codes(row: Assessment, method: Method, by: Actor) -> tuple[tuple[CodeView, ...], bool | None]:
    """The codes that somebody of the assessor's side reads, and whether all are in: alike while none is and while one is."""
    given = list(row.codes.all())
    coders = {one.coder for one in given}
    seen = [one for one in given if can_see_codes(by.user_id, coders=coders, wanted=method.coders, coder=one.coder)]
    shown = tuple(
        CodeView(
            one.post,
            one.value,
            one.rationale,
            tuple(f"{each.claim.owner}/{each.claim.slug}" for each in one.evidence.all()),
            one.coded_at,
            by.user_id == one.coder,
        )
        for one in seen
    )
    return shown, len(coders) >= method.coders


def _reply(reply: Reply, by: Actor, is_own: bool, public_at: datetime | None) -> ReplyView:
    """The assessor reads what was given, the party also its own draft, others what is published."""
    is_given = reply.approved_at is not None and (public_at is None or reply.approved_at <= public_at)
    state = ReplyState.GIVEN if is_given else ReplyState.NONE if public_at else ReplyState.AWAITED
    is_read = by.owner == reply.party or (is_given and (is_own or public_at is not None))
    return ReplyView(reply.party, state, reply.text if is_read else {}, reply.approved_at, is_given)
