"""Fields that several forms share, and the one form that all of them are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
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
_DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_IN_ROW = _("%(label)s, row %(number)d")


class DeskForm(forms.Form):
    """A form of the staff pages.

    Browsers do not check it first: their bubbles are no part of the page, and the page's own sentences are in its language.
    `further`: fields that depend on the plan, such as one for each of its languages.
    """

    use_required_attribute = False
    refused_at: ClassVar[Mapping[str, str]] = {}
    """Some words of a refusal of the record, in English -> the field that it is about."""

    def __init__(self, *args: Any, further: Mapping[str, forms.Field] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields |= dict(further or {})
        for field in self.fields.values():
            _dress(field.widget, CLASSES.get(type(field.widget), ""))
            _name_what_is_missing(field)
            field.help_text = _with_whole_days(field.help_text)

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        widget = self.fields[field].widget if field in self.fields else None
        if widget is not None and type(widget) in CLASSES:
            _dress(widget, f"{CLASSES[type(widget)]}--error")

    def refuse(self, sentence: str, field: str | None = None) -> None:
        """Show a refusal of the record at a field, or at the top when it belongs to none; in the reader's language."""
        field = field or self.place_of(sentence)
        self.add_error(field if field in self.fields else None, ValidationError(in_language(sentence)))

    def place_of(self, sentence: str) -> str | None:
        """The field that a refusal of the record is about, None for the whole form."""
        return next((name for words, name in self.refused_at.items() if words in sentence), None)

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
            found += _of_rows(one)
        elif one.is_bound:
            found += [FormError(str(sentence), "") for sentence in one.non_field_errors()]
            found += _at_fields(one)
    return tuple(found)


def errors_with_rows(form: forms.BaseForm, rows: forms.BaseFormSet[Any], *, before: str) -> tuple[FormError, ...]:
    """The errors of a form with rows in its midst, in the order of the page: rows stand before the field `before`."""
    names = list(form.fields)
    below = {anchor(form[name]) for name in names[names.index(before) :]}
    own = errors_of(form)
    return (
        *(error for error in own if error.anchor not in below),
        *errors_of(rows),
        *(error for error in own if error.anchor in below),
    )


def _of_rows(rows: forms.BaseFormSet[Any]) -> list[FormError]:
    """The errors of rows.  What is said of two rows names each by its number."""
    said = [(number, error) for number, row in enumerate(rows.forms, 1) for error in errors_of(row)]
    often = Counter(error.sentence for _number, error in said)
    labels = {anchor(bound): bound.label for row in rows.forms for bound in row}
    return [
        FormError(named(_IN_ROW % {"label": labels[error.anchor], "number": number}, error.sentence), error.anchor)
        if often[error.sentence] > 1 and error.anchor
        else error
        for number, error in said
    ]


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


class WholeNumberField(forms.IntegerField):
    """A whole number from `least` to `most`, typed as it is; one sentence says so, whatever else was typed."""

    widget = forms.TextInput

    def __init__(self, *, least: int, most: int, sentence: Any, **kwargs: Any) -> None:
        faults = ["invalid", "min_value", "max_value", *(["required"] if kwargs.get("required", True) else [])]
        kwargs["error_messages"] = dict.fromkeys(faults, sentence)
        super().__init__(min_value=least, max_value=most, **kwargs)
        self.widget.attrs["class"] = "govuk-input--width-5"


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


def _with_whole_days(text: Any) -> SafeString:
    """A hint whose days do not break at their hyphens, as in 2026-11-24."""
    return mark_safe(_DAY.sub(r'<span class="ent-whole">\g<0></span>', conditional_escape(text)))  # noqa: S308  # escaped


def _dress(widget: forms.Widget, css: str) -> None:
    kept = widget.attrs.get("class", "").split()
    widget.attrs["class"] = " ".join(dict.fromkeys([*css.split(), *kept]))
