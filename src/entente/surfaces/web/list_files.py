"""Lists of promises as CSV and workbook; a long one is put together of pieces.

A piece holds the promises of a stretch of the plan, in its order; where one ends is told by their refs.  While a site is
published their rows are kept, in every language, for all lists that hold them: one promise that changed has one stretch made
anew.  Elsewhere the rows that are asked for are read at once; the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.kept import is_kept, kept_value, left_of
from entente.foundation.common.packed import Packed, packed
from entente.foundation.common.pieces import in_pieces
from entente.foundation.common.reading import remembered, remembered_whole
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import EvidenceCount, ListFilter
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView, PlanView

from . import links
from .list_rows import heading_of, rows_of
from .sheets import Cells, csv_lines, csv_of, sheet_rows, workbook_of
from .standings import Standings, overdue_refs, refs_in_state, standings_of

NAMED_MAX = plans.NAMED_MAX
"""A list of so many promises is read and made by itself; a longer one of pieces, a piece of so many at most."""
Lines = Callable[[Sequence[Cells]], list[bytes]]
FORMS: dict[str, Lines] = {"csv": csv_lines, "xlsx": sheet_rows}
Told = tuple[list[tuple[CommitmentView, EvidenceCount | None]], Standings]


@dataclass(frozen=True, slots=True)
class WantedState:
    """To which state a list is narrowed; "" means all.

    status: what some side says, or `side` alone; clock: one of CLOCK_STATES; joint: a JointState of it or a part of it
    """

    status: str
    clock: str
    joint: str
    side: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of promises of one plan, as everybody reads it at an instant."""

    plan: str
    wanted: ListFilter
    state: WantedState
    as_of: datetime


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some rows of a list.  name: of what is kept of them, "" for nothing; lines: each row as a file of the form has it."""

    name: str
    lines: Callable[[], list[bytes]]


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """Promises of a plan that follow one another.

    name  says all that their rows are made from but the database and the instant
    """

    name: str
    plan: PlanView
    pillars: list[PillarView]
    refs: tuple[str, ...]
    overdue: frozenset[str]


def list_as_csv(of: Listing, language: str) -> bytes:
    heading = csv_lines([heading_of(_plan(of), language)])
    return csv_of([*heading, *(line for piece in _pieces(of, language, "csv") for line in piece.lines())])


def list_as_workbook(of: Listing, language: str, *, told_at: Callable[[], datetime]) -> bytes:
    """told_at: gives the instant that the workbook names, once all that it holds was read."""
    rows = [_packed(piece) for piece in _pieces(of, language, "xlsx")]
    heading, count = heading_of(_plan(of), language), len(refs_of(of.plan, of.wanted, of.state, as_of=of.as_of))
    return workbook_of(heading, rows, count, title=_("Commitments"), at=told_at(), language=language)


def _packed(piece: _Piece) -> Packed:
    def make() -> Packed:
        return packed(b"".join(piece.lines()))

    return kept_value(piece.name, make) if piece.name else make()


def _pieces(of: Listing, language: str, form: str) -> Iterator[_Piece]:
    """A list in the plan's order, stretch by stretch; a short one, or one in another order, as one piece."""
    refs = refs_of(of.plan, of.wanted, of.state, as_of=of.as_of)
    if len(refs) <= NAMED_MAX or of.wanted.sort != "number":
        yield _Piece("", lambda: FORMS[form](_cells(of, refs, language)))
        return
    among = set(refs)
    known = {} if is_kept() else dict(zip(refs, FORMS[form](_cells(of, refs, language)), strict=True))
    for stretch in _stretches(of.plan, as_of=of.as_of):
        chosen = [at for at, ref in enumerate(stretch.refs) if ref in among]
        if chosen and known:
            yield _Piece("", lambda: [known[stretch.refs[at]] for at in chosen])  # noqa: B023  # asked for at once
        elif chosen:
            name = sha256_hex(repr((stretch.name, chosen)).encode())
            yield _Piece(name, partial(_chosen, stretch, chosen, language, form, of.as_of))


@remembered_whole
def refs_of(plan: str, wanted: ListFilter, state: WantedState, *, as_of: datetime) -> list[str]:
    """Which promises a list holds."""
    found: Sequence[str] = _all_refs(plan, as_of=as_of)
    if wanted != ListFilter():
        found = list(assessment.listed(PUBLIC, plan, wanted, as_of=as_of).values_list("ref", flat=True))
    asked = {"status": state.status, "clock": state.clock, "joint": state.joint, "side": state.side}
    among = refs_in_state(plan, **asked, pillar=wanted.pillar, as_of=as_of)
    return [ref for ref in found if among is None or ref in among]


@remembered_whole
def _all_refs(plan: str, *, as_of: datetime) -> list[str]:
    return list(plans.commitment_rows(PUBLIC, plan, as_of=as_of).values_list("ref", flat=True))


def _plan(of: Listing) -> PlanView:
    return plans.get_visible_plan(PUBLIC, of.plan, as_of=of.as_of)


def _cells(of: Listing, refs: Sequence[str], language: str) -> list[Cells]:
    """The rows of these promises, read together."""
    promises, standings = _told(of.plan, tuple(refs), overdue_refs(of.plan, of.as_of), as_of=of.as_of)
    return rows_of(_plan(of), plans.pillars(PUBLIC, of.plan, as_of=of.as_of), promises, standings, language)


@remembered_whole
def _told(plan: str, refs: tuple[str, ...], overdue: frozenset[str], *, as_of: datetime) -> Told:
    """What is told of promises in whatever language.  overdue: those with an overdue milestone."""
    rows = plans.commitment_rows(PUBLIC, plan, as_of=as_of)
    are_few = len(refs) <= NAMED_MAX
    found = {one.ref: one for one in plans.whole(rows.filter(ref__in=refs) if are_few else rows, plan, as_of=as_of)}
    promises = [found[ref] for ref in refs]
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of, refs=refs if are_few else None)
    return [(one, counts.get(one.ref)) for one in promises], standings_of(plan, promises, as_of, overdue)


# --- stretches -------------------------------------------------------------------------------------------------------


@remembered
def _stretches(plan: str, *, as_of: datetime) -> list[_Stretch]:
    """All promises of a plan, in its order; nothing is kept of stretches that are there no more."""
    view, pillars = plans.get_visible_plan(PUBLIC, plan, as_of=as_of), plans.pillars(PUBLIC, plan, as_of=as_of)
    refs = _all_refs(plan, as_of=as_of)
    overdue = overdue_refs(plan, as_of)
    around = repr((view.languages, view.parties, [(one.number, one.title) for one in pillars], links.languages()))
    found = []
    for piece in in_pieces(refs, tuple, NAMED_MAX):
        late = overdue.intersection(piece)
        made_from = repr((around, tuple(piece), sorted(late)))
        found.append(_Stretch(sha256_hex(made_from.encode()), view, pillars, tuple(piece), late))
    left_of(_family(plan), {_part(stretch, *kind) for stretch in found for kind in _kinds()})
    return found


def _chosen(stretch: _Stretch, chosen: Sequence[int], language: str, form: str, as_of: datetime) -> list[bytes]:
    """Some of the rows of a stretch.  Who makes them makes those of the other forms and languages, while all is read."""
    lines = partial(_lines, stretch, as_of=as_of)

    def make() -> list[bytes]:
        for kind in _kinds():
            if kind != (form, language):
                kept_value(_part(stretch, *kind), partial(lines, *kind), family=_family(stretch.plan.slug))
        return lines(form, language)

    found = kept_value(_part(stretch, form, language), make, family=_family(stretch.plan.slug))
    return [found[at] for at in chosen]


def _lines(stretch: _Stretch, form: str, language: str, *, as_of: datetime) -> list[bytes]:
    return FORMS[form](_cells_of(stretch, language, as_of=as_of))


@remembered_whole
def _cells_of(stretch: _Stretch, language: str, *, as_of: datetime) -> list[Cells]:
    promises, standings = _told(stretch.plan.slug, stretch.refs, stretch.overdue, as_of=as_of)
    with translation.override(language):
        return rows_of(stretch.plan, stretch.pillars, promises, standings, language)


def _kinds() -> list[tuple[str, str]]:
    return [(form, tag) for form in FORMS for tag, _name in links.languages()]


def _family(plan: str) -> str:
    return f"rows of lists {plan}"


def _part(stretch: _Stretch, form: str, language: str) -> str:
    return f"{form} {language} {stretch.name}"
