"""Every sentence that workbooks are answered with, in the reader's language: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entente.record.assessment.words import Completion
from entente.record.delivery.words import MilestoneStatus

SENTENCES: Mapping[str, object] = {
    "empty_file": _("“%(name)s” is empty; choose the file again."),
    "macro_file": _("“%(name)s” holds macros or is of a kind that can; save it as a workbook without macros (.xlsx)."),
    "old_file": _("“%(name)s” is of an older format; open it and save it as .xlsx."),
    "encrypted": _("“%(name)s” is protected by a password or of an older format; save it without a password as .xlsx."),
    "wrong_type": _("“%(name)s” is not an Excel workbook; choose the .xlsx file that was downloaded here."),
    "damaged": _("“%(name)s” is damaged and cannot be opened; open it, and save it again as .xlsx."),
    "bomb": _(
        "“%(name)s” unpacks to more than %(most)d MB; copy the rows that changed into a fresh sheet from this page."
    ),
    "too_many_sheets": _("“%(name)s” has more than %(most)d sheets; keep the ones that were downloaded here."),
    "too_many_rows": _("“%(name)s”, sheet “%(sheet)s”, has more than %(most)s rows; split it, for instance by pillar."),
    "no_header": _(
        "No sheet of “%(name)s” has a row of headings with “commitments” among its first five rows; "
        "put the headings back, or download a fresh workbook."
    ),
    "merged": _(
        "“%(name)s”, sheet “%(sheet)s”: the cells %(place)s are merged, so that nobody can tell which column they "
        "belong to; unmerge them."
    ),
    "column_twice": _("“%(name)s”, sheet “%(sheet)s”: the column “%(column)s” is there twice; remove one of them."),
    "column_renamed": _(
        "“%(name)s”, sheet “%(sheet)s”: the column “%(missing)s” is missing and “%(unknown)s” is not known; name it "
        "“%(missing)s” again."
    ),
    "columns_missing": _("Sheet “%(sheet)s” has no column %(columns)s; those stay as they are."),
    "columns_ignored": _("Sheet “%(sheet)s” has columns that are not read: %(columns)s."),
    "sheet_twice": _("“%(name)s” has two sheets of the same kind, “%(sheet)s” and “%(other)s”; remove one of them."),
    "no_status_here": _(
        "“%(name)s”, sheet “%(sheet)s”: only a party says where it stands, and you do not act for one; "
        "remove that sheet."
    ),
    "other_plan": _(
        "“%(name)s” was made for the plan “%(found)s” and not for “%(plan)s” (sheet “%(sheet)s”, row %(row)d); "
        "drop it on that plan's page."
    ),
    "other_side": _(
        "“%(name)s” was made for %(found)s and you act for %(owner)s (sheet “%(sheet)s”, row %(row)d); "
        "download your own workbook."
    ),
    "other_version": _(
        "“%(name)s” was made by another version of this software (sheet “%(sheet)s”, row %(row)d); "
        "download a fresh workbook and copy your cells into it."
    ),
    "too_large": _("“%(name)s” has more than %(most)d MB; take out what is not a cell of the workbook."),
    "no_room": _(
        "The workbook cannot be kept (%(why)s); make room or correct the rights of the folder, then drop it again."
    ),
    "bytes_gone": _("The bytes of “%(name)s” are gone; drop the file again."),
    "not_waiting": _("“%(name)s” was applied or thrown away already; drop a fresh one."),
    "no_batch": _("There is no such workbook here."),
    "choose_first": _(
        "Other people changed %(count)d of these cells meanwhile; choose for each which words shall stand, then apply."
    ),
    "nothing_to_apply": _("Nothing in “%(name)s” differs from what stands on record; nothing was written."),
    "applied_before": _("“%(name)s” was applied or thrown away already, by %(post)s; nothing was written twice."),
    "row_refused": _("Nothing was written, because of %(places)s: %(why)s"),
    "not_applied": _("“%(name)s” is not applied, so there is nothing to take back."),
    "touched": _("It cannot be taken back: what it wrote was worked on since, at %(places)s."),
    "nothing_read": _("“%(name)s” holds no row below its headings; fill in at least one."),
}
"""About a whole file."""

REFUSALS: Mapping[str, object] = {
    "formula": _("This cell holds a formula; write its value instead."),
    "not_text": _("This cell holds a date or a yes/no value; write words."),
    "error_value": _("This cell holds the error “%(shown)s”; write words."),
    "too_long": _("This text has %(shown)s characters, more than are taken; shorten it."),
    "unknown_status": _("“%(shown)s” is no status; write NS, LP, SP, C, NP or SU."),
    "which_order": _("Nobody can tell day and month of “%(shown)s” apart; write it as 2026-04-03."),
    "no_date": _("“%(shown)s” is not a date; write 2026-04-03, 2026-04, 2026 or 2026-Q2."),
    "future_day": _("“%(shown)s” has not come yet; say how things stand on a day that has."),
    "locked": _("This cell only explains and is not changed by a sheet; put its words back."),
    "evidence_locked": _(
        "Evidence goes on record with its source, on the commitment's own page; put this cell's words back."
    ),
    "no_commitment": _("This row names no commitment; write its number."),
    "unknown_commitment": _("There is no commitment “%(shown)s” in this plan; write a number such as 6.4."),
    "number_as_figure": _("“%(shown)s” may be 1.1 or 1.10; write the commitment's number as text."),
    "row_moved": _("This row was made for %(shown)s and names another commitment; put its number back."),
    "unknown_part": _("This commitment has no part “%(shown)s”; write the letter of one, or none for the whole."),
    "not_owed": _("Your side does not owe this, so it does not say how far it has come; leave the cell empty."),
    "duplicate": _("Row %(shown)s is about the same; keep one of the two."),
    "challenges_on_part": _("Challenges are written once, in the row of the whole commitment; move the words there."),
    "said_twice": _("The sheet of updates says something else for the same words; make the two alike."),
    "status_stays": _("A status that was given is not taken away by a sheet; choose another one."),
    "needs_status": _("Words of progress go with a status; choose one in this row."),
    "milestone_gone": _("There is no milestone “%(shown)s” here; leave the cell empty to add one."),
    "milestone_reported": _("This milestone was reported, so its title and date stay."),
    "needs_title": _("A milestone needs a title in at least one language."),
    "needs_due": _("A milestone needs the day, month or year in which it is due."),
    "waiting": _("An update on this commitment is %(shown)s; it is changed on its own page."),
}
"""About one cell or row."""

LABELS: Mapping[str, object] = {
    "reporting_period": _("As of (day, month or quarter)"),
    "commitments": _("Commitment"),
    "part": _("Part"),
    "slug": _("Milestone"),
    "indicators": _("What was promised"),
    "status": _("Status"),
    "progress": _("Progress"),
    "evidence": _("Evidence"),
    "challenges": _("Challenges"),
    "as_of_on": _("As of (day)"),
    "done": _("What was done"),
    "next_step": _("Next step"),
    "due": _("Due"),
    "title": _("Title"),
    "standing": pgettext_lazy("a milestone", "Where it stands"),
}

SHEET_TITLES: Mapping[str, object] = {
    "instructions": _("Instructions"),
    "status": _("Status"),
    "updates": _("Updates"),
    "milestones": _("Milestones"),
}

STATUSES: Mapping[Completion, object] = {
    Completion.NOT_STARTED: _("not started"),
    Completion.LIMITED: _("limited"),
    Completion.SUBSTANTIAL: _("substantial"),
    Completion.COMPLETE: _("complete"),
    Completion.NOT_PURSUED: _("not being pursued"),
    Completion.SUPERSEDED: _("superseded"),
}
STATUS_OF_CODE = _("%(code)s: %(status)s")

STANDINGS: Mapping[str, object] = {
    MilestoneStatus.PLANNED: _("planned"),
    MilestoneStatus.REPORTED: _("reported"),
    MilestoneStatus.ACCEPTED: _("accepted"),
    MilestoneStatus.RETURNED: _("returned"),
}

INSTRUCTIONS = (
    _("What stands on record is filled in already. Change what has changed and leave the rest."),
    _("The headings in the first row and the grey columns are locked: by them the rows are known again."),
    _("Status: NS not started, LP limited, SP substantial, C complete, NP not being pursued, "
      "SU superseded. SP and C need proof that somebody else accepted before they are published."),
    _("Dates: as Excel dates, or written 2026-04-03. A quarter is written 2026-Q2."),
    _("Write plain text. Cells that hold formulas are not taken."),
    _("To add a milestone, fill in an empty row of that sheet: the commitment's number, the due date and the title."),
    _("Then drop the file on the page it came from. You see what would change before anything does, and nothing is "
      "published before somebody of your side has approved it."),
)  # fmt: skip


def say(code: str, **given: object) -> str:
    """A sentence about a file."""
    return str(SENTENCES[code]) % given


def refusal(code: str, shown: str = "") -> str:
    """A sentence about a cell."""
    return str(REFUSALS[code]) % {"shown": shown}
