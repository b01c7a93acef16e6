"""Forms about the pillars and promises of a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.refs import NUMBER
from entente.record.plan.facts import ClauseFacts, CommitmentFacts, PillarFacts
from entente.record.plan.queries import CommitmentView, FrameworkView, Kind, PillarView, Strength
from entente.surfaces.web import labels
from entente.surfaces.web.wording import said

from .fields import DeskForm, initial_of, lines, words
from .plans import SPARE_ROWS

_NO_PARENT = _("Write the number of another commitment of this plan, or leave it empty.")


class NumberField(forms.CharField):
    """The number of a pillar or commitment as printed."""

    def __init__(self, *, example: str, sentence: Any = "", **kwargs: Any) -> None:
        sentence = sentence or _("Write the number as printed, for instance %(example)s.") % {"example": example}
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("validators", [RegexValidator(f"^{NUMBER.pattern}$", sentence)])
        kwargs.setdefault("error_messages", {"required": sentence})
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "govuk-input--width-5"


class PillarForm(DeskForm):
    """A pillar: its number (fixed once it exists) and, word for word, its title and introduction in each language."""

    def __init__(self, *args: Any, languages: Sequence[str], is_new: bool, **kwargs: Any) -> None:
        number = {"number": NumberField(label=_("Number"), example="6", max_length=8)} if is_new else {}
        further = {
            **number,
            **lines(languages, "title", _("Title, word for word"), max_length=500),
            **words(languages, "introduction", _("Introduction, word for word (optional)"), rows=5),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)

    def clean(self) -> dict[str, Any]:
        if not self.wording("title", self.languages) and not any(name.startswith("title_") for name in self.errors):
            self.add_error(f"title_{self.languages[0]}", _("Give the pillar a title in at least one language."))
        return self.cleaned_data

    def facts(self, known: PillarView | None = None) -> PillarFacts:
        """What the form read; what it does not ask for stays as it is."""
        return PillarFacts(
            number=known.number if known else self.cleaned_data["number"],
            commitments=(),
            title=known.title if known else {},
            summary=known.summary if known else {},
            titles=self.wording("title", self.languages),
            introductions=self.wording("introduction", self.languages),
        )

    @staticmethod
    def starting(pillar: PillarView) -> dict[str, str]:
        return {
            **initial_of("title", {tag: view.text for tag, view in pillar.titles.items()}),
            **initial_of("introduction", {tag: view.text for tag, view in pillar.introductions.items()}),
        }


class CommitmentForm(DeskForm):
    """A promise.  Its clauses are rows of ClauseRows.

    others  numbers of the plan's other promises, under one of which it may be nested
    """

    obligors = forms.MultipleChoiceField(
        label=_("Who owes it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who owes it: at least one party.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of promise it is"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of promise it is.")},
    )
    strength = forms.ChoiceField(
        label=_("How strongly its words bind"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how strongly its words bind.")},
    )

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        parties: Sequence[tuple[str, str]],
        frameworks: Sequence[FrameworkView],
        language: str,
        is_new: bool,
        others: Collection[str],
        **kwargs: Any,
    ) -> None:
        number = {"number": NumberField(label=_("Number"), example="6.4")} if is_new else {}
        further = {
            **number,
            **words(languages, "text", _("Text, word for word"), rows=5),
            **lines(languages, "title", _("Title (optional)")),
            **words(languages, "summary", _("Summary (optional)"), rows=3),
            "parent": NumberField(
                label=_("Nested under (optional)"),
                help_text=_("The number of the commitment that it is part of in the printed text, if any."),
                example="6.4",
                sentence=_NO_PARENT,
                required=False,
            ),
            **{f"serves_{one.code}": _targets_field(one, language) for one in frameworks},
        }
        super().__init__(*args, further=further, **kwargs)
        self.order_fields(["number", *(f"text_{tag}" for tag in languages)])
        self.languages, self.others = tuple(languages), frozenset(others)
        self.frameworks = tuple(one.code for one in frameworks)
        _offer(self, "obligors", parties)
        _offer(self, "kind", explained(Kind.values, labels.KINDS, labels.KIND_NOTES))
        _offer(self, "strength", explained(Strength.values, labels.STRENGTHS, labels.STRENGTH_NOTES))

    def clean_parent(self) -> str:
        number: str = self.cleaned_data["parent"]
        if number and number not in self.others:
            raise ValidationError(_NO_PARENT)
        return number

    def clean(self) -> dict[str, Any]:
        if not self.wording("text", self.languages) and not any(name.startswith("text_") for name in self.errors):
            self.add_error(f"text_{self.languages[0]}", _("Write the text of the commitment in at least one language."))
        return self.cleaned_data

    def facts(self, clauses: Iterable[ClauseFacts], known: CommitmentView | None = None) -> CommitmentFacts:
        read = self.cleaned_data
        return CommitmentFacts(
            number=known.number if known else read["number"],
            obligors=tuple(read["obligors"]),
            kind=Kind(read["kind"]),
            strength=Strength(read["strength"]),
            title=self.wording("title", self.languages),
            summary=self.wording("summary", self.languages),
            texts=self.wording("text", self.languages),
            clauses=tuple(clauses),
            parent=read["parent"],
            alignment=tuple((code, target) for code in self.frameworks for target in read[f"serves_{code}"]),
        )

    @staticmethod
    def starting(known: CommitmentView) -> dict[str, Any]:
        serves: dict[str, list[str]] = {}
        for target in known.targets:
            serves.setdefault(f"serves_{target.framework}", []).append(target.code)
        return {
            **initial_of("text", {tag: view.text for tag, view in known.texts.items()}),
            **initial_of("title", known.title),
            **initial_of("summary", known.summary),
            "obligors": list(known.obligors),
            "kind": known.kind,
            "strength": known.strength,
            "parent": known.parent,
            **serves,
        }


class ClauseRow(DeskForm):
    """A separately checkable part.  A row without any words is no clause."""

    def __init__(self, *args: Any, languages: Sequence[str], parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        further = {
            **words(languages, "text", _("Text of the part"), rows=2),
            "obligors": forms.MultipleChoiceField(
                required=False,
                label=_("Who owes this part, where it is not everybody who owes the whole"),
                widget=forms.CheckboxSelectMultiple,
                choices=parties,
            ),
            "remove": forms.BooleanField(required=False, label=_("Remove this part")),
        }
        kwargs.setdefault("empty_permitted", True)
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)

    def clean(self) -> dict[str, Any]:
        row = self.cleaned_data
        if row.get("obligors") and not row.get("remove") and not self.wording("text", self.languages):
            self.add_error(f"text_{self.languages[0]}", _("Write the text of this part, or clear who owes it."))
        return row


class CheckedClauseRows(BaseFormSet[ClauseRow]):
    """The parts of a promise, in the order of the rows."""

    def facts(self) -> list[ClauseFacts]:
        found = []
        for row in self.forms:
            words_of_row = row.wording("text", row.languages)
            if words_of_row and not row.cleaned_data.get("remove"):
                found.append(ClauseFacts(words_of_row, tuple(row.cleaned_data.get("obligors", ()))))
        return found

    @staticmethod
    def starting(known: CommitmentView) -> list[dict[str, Any]]:
        return [
            {
                **initial_of("text", clause.text),
                "obligors": list(clause.obligors) if set(clause.obligors) != set(known.obligors) else [],
            }
            for clause in known.clauses
        ]


ClauseRows = formset_factory(ClauseRow, formset=CheckedClauseRows, extra=SPARE_ROWS, max_num=200, validate_max=True)


def explained(codes: Iterable[str], names: Mapping[str, Any], notes: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Choices whose words are followed by what they mean."""
    return [(code, format_html('{}<span class="ent-form__note">{}</span>', names[code], notes[code])) for code in codes]


def _targets_field(framework: FrameworkView, language: str) -> forms.MultipleChoiceField:
    targets = [(target.code, f"{target.code} {said(target.title, language)}") for target, _count in framework.targets]
    return forms.MultipleChoiceField(
        required=False,
        label=str(said(framework.title, language)),
        widget=forms.CheckboxSelectMultiple,
        choices=targets,
    )


def _offer(form: DeskForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
