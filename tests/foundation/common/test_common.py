"""Refs, partial dates, languages, canonical bytes, transitions, readable tiers."""

from __future__ import annotations

from datetime import date

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import ALLOWED, Denied, require
from entente.foundation.common.errors import ActionDenied, InvalidTransition
from entente.foundation.common.languages import direction, pick
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import clause_letter, split_ref
from entente.foundation.common.transitions import mermaid, require_transition


@pytest.mark.parametrize(
    ("ref", "parts"),
    [
        ("tri-plan", ("tri-plan", "", "")),
        ("tri-plan/6", ("tri-plan", "6", "")),
        ("tri-plan/6.4", ("tri-plan", "6.4", "")),
        ("tri-plan/9.2.1#ab", ("tri-plan", "9.2.1", "ab")),
    ],
)
def test_split_ref(ref, parts):
    assert split_ref(ref) == parts


@pytest.mark.parametrize("ref", ["", "Tri/6", "tri-plan/six", "tri-plan/6.4#A", "tri-plan/6/4", "tri--plan"])
def test_split_ref_of_another_shape_raises(ref):
    with pytest.raises(ValueError, match="is not a ref"):
        split_ref(ref)


def test_clause_letters_count_on_after_z():
    assert [clause_letter(at) for at in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


@given(st.integers(min_value=0, max_value=18_000))
def test_clause_letters_are_all_different_and_parse(position):
    assert clause_letter(position) != clause_letter(position + 1)
    assert split_ref(f"p/1#{clause_letter(position)}")[2] == clause_letter(position)


@pytest.mark.parametrize(
    ("text", "first_on", "last_on"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-05-02", date(2023, 5, 2), date(2023, 5, 2)),
        ("2023-05-02/2023-05-03", date(2023, 5, 2), date(2023, 5, 3)),
        ("2025/2034", date(2025, 1, 1), date(2034, 12, 31)),
    ],
)
def test_period_parse(text, first_on, last_on):
    assert Period.parse(text) == Period(first_on, last_on, text)


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-02-30", "May 2023", "2023-05/2023-04", "2023-05-02/"])
def test_period_parse_of_another_shape_raises(text):
    with pytest.raises(ValueError, match=r".+"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("tag", "way"), [("en", "ltr"), ("ar", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("he", "rtl"), ("iu", "ltr")]
)
def test_direction(tag, way):
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [("fr", ("oui", "fr")), ("fr-CA", ("oui", "fr")), ("es", ("yes", "en")), ("en", ("yes", "en"))],
)
def test_pick_says_which_language_it_took(wanted, answer):
    assert pick({"en": "yes", "fr": "oui"}, wanted) == answer


def test_pick_follows_the_order_and_says_when_there_is_nothing():
    assert pick({"en": "yes", "fr": "oui"}, "es", order=["fr"]) == ("oui", "fr")
    assert pick({}, "es") == ("", "es")


def test_canonical_bytes_are_rfc_8785():
    assert canonical_bytes({"b": 1, "a": "é\u20ac", "c": [1.0, None]}) == '{"a":"é€","b":1,"c":[1,null]}'.encode()
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.dictionaries(st.text(), st.text()))
def test_canonical_bytes_of_plain_texts_are_the_same(content: dict[str, str]) -> None:
    assert canonical_bytes(content) == rfc8785.dumps(dict(content))


def test_require_raises_the_reason_of_a_denial():
    require(ALLOWED)
    with pytest.raises(ActionDenied) as caught:
        require(Denied("not yours"))
    assert str(caught.value) == "not yours"


def test_transitions_refuse_and_draw():
    table = {"draft": frozenset({"done"}), "done": frozenset()}
    require_transition(table, "draft", "done", "It")
    with pytest.raises(InvalidTransition) as caught:
        require_transition(table, "done", "draft", "It")
    assert str(caught.value) == "It is “done”; from there it cannot become “draft”."
    assert mermaid(table) == "stateDiagram-v2\n    draft --> done"
