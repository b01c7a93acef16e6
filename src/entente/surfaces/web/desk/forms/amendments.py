"""An amendment as somebody writes it: the promise as it stands, each of its words and facts open to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.record.plan.queries import AgreedTerm, ClauseTerms, Kind, PromiseTerms, Strength, TermKind
from entente.surfaces.web import labels
from entente.surfaces.web.labels_of_change import TERMS
from entente.surfaces.web.wording import native_name

from .fields import DayField, DeskForm, PeriodField, WordsField

SPARE_PARTS = ("new1", "new2")
"""Names of the empty parts that a form offers."""
SPARE_TERMS = 2


@dataclass(frozen=True, slots=True)
class PartFields:
    """A part of the promise.  letter: "" for a new one; gone: the box that takes it out, None for a new one."""

    letter: str
    texts: tuple[BoundField, ...]
    gone: BoundField | None


@dataclass(frozen=True, slots=True)
class TermFields:
    """Something agreed beside the words."""

    kind: BoundField
    due: BoundField
    texts: tuple[BoundField, ...]


class AmendmentForm(DeskForm):
    """text_TAG, kind, strength, obligors, clause_LETTER_TAG, gone_LETTER, term_N_*, reason_TAG, in_force_from.

    revision  of what was opened
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(one.value, labels.KINDS[one]) for one in Kind])
    strength = forms.ChoiceField(label=_("Strength"), choices=[(one.value, labels.STRENGTHS[one]) for one in Strength])
    obligors = forms.MultipleChoiceField(
        label=_("Who owes it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one party that owes it.")},
    )

    in_force_from = DayField(
        required=False,
        label=_("Day from which it is in force (optional)"),
        help_text=_(
            "As in 2027-01-01; it begins once that day has begun in every capital. Without a day: with the last signature."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        terms: PromiseTerms,
        reason: Wording,
        before: PromiseTerms,
        languages: Sequence[str],
        parties: Sequence[tuple[str, str]],
        revision: int = 0,
        in_force_from: date | None = None,
    ) -> None:
        """terms: as proposed so far; before: as the promise stands, whose parts may be changed or taken out."""
        self.languages, self.before = tuple(languages), before
        self.letters = [one.letter for one in before.clauses]
        added = [one for one in terms.clauses if one.letter not in self.letters]
        self.spare = [*(one.letter for one in added), *SPARE_PARTS]
        self.terms_count = len(terms.agreed) + SPARE_TERMS
        super().__init__(
            data,
            initial={**self._starting(terms, reason, revision), "in_force_from": in_force_from},
            further=self._further(),
        )
        field = self.fields["obligors"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(parties)

    def _further(self) -> Mapping[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for tag in self.languages:
            fields[f"text_{tag}"] = WordsField(rows=5, language=tag, label=native_name(tag))
            fields[f"reason_{tag}"] = WordsField(rows=2, language=tag, label=native_name(tag))
        for letter in (*self.letters, *self.spare):
            for tag in self.languages:
                fields[f"clause_{letter}_{tag}"] = WordsField(rows=2, language=tag, label=native_name(tag))
        for letter in self.letters:
            fields[f"gone_{letter}"] = forms.BooleanField(required=False, label=_("Take this part out"))
        kinds = [("", _("nothing")), *((one.value, TERMS[one]) for one in TermKind)]
        for at in range(self.terms_count):
            fields[f"term_{at}_kind"] = forms.ChoiceField(required=False, choices=kinds, label=_("What is agreed"))
            fields[f"term_{at}_due"] = PeriodField(label=_("Date, for a milestone (optional)"))
            for tag in self.languages:
                fields[f"term_{at}_{tag}"] = WordsField(rows=2, language=tag, label=native_name(tag))
        return fields

    def _starting(self, terms: PromiseTerms, reason: Wording, revision: int) -> dict[str, Any]:
        kept = {one.letter: one for one in terms.clauses}
        values: dict[str, Any] = {"revision": revision, "kind": terms.kind, "strength": terms.strength}
        values["obligors"] = list(terms.obligors)
        values |= {f"text_{tag}": text for tag, text in terms.texts.items()}
        values |= {f"reason_{tag}": text for tag, text in reason.items()}
        for one in (*self.before.clauses, *terms.clauses):
            values |= {f"clause_{one.letter}_{tag}": text for tag, text in one.text.items()}
            values[f"gone_{one.letter}"] = one.letter not in kept
        for at, term in enumerate(terms.agreed):
            values |= {f"term_{at}_kind": term.kind, f"term_{at}_due": term.due}
            values |= {f"term_{at}_{tag}": text for tag, text in term.text.items()}
        return values

    @property
    def texts(self) -> list[BoundField]:
        return [self[f"text_{tag}"] for tag in self.languages]

    @property
    def reasons(self) -> list[BoundField]:
        return [self[f"reason_{tag}"] for tag in self.languages]

    @property
    def parts(self) -> list[PartFields]:
        return [
            PartFields(
                "" if letter in SPARE_PARTS else letter,
                tuple(self[f"clause_{letter}_{tag}"] for tag in self.languages),
                self[f"gone_{letter}"] if letter in self.letters else None,
            )
            for letter in (*self.letters, *self.spare)
        ]

    @property
    def agreed(self) -> list[TermFields]:
        return [
            TermFields(
                self[f"term_{at}_kind"],
                self[f"term_{at}_due"],
                tuple(self[f"term_{at}_{tag}"] for tag in self.languages),
            )
            for at in range(self.terms_count)
        ]

    def terms(self) -> PromiseTerms:
        """The promise as it is to be."""
        read = self.cleaned_data
        owed = {one.letter: one.obligors for one in self.before.clauses}
        clauses = [
            ClauseTerms("" if letter in self.spare else letter, words, owed.get(letter, ()))
            for letter in (*self.letters, *self.spare)
            if not read.get(f"gone_{letter}") and (words := self.wording(f"clause_{letter}", self.languages))
        ]
        agreed = [
            AgreedTerm(
                TermKind(read[f"term_{at}_kind"]),
                self.wording(f"term_{at}", self.languages),
                str(read[f"term_{at}_due"] or ""),
            )
            for at in range(self.terms_count)
            if read[f"term_{at}_kind"]
        ]
        return PromiseTerms(
            Kind(read["kind"]),
            Strength(read["strength"]),
            tuple(read["obligors"]),
            self.wording("text", self.languages),
            tuple(clauses),
            tuple(agreed),
        )

    def day(self) -> date | None:
        """From which it is to be in force; None: from the last signature on."""
        found: date | None = self.cleaned_data["in_force_from"]
        return found

    def reason(self) -> Wording:
        return self.wording("reason", self.languages)
