"""The codes of the working log in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.refs import split_ref

ACTIONS = {
    "plan.start": gettext_lazy("Draft started"),
    "plan.draft": gettext_lazy("Pillars and commitments of a draft put in"),
    "plan.edit": gettext_lazy("Title, preamble or date of a draft changed"),
    "plan.discard": gettext_lazy("Draft thrown away"),
    "plan.pillar.add": gettext_lazy("Pillar added"),
    "plan.pillar.edit": gettext_lazy("Pillar changed"),
    "plan.pillar.remove": gettext_lazy("Pillar removed"),
    "plan.commitment.add": gettext_lazy("Commitment added"),
    "plan.commitment.edit": gettext_lazy("Commitment changed"),
    "plan.commitment.remove": gettext_lazy("Commitment removed"),
    "directory.person.add": gettext_lazy("Person taken up"),
    "directory.appointment.begin": gettext_lazy("Somebody appointed to a post"),
    "directory.appointment.end": gettext_lazy("An appointment ended"),
    "accounts.user.create": gettext_lazy("Log-in made"),
    "accounts.user.reset": gettext_lazy("Log-in reset"),
    "accounts.user.close": gettext_lazy("Log-in closed"),
    "accounts.user.change_password": gettext_lazy("Password changed"),
}
"""Action -> plain words, of actions that are not published."""


def action(code: str) -> str:
    """What an entry says was done; its code where there are no words for it yet."""
    return str(ACTIONS.get(code, code))


def subject(ref: str) -> str:
    """ "river-basin-2026, 6.4" for a ref of a plan; any other subject as it is, a log-in without its key."""
    if ref.startswith("user/"):
        return _("a log-in")
    try:
        plan, number, letter = split_ref(ref)
    except ValueError:
        return ref
    return ", ".join(filter(None, (plan, f"{number} {letter}".strip())))
