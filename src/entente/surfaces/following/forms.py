"""What readers fill in: a wish to be told by e-mail, a problem on a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.surfaces.notices.problems import WORDS_MAX
from entente.surfaces.web import links
from entente.surfaces.web.desk.forms.fields import DeskForm, WordsField

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


class ProblemForm(OpenForm):
    """What is wrong on a page, and where the answer shall go."""

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    words = WordsField(
        rows=8,
        required=True,
        max_length=WORDS_MAX,
        label=_("What is wrong?"),
        help_text=_("If you can, name a public source that shows it."),
        error_messages={
            "required": _("Say what is wrong, in a sentence or two."),
            "max_length": _("This is longer than 10,000 characters; shorten it, or name a page that holds the rest."),
        },
    )
    reply = forms.EmailField(
        required=False,
        max_length=254,
        label=_("Your e-mail address, if you want an answer"),
        help_text=_("It is kept encrypted until the answer is sent, shown to nobody, and then erased."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address; write one like name@example.org.")},
    )
    field_order = ["stamp", "page", "words", "reply", "website"]
