"""The table of what becomes of each promise, as somebody fills it in: one row a promise, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.queries import Fate, SuccessionView
from entente.surfaces.web.labels_of_change import FATES
from entente.surfaces.web.wording import native_name

from .fields import DeskForm, WordsField

INTO_LENGTH = 400
"""Signs of the numbers in which a promise goes on: some sixty of them."""


class SuccessorForm(DeskForm):
    """The plan in which promises go on."""

    successor = forms.ChoiceField(required=False, label=_("Successor"))

    def __init__(self, *args: Any, plans: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none: the plan ends without one")), *plans]


@dataclass(frozen=True, slots=True)
class FormRow:
    """The fields of one promise."""

    number: str
    fate: BoundField
    into: BoundField
    reasons: tuple[BoundField, ...]

    @property
    def has_reason(self) -> bool:
        return any(field.value() for field in self.reasons)


class TableForm(DeskForm):
    """fate_N, into_N and reason_N_TAG for each promise N; revision: of the table that was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        numbers: Sequence[str],
        languages: Sequence[str],
        initial: Mapping[str, Any],
    ) -> None:
        self.numbers, self.languages = tuple(numbers), tuple(languages)
        fates = [("", FATES[""]), *((fate.value, FATES[fate]) for fate in Fate)]
        further: dict[str, forms.Field] = {}
        for number in numbers:
            further[f"fate_{number}"] = forms.ChoiceField(
                choices=fates, required=False, label=_("What becomes of %(number)s") % {"number": number}
            )
            further[f"into_{number}"] = forms.CharField(
                required=False, max_length=INTO_LENGTH, label=_("Where %(number)s goes on") % {"number": number}
            )
            for tag in languages:
                further[f"reason_{number}_{tag}"] = WordsField(rows=2, language=tag, label=native_name(tag))
        super().__init__(data, initial=dict(initial), further=further)

    @classmethod
    def starting(cls, view: SuccessionView) -> dict[str, Any]:
        """The fields as they stand on record."""
        values: dict[str, Any] = {"revision": view.revision}
        for row in view.rows:
            number = row.promise.number
            values[f"fate_{number}"] = row.fate
            values[f"into_{number}"] = ", ".join(heir.number for heir in row.into)
            values |= {f"reason_{number}_{tag}": text for tag, text in row.reason.items()}
        return values

    @property
    def rows(self) -> list[FormRow]:
        return [
            FormRow(
                number,
                self[f"fate_{number}"],
                self[f"into_{number}"],
                tuple(self[f"reason_{number}_{tag}"] for tag in self.languages),
            )
            for number in self.numbers
        ]

    def resolutions(self) -> list[ResolutionFacts]:
        """Every promise of which something is said."""
        read = self.cleaned_data
        return [
            ResolutionFacts(
                number,
                Fate(read[f"fate_{number}"]),
                tuple(dict.fromkeys(re.findall(r"[^\s,;]+", read[f"into_{number}"]))),
                self.wording(f"reason_{number}", self.languages),
            )
            for number in self.numbers
            if read[f"fate_{number}"]
        ]
