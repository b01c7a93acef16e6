"""What becomes of promises when their plan ends, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entente.record.plan.queries import Fate, FateView, OriginView, PromiseName

from . import links
from .labels import Tag
from .labels_of_change import FATES
from .reader import Reader
from .wording import Said

SHAPES = {Fate.CONTINUED: "reviewed", Fate.MERGED: "reviewed", Fate.DROPPED: "silent"}


@dataclass(frozen=True, slots=True)
class PromiseLink:
    """A promise as another page leads to it."""

    number: str
    title: Said
    address: str


@dataclass(frozen=True, slots=True)
class FateItem:
    """What became of a promise.

    into    the promises of the successor in which it goes on
    stands  "agreed by all on 3 May 2027", or that the keeper of the record proposes it and nobody has signed
    """

    tag: Tag
    into: tuple[PromiseLink, ...]
    successor: Said
    reason: Said
    stands: str
    is_agreed: bool
    table: str


@dataclass(frozen=True, slots=True)
class OriginItem:
    """A promise of an earlier plan from which one comes."""

    plan: Said
    promise: PromiseLink
    fate: str
    is_agreed: bool


def fate_item(view: FateView | None, reader: Reader) -> FateItem | None:
    """None while nothing is said of the promise."""
    if view is None:
        return None
    return FateItem(
        tag=Tag(str(FATES[view.fate]), SHAPES[view.fate]),
        into=promise_links(view.into, reader),
        successor=reader.said(view.successor_title),
        reason=reader.said(view.reason),
        stands=stands(view.agreed_at, reader),
        is_agreed=view.agreed_at is not None,
        table=links.href("succession", reader.language, plan=reader.plan.slug),
    )


def origin_items(views: Iterable[OriginView], reader: Reader) -> tuple[OriginItem, ...]:
    return tuple(
        OriginItem(
            plan=reader.said(view.plan_title),
            promise=promise_link(view.promise, reader),
            fate=str(FATES[view.fate]),
            is_agreed=view.agreed_at is not None,
        )
        for view in views
    )


def promise_links(names: Iterable[PromiseName], reader: Reader) -> tuple[PromiseLink, ...]:
    return tuple(promise_link(name, reader) for name in names)


def promise_link(name: PromiseName, reader: Reader) -> PromiseLink:
    address = links.href("commitment", reader.language, plan=name.plan, number=name.number)
    return PromiseLink(name.number, reader.said(name.title), address)


def stands(agreed_at: datetime | None, reader: Reader) -> str:
    """How far anybody stands behind a table or a row of it."""
    if agreed_at is not None:
        return _("Agreed by all parties on %(date)s.") % {"date": reader.day(agreed_at.date())}
    return _("Proposed by the keeper of this record. The parties have not agreed to it.")
