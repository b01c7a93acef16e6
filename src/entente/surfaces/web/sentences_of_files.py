"""Refusals of what writes files: a publication, the log beside it, an issue of a report.

Whoever asked reads them later, and so does who looks over their shoulder: they are kept in English and said anew.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    gettext_noop("%(refusal)s  The site that was there before stays as it was."),  # first: it ends what others begin
    gettext_noop("“%(name)s” cannot be written (%(why)s); the site that was there before stays as it was."),
    gettext_noop("%(address)s does not answer (it took too long)."),
    gettext_noop("%(address)s does not answer (%(why)s)."),
    gettext_noop("%(address)s broke off in its middle; nothing of it was kept."),
    gettext_noop("%(address)s does not show it now (%(why)s)."),
    gettext_noop("%(address)s says that nothing is there any more (%(why)s)."),
    gettext_noop("%(address)s sends a damaged document; nothing of it was kept."),
    gettext_noop("%(address)s was silent for %(seconds)s seconds or not done within %(most)s; nothing of it was kept."),
    gettext_noop("The archive of copies does not answer (%(why)s); try again later."),
    gettext_noop(
        "The archived copy cannot be written (%(why)s); make room or correct the rights of the snapshots folder, "
        "then do it again."
    ),
    gettext_noop(
        "A process that made pages was ended from outside or found no memory; publish again, with "
        "ENTENTE_PUBLISH_PROCESSES=1 where memory is short."
    ),
    gettext_noop("The server is too busy to read the text of this copy; try again later."),
    gettext_noop("“%(name)s” is a file; name a folder to publish into."),
    gettext_noop("“%(name)s” is a disk of its own and cannot be swapped; name a folder below it."),
    gettext_noop(
        "“%(name)s” holds files that no publication put there (it has no %(other)s); name a new or empty folder."
    ),
    gettext_noop("Another publication is writing “%(name)s”; wait until it has ended."),
    gettext_noop(
        "The file system of “%(name)s” cannot swap two folders at once; publish on another disk and copy from there."
    ),
    gettext_noop("The pages need “%(name)s”, which is not built; run `python3 start.py --no-serve`."),
    gettext_noop("%(why)s; move %(name)s aside, and it is written anew."),
    gettext_noop("%(name)s holds the log %(other)s, and this is %(record)s: choose another folder."),
    gettext_noop(
        "%(name)s holds %(number)s entries and the database %(other)s: it was restored from an older backup. "
        " `entente ledger refill` takes in what is missing; `entente ledger follow` opens a new log."
    ),
    gettext_noop(
        "The first %(number)s entries in %(name)s are not those of the database; nothing was written.  After "
        "a restore from an older backup, `entente ledger follow` opens a new log."
    ),
    gettext_noop("The log “%(name)s” lacks an entry after position %(number)s; nothing was published."),
    gettext_noop("%(name)s cannot be written: %(why)s."),
    gettext_noop("The log “%(name)s” does not hold at position %(number)s, about %(subject)s; nothing was published."),
    gettext_noop("There is no part “%(part)s” in this kind of report; choose among %(known)s."),
    gettext_noop("There is no commitment %(number)s here."),
    gettext_noop(
        "This report would have some %(pages)s pages; at most %(most)s are made. Choose fewer areas or "
        "parts, or make a report for each area."
    ),
    gettext_noop(
        "This report would have some %(pages)s pages; at most %(most)s are made, in volumes. Choose %(areas)s areas or "
        "fewer, or leave out “%(part)s”, which takes %(number)s of them."
    ),
    gettext_noop(
        "This report would have some %(pages)s pages; at most %(most)s are made, in volumes. Leave out “%(part)s”, which "
        "takes %(number)s of them, or choose fewer areas."
    ),
    gettext_noop(
        "There was not memory or time enough to set this report of some %(pages)s pages. Choose fewer areas "
        "or parts, or ask again when the machine has less to do."
    ),
    gettext_noop(
        "A placemat is one page, and this one takes %(pages)s even in the smallest letters. Choose fewer areas, leave out "
        "a part, or shorten what was typed."
    ),
    gettext_noop(
        "This report could not be set as PDF (“%(why)s”); nothing is lost. Take away the logo or the part that you changed "
        "last, ask again, and show this sentence to whoever runs this server."
    ),
    gettext_noop(
        "Its maker was stopped %(times)s times before it was done, as happens when memory or power fails. "
        "Choose fewer areas or parts, then ask for the issue again."
    ),
    gettext_noop("The file could not be kept (%(why)s); nothing is lost. Ask for the issue again."),
    gettext_noop(
        "The log “%(name)s” has %(number)s entries and was signed with %(other)s: entries are missing; "
        "nothing was signed.  `entente ledger verify` says more."
    ),
    gettext_noop(
        "The first %(number)s entries of the log “%(name)s” are not those that were signed on %(day)s; "
        "nothing was signed.  `entente ledger verify` says more."
    ),
)

PLAIN = (
    gettext_noop(
        "The record's key cannot be opened, because the secret key of the site was changed; put the old one "
        "among the fallbacks, or replace it with `entente ledger key rotate` and tell whoever checks the new "
        "one."
    ),
    gettext_noop("What is to come cannot be published: some of it is held back until its day; name an instant past."),
    gettext_noop("Contents were removed again and again while the log was written; try once more."),
    gettext_noop("A question-period note is about one commitment; name its number."),
    gettext_noop("The disk is full; nothing is lost. Make room, then ask for the issue again."),
)
"""Sentences that name nothing."""
