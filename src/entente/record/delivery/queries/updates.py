"""Reads of updates.  What others see of one is derived from the instant: published, its embargo over, its tier theirs.

A row says “corrected” as soon as its correction is published; whoever may not read the correction yet still reads the
earlier version as the one that stands.  So “is_current” is worked out per reader and never taken from the row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, in_pieces
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.records import readable
from entente.foundation.common.refs import Ref
from entente.foundation.directory.models import Party
from entente.foundation.texts import queries as texts
from entente.foundation.texts.queries import Home, LanguageState, States
from entente.record.delivery import rules
from entente.record.delivery.models import Update, UpdateProof
from entente.record.delivery.words import UpdateStatus
from entente.record.plan.models import Plan
from entente.record.verification.queries import claim_rows

PUBLISHED = (UpdateStatus.PUBLISHED, UpdateStatus.CORRECTED)


@dataclass(frozen=True, slots=True)
class Working:
    """What only its own side knows of an update: who wrote it, where it stands, who reads it."""

    status: str
    revision: int
    written_by: str
    changed_at: datetime
    submitted_at: datetime | None
    tier: str
    group: str
    embargo_until: datetime | None
    withheld_for: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """What its side noted as wrong after the plan was closed."""

    text: Wording
    post: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UpdateView:
    """What one side says it did.

    urgent_for   why it was corrected at once, "" when it could wait
    is_current   False for a version that a correction replaced, as far as this reader may know
    public_at    instant from which others read it; None for a draft.  Others are told no earlier `published_at`
    states       field -> language -> how far that text has come
    errata       what its side noted as wrong after the plan was closed, earliest first
    claims       "owner/slug" of the evidence that it rests on and this reader may read
    working      None for everybody but its own side
    """

    ref: str
    commitment: str
    owner: str
    number: int
    version: int
    correction: Wording
    urgent_for: str
    as_of_on: date
    done: Wording
    next_step: Wording
    challenges: Wording
    is_no_change: bool
    is_current: bool
    published_at: datetime | None
    published_by: str
    public_at: datetime | None
    states: dict[str, dict[str, LanguageState]]
    claims: tuple[str, ...]
    errata: tuple[Erratum, ...]
    working: Working | None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


def published(by: Actor, *, as_of: datetime) -> QuerySet[Update]:
    """The published versions that an actor may read, those replaced by a correction among them: the start of every list."""
    return Update.objects.filter(readable(by, as_of=as_of), status__in=PUBLISHED, published_at__lte=as_of)


def updates_on(by: Actor, commitment: str, *, as_of: datetime, owner: str = "") -> list[UpdateView]:
    """The published updates on a promise, newest first, each with its earlier versions after it.  Four queries."""
    of = Q(commitment=commitment, owner=owner) if owner else Q(commitment=commitment)
    return _in_order(_views(_published(by, of, as_of), by=by, as_of=as_of))


@prepared_along("commitment")
def _published(by: Actor, of: Q, as_of: datetime) -> QuerySet[Update]:
    return published(by, as_of=as_of).filter(of).order_by("pk")


def latest_on_plan(
    by: Actor, plan: str, *, as_of: datetime, limit: int = 20, offset: int = 0
) -> tuple[int, list[UpdateView]]:
    """How many published updates (standing versions) a plan has, and a page of them, newest first.  Five queries."""
    rows = published(by, as_of=as_of).filter(plan=plan).exclude(pk__in=_replaced(by, as_of=as_of))
    page = rows.order_by("-public_at", "-id")[offset : offset + limit]
    return rows.count(), _views(page, by=by, as_of=as_of)


def versions_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[UpdateView]:
    """Every published version of every update of a plan, by promise, side, number and version.  Three queries."""
    return _by_promise(_views(published(by, as_of=as_of).filter(plan=plan).order_by("pk"), by=by, as_of=as_of))


def version_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[UpdateView]]:
    """The same, those of some promises at a time.  One query, and three for each piece."""
    rows = published(by, as_of=as_of).filter(plan=plan).order_by("pk")
    names = sorted(rows.order_by("commitment").values_list("commitment", flat=True).distinct())
    return in_pieces(
        names, lambda some: _by_promise(_views(rows.filter(commitment__in=some), by=by, as_of=as_of)), size
    )


def _by_promise(views: Iterable[UpdateView]) -> list[UpdateView]:
    return sorted(views, key=lambda view: (view.commitment, view.owner, view.number, view.version))


def get_update(by: Actor, ref: str, *, as_of: datetime, version: int | None = None) -> UpdateView:
    """One update.  version None: the latest that this reader may read, a draft of its own side's among them.

    Raises NotVisible.
    """
    return _views([get_update_row(by, ref, as_of=as_of, version=version)], by=by, as_of=as_of)[0]


def get_update_row(by: Actor, ref: str, *, as_of: datetime, version: int | None = None) -> Update:
    """The row that a command takes.  Raises NotVisible."""
    rows = _versions(by, ref, as_of=as_of)
    row = (rows if version is None else rows.filter(version=version)).order_by("-version").first()
    if row is None:
        raise NotVisible(f"There is no update “{ref}” here.")
    return row


def versions_of(by: Actor, ref: str, *, as_of: datetime) -> list[UpdateView]:
    """Every version of an update that an actor may read, latest first.  Raises NotVisible when there is none."""
    views = _views(_versions(by, ref, as_of=as_of), by=by, as_of=as_of)
    if not views:
        raise NotVisible(f"There is no update “{ref}” here.")
    return sorted(views, key=lambda view: -view.version)


def own_updates(
    by: Actor, *, as_of: datetime, commitment: str = "", statuses: Collection[str] = ()
) -> list[UpdateView]:
    """Updates of one's own side in any state, last changed first.  Four queries."""
    rows = Update.objects.filter(owner=by.owner, made_at__lte=as_of) if by.reads_records else Update.objects.none()
    if commitment:
        rows = rows.filter(commitment=commitment)
    if statuses:
        rows = rows.filter(status__in=list(statuses))
    return sorted(_views(rows, by=by, as_of=as_of), key=_changed_at, reverse=True)


def last_published(by: Actor, commitment: str, owner: str, *, as_of: datetime) -> UpdateView | None:
    """The last update of one side on a promise that said something, as it stands; None while there is none."""
    views = updates_on(by, commitment, as_of=as_of, owner=owner)
    return next((view for view in views if view.is_current and not view.is_no_change), None)


def last_published_on(
    by: Actor, plan: str, *, as_of: datetime, no_change: bool = False
) -> dict[tuple[str, str], datetime]:
    """(commitment ref, owner) -> instant of its last published update that said something (or that nothing changed).

    One query for a whole plan.
    """
    rows = published(by, as_of=as_of).filter(plan=plan, is_no_change=no_change).order_by()
    latest = rows.values_list("commitment", "owner").annotate(latest=Max("public_at"))
    return {(commitment, owner): at for commitment, owner, at in latest}


def languages_owed(owner: str) -> tuple[str, ...]:
    """Languages in which a side owes its words: a party's own official ones; a keeper or assessor owes none in particular."""
    party = Party.objects.filter(code=owner).first()
    return tuple(party.languages) if party else ()


def home_of(owner: str, plan: str, kind: str) -> Home:
    """Whose words those of a side on a plan are: wanted in its own languages and in the plan's others.  Two queries."""
    spoken = Plan.objects.filter(slug=plan).values_list("languages", flat=True).first() or ()
    return Home(owner, plan, kind, tuple(dict.fromkeys([*languages_owed(owner), *spoken])))


def states_of(updates: Iterable[Update]) -> States:
    """The states of the wordings of these versions.  One query."""
    return texts.states_of([rules.states_subject(update) for update in updates])


def _replaced(by: Actor, *, as_of: datetime) -> QuerySet[Update]:
    """Keys of the versions that a published correction replaced, as far as an actor may know."""
    later = published(by, as_of=as_of).filter(replaces__isnull=False)
    return later.values("replaces_id")  # type: ignore[return-value]  # a subquery of keys


def _versions(by: Actor, ref: str, *, as_of: datetime) -> QuerySet[Update]:
    owner, number = _owner_and_number(ref)
    seen = Q(status__in=PUBLISHED, published_at__lte=as_of)
    if by.reads_records:
        seen |= Q(owner=by.owner) & ~Q(status=UpdateStatus.WITHDRAWN)
    return Update.objects.filter(
        readable(by, as_of=as_of), seen, commitment=ref.partition("/updates/")[0], owner=owner, number=number
    )


def _owner_and_number(ref: str) -> tuple[str, int]:
    try:
        parsed = Ref.parse(ref)
    except ValueError as wrong:
        raise NotVisible(f"There is no update “{ref}” here.") from wrong
    owner, _, number = parsed.slug.rpartition("-")
    if parsed.kind != "updates" or not number.isdecimal() or len(number) > 9:
        raise NotVisible(f"There is no update “{ref}” here.")
    return owner, int(number)


def _views(rows: QuerySet[Update] | Sequence[Update], *, by: Actor, as_of: datetime) -> list[UpdateView]:
    kept = list(rows)
    if not kept:
        return []
    keys = [row.pk for row in kept]
    states = states_of(kept)
    claims: dict[object, list[str]] = {}
    for key, owner, slug in _proofs(by, keys, as_of):
        claims.setdefault(key, []).append(f"{owner}/{slug}")
    replaced = set(_replaced_among(by, keys, as_of))
    return [
        _view(row, by, states, tuple(claims.get(row.pk, ())), is_current=row.pk not in replaced, as_of=as_of)
        for row in kept
    ]


@prepared
def _proofs(by: Actor, updates: Collection[UUID], as_of: datetime) -> QuerySet[UpdateProof, tuple[UUID, str, str]]:
    """Which update names which claim as its proof: asked claim by claim, else SQLite lists every claim that `by` may read."""
    readable_claim = Exists(claim_rows(by, as_of=as_of).filter(pk=OuterRef("claim")))
    rows = UpdateProof.objects.filter(readable_claim, update__in=updates).order_by("claim")
    return rows.values_list("update_id", "claim__owner", "claim__slug")


@prepared
def _replaced_among(by: Actor, updates: Collection[UUID], as_of: datetime) -> QuerySet[Update, UUID | None]:
    return published(by, as_of=as_of).filter(replaces__in=updates).values_list("replaces_id", flat=True)


def _view(
    row: Update, by: Actor, states: States, claims: tuple[str, ...], *, is_current: bool, as_of: datetime
) -> UpdateView:
    subject = rules.states_subject(row)
    is_own = by.reads_records and by.owner == row.owner
    return UpdateView(
        ref=rules.ref_of(row),
        commitment=row.commitment,
        owner=row.owner,
        number=row.number,
        version=row.version,
        correction=row.correction,
        urgent_for=row.urgent_for,
        as_of_on=row.as_of_on,
        done=row.done,
        next_step=row.next_step,
        challenges=row.challenges,
        is_no_change=row.is_no_change,
        is_current=is_current,
        published_at=row.published_at if is_own else row.public_at,
        published_by=row.published_by,
        public_at=row.public_at,
        states={name: states.get((subject, name), {}) for name in (*rules.FIELDS, "correction")},
        claims=claims,
        errata=tuple(one for one in map(_erratum, row.errata) if one.at <= as_of),
        working=_working(row) if is_own else None,
    )


def _erratum(noted: Mapping[str, Any]) -> Erratum:
    return Erratum(dict(noted["text"]), noted["post"], datetime.fromisoformat(noted["at"]))


def _working(row: Update) -> Working:
    return Working(
        status=row.status,
        revision=row.revision,
        written_by=row.written_by,
        changed_at=row.changed_at,
        submitted_at=row.submitted_at,
        tier=row.tier,
        group=row.group,
        embargo_until=row.embargo_until,
        withheld_for=row.withheld_for,
    )


def _changed_at(view: UpdateView) -> datetime:
    assert view.working is not None  # its own side reads it
    return view.working.changed_at


def _in_order(views: Iterable[UpdateView]) -> list[UpdateView]:
    """Newest standing version first, its earlier versions right after it."""
    kept = list(views)
    stood: dict[tuple[str, int], datetime] = {}
    for view in kept:
        if view.public_at is not None:
            key = view.owner, view.number
            stood[key] = max(stood.get(key, view.public_at), view.public_at)
    return sorted(kept, key=lambda view: (stood[view.owner, view.number], view.number, view.version), reverse=True)
