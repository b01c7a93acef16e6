"""Refusals of amendments, successions and closed plans, as rules and commands raise them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    gettext_noop("All parties have adopted %(plan)s; a changed promise takes an amendment."),
    gettext_noop("The words of %(plan)s changed after you opened this page; read them again."),
    gettext_noop("The words of %(plan)s changed after they were put to the parties; they are to be put anew."),
    gettext_noop(
        "Another side has put this plan to the parties; sign that proposal, or ask that side to take it back."
    ),
    gettext_noop("%(plan)s holds no promise yet; there is nothing to adopt."),
    gettext_noop(
        "%(subject)s has no words in “%(language)s”, an official language of %(side)s; "
        "all official languages are signed at once."
    ),
    gettext_noop("%(plan)s was closed on %(day)s; nobody reports on it any more, and what stands in it stays."),
    gettext_noop("%(plan)s was closed on %(day)s; what it says stays as it is."),
    gettext_noop("%(plan)s is still a draft; edit it, nobody has agreed to it yet."),
    gettext_noop("%(plan)s is still a draft that nobody else sees; adopt it first."),
    gettext_noop("%(plan)s cannot be its own successor; name another plan, or none."),
    gettext_noop("A table of yours says that %(plan)s goes on in %(other)s; give it up or name another plan first."),
    gettext_noop(
        "The words of the amendment of %(subject)s were changed after you opened the page; "
        "read them again and put them to the parties then."
    ),
    gettext_noop(
        "The words of the table of %(plan)s were changed after you opened the page; "
        "read them again and put them to the parties then."
    ),
    gettext_noop("Somebody else of your side saved the table of %(plan)s after you opened it; open it again."),
    gettext_noop("%(subject)s is no promise of this plan; look at its number."),
    gettext_noop("The proposal to close %(plan)s was taken back; there is nothing left to sign."),
    gettext_noop("%(subject)s is dropped and goes into %(other)s; say one or the other."),
    gettext_noop("%(subject)s is dropped without a reason; say why."),
    gettext_noop("%(subject)s is not resolved yet; say whether it is continued, merged or dropped."),
    gettext_noop("%(subject)s goes into %(other)s, which is no promise there; choose one that is."),
    gettext_noop("%(subject)s is merged into %(number)s promises; it is merged into one, or continued as several."),
    gettext_noop("%(subject)s is continued; name the promise of %(plan)s in which it goes on."),
    gettext_noop("%(subject)s is merged; name the promise of %(plan)s in which it goes on."),
    gettext_noop("%(subject)s is continued, and no successor is named; name the plan in which it goes on."),
    gettext_noop("%(subject)s is merged, and no successor is named; name the plan in which it goes on."),
    gettext_noop(
        "The reason for %(subject)s has no text in “%(language)s”, an official language of %(side)s; write it first."
    ),
    gettext_noop("The amendment of %(subject)s was taken back; there is nothing left to sign."),
    gettext_noop(
        "The amendment of %(subject)s would be in force from %(day)s, before it is signed; name %(other)s or a later day."
    ),
    gettext_noop(
        "Amendment %(number)s of %(subject)s is in force from %(day)s; name that day or a later one for this."
    ),
    gettext_noop("This changes nothing of %(subject)s; change something or give the amendment up."),
    gettext_noop("Why is %(subject)s amended?  Write a reason."),
    gettext_noop(
        "The reason for amending %(subject)s has no text in “%(language)s”, an official language of %(side)s; "
        "an amendment is authentic in each of them, so write it first."
    ),
    gettext_noop(
        "The new text of %(subject)s has no text in “%(language)s”, an official language of %(side)s; "
        "an amendment is authentic in each of them, so write it first."
    ),
    gettext_noop(
        "What is agreed beside %(subject)s has no text in “%(language)s”, an official language of %(side)s; "
        "an amendment is authentic in each of them, so write it first."
    ),
    gettext_noop(
        "Part %(letter)s of %(subject)s has no text in “%(language)s”, an official language of %(side)s; "
        "an amendment is authentic in each of them, so write it first."
    ),
    gettext_noop(
        "%(subject)s changed meanwhile (amendment %(number)s); "
        "write this amendment again on the text that is in force now."
    ),
    gettext_noop(
        "%(subject)s changed meanwhile (wording that joined the record); "
        "write this amendment again on the text that is in force now."
    ),
    gettext_noop("%(subject)s was not carried on when %(plan)s was closed on %(day)s; it can no longer be amended."),
    gettext_noop("Somebody else of your side changed this amendment of %(subject)s; open it again."),
    gettext_noop("%(subject)s would have one part alone; a promise of one part has no parts, so take it out too."),
    gettext_noop("What is agreed beside %(subject)s has no words; write them or take the line out."),
    gettext_noop("%(subject)s stands in “%(language)s” as all parties signed it; changing it takes an amendment."),
    gettext_noop("Only a milestone has a date; %(subject)s has one on a rhythm."),
    gettext_noop("Only a milestone has a date; %(subject)s has one on a measure."),
)
"""Sentences that name what they are about."""
