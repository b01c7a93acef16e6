"""Scales as data: what ships, what an assessor may define, and what a value says on another scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.record.assessment.methods import (
    Evidence,
    Level,
    Reading,
    Relation,
    mapped,
    read_method,
    shipped_crosswalks,
    shipped_methods,
)
from entente.record.assessment.words import Completion

OWN: Mapping[str, Any] = {
    "code": "forest-scale",
    "version": 2,
    "name": {"en": "Forest scale"},
    "about": {"en": "How a forest fares."},
    "values": [
        {"code": "bare", "score": 0, "label": {"en": "Bare"}},
        {"code": "green", "score": 4, "label": {"en": "Green"}},
    ],
}


def test_shipped_scales_are_those_of_the_field() -> None:
    scales = {ref: [value.code for value in method.values] for ref, method in shipped_methods().items()}

    assert scales == {
        "beyond-94/1": ["not_started", "projects_proposed", "projects_underway", "complete"],
        "g20-compliance/1": ["-1", "0", "+1"],
        "ogp-irm-completion/1": ["no_evidence", "not_started", "limited", "substantial", "complete"],
        "ogp-irm-potential/1": ["unclear", "modest", "substantial"],
        "ogp-irm-verifiability/1": ["no", "yes"],
    }


def test_g20_asks_two_coders_two_readings_and_evidence_inside_the_window() -> None:
    method = shipped_methods()["g20-compliance/1"]

    assert (method.coders, method.readings, method.evidence) == (
        2,
        (Reading.INTERIM, Reading.FINAL),
        Evidence.INSIDE_WINDOW,
    )
    assert (method.is_per_party, method.level) == (True, Level.ORDINAL)
    assert [value.needs_proof for value in method.values] == [False, True, True]


@pytest.mark.parametrize("ref", list(shipped_methods()))
def test_shipped_scale_speaks_every_language(ref: str) -> None:
    method = shipped_methods()[ref]

    assert {
        tuple(sorted(wording)) for wording in (method.name, method.about, *(value.label for value in method.values))
    } == {("en", "es", "fr")}


@pytest.mark.parametrize(
    ("scores", "share"),
    [
        ([1, 1, 0, 0], 0.75),  # mean +0.50: the field's own example, 75 %
        ([-1], 0.0),
        ([0], 0.5),
        ([1], 1.0),
        ([1, 0, -1], 0.5),
        ([1, 1, 1, 0, -1], 0.7),  # mean +0.40
        ([], None),
    ],
)
def test_share_of_g20_is_half_of_score_and_one(scores: list[int], share: float | None) -> None:
    formula = shipped_methods()["g20-compliance/1"].share
    assert formula is not None

    assert formula.of(scores) == share


def test_only_g20_has_a_share() -> None:
    assert [ref for ref, method in shipped_methods().items() if method.share] == ["g20-compliance/1"]


def test_own_scale_is_named_with_its_owner_and_version() -> None:
    method = read_method(OWN, owner="institute")

    assert (method.ref, method.scale, method.coders, method.level) == (
        "institute:forest-scale/2",
        "institute:forest-scale",
        1,
        Level.NOMINAL,
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "Forest Scale"}, "“Forest Scale” cannot name a method"),
        ({"name": {}}, "The method “forest-scale” has no words"),
        ({"about": {"en": " "}}, "What the method “forest-scale” is about has no words"),
        ({"values": OWN["values"][:1]}, "The scale of “forest-scale” has 1 values; give it 2 to 20."),
        ({"values": [OWN["values"][0]] * 2}, "The scale of “forest-scale” names a value twice"),
        ({"values": OWN["values"][::-1]}, "The scores of “forest-scale” do not rise"),
        ({"values": [{"code": "a/b", "label": {"en": "A"}}, OWN["values"][1]]}, "“a/b” cannot be a value"),
        ({"coders": 3}, "The method “forest-scale” asks for 3 coders"),
        ({"level": "interval"}, "“interval” is not known in the method “forest-scale”; write one of nominal, ordinal."),
        ({"readings": ["weekly"]}, "“weekly” is not known in the method “forest-scale”"),
        ({"share": {"lowest": 3, "highest": 1}}, "The share of “forest-scale” needs a score for every value"),
    ],
)
def test_own_scale_that_cannot_be_used_is_refused_in_one_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_method({**OWN, **change}, owner="institute")

    assert refused.value.sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("scale", "value", "values", "relation", "is_lossy"),
    [
        ("ogp-irm-completion", "limited", ("limited",), Relation.EXACT, False),
        ("beyond-94", "projects_underway", ("substantial",), Relation.CLOSE, False),
        ("g20-compliance", "0", ("limited", "substantial"), Relation.BROAD, True),
        ("g20-compliance", "+1", ("complete",), Relation.CLOSE, False),
    ],
)
def test_value_on_the_scale_of_reports(
    scale: str, value: str, values: tuple[str, ...], relation: Relation, is_lossy: bool
) -> None:
    seen = mapped(shipped_crosswalks(), scale, value, "completion")
    assert seen is not None

    assert (seen.values, seen.relation, seen.is_lossy) == (values, relation, is_lossy)


def test_value_without_a_row_is_not_mapped() -> None:
    assert mapped(shipped_crosswalks(), "ogp-irm-completion", "no_evidence", "completion") is None
    assert mapped(shipped_crosswalks(), "g20-compliance", "0", "traffic-lights") is None


def test_crosswalk_names_only_what_is_there() -> None:
    methods = {method.scale: method for method in shipped_methods().values()}
    rows = shipped_crosswalks().rows
    unknown = [one for one in rows if methods[one.partition("/")[0]].value(one.partition("/")[2]) is None]
    targets = {target for wholes, _relation in rows.values() for target in wholes}

    assert unknown == []
    assert targets <= {f"completion/{value}" for value in Completion.values}
