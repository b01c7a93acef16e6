"""What readers fill in: a wish to be told by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.surfaces.web import links
from entente.surfaces.web.desk.forms.fields import DeskForm

from .open_forms import OpenForm
from .words import Rhythm

RHYTHMS = [
    (Rhythm.AT_ONCE.value, _("At once")),
    (Rhythm.DAILY.value, _("Once a day, in the morning")),
    (Rhythm.WEEKLY.value, _("On Mondays")),
]


class RhythmForm(DeskForm):
    """How often, in which language."""

    rhythm = forms.ChoiceField(choices=RHYTHMS, widget=forms.RadioSelect, label=_("How often, when something changed"))
    language = forms.ChoiceField(label=_("Language of the mails"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = links.languages()


class FollowForm(OpenForm, RhythmForm):
    """The address, how often, in which language."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the address to which the mails shall go."),
            "invalid": _("This is no e-mail address; write one like name@example.org."),
        },
    )
    field_order = ["stamp", "address", "rhythm", "language", "website"]
