"""Reads of approvals and delegations: their own side's alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.records import readable
from entente.foundation.common.rights import may
from entente.foundation.directory.models import Post
from entente.record.delivery import rules
from entente.record.delivery.models import Approval, Delegation, Update
from entente.record.delivery.words import ApprovalDecision


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A decision about an update, as its own side reads it.

    revision  of the update that was decided on; for_post: in whose place, "" for its own
    given_by, given_on, file_number  of an approval given elsewhere; "" and None otherwise
    proof     key and SHA-256 of the internal copy of the paper, None for none
    """

    decision: str
    reason: str
    revision: int
    version: int
    post: str
    for_post: str
    decided_at: datetime
    given_elsewhere: bool
    given_by: str
    given_on: date | None
    file_number: str
    proof: tuple[UUID, str] | None


def approvals_of(by: Actor, ref: str, owner: str, number: int, *, as_of: datetime) -> list[ApprovalView]:
    """The decisions about every version of an update, earliest first; [] for everybody but its own side.  One query.

    ref: of its commitment.
    """
    rows = Approval.objects.filter(
        readable(by, as_of=as_of),
        update__commitment=ref,
        update__owner=owner,
        update__number=number,
        owner=by.owner,
        made_at__lte=as_of,
    )
    return [_view(row) for row in rows.select_related("update", "proof").order_by("made_at", "id")]


def has_approval(update: Update) -> bool:
    """Whether the latest decision about it approved the revision that stands."""
    last = update.approvals.order_by("-made_at", "-id").first()
    return last is not None and last.decision == ApprovalDecision.APPROVED and last.revision == update.revision


def hands_in(update: Update) -> frozenset[str]:
    """The log-ins that wrote any word of an update, for the rule that none of them decides on it.  One query."""
    return frozenset(update.hands.values_list("user_id", flat=True))


@dataclass(frozen=True, slots=True)
class DelegationView:
    """Another post approves in one's place, first and last day included.  ended_on: the day it was ended early."""

    key: UUID
    from_post: str
    to_post: str
    from_on: date
    to_on: date
    ended_on: date | None

    def is_in_force(self, on: date) -> bool:
        return self.from_on <= on <= self.to_on and (self.ended_on is None or on < self.ended_on)


def delegations(by: Actor, *, as_of: datetime) -> list[DelegationView]:
    """The delegations of one's own side, latest first.  One query."""
    rows = Delegation.objects.filter(readable(by, as_of=as_of), owner=by.owner, made_at__lte=as_of)
    return [
        DelegationView(row.pk, row.from_post, row.to_post, row.from_on, row.to_on, row.ended_on)
        for row in rows.order_by("-from_on", "from_post", "pk")
    ]


def get_delegation_row(by: Actor, key: UUID, *, as_of: datetime) -> Delegation:
    """The row that a command takes.  Raises NotVisible."""
    row = Delegation.objects.filter(readable(by, as_of=as_of), owner=by.owner, pk=key).first()
    if row is None:
        raise NotVisible("There is no such delegation here.")
    return row


def approving_post(by: Actor, *, on: date) -> str:
    """The approving post in whose place `by` approves on a day; "" when it approves by itself or not at all.

    A delegation is worth what the post that gave it is worth: once that post approves nothing any more, nor does this one.
    It is a person's: a token does what its scopes say and stands in for nobody.
    """
    if by.is_program or not rules.can_act_for_another(by) or may(by, "update.approve"):
        return ""
    given = (
        in_force(on)
        .filter(owner=by.owner, to_post=by.post)
        .order_by("from_on", "pk")
        .values_list("from_post", flat=True)
    )
    posts = list(given)
    approving = approving_posts(posts) if posts else frozenset()
    return next((post for post in posts if post in approving), "")


def in_force(on: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), from_on__lte=on, to_on__gte=on)


def approving_posts(refs: Collection[str]) -> frozenset[str]:
    """Those of these posts that approve by their own role.  One query."""
    slugs = {ref.partition("/")[0] for ref in refs}
    posts = Post.objects.filter(organisation__slug__in=slugs).select_related("organisation")
    return frozenset(post.ref for post in posts if post.ref in refs and Role.APPROVER in post.roles)


def _view(row: Approval) -> ApprovalView:
    return ApprovalView(
        decision=row.decision,
        reason=row.reason,
        revision=row.revision,
        version=row.update.version,
        post=row.post,
        for_post=row.for_post,
        decided_at=row.made_at,
        given_elsewhere=row.given_elsewhere,
        given_by=row.given_by,
        given_on=row.given_on,
        file_number=row.file_number,
        proof=(row.proof.pk, row.proof.sha256) if row.proof else None,
    )
