"""The lines of the error summary: each says which field it leads to."""

from __future__ import annotations

from django import forms
from django.utils.translation import override

from entente.surfaces.web.desk.forms.fields import DayField, DeskForm, errors_of


class Stay(DeskForm):
    """What two fields of a kind may be asked for."""

    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    place = forms.CharField(label="Place")
    first = DayField(label="First day")
    last = DayField(label="Last day")


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
