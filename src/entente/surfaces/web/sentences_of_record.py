"""Refusals about plans, proposals, bodies, assessments and imports, as rules and commands raise them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    gettext_noop("“%(name)s” has no key that could be replaced; register one."),
    gettext_noop("“%(name)s” has no key that could be revoked."),
    gettext_noop("A public key has %(number)s bytes, not %(other)s; hand over the .pub file."),
    gettext_noop("The words of this proposal cannot be fixed as canonical JSON: %(why)s."),
    gettext_noop("“%(name)s” is no kind of proposal; name one of those in docs/signing.md."),
    gettext_noop("“%(name)s” is no party on record; it cannot sign."),
    gettext_noop("The words of this proposal have more than %(number)s megabytes; split it in parts."),
    gettext_noop("“%(name)s” does not sign this; it waits for %(others)s."),
    gettext_noop("%(what)s is shared with fewer than this would be; use another, or share this with fewer."),
    gettext_noop("%(what)s is not public, and this would be; use a public one, or keep this to those who may read it."),
    gettext_noop("%(what)s is “%(state)s”; from there it cannot become “%(other)s”."),
    gettext_noop("“%(name)s” cannot be an alias of %(other)s; write 1 to 255 letters or digits."),
    gettext_noop("%(what)s has no date; a year is enough."),
    gettext_noop("%(what)s would make %(name)s its own successor; check which one came first."),
    gettext_noop("There is a working group “%(name)s” already; choose another name."),
    gettext_noop("%(what)s is a ministry without a party; name the party whose ministry it is."),
    gettext_noop("%(what)s needs two sides at least, each named once, such as AAA and BBB."),
    gettext_noop("%(what)s: “%(text)s” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03."),
    gettext_noop("The text in “%(language)s” is %(state)s; there is nothing to review."),
    gettext_noop("“%(text)s” is not a language tag; write for instance fr."),
    gettext_noop("%(what)s is on record with the window from %(day)s to %(other)s; correct that one."),
    gettext_noop("The calendar “%(name)s” was taken back by who proposed it."),
    gettext_noop("A finding is about a commitment; %(what)s is a whole plan."),
    gettext_noop("Version %(number)s of this guideline is published already; write the next one."),
    gettext_noop("Why is %(subject)s “%(word)s”?  In its reason %(why)s."),
    gettext_noop("“%(name)s” reads the words of the promise and scores no party; leave %(side)s out."),
    gettext_noop("“%(name)s” is no reading of %(other)s; name %(choices)s."),
    gettext_noop("“%(name)s” is no value of %(other)s; give one of %(choices)s."),
    gettext_noop("%(what)s is being corrected already; work on that version."),
    gettext_noop(
        "This calendar was proposed on %(day)s UTC, and the clock of this machine says %(other)s; have "
        "the clock set right and accept it then."
    ),
    gettext_noop("The report on %(what)s is due on %(day)s, before that period ends; give a day from %(other)s on."),
    gettext_noop(
        "The period %(what)s (due %(day)s) does not follow %(other)s (due %(before)s); put them in "
        "order, without overlaps."
    ),
    gettext_noop("The update on %(subject)s is %(state)s; its values change in a draft only."),
    gettext_noop(
        "The evidence “%(name)s” is about %(subject)s, not about %(other)s; say in a claim of its own "
        "what it shows of that promise."
    ),
    gettext_noop("“%(text)s” is no language tag; write en, fr or es-MX."),
    gettext_noop("There is no kind of activity “%(name)s”; use one of %(choices)s."),
    gettext_noop("There is no stage “%(name)s” of the kind “%(other)s”; see docs/kinds.md."),
    gettext_noop("%(what)s is neither a commitment nor a clause of one; name it as PLAN/6.4 or PLAN/6.4#b."),
    gettext_noop("%(what)s “%(name)s” cannot stand in an address; use up to 80 small letters, digits and hyphens."),
    gettext_noop("%(what)s is in “%(text)s”, which is no language tag; write en, fr or es-MX."),
    gettext_noop("%(what)s lies under no promise; note it on the promise that it is about."),
    gettext_noop("“%(name)s” is no party of %(plan)s."),
    gettext_noop(
        "The words of %(subject)s in “%(language)s” differ from those on record; a changed promise "
        "takes an amendment that every party signs."
    ),
    gettext_noop("The draft “%(name)s” received promises in the meantime; look at it before you import more."),
    gettext_noop("There are two of pillar %(number)s; give each pillar a number of its own."),
    gettext_noop("There are two of commitment %(number)s; give each commitment a number of its own."),
    gettext_noop("The name “%(name)s” is taken by another plan; choose another with --name."),
    gettext_noop(
        "“%(name)s” is not a party on record; use a code that is (entente party list) or register it "
        "first (entente party add %(code)s …)."
    ),
    gettext_noop("Commitment %(number)s is aligned with “%(name)s:%(code)s”, which no code list has."),
    gettext_noop("%(what)s has no words called “%(name)s”."),
    gettext_noop(
        "“%(name)s” cannot be the short name of a plan; use up to 80 small letters, figures and "
        "hyphens, like canada-mexico-2023."
    ),
    gettext_noop("The plan has %(number)s commitments; the most that one plan holds is %(most)s."),
    gettext_noop("“%(text)s” is not the number of a %(what)s; write for instance 6 or 6.4."),
    gettext_noop("Nobody owes commitment %(number)s; name at least one party of the plan."),
    gettext_noop("“%(name)s” is not a kind of promise (commitment %(number)s); use %(choices)s."),
    gettext_noop("“%(name)s” is not a strength (commitment %(number)s); use %(choices)s."),
    gettext_noop("“%(text)s” is not a language tag; write for instance en, fr or es."),
    gettext_noop(
        "Commitment %(number)s is owed by “%(name)s”, which is no party of this plan; its parties are %(choices)s."
    ),
    gettext_noop("Commitment %(number)s has no words; write its text in at least one language."),
    gettext_noop("Only a milestone has a date; %(subject)s has one on a %(what)s."),
    gettext_noop("There are two of part %(letter)s of %(subject)s; give each a letter of its own."),
    gettext_noop("Part %(letter)s of %(subject)s was taken out before; give new words a new letter."),
    gettext_noop("Part %(letter)s of %(subject)s is owed by “%(name)s”, which is no party of this plan."),
    gettext_noop("“%(text)s” is no date (%(subject)s); write for instance 2027, 2027-03 or 2027-03-15."),
    gettext_noop("“%(name)s” is nothing that becomes of a promise (%(subject)s); use %(choices)s."),
    gettext_noop("The date of the evidence for %(subject)s: %(why)s."),
    gettext_noop("%(side)s does not owe %(subject)s; ask %(others)s."),
    gettext_noop("The statement cannot be published: %(why)s."),
    gettext_noop(
        "The draft “%(name)s” has %(number)s pillars and the document %(other)s; give the draft the "
        "pillars of the document first, or import it under another name with --name."
    ),
    gettext_noop("“%(name)s” is no organisation on record; name the keeper of the new plan with --keeper."),
    gettext_noop("“%(name)s” has %(number)s bytes, more than the %(most)s allowed; import the part that promises."),
    gettext_noop("“%(name)s” is %(state)s; it cannot be looked at."),
    gettext_noop("This plan has %(number)s rows, more than %(most)s; choose a pillar."),
    gettext_noop("%(what)s: the text in “%(language)s” is %(state)s; it is owed, so write or review it first"),
    gettext_noop("%(what)s: the text in “%(language)s” was made from an older wording; bring it up to date first"),
    gettext_noop(
        "%(what)s: the text in “%(language)s” is %(state)s; all official wordings are signed together, "
        "so have it written and reviewed first"
    ),
    gettext_noop(
        "%(what)s: the text in “%(language)s” was made from an older wording; bring it up to date before signing"
    ),
    gettext_noop("This scale has no value %(name)s: the guideline covers %(choices)s."),
)
"""Sentences that name what they are about."""

PLAIN = (
    gettext_noop("The day on which the milestone is due"),
    gettext_noop("The day of the session"),
    gettext_noop("The day of the change"),
    gettext_noop("The day of the event"),
    gettext_noop("an agreement of this kind is not carried out; it holds for as long as nobody changes it"),
    gettext_noop("not all have signed these words yet"),
    gettext_noop("A proposal is signed by somebody; name the parties that sign it."),
    gettext_noop("A signatory is named twice; name each party once."),
    gettext_noop(
        "The words in this file do not fit its hash: it was changed on its way.  Sign nothing; download "
        "it from the record again."
    ),
    gettext_noop("the operator needs no second person and proposes nothing"),
    gettext_noop("The deadline has passed and this is published; correct it by a new version."),
    gettext_noop("Only what is published is corrected by a new version; change the draft instead."),
    gettext_noop("Say why the assessment is corrected, in at least one language."),
    gettext_noop("What came back is on record already; a second answer takes a second question."),
    gettext_noop("A calendar has at least one date; say which period ends it and by when the report is due."),
    gettext_noop("The plan has no title; give it one in at least one language."),
    gettext_noop("Somebody else changed this since you opened it; nothing was saved."),
    gettext_noop("A plan is kept in at least one language; name it, for instance en."),
    gettext_noop("A plan is between two parties at least; name them, for instance --party AAA --party BBB."),
    gettext_noop("A party is named twice; name each party of the plan once."),
    gettext_noop("This is no table of succession; propose it again from the desk."),
    gettext_noop("These are no terms of a promise; write the amendment on the desk again."),
    gettext_noop("This is no amendment of a promise; propose it again from the desk."),
    gettext_noop("Say in one or two sentences what happened, in at least one language."),
)
"""Sentences that name nothing."""
