from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.decisions import Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory import rules
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN


@pytest.mark.parametrize(("by", "allowed"), [(SYSTEM, True), (CHRIS, True), (ANA, False), (ERIN, False), (DANA, False)])
def test_only_keeper_and_set_up_keep_the_directory(by: Actor, allowed: bool) -> None:
    assert bool(rules.can_keep_directory(by)) is allowed


@pytest.mark.parametrize(
    ("by", "owner", "allowed"),
    [
        (SYSTEM, "AAA", True),
        (ANA, "AAA", True),
        (BELA, "AAA", False),
        (CHRIS, "AAA", False),
        (CHRIS, "observatory", True),
        (ERIN, "observatory", False),
        (DANA, "AAA", False),
        (DANA, "", False),
    ],
)
def test_nobody_staffs_another_side(by: Actor, owner: str, allowed: bool) -> None:
    assert bool(rules.can_propose(by, owner)) is allowed
    assert bool(rules.can_staff(by, owner, replace(by, user_id="second"))) is allowed


def test_staffing_alone_is_told_that_it_takes_two() -> None:
    assert rules.can_staff(ANA, "AAA") == Denied(rules.SECOND_PERSON)
    sentence = "you proposed this yourself; another administrator of your side confirms it"
    assert rules.can_staff(ANA, "AAA", ANA) == Denied(sentence)


@pytest.mark.parametrize(("by", "allowed"), [(SYSTEM, True), (CHRIS, True), (ANA, True), (ERIN, True), (DANA, False)])
def test_readers_add_nobody(by: Actor, allowed: bool) -> None:
    assert bool(rules.can_propose(by, by.owner)) is allowed


@pytest.mark.parametrize("code", ["", "C", "can", "1AN", "CA N", "ABCDEFGHIJKLM"])
def test_party_code_of_another_shape_is_refused(code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        rules.require_party_code(code)
    assert str(refusal.value) == f"“{code}” is not a party code; write 2 to 12 capital letters or digits, such as CAN."


@pytest.mark.parametrize("code", ["EU", "CAN", "G7", "ABCDEFGHIJKL"])
def test_party_code_of_right_shape_passes(code: str) -> None:
    rules.require_party_code(code)


@pytest.mark.parametrize("slug", ["", "Desk", "a--b", "-a", "a b", "a" * 65, "public"])
def test_slug_of_another_shape_or_of_a_log_is_refused(slug: str) -> None:
    with pytest.raises(RuleBroken):
        rules.require_slug(slug, "a post")


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ({}, "Post x has no name; give it in at least one language."),
        ({"EN": "x"}, "Post x: “EN” is not a language tag; write one like en, fr or fr-CA."),
        ({"fr": " "}, "Post x has an empty name for the language “fr”; write it or leave the language out."),
    ],
)
def test_wording_without_text_or_tag_is_refused(wording: dict[str, str], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        rules.require_wording(wording, "Post x")
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("languages", [[], ["en", "en"], ["English"]])
def test_official_languages_missing_twice_or_misspelt_are_refused(languages: list[str]) -> None:
    with pytest.raises(RuleBroken):
        rules.require_languages(languages, "Party AAA")


@pytest.mark.parametrize("name", ["", "Ottawa", "../etc/passwd", "America/Nowhere"])
def test_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        rules.require_time_zone(name, "Party AAA")
    assert str(refusal.value) == f"Party AAA: “{name}” is not a time zone; write one like America/Toronto."


@pytest.mark.parametrize("text", ["May 2023", "2023-13", "2023-05-02/2023-05-01", "02.05.2023"])
def test_date_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        rules.require_period(text, "Organisation x")


def test_ministry_needs_a_party() -> None:
    with pytest.raises(RuleBroken):
        rules.require_home("ministry", "", "Organisation x")
    rules.require_home("ministry", "AAA", "Organisation x")
    rules.require_home("network", "", "Organisation x")


def test_body_without_party_cannot_speak_for_one() -> None:
    with pytest.raises(RuleBroken):
        rules.require_speaker("party", "", "Post x")
    rules.require_speaker("keeper", "", "Post x")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("2026-01-01", None), ("2026-02-01", None), True),
        (("2026-01-01", "2026-02-01"), ("2026-02-01", None), False),
        (("2026-02-01", None), ("2026-01-01", "2026-02-01"), False),
        (("2026-01-01", "2026-02-02"), ("2026-02-01", "2026-03-01"), True),
    ],
)
def test_overlap_leaves_out_the_ending_day(
    one: tuple[str, str | None], other: tuple[str, str | None], shared: bool
) -> None:
    days = [date.fromisoformat(text) if text else None for text in (*one, *other)]
    from_on, to_on, other_from_on, other_to_on = days
    assert from_on is not None
    assert other_from_on is not None
    assert rules.overlaps(from_on, to_on, other_from_on, other_to_on) is shared


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("G.A.C.", "gac"),
        ("Semarnat", "semarnat"),
        ("Comisión Nacional de Áreas", "comision nacional de areas"),
        ("L’Agence  canadienne", "lagence canadienne"),
        ("Crown-Indigenous Relations", "crown indigenous relations"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("وِزارة", "وزارة"),
        ("---", ""),
    ],
)
def test_fold_drops_case_accents_and_points(text: str, folded: str) -> None:
    assert rules.fold(text) == folded
