"""Forms of an update: its words in every language, its proof, and where its side stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.foundation.texts.queries import LanguageState, WordingStatus
from entente.surfaces.web.wording import native_name

from .fields import DayField, DeskForm, WordsField, initial_of

TEXTS = ("done", "next_step", "challenges")
TEXT_LABELS = {
    "done": _("What was done"),
    "next_step": _("Next step (optional)"),
    "challenges": _("What stands in the way (optional)"),
}
TEXT_ROWS = {"done": 5, "next_step": 3, "challenges": 3}
FRESH = LanguageState(WordingStatus.MISSING)
NOT_SAID = ""
"""The status picker's "say nothing about this part"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something whose status can be said: the whole commitment or a clause.  label: its words, short."""

    ref: str
    label: str
    values: tuple[tuple[str, str], ...]
    """The values that may be said of it, as (code, words)."""


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """A value for one subject, why, and by which claims (their keys)."""

    subject: str
    value: str
    reason: Wording
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguagePart:
    """The fields of one language.

    is_owed   the side must say it in this language before it is published
    state     full, part, stale or empty: how much of what is said in any language is said in this one; stale: it was made
              from words that have changed since
    """

    tag: str
    name: str
    is_owed: bool
    state: str
    fields: tuple[BoundField, ...]
    has_errors: bool


@dataclass(frozen=True, slots=True)
class StatusPart:
    """The fields of one subject's status."""

    label: str
    value: BoundField
    reasons: tuple[BoundField, ...]
    claims: BoundField
    is_open: bool


class UpdateForm(DeskForm):
    """What was done, in the languages of the plan and of the side that says it.

    languages  in the order of the page; owed: those in which the side must say it
    claims     (key, words) of the side's own evidence
    subjects   () for who has no status to say
    """

    as_of_on = DayField(label=_("As of which day"))
    made_from = forms.ChoiceField(
        required=False,
        label=_("Written first in"),
        help_text=_("The other languages are then marked as older when this one changes."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        owed: Sequence[str],
        claims: Sequence[tuple[str, str]],
        subjects: Sequence[Subject] = (),
        states: Mapping[str, Mapping[str, LanguageState]] | None = None,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        texts: dict[str, forms.Field] = {
            f"{name}_{tag}": WordsField(label=TEXT_LABELS[name], language=tag, rows=TEXT_ROWS[name])
            for tag in languages
            for name in TEXTS
        }
        proof = forms.MultipleChoiceField(
            required=False, choices=claims, widget=forms.CheckboxSelectMultiple, label=_("Proof of it")
        )
        super().__init__(*args, further={**texts, "claims": proof, **_status_fields(subjects, owed, claims)}, **kwargs)
        self.languages, self.owed, self.subjects, self.today = tuple(languages), tuple(owed), tuple(subjects), today
        self.claim_choices = tuple(claims)
        self.states = states or {}
        source = self.fields["made_from"]
        assert isinstance(source, forms.ChoiceField)
        source.choices = [("", _("Each for itself")), *((tag, native_name(tag)) for tag in languages)]

    @staticmethod
    def starting(
        texts: Mapping[str, Wording], *, as_of_on: date, revision: int, claims: Sequence[str], said: Sequence[StatusSaid],
        subjects: Sequence[Subject],
    ) -> dict[str, Any]:  # fmt: skip
        """What the form of an update on record starts with."""
        initial: dict[str, Any] = {"as_of_on": as_of_on, "revision": revision, "claims": list(claims)}
        for name in TEXTS:
            initial |= initial_of(name, texts.get(name, {}))
        by_subject = {one.subject: one for one in said}
        for at, subject in enumerate(subjects):
            if status := by_subject.get(subject.ref):
                initial |= {f"value_{at}": status.value, f"proof_{at}": list(status.claims)}
                initial |= initial_of(f"reason_{at}", status.reason)
        return initial

    @property
    def parts(self) -> tuple[LanguagePart, ...]:
        """The fields by language, for tabs and for fieldsets."""
        said_anywhere = {name for name in TEXTS for tag in self.languages if self[f"{name}_{tag}"].value()}
        return tuple(self._part(tag, said_anywhere) for tag in self.languages)

    def _part(self, tag: str, said_anywhere: set[str]) -> LanguagePart:
        fields = tuple(self[f"{name}_{tag}"] for name in TEXTS)
        said_here = {name for name in TEXTS if self[f"{name}_{tag}"].value()}
        is_stale = any(by_language.get(tag, FRESH).is_stale for by_language in self.states.values())
        state = "empty" if not said_here else "stale" if is_stale else "full" if said_here == said_anywhere else "part"
        return LanguagePart(
            tag, native_name(tag), tag in self.owed, state, fields, any(field.errors for field in fields)
        )

    @property
    def status_parts(self) -> tuple[StatusPart, ...]:
        return tuple(
            StatusPart(
                label=subject.label,
                value=self[f"value_{at}"],
                reasons=tuple(self[f"reason_{at}_{tag}"] for tag in self.owed),
                claims=self[f"proof_{at}"],
                is_open=bool(self[f"value_{at}"].value() or self._has_errors_at(at)),
            )
            for at, subject in enumerate(self.subjects)
        )

    def _has_errors_at(self, at: int) -> bool:
        return any(name in self.errors for name in self.fields if name.startswith((f"reason_{at}_", f"value_{at}")))

    def clean_as_of_on(self) -> date:
        day: date = self.cleaned_data["as_of_on"]
        if self.today and day > self.today:
            raise ValidationError(_("This day is yet to come; give the day of which the update speaks."))
        return day

    def clean(self) -> dict[str, Any]:
        for at, _subject in enumerate(self.subjects):
            if not self.cleaned_data.get(f"value_{at}"):
                continue
            for tag in self.owed:
                if not self.cleaned_data.get(f"reason_{at}_{tag}"):
                    sentence = _("Say why, in %(language)s.") % {"language": native_name(tag)}
                    self.add_error(f"reason_{at}_{tag}", sentence)
        return self.cleaned_data

    def place_of(self, sentence: str) -> str | None:
        """What is refused of a status stands at it; that there are no words, in the first language of the page."""
        for at, subject in enumerate(self.subjects):
            if f"” for {subject.ref} " in sentence:
                return f"value_{at}"
        return f"done_{self.languages[0]}" if sentence.startswith("Say what was done") else super().place_of(sentence)

    @property
    def said(self) -> tuple[StatusSaid, ...]:
        """The statuses that were chosen."""
        read = self.cleaned_data
        return tuple(
            StatusSaid(
                subject.ref,
                read[f"value_{at}"],
                self.wording(f"reason_{at}", self.owed),
                tuple(read[f"proof_{at}"]),
            )
            for at, subject in enumerate(self.subjects)
            if read.get(f"value_{at}")
        )


def _status_fields(
    subjects: Sequence[Subject], owed: Sequence[str], claims: Sequence[tuple[str, str]]
) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for at, subject in enumerate(subjects):
        choices = [(NOT_SAID, _("Say nothing about this")), *subject.values]
        fields[f"value_{at}"] = forms.ChoiceField(required=False, choices=choices, label=_("Where your side stands"))
        for tag in owed:
            label = _("Why (%(language)s)") % {"language": native_name(tag)}
            fields[f"reason_{at}_{tag}"] = WordsField(label=label, language=tag, rows=2)
        fields[f"proof_{at}"] = forms.MultipleChoiceField(
            required=False, choices=claims, widget=forms.CheckboxSelectMultiple, label=_("Which evidence proves it")
        )
    return fields
