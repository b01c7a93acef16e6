"""Reads of how plans end: the table, what became of a promise, and where one comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import Tier, readable
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Commitment, Heir, Participation, Plan, Resolution, Succession
from entente.record.plan.rules.changes import official_languages as _official
from entente.record.plan.rules.succession import new_numbers
from entente.record.plan.succession_content import SuccessionContent
from entente.record.plan.words import ChangeStatus, Fate

IN_ORDER = Prefetch("heirs", queryset=Heir.objects.order_by("pk"))


@dataclass(frozen=True, slots=True)
class PromiseName:
    """A promise as others point at it.  title: {} where the record has worded none."""

    ref: str
    number: str
    title: Wording

    @property
    def plan(self) -> str:
        return self.ref.partition("/")[0]


@dataclass(frozen=True, slots=True)
class ResolutionView:
    """What becomes of one promise.  fate: "" while it is not resolved; into: promises of the successor."""

    promise: PromiseName
    pillar: str
    fate: str
    into: tuple[PromiseName, ...] = ()
    reason: Wording = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """A table of succession.

    owner      whose table it is; is_by_keeper: the keeper's of this record, and so labelled while it is not agreed
    revision   to be named by whoever saves it
    proposal   key of what the parties sign, None before it was put to them
    rows       every promise of the plan, in order
    fresh      promises of the successor that come from none of the plan
    """

    key: UUID
    plan: str
    plan_title: Wording
    successor: str
    successor_title: Wording
    owner: str
    is_by_keeper: bool
    status: ChangeStatus
    tier: str
    revision: int
    proposal: UUID | None
    proposed_at: datetime | None
    published_at: datetime | None
    agreed_at: datetime | None
    rows: tuple[ResolutionView, ...]
    fresh: tuple[PromiseName, ...]

    @property
    def is_agreed(self) -> bool:
        return self.status == ChangeStatus.AGREED

    @property
    def counts(self) -> Counter[str]:
        """Fate -> how many promises; "" for those not resolved, "new" for those of the successor alone."""
        counted = Counter(row.fate for row in self.rows)
        counted["new"] = len(self.fresh)
        return counted


@dataclass(frozen=True, slots=True)
class FateView:
    """What became of one promise, or what the keeper proposes.  agreed_at: None while it is the keeper's proposal."""

    fate: Fate
    into: tuple[PromiseName, ...]
    reason: Wording
    successor: str
    successor_title: Wording
    agreed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OriginView:
    """A promise of an earlier plan from which one comes.  agreed_at: None while it is the keeper's proposal."""

    promise: PromiseName
    fate: Fate
    plan_title: Wording
    agreed_at: datetime | None


# --- what a command needs ---------------------------------------------------------------------------------------------


def row_of(slug: str) -> Plan:
    """A plan by its slug, whoever acts.  Raises NotVisible."""
    row = Plan.objects.filter(slug=slug).first()
    if row is None:
        raise NotVisible(f"There is no plan “{slug}” here.")
    return row


def numbers_of(slug: str) -> list[str]:
    """The numbers of all promises of a plan, in its order."""
    return list(Commitment.objects.filter(plan__slug=slug).order_by("position").values_list("number", flat=True))


def promise_names(slug: str) -> list[PromiseName]:
    """The promises of a plan as others point at them, in its order.  One query."""
    return list(_named(slug).values())


def official_languages(slug: str) -> dict[str, str]:
    """Official language of the parties of a plan -> code of the first party that has it."""
    rows = Participation.objects.filter(plan__slug=slug).order_by("position")
    return _official((party, languages) for party, languages in rows.values_list("party__code", "party__languages"))


def get_succession_row(by: Actor, key: UUID, *, as_of: datetime) -> Succession:
    """The row that a command takes.  Raises NotVisible."""
    row = _seen(by, as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such table of succession here.")
    return row


def own_succession_row(by: Actor, plan: str) -> Succession | None:
    """The table that the actor's own side has open on a plan."""
    open_ones = (ChangeStatus.DRAFT, ChangeStatus.PROPOSED)
    return _rows().filter(plan__slug=plan, owner=by.owner, status__in=open_ones).first()


def succession_content(row: Succession) -> SuccessionContent:
    """A table as the parties sign it."""
    rows = _facts(row)
    titles = dict(row.plan.commitments.values_list("number", "title"))
    heirs = list(row.successor.commitments.order_by("position").values_list("number", "title")) if row.successor else []
    named = {number for one in rows for number in one.into}
    return SuccessionContent(
        plan=row.plan.slug,
        plan_title=row.plan.title,
        successor=row.successor.slug if row.successor else "",
        successor_title=row.successor.title if row.successor else {},
        rows=tuple(rows),
        titles=titles,
        heirs={number: title for number, title in heirs if number in named},
        new=tuple(new_numbers([number for number, _ in heirs], {one.number: one for one in rows})),
    )


# --- what pages show --------------------------------------------------------------------------------------------------


def successions(by: Actor, plan: str, *, as_of: datetime) -> list[SuccessionView]:
    """The tables on a plan that an actor may read: the agreed one alone once there is one, else the latest first."""
    rows = list(
        _seen(by, as_of).filter(plan__slug=plan).exclude(status=ChangeStatus.WITHDRAWN).order_by("-made_at", "pk")
    )
    agreed = [row for row in rows if is_agreed_at(row, as_of)]
    return [view_of(row) for row in agreed or rows]


def public_succession(plan: str, by: Actor, *, as_of: datetime) -> SuccessionView | None:
    """The table that stands on the public pages of a plan: the agreed one, else the one that the keeper shows."""
    row = standing_tables(by, as_of).filter(plan__slug=plan).first()
    return view_of(row) if row else None


def has_public_succession(plan: str, by: Actor, *, as_of: datetime) -> bool:
    """Whether a table stands on the public pages of a plan.  One query."""
    return standing_tables(by, as_of).filter(plan__slug=plan).exists()


def view_of(row: Succession) -> SuccessionView:
    """A table with every promise of its plan.  Five queries, however many there are."""
    heirs = _named(row.successor.slug) if row.successor else {}
    said = {one.number: one for one in _facts(row)}
    rows = []
    for ref, number, title, pillar in row.plan.commitments.order_by("position").values_list(
        "ref", "number", "title", "pillar__number"
    ):
        facts = said.get(number)
        into = tuple(heirs[one] for one in facts.into if one in heirs) if facts else ()
        name = PromiseName(ref, number, title)
        rows.append(ResolutionView(name, pillar, str(facts.fate) if facts else "", into, facts.reason if facts else {}))
    return SuccessionView(
        key=row.pk,
        plan=row.plan.slug,
        plan_title=row.plan.title,
        successor=row.successor.slug if row.successor else "",
        successor_title=row.successor.title if row.successor else {},
        owner=row.owner,
        is_by_keeper=row.owner == row.plan.owner,
        status=ChangeStatus(row.status),
        tier=row.tier,
        revision=row.revision,
        proposal=row.proposal,
        proposed_at=row.proposed_at,
        published_at=row.published_at,
        agreed_at=row.agreed_at,
        rows=tuple(rows),
        fresh=tuple(heirs[number] for number in new_numbers(list(heirs), said)),
    )


@remembered
def fate_of(by: Actor, commitment: str, *, as_of: datetime) -> FateView | None:
    """What became of a promise, or what the keeper proposes; None while nothing is said.  At most three queries."""
    plan = commitment.partition("/")[0]
    row = next(iter(_last_of(by, plan, as_of)), None)
    if row is None:
        return None
    found = row.resolutions.filter(commitment__ref=commitment).prefetch_related(IN_ORDER).first()
    if found is None:
        return None
    refs = [heir.ref for heir in found.heirs.all()]
    names = {one.ref: one for one in names_in(Commitment.objects.filter(ref__in=refs))} if refs else {}
    return FateView(
        Fate(found.fate),
        tuple(names[ref] for ref in refs if ref in names),
        found.reason,
        row.successor.slug if row.successor else "",
        row.successor.title if row.successor else {},
        row.agreed_at,
    )


@remembered
@prepared
def _last_of(by: Actor, plan: str, as_of: datetime) -> QuerySet[Succession]:
    return standing_tables(by, as_of).filter(plan__slug=plan)[:1]


@remembered
def origins_of(by: Actor, commitment: str, *, as_of: datetime) -> list[OriginView]:
    """The promises of earlier plans from which one comes, in their order.  One query."""
    found = []
    for heir in _heirs(by, commitment, as_of):
        one = heir.resolution
        promise = PromiseName(one.commitment.ref, one.commitment.number, one.commitment.title)
        found.append(OriginView(promise, Fate(one.fate), one.commitment.plan.title, one.succession.agreed_at))
    return found


@prepared_along("ref")
def _heirs(by: Actor, commitment: str, as_of: datetime) -> QuerySet[Heir]:
    rows = Heir.objects.filter(ref=commitment, resolution__succession__in=standing_tables(by, as_of))
    whole = rows.select_related("resolution__commitment__plan", "resolution__succession")
    return whole.order_by("resolution__commitment__position", "pk")


def succeeded_by(by: Actor, plan: str, *, as_of: datetime) -> list[str]:
    """Slugs of the plans that ended in this one, as agreed.  One query."""
    rows = standing_tables(by, as_of).filter(successor__slug=plan, status=ChangeStatus.AGREED)
    return list(rows.values_list("plan__slug", flat=True))


def fates_under(by: Actor, plan: str, *, as_of: datetime) -> Mapping[str, Fate]:
    """Ref -> what became of each promise of a plan; {} while nothing is agreed.  One query."""
    agreed = standing_tables(by, as_of).filter(plan__slug=plan, status=ChangeStatus.AGREED)
    rows = Resolution.objects.filter(succession__in=agreed).values_list("commitment__ref", "fate")
    return {ref: Fate(fate) for ref, fate in rows}


def _rows() -> QuerySet[Succession]:
    return Succession.objects.select_related("plan", "successor")


def _seen(by: Actor, as_of: datetime) -> QuerySet[Succession]:
    return _rows().filter(readable(by, as_of=as_of))


def standing_tables(by: Actor, as_of: datetime) -> QuerySet[Succession]:
    """What the public pages go by: agreed by all, or shown by the keeper as its own proposal; agreed before shown."""
    agreed = Q(status=ChangeStatus.AGREED, agreed_at__lte=as_of)
    shown = Q(status__in=[ChangeStatus.DRAFT, ChangeStatus.PROPOSED], published_at__lte=as_of, tier=Tier.PUBLIC)
    return _seen(by, as_of).filter(agreed | shown).order_by(F("agreed_at").desc(nulls_last=True), "pk")


def is_agreed_at(row: Succession, as_of: datetime) -> bool:
    return row.agreed_at is not None and row.agreed_at <= as_of


def _facts(row: Succession) -> list[ResolutionFacts]:
    """The resolved promises of a table, in the plan's order.  Two queries."""
    rows = row.resolutions.select_related("commitment").prefetch_related(IN_ORDER).order_by("commitment__position")
    return [
        ResolutionFacts(
            one.commitment.number,
            Fate(one.fate),
            tuple(heir.ref.partition("/")[2] for heir in one.heirs.all()),
            one.reason,
        )
        for one in rows
    ]


def _named(slug: str) -> dict[str, PromiseName]:
    """Number -> promise of a plan, in its order.  One query."""
    return {one.number: one for one in names_in(Commitment.objects.filter(plan__slug=slug).order_by("position"))}


def names_in(rows: QuerySet[Commitment]) -> Sequence[PromiseName]:
    return [PromiseName(ref, number, title) for ref, number, title in rows.values_list("ref", "number", "title")]
