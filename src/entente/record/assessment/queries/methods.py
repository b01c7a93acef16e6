"""Reads of methods and guidelines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable
from entente.record.assessment.methods import Method, read_method, shipped_methods
from entente.record.assessment.models import Guideline as Guideline
from entente.record.assessment.models import OwnMethod


@dataclass(frozen=True, slots=True)
class GuidelineView:
    """What counts for each value of a method on one promise or clause; see Guideline.  published_at None: a draft."""

    key: UUID
    owner: str
    method: str
    subject: str
    version: int
    definitions: Wording
    counts: dict[str, Wording]
    published_at: datetime | None


def get_method(ref: str) -> Method:
    """A method by its name, one that ships or an assessor's own.  Raises NotVisible."""
    found = methods_named([ref]).get(ref)
    if found is None:
        known = ", ".join(shipped_methods())
        raise NotVisible(f"There is no method “{ref}”; there are {known}, and what assessors define themselves.")
    return found


def methods_named(refs: Collection[str]) -> dict[str, Method]:
    """Methods by name; one that is nowhere is left out.  At most one query."""
    found = {ref: method for ref, method in shipped_methods().items() if ref in refs}
    if own := [ref for ref in refs if ref not in found]:
        found |= {one.ref: one for one in _own(Q(owner__in={ref.partition(":")[0] for ref in own})) if one.ref in own}
    return found


def methods_of(assessor: str) -> list[Method]:
    """Every method that an assessor may use: what ships, then its own, the latest versions first.  One query."""
    return [*shipped_methods().values(), *_own(Q(owner=assessor))]


def next_version(assessor: str, code: str) -> int:
    """The version that another scale of the same short name would have.  One query."""
    last = OwnMethod.objects.filter(owner=assessor, code=code).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _own(which: Q) -> list[Method]:
    rows = OwnMethod.objects.filter(which).order_by("owner", "code", "-version")
    return [read_method(row.definition, owner=row.owner) for row in rows]


def guideline_rows(by: Actor, *, as_of: datetime) -> QuerySet[Guideline]:
    """The guidelines that an actor may read: drafts are of the tier "own" until they are published."""
    return Guideline.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def guidelines_of(by: Actor, assessor: str, plan: str, *, as_of: datetime) -> list[GuidelineView]:
    """An assessor's guidelines on a plan, the latest version of each first.  One query."""
    rows = guideline_rows(by, as_of=as_of).filter(owner=assessor, plan=plan)
    return [guideline_view(row) for row in rows.order_by("subject", "method", "-version")]


def get_guideline_row(by: Actor, key: UUID, *, as_of: datetime) -> Guideline:
    """The row that a command takes.  Raises NotVisible."""
    row = guideline_rows(by, as_of=as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such guideline here.")
    return row


def guideline_view(row: Guideline) -> GuidelineView:
    return GuidelineView(
        row.pk, row.owner, row.method, row.subject, row.version, row.definitions, row.counts, row.published_at
    )
