"""Forms of outside assessments: a guideline, an opening, a score, a deadline, a reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.record.assessment.methods import Method
from entente.surfaces.web import labels
from entente.surfaces.web.assessments import READINGS

from .activities import Choices, choose
from .fields import DayField, DeskForm, words
from .milestones import SaidForm


class GuidelineForm(DeskForm):
    """What the words of a promise are taken to mean, and what counts for each value of a scale.

    values  (code, what it means) of the scale, in its order
    """

    subject = forms.ChoiceField(widget=forms.RadioSelect, label=_("What it is about"))

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        values: Sequence[tuple[str, str]],
        subjects: Choices,
        **kwargs: Any,
    ) -> None:
        counts = {
            name: field
            for at, (code, label) in enumerate(values)
            for name, field in words(languages, f"counts_{at}", labels.named(code, label), rows=2).items()
        }
        meant = words(languages, "definitions", _("What the words of the promise are taken to mean"), rows=3)
        super().__init__(*args, further={**meant, **counts}, **kwargs)
        self.languages, self.codes = tuple(languages), tuple(code for code, _label in values)
        choose(self, "subject", subjects)

    def definitions(self) -> Wording:
        return self.wording("definitions", self.languages)

    def counts(self) -> dict[str, Wording]:
        return {code: self.wording(f"counts_{at}", self.languages) for at, code in enumerate(self.codes)}


def initial_counts(counts: Mapping[str, Wording], codes: Sequence[str]) -> dict[str, str]:
    """What the fields of a guideline's values start with."""
    return {f"counts_{at}_{tag}": text for at, code in enumerate(codes) for tag, text in counts.get(code, {}).items()}


class OpeningForm(DeskForm):
    """Of whom, which reading, and the window that it speaks of."""

    party = forms.ChoiceField(required=False, label=_("Of which party"))
    reading = forms.ChoiceField(required=False, label=_("Which reading"))
    from_on = DayField(label=_("First day of the window"))
    to_on = DayField(label=_("Last day of the window"))

    def __init__(self, *args: Any, method: Method, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if method.is_per_party:
            choose(self, "party", parties)
        else:
            del self.fields["party"]
        if method.readings:
            choose(self, "reading", [(str(one), str(READINGS[one])) for one in method.readings])
        else:
            del self.fields["reading"]


class ScoreForm(DeskForm):
    """A value, the reason for it, and the evidence that it rests on."""

    value = forms.ChoiceField(
        widget=forms.RadioSelect, label=_("Value"), error_messages={"required": _("Choose a value of the scale.")}
    )
    claims = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Evidence it rests on"),
        help_text=_(
            "Only dated public evidence on this commitment counts, where the method says so inside the window."
        ),
    )

    def __init__(self, *args: Any, languages: Sequence[str], values: Choices, claims: Choices, **kwargs: Any) -> None:
        super().__init__(*args, further=words(languages, "rationale", _("Why this value"), rows=3), **kwargs)
        self.languages = tuple(languages)
        choose(self, "value", values)
        choose(self, "claims", claims)
        if not claims:
            del self.fields["claims"]


class SendForm(DeskForm):
    """The last day for a reply."""

    due_on = DayField(label=_("Last day for a reply"))

    def due(self) -> date:
        day: date = self.cleaned_data["due_on"]
        return day


class CorrectionForm(SaidForm):
    """Why an assessment is corrected."""

    said = "correction"

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = words(languages, "correction", _("What is corrected and why"), rows=3)
        super().__init__(*args, languages=languages, further=further, **kwargs)


class ReplyForm(SaidForm):
    """A party's reply."""

    said = "text"

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            *args, languages=languages, further=words(languages, "text", _("Your reply"), rows=6), **kwargs
        )


class NothingForm(DeskForm):
    """A button alone."""
