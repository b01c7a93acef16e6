"""What somebody wants to be told by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web import links

from .fields import DeskForm


class WishForm(DeskForm):
    """How often, whether single notices, in which language."""

    rhythm = forms.ChoiceField(
        choices=[
            (Rhythm.DAILY.value, _("Every day on which there is something")),
            (Rhythm.WEEKLY.value, _("On Mondays, when there is something")),
            (Rhythm.OFF.value, _("Never")),
        ],
        widget=forms.RadioSelect,
        label=_("A digest of your desk"),
    )
    has_singles = forms.BooleanField(
        required=False, label=_("Also a mail at once when something begins to wait for me")
    )
    language = forms.ChoiceField(label=_("Language of the mails and of the calendar"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = links.languages()

    def facts(self) -> WishFacts:
        read = self.cleaned_data
        return WishFacts(Rhythm(read["rhythm"]), read["has_singles"], read["language"])
