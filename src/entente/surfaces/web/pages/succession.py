"""What becomes of each promise of a plan that ends: old to new, and what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import ChangeKind, ResolutionView, SuccessionView
from entente.surfaces.web import links
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.labels_of_change import FATES, NEW, UNRESOLVED
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.sheets import as_csv, as_workbook
from entente.surfaces.web.signed import Signed, signed
from entente.surfaces.web.succession import SHAPES, PromiseLink, promise_link, promise_links, stands
from entente.surfaces.web.wording import Said


@dataclass(frozen=True, slots=True)
class FateRow:
    """One promise of the plan that ends, or one that is new.  old: None for a new one; new: () for one not carried on."""

    old: PromiseLink | None
    tag: Tag
    new: tuple[PromiseLink, ...]
    reason: Said


@dataclass(frozen=True, slots=True)
class SuccessionPage:
    """The table.

    stands   how far anybody stands behind it; "" while there is no table
    filters  links that leave one fate, each with its number; the first leaves all
    signed   who has signed, None while it is the keeper's proposal
    """

    title: str
    description: str
    bar: PlanBar
    heading: Said
    successor: NavigationLink | None
    stands: str
    is_agreed: bool
    filters: tuple[NavigationLink, ...]
    rows: tuple[FateRow, ...]
    signed: Signed | None
    csv: str
    xlsx: str
    origins: tuple[NavigationLink, ...]


def succession(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of)
    table = plans.public_succession(plan, PUBLIC, as_of=as_of)
    asked = request.GET.get("fate", "")
    page = SuccessionPage(
        title=_("What becomes of each promise"),
        description=_("Every promise of the plan: continued, merged with others or not carried on; and what is new."),
        bar=plan_bar(view, language, "", plan_modified_at(plan, as_of)),
        heading=reader.said(view.title),
        successor=_successor(table, reader),
        stands=stands(table.agreed_at, reader) if table else "",
        is_agreed=table is not None and table.is_agreed,
        filters=_filters(table, asked, reader) if table else (),
        rows=tuple(_rows(table, asked, reader)) if table else (),
        signed=_signed(table, reader),
        csv=links.href("succession_csv", language, plan=plan),
        xlsx=links.href("succession_xlsx", language, plan=plan),
        origins=origins_of_plan(reader),
    )
    return render(request, "web/pages/succession.html", {"page": page})


def succession_csv(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    rows = _table(request, language, plan)
    return _download(as_csv(rows), "text/csv; charset=utf-8", f"{plan}-succession-{language}.csv")


def succession_xlsx(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    rows = _table(request, language, plan)
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(
        as_workbook(rows, _("Succession"), language=language), media_type, f"{plan}-succession-{language}.xlsx"
    )


def _table(request: HttpRequest, language: str, plan: str) -> list[list[str]]:
    """One row for each pair of an old and a new promise, so that programs can join on both."""
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of)
    table = plans.public_succession(plan, PUBLIC, as_of=as_of)
    heading = [
        _("Reference"), _("Title"), _("What becomes of it"), _("Reference in the successor"), _("Title in the successor"),
        _("Reason"), _("Agreed on"),
    ]  # fmt: skip
    if table is None:
        return [heading]
    on = table.agreed_at.date().isoformat() if table.agreed_at else ""
    rows = [
        [
            row.promise.ref,
            reader.said(row.promise.title).text,
            str(FATES[row.fate]),
            heir.ref if heir else "",
            reader.said(heir.title).text if heir else "",
            reader.said(row.reason).text,
            on,
        ]
        for row in table.rows
        for heir in (row.into or (None,))
    ]
    fresh = [["", "", str(FATES[NEW]), one.ref, reader.said(one.title).text, "", on] for one in table.fresh]
    return [heading, *rows, *fresh]


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=disposition)


def _successor(table: SuccessionView | None, reader: Reader) -> NavigationLink | None:
    if table is None or not table.successor:
        return None
    title = reader.said(table.successor_title).text
    return NavigationLink(title, links.href("plan", reader.language, plan=table.successor), False)


def _filters(table: SuccessionView, asked: str, reader: Reader) -> tuple[NavigationLink, ...]:
    address = links.href("succession", reader.language, plan=reader.plan.slug)
    counts = table.counts
    every = NavigationLink(_("All (%(number)d)") % {"number": sum(counts.values())}, address, not asked)
    kept = [
        NavigationLink(
            _("%(fate)s (%(number)d)") % {"fate": label, "number": counts[fate]},
            links.with_query(address, {"fate": fate or "open"}),
            asked == (fate or "open"),
        )
        for fate, label in FATES.items()
        if counts[fate]
    ]
    return (every, *kept)


def _rows(table: SuccessionView, asked: str, reader: Reader) -> Iterable[FateRow]:
    wanted = UNRESOLVED if asked == "open" else asked
    for row in table.rows:
        if not asked or row.fate == wanted:
            yield _row(row, reader)
    if not asked or asked == NEW:
        for one in table.fresh:
            yield FateRow(None, Tag(str(FATES[NEW]), "begun"), (promise_link(one, reader),), reader.said({}))


def _row(row: ResolutionView, reader: Reader) -> FateRow:
    shape = {str(fate): shape for fate, shape in SHAPES.items()}.get(row.fate, "silent")
    return FateRow(
        promise_link(row.promise, reader),
        Tag(str(FATES[row.fate]), shape),
        promise_links(row.into, reader),
        reader.said(row.reason),
    )


def _signed(table: SuccessionView | None, reader: Reader) -> Signed | None:
    if table is None or not table.is_agreed:
        return None
    kind = ChangeKind.SUCCESSION if table.successor else ChangeKind.CLOSURE
    return signed(accords.agreed(kind, [table.plan], as_of=reader.as_of).get(table.plan), (), reader)


def origins_of_plan(reader: Reader) -> tuple[NavigationLink, ...]:
    """The tables of the plans that ended in this one."""
    ended = set(plans.succeeded_by(PUBLIC, reader.plan.slug, as_of=reader.as_of))
    return tuple(
        NavigationLink(
            _("What became of each promise of %(plan)s") % {"plan": reader.said(one.title).text},
            links.href("succession", reader.language, plan=one.slug),
            False,
        )
        for one in plans.visible_plans(PUBLIC, as_of=reader.as_of)
        if one.slug in ended
    )
