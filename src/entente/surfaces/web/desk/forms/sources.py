"""Forms about copies of one's own sources: one fetched from an address, one taken away."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.sources.queries import Removal

from .evidence import SHOWINGS
from .fields import DeskForm

REASONS = [
    (Removal.LEGAL.value, _("A law, a court or its author asks for it")),
    (Removal.PRIVACY.value, _("It tells of a person what should not be told")),
    (Removal.COMMUNITY.value, _("A community asks that its knowledge is not shown")),
]


class CaptureForm(DeskForm):
    """A copy fetched from the address of a source."""

    prefix = "address"
    showing = forms.ChoiceField(
        choices=SHOWINGS, widget=forms.RadioSelect, label=_("What may be shown of the archived copy")
    )


class RemovalForm(DeskForm):
    """Why the bytes of a copy go."""

    reason = forms.ChoiceField(
        choices=REASONS,
        widget=forms.RadioSelect,
        label=_("Why they are removed"),
        error_messages={"required": _("Choose why the bytes are removed; readers are told.")},
    )
