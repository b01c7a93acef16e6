"""Refusals that name something, in the language being read: “… has no text in “fr”, which AAA owes; write it first.”

The record says them in English.  A sentence that fits a pattern is said anew in the reader's language, with what it names:
a promise by its number, a day with its month.
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from . import (
    dates,
    sentences_of_assessors,
    sentences_of_change,
    sentences_of_documents,
    sentences_of_files,
    sentences_of_people,
    sentences_of_record,
    sentences_of_work,
)

PATTERNS = (
    gettext_noop("%(what)s has no text in “%(language)s”, which %(side)s owes; write it first."),
    gettext_noop("%(what)s has no text in “%(language)s” to be translated."),
    gettext_noop("%(what)s has no words; write some in one language at least."),
    gettext_noop("%(what)s has no words; write them in at least one language."),
    gettext_noop(
        "“%(word)s” for %(subject)s needs proof, and none is named: "
        "add evidence that shows it and have somebody else check it"
    ),
    gettext_noop(
        "“%(word)s” for %(subject)s needs proof; what is named only contributes to it, and a contribution never completes"
    ),
    gettext_noop("“%(word)s” for %(subject)s waits until somebody other than its maker has checked its proof"),
    gettext_noop(
        "“%(word)s” for %(subject)s waits until somebody other than its maker has checked its proof "
        "or until %(day)s has passed"
    ),
    gettext_noop("“%(word)s” for %(subject)s needs proof; its own side rejected what is named, so name other evidence"),
    gettext_noop(
        "“%(word)s” for %(subject)s needs proof of all of it; what is named shows only part, so add evidence for the rest"
    ),
    gettext_noop(
        "“%(word)s” for %(subject)s needs proof of some of it; what is named shows none of it, so add evidence that does"
    ),
    gettext_noop("The status of %(subject)s speaks of %(day)s, which is still to come; give a day until today."),
    gettext_noop("%(what)s lies in the future (%(day)s); say what has happened, or plan it."),
    gettext_noop("%(day)s is still to come; report the milestone when it is done."),
    gettext_noop("The approval is dated %(day)s, which is still to come; give the day it was signed."),
    gettext_noop("Somebody else changed %(subject)s after you opened it; compare both texts and choose."),
    gettext_noop("Somebody else changed %(subject)s after you opened it; compare both and choose."),
    gettext_noop("%(side)s is not a party of %(plan)s; only its parties report on it."),
    gettext_noop("%(side)s does not owe %(subject)s, so it has no status there."),
    gettext_noop(
        "%(subject)s is a continuing duty: it keeps a rhythm and is never complete; "
        "choose another value and show its rhythm."
    ),
    gettext_noop("Your side has published no update on %(subject)s yet, so there is nothing to stand by."),
    gettext_noop("A correction of %(subject)s is on its way already; go on with that one."),
    gettext_noop("The evidence for %(subject)s cites nothing; name at least one source."),
    gettext_noop("Where was looked for evidence on %(subject)s?  Say which places were searched."),
    gettext_noop("Which clauses of %(subject)s do you accept?  Name at least one, or reject the claim."),
    gettext_noop(
        "How do you read the sources of the claim on %(subject)s?  Whoever does not accept all of it says so."
    ),
    gettext_noop("%(plan)s is still a draft; adopt it before anything is reported on it."),
    gettext_noop("%(subject)s has a milestone “%(name)s” already; choose another name."),
    gettext_noop("The short name “%(name)s” is taken in this plan; choose another."),
    gettext_noop("“%(name)s” is empty; choose the file again."),
    gettext_noop("“%(name)s” does not hold what its ending %(ending)s says; save it again in that format."),
    gettext_noop("“%(name)s” is no code of a currency; write three letters of ISO 4217, for instance EUR."),
    gettext_noop("The sum is %(amount)s; write an amount above zero."),
    gettext_noop("There is a text in “%(language)s” already; take it back before you name another."),
    gettext_noop("It was raised on %(day)s and cannot have been cleared before that day."),
    gettext_noop("This signature was made for the record %(other)s; this one is %(record)s.  Nothing was taken in."),
    gettext_noop(
        "This was signed with a key that was %(end)s on %(day)s.  What arrives after that day counts no more, whenever it "
        "was made, since nobody can tell when that was; sign with the key that stands."
    ),
    gettext_noop(
        "%(what)s: the text in “%(language)s” is missing; all official wordings are signed together, so write it first."
    ),
    gettext_noop("this signature speaks for “%(party)s”; a party hands in its own signature only"),
    gettext_noop("“%(party)s” has a key on record already; replace it, or revoke it and register another."),
    gettext_noop("The mail “%(name)s” has no signature file attached; save the one that counts and hand that in."),
    gettext_noop("The mail “%(name)s” has more than one signature file; save the one that counts and hand that in."),
    gettext_noop("It would end before it began (%(day)s); give a later day."),
    gettext_noop("%(subject)s is neither %(other)s nor a part of it."),
    gettext_noop(
        "The reason for the joint status of %(subject)s: the text in “%(language)s” is missing; "
        "it is owed, so write or review it first."
    ),
    gettext_noop(
        "“%(word)s” for %(subject)s is not joint: its proof is disputed, so settle that first or name other evidence"
    ),
    gettext_noop(
        "“%(word)s” for %(subject)s is not joint: nobody has verified its proof, so have another side check it first"
    ),
    gettext_noop("“%(name)s” is no public evidence on %(plan)s; a joint status rests on what everybody can read."),
    gettext_noop("The first period begins on %(day)s; give the first day of a month."),
    gettext_noop("A calendar has at most %(most)s dates, not %(number)s; propose a second one later."),
    gettext_noop("All dates of the calendar “%(name)s” have passed; propose a new one."),
    gettext_noop("%(plan)s has a calendar “%(name)s” already; give this one another name."),
    gettext_noop("%(plan)s is no adopted plan; a calendar is proposed for one that is in force."),
    gettext_noop("%(side)s does not owe %(number)s; name only promises that it owes, or none for all."),
    gettext_noop("“%(side)s” is no party of this plan that owes a promise."),
    gettext_noop(
        "The call letter goes out %(days)s days before a date and the reminder %(reminder)s; give at most %(most)s days, "
        "and no more for the reminder than for the letter."
    ),
)
"""Sentences that name what they are about, as rules and commands raise them."""

NAMES = (
    gettext_noop("“%(name)s”"),
    gettext_noop("The day of “%(name)s”"),
    gettext_noop("The session “%(name)s”"),
)
"""What a sentence names with a word of its own."""

PLAIN = (
    gettext_noop("The session"),
    gettext_noop("lapsed"),
    gettext_noop("held"),
    gettext_noop("The name of the activity"),
    gettext_noop("The note"),
    gettext_noop("The note of correction"),
    gettext_noop("revoked"),
    gettext_noop("replaced by another"),
    gettext_noop("Say why you send it back; who wrote it reads only that."),
    gettext_noop("Say what was done, in one language at least."),
    gettext_noop("Say what is corrected and why; the note stands beside the new version for everybody."),
    gettext_noop("Under which file number is the approval kept?  An auditor of your side looks for it."),
    gettext_noop("The instant of the embargo has passed; leave it out to publish now."),
    gettext_noop("Give a first and a last day in order, the last not before today."),
    gettext_noop("A rhythm is at least one day; say how many days usually lie between two signs of activity."),
    gettext_noop("A party that owes this promise has no part in the activity; say that it is a part of it."),
    gettext_noop("Only the keeper of the record changes its parties and organisations."),
)
"""Sentences that name nothing."""

_PLACE = re.compile(r"%\((\w+)\)s")
_ON = re.compile(r"\d{4}-\d\d-\d\d")
_PROMISE = re.compile(r"[a-z0-9-]+/(\d+(?:\.\d+)*)(?:#(\w+))?(?:@\w+)?(?:/.*)?")


def in_language(sentence: str) -> str:
    """The sentence in the language being read; as it is when nobody translated it."""
    for pattern in (
        *PATTERNS,
        *sentences_of_assessors.PATTERNS,
        *sentences_of_change.PATTERNS,
        *sentences_of_documents.PATTERNS,
        *sentences_of_files.PATTERNS,
        *sentences_of_people.PATTERNS,
        *sentences_of_work.PATTERNS,
        *sentences_of_record.PATTERNS,
    ):
        if match := _compiled(pattern).fullmatch(sentence):
            told = _(pattern) % {name: _named(name, value) for name, value in match.groupdict().items()}
            return told if told.endswith((".", "?")) or not sentence.endswith(".") else f"{told}."
    return _(sentence) if sentence else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that takes the names out of a sentence, which may end in a full stop more."""
    pieces = _PLACE.split(pattern)
    text = "".join(f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    return re.compile(text + r"\.?", re.DOTALL)


def _named(name: str, value: str) -> str:
    """What a sentence names, as people read it: a day, a promise, a word, or another refusal."""
    if name == "refusal":
        return in_language(value)
    if _ON.fullmatch(value):
        return dates.period(value, get_language() or "en")
    if match := _PROMISE.fullmatch(value):
        return " ".join(filter(None, match.groups()))
    for pattern in NAMES:
        if match := _compiled(pattern).fullmatch(value):
            return _(pattern) % {"name": _(match["name"])}
    return _(value)
