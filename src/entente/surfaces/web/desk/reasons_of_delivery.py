"""Why something cannot be done to activities, candidates, the clock and leads: named here so that every language has it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

REASONS = (
    gettext_noop("only the published version gets a note of correction"),
    gettext_noop("all parties agreed this milestone; its title and its date change by an amendment"),
    gettext_noop("this belongs to another side; only its owner changes it"),
    gettext_noop("your side has no part in this activity"),
    gettext_noop("this stage does not follow any that was marked; mark what lies between first"),
    gettext_noop("the calendar says this; nobody marks it"),
    gettext_noop("this stage is for the other side to say"),
    gettext_noop("this stage binds your side; an approver says it"),
    gettext_noop("nothing shows yet that it took place; add evidence of it and have it checked"),
    gettext_noop("no evidence that it took place was accepted yet; somebody who did not add it checks it"),
    gettext_noop("your side does not owe this promise and does not decide on it"),
    gettext_noop("your side does not owe this promise and sets no rhythm for it"),
    gettext_noop("a party names only its own bodies"),
)
"""As the record's rules say it."""
