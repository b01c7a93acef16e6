"""Every colour of a chart is told from what it lies on, by light alone: on paper, printed in grey and in the dark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

import pytest

from entente.surfaces.charts import badge
from entente.surfaces.charts.looks import DARK, DRESSES, EDGE, GROUND, INK, QUIET, STRONG, Look
from tests.surfaces.contrast import GRAPHICS, TEXT, contrast


@dataclass(frozen=True)
class Screen:
    """Colours by the class that marks have: "ink", "full", "full-line"."""

    name: str
    colours: dict[str, str]


def paper() -> Screen:
    colours = {"ink": INK, "quiet": QUIET, "edge": EDGE, "ground": GROUND, "strong": STRONG}
    colours |= {look.value: dress.fill for look, dress in DRESSES.items()}
    return Screen("paper", colours | {f"{look.value}-line": dress.line for look, dress in DRESSES.items()})


def dark() -> Screen:
    return Screen("dark", dict(re.findall(r"\.ech-([\w-]+) { (?:fill|stroke): (#[0-9a-f]{6}); }", DARK)))


SCREENS = pytest.mark.parametrize("screen", [paper(), dark()], ids=lambda screen: screen.name)
PATTERNED = [look for look, dress in DRESSES.items() if dress.pattern]


def test_the_measure_is_that_of_the_standard() -> None:
    assert [round(contrast(*pair), 2) for pair in [("#000000", "#ffffff"), ("#777777", "#ffffff")]] == [21.0, 4.48]


def test_the_dark_has_a_colour_for_everything_that_paper_has() -> None:
    plain = {f"{look.value}-line" for look, dress in DRESSES.items() if not dress.pattern}
    assert set(paper().colours) - set(dark().colours) == plain


@SCREENS
@pytest.mark.parametrize("text", ["ink", "quiet"])
def test_text_is_legible_on_its_ground(screen: Screen, text: str) -> None:
    assert contrast(screen.colours[text], screen.colours["ground"]) >= TEXT


@SCREENS
@pytest.mark.parametrize("line", ["edge", "strong"])
def test_edges_and_the_line_of_the_day_are_seen(screen: Screen, line: str) -> None:
    assert contrast(screen.colours[line], screen.colours["ground"]) >= GRAPHICS
    assert contrast(screen.colours[line], screen.colours["silent"]) >= GRAPHICS


@SCREENS
@pytest.mark.parametrize("look", PATTERNED)
def test_a_pattern_is_seen_on_its_own_colour(screen: Screen, look: Look) -> None:
    assert contrast(screen.colours[f"{look.value}-line"], screen.colours[look.value]) >= GRAPHICS


@SCREENS
@pytest.mark.parametrize(("one", "other"), list(combinations(DRESSES, 2)))
def test_two_looks_differ_in_pattern_or_in_light(screen: Screen, one: Look, other: Look) -> None:
    alike = DRESSES[one].pattern == DRESSES[other].pattern
    assert not alike or contrast(screen.colours[one.value], screen.colours[other.value]) >= GRAPHICS


def test_a_badge_is_legible() -> None:
    drawn = badge("Plan", "2 of 26 joint", language="en")
    assert (DRESSES[Look.FULL].fill in drawn, contrast("#ffffff", DRESSES[Look.FULL].fill) >= TEXT) == (True, True)
    assert contrast("#0b0c0c", "#ffffff") >= TEXT
