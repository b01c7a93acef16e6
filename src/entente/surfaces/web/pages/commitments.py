"""The list of a plan's promises: search, filters, sort, pages; and the same view as CSV and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.reading import remembered
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import SORTS, EvidenceCount, ListFilter
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView, PlanView
from entente.surfaces.web import files, labels, links
from entente.surfaces.web.choices import Choice, Option, choice
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at, told_at
from entente.surfaces.web.list_files import Listing, WantedState, list_as_csv, list_as_workbook, refs_of
from entente.surfaces.web.rows import CommitmentRow, commitment_rows
from entente.surfaces.web.standings import (
    CLOCK_STATES,
    Standings,
    clock_choices,
    joint_choices,
    standings_of,
    status_choices,
)
from entente.surfaces.web.wording import said

PER_PAGE = 50
ALL = WantedState("", "", "", "")


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """A list of promises.

    choices    of filters, () on a file, which cannot be filtered
    rows       those of this page; count: of all that the filter leaves, in words
    is_narrowed  True when a search or filter is in force
    pages      links to the pages of the list, () when there is one
    """

    title: str
    description: str
    bar: PlanBar
    address: str
    wanted: ListFilter
    choices: tuple[Choice, ...]
    sorts: Choice
    rows: tuple[CommitmentRow, ...]
    count: str
    is_narrowed: bool
    csv: str
    xlsx: str
    pages: tuple[NavigationLink, ...]
    previous: str
    next: str


def commitments(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    pillars = plans.pillars(PUBLIC, plan, as_of=as_of)
    wanted = read_filter(request.GET, view, pillars)
    state = read_state(request.GET, view)
    shown = _shown(plan, wanted, state, links.asked_page(request.GET), as_of=as_of)
    total, at, last = shown.total, shown.at, shown.last
    address = links.href("commitments", language, plan=plan)
    query = {**query_of(wanted), "status": state.status, "clock": state.clock, "joint": state.joint, "side": state.side}
    pages = _pages(address, query, at, last)
    page = CommitmentsPage(
        title=_("Commitments"),
        description=_("Every commitment of the plan: search, filter, sort, download."),
        bar=plan_bar(view, language, "commitments", plan_modified_at(plan, as_of)),
        address=address,
        wanted=wanted,
        choices=() if files.current() else _all_choices(view, pillars, wanted, state, language),
        sorts=_sorts(wanted),
        rows=commitment_rows(view, shown.promises, shown.counts, language, shown.standings),
        count=_count(total, view.commitments),
        is_narrowed=any(value for key, value in query.items() if key != "sort"),
        csv=links.with_query(links.href("commitments_csv", language, plan=plan), query),
        xlsx=links.with_query(links.href("commitments_xlsx", language, plan=plan), query),
        pages=pages,
        previous=pages[at - 2].address if at > 1 else "",
        next=pages[at].address if at < last else "",
    )
    template = "web/pages/commitments_results.html" if _wants_results(request) else "web/pages/commitments.html"
    response = render(request, template, {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page of a list shows, in whatever language.  total: of all pages; at, last: its number and that of the last page."""

    total: int
    at: int
    last: int
    promises: list[CommitmentView]
    counts: dict[str, EvidenceCount]
    standings: Standings


@remembered
def _shown(plan: str, wanted: ListFilter, state: WantedState, number: int, *, as_of: datetime) -> _Shown:
    found = assessment.listed(PUBLIC, plan, wanted, as_of=as_of)
    is_by_refs = (
        state != ALL or files.current() is not None
    )  # files are of all pages: the list is asked for once for them
    refs = refs_of(plan, wanted, state, as_of=as_of) if is_by_refs else None
    total = found.count() if refs is None else len(refs)
    last = max(1, -(-total // PER_PAGE))
    at = min(number, last)
    here = slice((at - 1) * PER_PAGE, at * PER_PAGE)
    rows = found[here] if refs is None else assessment.listed(PUBLIC, plan, ListFilter(sort=wanted.sort), as_of=as_of)
    promises = plans.whole(rows if refs is None else rows.filter(ref__in=refs[here]), plan, as_of=as_of)
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of, refs=[promise.ref for promise in promises])
    return _Shown(total, at, last, promises, counts, standings_of(plan, promises, as_of))


def commitments_csv(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    of = _listing(request, plan)
    return _download(list_as_csv(of, language), "text/csv; charset=utf-8", f"{of.plan}-{language}.csv")


def commitments_xlsx(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    of = _listing(request, plan)
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = list_as_workbook(of, language, told_at=lambda: told_at(of.as_of))
    return _download(content, media_type, f"{of.plan}-{language}.xlsx")


def _listing(request: HttpRequest, plan: str) -> Listing:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    pillars = plans.pillars(PUBLIC, plan, as_of=as_of)
    return Listing(view.slug, read_filter(request.GET, view, pillars), read_state(request.GET, view), as_of)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _wants_results(request: HttpRequest) -> bool:
    """True when htmx swaps the results; on the way back in the history it asks for the whole page."""
    return request.headers.get("HX-Target") == "results" and "HX-History-Restore-Request" not in request.headers


# --- what is asked for -----------------------------------------------------------------------------------------------


def read_filter(query: QueryDict, plan: PlanView, pillars: list[PillarView]) -> ListFilter:
    """The filter that an address asks for.  A value that is no choice leaves everything in: an old link still leads."""

    def one_of(name: str, allowed: object) -> str:
        value = query.get(name, "")
        return value if value in allowed else ""  # type: ignore[operator]  # any container of strings

    return ListFilter(
        search=query.get("q", "").strip()[:200],
        pillar=one_of("pillar", {pillar.number for pillar in pillars}),
        kind=one_of("kind", labels.KINDS),
        strength=one_of("strength", labels.STRENGTHS),
        owes=one_of("owes", {party.code for party in plan.parties}),
        evidence=one_of("evidence", {state.value for state in labels.EVIDENCE}),
        sort=one_of("sort", SORTS) or "number",
    )


def read_state(query: QueryDict, plan: PlanView) -> WantedState:
    """The state that an address asks for; a value that is no choice leaves everything in."""
    status, clock, joint, side = (query.get(name, "") for name in ("status", "clock", "joint", "side"))
    return WantedState(
        status if status in dict(status_choices()) else "",
        clock if clock in CLOCK_STATES else "",
        joint if joint in dict(joint_choices()) else "",
        side if side in {party.code for party in plan.parties} else "",
    )


def query_of(wanted: ListFilter) -> dict[str, str]:
    """The query of an address that asks for a filter; what is not narrowed is left out."""
    return {
        "q": wanted.search,
        "pillar": wanted.pillar,
        "kind": wanted.kind,
        "strength": wanted.strength,
        "owes": wanted.owes,
        "evidence": wanted.evidence,
        "sort": "" if wanted.sort == "number" else wanted.sort,
    }


def _all_choices(
    plan: PlanView, pillars: list[PillarView], wanted: ListFilter, state: WantedState, language: str
) -> tuple[Choice, ...]:
    return (*_choices(plan, pillars, wanted, language), *_state_choices(plan, state, language))


def _choices(plan: PlanView, pillars: list[PillarView], wanted: ListFilter, language: str) -> tuple[Choice, ...]:
    order = plan.languages
    return (
        choice(
            "pillar",
            _("Pillar"),
            [(one.number, f"{one.number}. {_pillar_title(one, language, order)}") for one in pillars],
            wanted.pillar,
        ),
        choice("kind", _("Kind"), [(code, _upper(str(word))) for code, word in labels.KINDS.items()], wanted.kind),
        choice(
            "strength",
            _("Strength"),
            [(code, _upper(str(word))) for code, word in labels.STRENGTHS.items()],
            wanted.strength,
        ),
        choice(
            "owes",
            _("Who owes it"),
            [(party.code, said(party.name, language, order).text) for party in plan.parties],
            wanted.owes,
        ),
        choice(
            "evidence",
            _("Public evidence"),
            [(state.value, str(word)) for state, word in labels.EVIDENCE.items()],
            wanted.evidence,
        ),
    )


def _state_choices(plan: PlanView, state: WantedState, language: str) -> tuple[Choice, ...]:
    names = [(party.code, said(party.name, language, plan.languages).text) for party in plan.parties]
    return (
        choice("side", _("Which side"), names, state.side),
        choice("status", _("What a side says"), status_choices(), state.status),
        choice("joint", _("All together"), joint_choices(), state.joint),
        choice("clock", _("What the clock tells"), clock_choices(), state.clock),
    )


def _pillar_title(pillar: PillarView, language: str, order: tuple[str, ...]) -> str:
    return said(pillar.title or {tag: text.text for tag, text in pillar.titles.items()}, language, order).text


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sorts(wanted: ListFilter) -> Choice:
    named = {
        "number": _("Number, first to last"),
        "-number": _("Number, last to first"),
        "kind": _("Kind"),
        "strength": _("Strength"),
    }
    options = tuple(Option(value, label, value == wanted.sort) for value, label in named.items())
    return Choice("sort", _("Sort by"), options)


def _count(total: int, whole: int) -> str:
    if total == whole:
        return labels.promises(total)
    return ngettext("%(number)d of %(whole)d promises", "%(number)d of %(whole)d promises", total) % {
        "number": total,
        "whole": whole,
    }


def _pages(address: str, query: dict[str, str], at: int, last: int) -> tuple[NavigationLink, ...]:
    if last == 1:
        return ()
    kept = {key: value for key, value in query.items() if value}
    return tuple(
        NavigationLink(
            str(number), links.with_query(address, kept if number == 1 else {**kept, "page": str(number)}), number == at
        )
        for number in range(1, last + 1)
    )
