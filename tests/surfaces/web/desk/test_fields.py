"""The lines of the error summary: each says which field it leads to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import formset_factory
from django.utils.translation import override

from entente.surfaces.web import sentences, sentences_of_work
from entente.surfaces.web.desk.forms import activities, promises
from entente.surfaces.web.desk.forms.fields import DayField, DeskForm, WholeNumberField, errors_of, errors_with_rows


class Stay(DeskForm):
    """What two fields of a kind may be asked for."""

    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    place = forms.CharField(label="Place")
    first = DayField(label="First day")
    last = DayField(label="Last day")


class Refused(DeskForm):
    """What the record may refuse."""

    refused_at = {"write an amount above zero": "sum"}
    sum = forms.CharField(label="Sum")
    place = forms.CharField(label="Place")


def test_an_empty_field_is_named_and_what_is_said_of_two_names_each() -> None:
    assert [(error.sentence, error.anchor) for error in errors_of(Stay({}))] == [
        ("Choose under “Kind”.", "id_kind_0"),
        ("“Place” is empty; fill it in.", "id_place"),
        ("First day: Give the day, for instance 2026-11-23.", "id_first"),
        ("Last day: Give the day, for instance 2026-11-23.", "id_last"),
    ]


def test_one_error_of_a_kind_stands_by_itself_in_the_language_being_read() -> None:
    with override("fr"):
        errors = errors_of(Stay({"kind": "a", "place": "Delta", "first": "2026-05-01"}))
        assert [error.sentence for error in errors] == ["Donnez le jour, par exemple 2026-11-23."]


class Rowed(DeskForm):
    """A language in each row."""

    tag = forms.CharField(label="Tag", validators=[RegexValidator("^[a-z]+$", "Write small letters.")])


def test_what_is_said_of_two_rows_names_each_by_its_number() -> None:
    rows = formset_factory(Rowed)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-tag": "A", "form-1-tag": "B"}
    )
    assert [(error.sentence, error.anchor) for error in errors_of(rows)] == [
        ("Tag, row 1: Write small letters.", "id_form-0-tag"),
        ("Tag, row 2: Write small letters.", "id_form-1-tag"),
    ]


def test_errors_of_rows_stand_where_the_rows_do() -> None:
    rows = formset_factory(Rowed)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-tag": "A"})
    found = errors_with_rows(Stay({}), rows, before="place")
    assert [error.anchor for error in found] == ["id_kind_0", "id_form-0-tag", "id_place", "id_first", "id_last"]


def test_a_refusal_stands_at_its_field_and_marks_it() -> None:
    form = Refused({"sum": "-5", "place": "Delta"})
    form.refuse("The sum is -5; write an amount above zero.")
    form.refuse("This plan is closed.")
    assert [(error.sentence, error.anchor) for error in errors_of(form)] == [
        ("This plan is closed.", ""),
        ("The sum is -5; write an amount above zero.", "id_sum"),
    ]
    assert ["govuk-input--error" in str(form[name]) for name in ("sum", "place")] == [True, False]


def test_every_place_of_a_refusal_is_a_field_and_its_words_are_those_of_one_refusal() -> None:
    """The record's sentence may be worded anew: then its place is named anew too."""
    told = [*sentences.PATTERNS, *sentences.PLAIN, *sentences_of_work.PATTERNS, *sentences_of_work.PLAIN]
    wrong = [
        (form.__name__, words)
        for form in forms_with_places()
        for words in form.refused_at
        if sum(words in sentence for sentence in told) != 1
    ]
    assert (wrong, len(list(forms_with_places())) > 5) == ([], True)


def forms_with_places() -> Iterator[type[DeskForm]]:
    for module in (activities, promises):
        yield from (one for one in vars(module).values() if getattr(one, "refused_at", None))


@pytest.mark.parametrize("typed", ["", "x", "-1", "11", "1.5"])
def test_a_whole_number_has_one_sentence_for_whatever_else_was_typed(typed: str) -> None:
    field = WholeNumberField(least=0, most=10, sentence="Write a whole number, 10 at the most.")
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == ["Write a whole number, 10 at the most."]


def test_days_in_a_hint_do_not_break_at_their_hyphens() -> None:
    form = Stay()
    assert str(form["first"].help_text) == 'For instance <span class="ent-whole">2026-11-23</span>.'
