"""Why somebody may not change what is agreed: named here so that every language has it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

REASONS = (
    gettext_noop("this plan was closed; what it says stays as it is"),
    gettext_noop("your post writes no changes of what is agreed; a contributor of your side does"),
    gettext_noop("your post puts no change to the parties; an approver of your side does"),
    gettext_noop("only the keeper of the record shows a proposal of its own to everybody"),
    gettext_noop("only the keeper of this record shows a proposal to everybody, and only its own"),
    gettext_noop("this proposal is settled; there is nothing left to show"),
    gettext_noop("this is before the parties and is not changed under their eyes; take it back first"),
    gettext_noop("you wrote this; somebody else of your side puts it to the parties"),
    gettext_noop("only the side that proposed this takes it back"),
    gettext_noop("this is not before the parties; there is nothing to take back"),
    gettext_noop("this proposal belongs to another side; only that side changes it"),
    gettext_noop("only a party of this plan, or the keeper of its record, proposes a change of it"),
)
