"""What commands of outside assessments refuse, as patterns that every language has."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    gettext_noop("%(sides)s may still reply until %(day)s; on the day after, it is published"),
    gettext_noop("“%(value)s” needs evidence: name at least one claim with a date."),
    gettext_noop("The evidence “%(name)s” bears no date, so nobody can tell whether it counts."),
    gettext_noop("The evidence “%(name)s” is of %(period)s, outside the window from %(day)s to %(last)s."),
    gettext_noop("The evidence “%(name)s” is not public evidence on %(subject)s; name some that is."),
    gettext_noop("%(side)s does not owe %(subject)s: there it is “not applicable”, and never a score."),
    gettext_noop("The window ends on %(day)s before it begins on %(last)s; give a later day."),
    gettext_noop("The window ends on %(day)s, which is still to come; assess what is past."),
    gettext_noop("A reply takes at least %(number)s days; give %(day)s or later."),
    gettext_noop("The reply is still missing in %(languages)s; a party replies in its own languages."),
    gettext_noop("%(side)s does not owe what was looked for; ask %(others)s."),
    gettext_noop("The question is dated %(day)s, which is still to come; give the day on which it was sent."),
    gettext_noop("The answer would be due on %(day)s, before it was asked; give a later day."),
    gettext_noop("The answer is dated %(day)s; give a day from %(first)s to today."),
    gettext_noop("Say what counts for %(values)s: the guideline covers %(all)s."),
    gettext_noop("“%(name)s” cannot name a method; write small letters, digits and hyphens, such as forest-scale."),
    gettext_noop("“%(value)s” cannot be a value of “%(name)s”; write a word or a number, such as limited or +1."),
    gettext_noop("The scale of “%(name)s” has %(number)s values; give it 2 to %(most)s."),
    gettext_noop("The scale of “%(name)s” names a value twice; keep one of them."),
    gettext_noop("The method “%(name)s” has no words; give them in at least one language."),
    gettext_noop("What the method “%(name)s” is about has no words; give them in at least one language."),
    gettext_noop("The value “%(value)s” of “%(name)s” has no words; give them in at least one language."),
    gettext_noop("“%(name)s” is on record and never changes; give the new one version %(number)s."),
)
"""Sentences that name what they are about."""

PLAIN = (
    gettext_noop("Say what the words of the promise are taken to mean: a guideline begins with definitions."),
    gettext_noop("This guideline is not published yet; publish it before anybody scores by it."),
    gettext_noop("There is no reply to approve yet; write one first."),
    gettext_noop("Write the reply in at least one language."),
)
"""Sentences that name nothing."""
