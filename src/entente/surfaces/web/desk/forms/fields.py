"""Fields that several forms share, and the one form that all of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording, direction
from entente.foundation.common.periods import Period
from entente.surfaces.web.labels import named
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.wording import native_name

CLASSES: dict[type[forms.Widget], str] = {
    forms.TextInput: "govuk-input",
    forms.URLInput: "govuk-input",
    forms.EmailInput: "govuk-input",
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    forms.ClearableFileInput: "govuk-file-upload",
    forms.FileInput: "govuk-file-upload",
}
"""Widget -> its class in the style sheet; with an error also that class with "--error"."""
_MISSING_CHOICE, _MISSING_WORDS = _("Choose under “%(label)s”."), _("“%(label)s” is empty; fill it in.")


class DeskForm(forms.Form):
    """A form of the staff pages.

    Browsers do not check it first: their bubbles are no part of the page, and the page's own sentences are in its language.
    `further`: fields that depend on the plan, such as one for each of its languages.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, further: Mapping[str, forms.Field] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields |= dict(further or {})
        for field in self.fields.values():
            _dress(field.widget, CLASSES.get(type(field.widget), ""))
            _name_what_is_missing(field)

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.errors:
            widget = self.fields[name].widget if name in self.fields else None
            if widget is not None and type(widget) in CLASSES:
                _dress(widget, f"{CLASSES[type(widget)]}--error")

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """Show a refusal of the record at a field, or at the top when it belongs to none; in the reader's language."""
        self.add_error(field if field in self.fields else None, ValidationError(in_language(sentence)))

    def wording(self, name: str, languages: Iterable[str]) -> Wording:
        """The texts of the fields NAME_TAG, without the empty ones."""
        texts = {tag: self.cleaned_data.get(f"{name}_{tag}", "") for tag in languages}
        return {tag: text for tag, text in texts.items() if text}


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of the error summary.  anchor: id of the field it belongs to, "" for the whole form."""

    sentence: str
    anchor: str


def errors_of(*given: forms.BaseForm | forms.BaseFormSet[Any]) -> tuple[FormError, ...]:
    """Every error of some forms and formsets, in the order of their fields."""
    found: list[FormError] = []
    for one in given:
        if isinstance(one, forms.BaseFormSet):
            found += [FormError(str(sentence), "") for sentence in one.non_form_errors()] if one.is_bound else []
            found += errors_of(*one.forms)
        elif one.is_bound:
            found += [FormError(str(sentence), "") for sentence in one.non_field_errors()]
            found += _at_fields(one)
    return tuple(found)


def _at_fields(form: forms.BaseForm) -> list[FormError]:
    """The errors of fields.  What is said of two fields names each: else nobody sees which of them a line leads to."""
    said = [(str(sentence), bound) for bound in form for sentence in bound.errors]
    often = Counter(sentence for sentence, _bound in said)
    return [
        FormError(named(bound.label, sentence) if often[sentence] > 1 else sentence, anchor(bound))
        for sentence, bound in said
    ]


def anchor(bound: BoundField) -> str:
    """Id of the control that an error leads to; of the first one in a group."""
    first = f"{bound.auto_id}_0"
    return first if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else bound.auto_id


class WordsField(forms.CharField):
    """A text of several lines.  Lines end as everywhere else in the record, not as browsers send them."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, language: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = rows
        if language:
            self.widget.attrs |= speaking(language)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """A text of one line, in a language where it is a wording."""

    def __init__(self, *, language: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 300)
        super().__init__(**kwargs)
        if language:
            self.widget.attrs |= speaking(language)


class DayField(forms.DateField):
    """One day, written as year, month and day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        kwargs.setdefault("help_text", _("For instance 2026-11-23."))
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Give the day, for instance 2026-11-23."),
                "invalid": _("Write the day as year, month and day, for instance 2026-11-23."),
            },
        )
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)
        self.widget.attrs["class"] = "govuk-input govuk-input--width-10"


class PeriodField(forms.CharField):
    """A partial date: a year, a month, a day, or a stretch of them.  Cleans to its text, "" when none was given."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 21)
        kwargs.setdefault("help_text", _("As much as is known: 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03."))
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "govuk-input--width-20"

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return str(Period.parse(text))
        except ValueError:
            raise ValidationError(
                _("“%(text)s” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03."),
                params={"text": text},
            ) from None


def speaking(tag: str) -> dict[str, str]:
    """The attributes of a control in which a language is written."""
    return {"lang": tag, "dir": direction(tag)}


def lines(languages: Iterable[str], name: str, label: Any, **kwargs: Any) -> dict[str, forms.Field]:
    """A one-line field for each language."""
    return {f"{name}_{tag}": LineField(label=_named(label, tag), language=tag, **kwargs) for tag in languages}


def words(languages: Iterable[str], name: str, label: Any, **kwargs: Any) -> dict[str, forms.Field]:
    """A field of several lines for each language."""
    return {f"{name}_{tag}": WordsField(label=_named(label, tag), language=tag, **kwargs) for tag in languages}


def initial_of(name: str, wording: Mapping[str, str]) -> dict[str, str]:
    """What `lines` and `words` start with."""
    return {f"{name}_{tag}": text for tag, text in wording.items()}


def _named(label: Any, tag: str) -> str:
    return f"{label} ({native_name(tag)})"


def _name_what_is_missing(field: forms.Field) -> None:
    """Say which field it is that stayed empty, where it has no sentence of its own: the summary stands far from it."""
    if field.label and field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
        missing = _MISSING_CHOICE if isinstance(field, forms.ChoiceField) else _MISSING_WORDS
        field.error_messages["required"] = str(missing) % {"label": field.label}


def _dress(widget: forms.Widget, css: str) -> None:
    kept = widget.attrs.get("class", "").split()
    widget.attrs["class"] = " ".join(dict.fromkeys([*css.split(), *kept]))
