"""What each side itself says of the promise: a column a side, never merged; and the same in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.assessment.queries import Column, ProofState, Reported, StatusView
from entente.surfaces.web import labels, labels_of_work, links
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.reporting import due_tag, dues_lines
from entente.surfaces.web.wording import Said


@dataclass(frozen=True, slots=True)
class StatusLine:
    """Where a side says it stands with the promise or a part of it.

    part    letter of the clause, "" for the whole
    proof   how it stands beside its proof, None where none is needed
    facts   the day it speaks of, and the post through which it was said
    update  the update that it was published with
    """

    part: str
    tag: Tag
    proof: Tag | None
    facts: tuple[str, ...]
    reason: Said
    update: NavigationLink


@dataclass(frozen=True, slots=True)
class PartyColumn:
    """What one side itself says.

    note  explains the tag in one sentence; last: when it last said anything, "" for never
    late  its date passed without a report; None when none did
    dues  what the clock says of the dates by which it accepted to report
    """

    name: Said
    tag: Tag
    note: str
    statuses: tuple[StatusLine, ...] = ()
    last: str = ""
    late: Tag | None = None
    dues: tuple[str, ...] = ()


def party_columns(columns: Iterable[Column], reader: Reader) -> tuple[PartyColumn, ...]:
    return tuple(_column(column, reader) for column in columns)


def sides_sentence(columns: Sequence[Column], reader: Reader) -> str:
    """ "Norvania says: substantial. Sudria has reported nothing yet." about the whole promise or, failing that, its parts."""
    return " ".join(_sentence(column, reader) for column in columns if column.owes)


def _sentence(column: Column, reader: Reader) -> str:
    name = reader.party(column.party.code)
    if column.status is not None:
        value = labels_of_work.COMPLETION[column.status.value]
        return _("%(party)s says: %(value)s.") % {"party": name, "value": str(value).lower()}
    if column.clause_statuses:
        values = ", ".join(
            f"({status.clause}) {str(labels_of_work.COMPLETION[status.value]).lower()}"
            for status in column.clause_statuses
        )
        return _("%(party)s says, part by part: %(values)s.") % {"party": name, "values": values}
    if column.updated_at is not None:
        return _("%(party)s has reported and names no status.") % {"party": name}
    if column.state is Reported.NOT_TAKING_PART:
        return _("%(party)s does not report to this record.") % {"party": name}
    if column.dues.last is not None and column.dues.is_late:
        day = reader.day(column.dues.last.due_on)
        return _("%(party)s has reported nothing by %(date)s.") % {"party": name, "date": day}
    return _("%(party)s has reported nothing yet.") % {"party": name}


def _column(column: Column, reader: Reader) -> PartyColumn:
    statuses = ((column.status,) if column.status else ()) + column.clause_statuses
    return PartyColumn(
        name=reader.said(column.party.name),
        tag=labels.reported(column.state),
        note=str(labels.REPORTED_NOTES[column.state]),
        statuses=tuple(_status(status, reader) for status in statuses),
        last=_last(column, reader),
        late=due_tag(column.dues.last, reader.language) if column.dues.last and column.dues.is_late else None,
        dues=dues_lines(column.dues, reader),
    )


def _status(status: StatusView, reader: Reader) -> StatusLine:
    slug = status.update_ref.rpartition("/")[2]
    number = status.commitment.rpartition("/")[2]
    address = links.href("update", reader.language, plan=reader.plan.slug, number=number, update=slug)
    facts = [_("as of %(date)s") % {"date": reader.day(status.as_of_on)}, reader.post(status.post)]
    return StatusLine(
        part=status.clause,
        tag=labels_of_work.completion(status.value),
        proof=_proof(status.proof_state),
        facts=tuple(fact for fact in facts if fact),
        reason=reader.said(status.reason),
        update=NavigationLink(_("The update that says so"), address, False),
    )


def _proof(state: ProofState) -> Tag | None:
    if state not in labels_of_work.STATUS_PROOF:
        return None
    return Tag(str(labels_of_work.STATUS_PROOF[state]), labels_of_work.STATUS_PROOF_SHAPES[state])


def _last(column: Column, reader: Reader) -> str:
    if column.no_change_on is not None:
        return _("No change noted on %(date)s") % {"date": reader.day(column.no_change_on)}
    if column.updated_at is not None:
        return _("Last update published on %(date)s") % {"date": reader.day(column.updated_at.date())}
    return ""
