"""The form in which a joint status is put before all parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entente.record.assessment.commands import JointFacts
from entente.record.assessment.queries import Completion
from entente.surfaces.web.labels_of_work import COMPLETION

from .fields import DayField, DeskForm
from .fields import words as wordings

Choices = Sequence[tuple[str, str]]


class JointForm(DeskForm):
    """A value, its day, why, and the public evidence it rests on.  The reason stands in every official language."""

    value = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("The value that all would sign"),
        error_messages={"required": _("Choose a value.")},
    )
    as_of_on = DayField(label=pgettext_lazy("a field for a day", "As of"))
    claims = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Public evidence it rests on"),
        help_text=_("Substantial and complete need evidence that another side has accepted."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: Sequence[str], claims: Choices, is_standing: bool, **kwargs: Any) -> None:
        reasons = wordings(languages, "reason", _("Why"), rows=3)
        super().__init__(*args, further=reasons, **kwargs)
        self.languages = tuple(languages)
        values = [one for one in Completion if not (is_standing and one is Completion.COMPLETE)]
        self._choose("value", [(one.value, str(COMPLETION[one])) for one in values])
        self._choose("claims", claims)
        if not claims:
            del self.fields["claims"]
        self.order_fields(["value", "as_of_on", *reasons, "claims", "revision"])

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def facts(self, subject: str) -> JointFacts:
        read = self.cleaned_data
        reason = self.wording("reason", self.languages)
        return JointFacts(subject, Completion(read["value"]), read["as_of_on"], reason, read.get("claims", ()))
