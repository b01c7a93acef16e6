"""What the clock says of reports that a party accepted to give, in plain words: never a mark, always a date.

A page that a server makes is right for the instant at which it is read.  A page in a file is right for the instant at which it
was made: there a date still to come says what a later reader may conclude from it.
"""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.record.assessment.queries import Dues, DueView, ReportState, Sheet, Tally

from . import dates, files, labels
from .frame import told_at
from .labels import Tag
from .reader import Reader

SHAPES = {
    ReportState.AHEAD: "none",
    ReportState.RECEIVED: "whole",
    ReportState.NOTHING: "project",
    ReportState.LATE: "begun",
}


def due_tag(due: DueView, language: str) -> Tag:
    """ "Nothing reported by 31 July 2027": what one report amounts to, as a tag."""
    day = {"date": dates.day(due.due_on, language)}
    words = {
        ReportState.AHEAD: _("Report due by %(date)s"),
        ReportState.RECEIVED: _("Reported by %(date)s"),
        ReportState.NOTHING: _("Nothing reported by %(date)s"),
        ReportState.LATE: _("Reported after %(date)s"),
    }[due.state]
    return Tag(words % day, SHAPES[due.state])


def due_sentence(due: DueView, language: str) -> str:
    """The same as a sentence: when it was due, when it came, how many days after."""
    day = dates.day(due.due_on, language)
    if due.state is ReportState.AHEAD:
        return _("The next report is due by %(date)s.") % {"date": day}
    if due.received_on is None:
        return _("Nothing reported by %(date)s.") % {"date": day}
    received = dates.day(due.received_on, language)
    if due.state is ReportState.RECEIVED:
        return _("The report due by %(date)s was received on %(received)s.") % {"date": day, "received": received}
    words = ngettext(
        "The report due by %(date)s was received on %(received)s, %(days)d day after.",
        "The report due by %(date)s was received on %(received)s, %(days)d days after.",
        due.days_after,
    )
    return words % {"date": day, "received": received, "days": due.days_after}


def dues_lines(dues: Dues, reader: Reader) -> tuple[str, ...]:
    """What a column says of its party's dates: of the one that passed last and of the one to come."""
    told = [due_sentence(due, reader.language) for due in (dues.last, dues.next) if due is not None]
    if dues.next is not None and dues.next.state is ReportState.AHEAD and files.current() is not None:
        told.append(as_made_sentence(dues.next, reader))
    return tuple(told)


def as_made_sentence(due: DueView, reader: Reader) -> str:
    """What a page in a file says of a date that was still to come when it was made."""
    words = _(
        "This page was made on %(made)s. If you read it after %(date)s, nothing had arrived when this page was made."
    )
    made = dates.instant(told_at(reader.as_of), reader.language)
    return words % {"made": made, "date": dates.day(due.due_on, reader.language)}


def whole_as_made(sheet: Sheet, reader: Reader) -> str:
    """The same for a page that counts many reports; "" for a page that a server makes, or when no date is to come."""
    ahead = min((turn for turn in sheet.turns if turn.due_at > sheet.as_of), key=lambda turn: turn.due_at, default=None)
    if ahead is None or files.current() is None:
        return ""
    words = _(
        "This page was made on %(made)s. If you read it after %(date)s, what it does not count had not arrived when it was made."
    )
    made = dates.instant(told_at(reader.as_of), reader.language)
    return words % {"made": made, "date": dates.day(ahead.due_on, reader.language)}


def tally_words(tally: Tally, language: str) -> str:
    """ "12 of 26 reported by 31 July 2027": in time and late ones together while nobody asks which."""
    numbers = {"number": tally.reported, "whole": tally.owed, "date": dates.day(tally.turn.due_on, language)}
    if not tally.has_begun:
        return _("not begun yet, due by %(date)s") % numbers
    if not tally.is_passed:
        return _("%(number)d of %(whole)d reported, due by %(date)s") % numbers
    if tally.late:
        numbers |= {"number": tally.in_time, "late": tally.late}
        return _("%(number)d of %(whole)d reported by %(date)s, %(late)d after it") % numbers
    return _("%(number)d of %(whole)d reported by %(date)s") % numbers


def side_words(sheet: Sheet, party: str, language: str) -> str:
    """How a party reported by the date that passed last, and by the one it reports by now; "" when none binds it."""
    turns = dict.fromkeys(turn for turn in (sheet.passed(party), sheet.current(party)) if turn is not None)
    return capfirst(labels.side_by_side(tally_words(sheet.tally(turn), language) for turn in turns))
