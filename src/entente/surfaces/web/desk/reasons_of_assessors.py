"""Why something cannot be done to an outside assessment: named here so that every language has it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

REASONS = (
    gettext_noop("only a contributor of an assessor defines its scales and writes its guidelines"),
    gettext_noop("only a contributor of an assessor codes"),
    gettext_noop("only a contributor or approver of an assessor consolidates its codes"),
    gettext_noop("only an approver of an assessor sends and publishes what it says"),
    gettext_noop("only a contributor of the party that is assessed writes its reply"),
    gettext_noop("only an approver of the party that is assessed gives its reply"),
    gettext_noop("only a keeper or an assessor puts on record what it asked an authority"),
    gettext_noop("who asked puts the answer on record"),
    gettext_noop("an assessor speaks in its own name only"),
    gettext_noop("a code is somebody's own reading; log in as the person who coded"),
    gettext_noop("the codes of this assessment are in; a new version is coded anew"),
    gettext_noop("this waits until every code that the method asks for is in"),
    gettext_noop("this assessment is consolidated already; take it back first"),
    gettext_noop("a party replies only to what is said of itself"),
    gettext_noop("the time for a reply is over"),
    gettext_noop("you wrote this reply yourself; somebody else of your side approves it"),
)
"""As the record's rules say it."""
