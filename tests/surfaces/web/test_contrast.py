"""Every colour of the pages is told from what it lies on, by day and in the dark, computed from the palette of the sheets.

What the browser tests cannot see (edges, fields, marks, states under the pointer) stands here; axe looks at the text of
whole pages in both (tests/e2e).
"""

from __future__ import annotations

import re

import pytest

from entente.config.env import ROOT
from entente.surfaces.charts.looks import DARK
from tests.surfaces.contrast import GRAPHICS, TEXT, contrast

SHEETS = [*sorted((ROOT / "frontend" / "styles").glob("*.scss")), *sorted((ROOT / "frontend").glob("*.scss"))]
PALETTE = (ROOT / "frontend" / "styles" / "_palette.scss").read_text("utf-8")
FOUR = r'^  "([\w-]+)": \((#\w{6}), (#\w{6}), (#\w{6}), (#\w{6})\),'
TAGS = {name: ((text, ground), (dark, night)) for name, text, ground, dark, night in re.findall(FOUR, PALETTE, re.M)}
BOTH = dict(re.findall(r"^\$([\w-]+): (#\w{6});", PALETTE, re.M))
"""Colours that are the same by day and in the dark."""
SHADES = {name: (day, dark) for name, day, dark in re.findall(r'^  "([\w-]+)": \((#\w{6}), (#\w{6})\),', PALETTE, re.M)}
SHADES |= {name: (colour, colour) for name, colour in BOTH.items()}

PLAIN = ("paper", "mist", "mist-deep")
TINTED = ("care-mist", "bad-mist", "good-mist")
TEXTS = {
    "ink": (*PLAIN, *TINTED, "field", "second", "second-deep", "lit"),
    "ink-soft": (*PLAIN, *TINTED, "field"),
    "brand": PLAIN,
    "link": (*PLAIN, *TINTED, "lit"),
    "link-deep": (*PLAIN, *TINTED),
    "link-seen": (*PLAIN, *TINTED, "lit"),
    "good": ("paper", "mist", "good-mist", "good-ground"),
    "bad": ("paper", "mist", "bad-mist", "bad-ground"),
    "care": ("paper", "mist", "care-mist", "care-ground"),
    "changed": ("paper", "mist"),
    "white": ("band", "header", "button", "button-deep"),
    "paper": ("link",),
    "focus-ink": ("focus",),
}
"""Text -> the grounds that it stands on."""
DRAWN = {
    "field-edge": ("field", "paper", "mist", "care-mist"),
    "ink-soft": ("paper", "mist"),
    "brand": PLAIN,
    "brand-line": ("paper", "mist"),
    "good": ("good-mist", "paper"),
    "bad": ("bad-mist", "paper", "field"),
    "care-edge": ("care-mist", "paper"),
    "button": ("paper", "mist"),
    "second-edge": ("paper", "mist"),
    "focus": ("band", "header"),
    "focus-frame": ("paper", "mist", "field"),
}
"""What one has to see: edges of fields and buttons, marks, the line of the focus -> the grounds that it stands on."""
DAYS = pytest.mark.parametrize("at", [0, 1], ids=["day", "dark"])


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(one, ground) for one, grounds in table.items() for ground in grounds]


@DAYS
@pytest.mark.parametrize(("text", "ground"), pairs(TEXTS))
def test_text_is_legible_on_its_ground(text: str, ground: str, at: int) -> None:
    assert contrast(SHADES[text][at], SHADES[ground][at]) >= TEXT


@DAYS
@pytest.mark.parametrize(("mark", "ground"), pairs(DRAWN))
def test_what_has_to_be_seen_is_seen(mark: str, ground: str, at: int) -> None:
    assert contrast(SHADES[mark][at], SHADES[ground][at]) >= GRAPHICS


def test_in_the_dark_the_yellow_of_the_focus_is_seen_on_every_ground() -> None:
    grounds = (*PLAIN, *TINTED, "field", "band", "header")
    assert [ground for ground in grounds if contrast(SHADES["focus"][1], SHADES[ground][1]) < GRAPHICS] == []


@DAYS
@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_is_legible(tag: str, at: int) -> None:
    text, ground = TAGS[tag][at]
    assert contrast(text, ground) >= TEXT


def test_every_shade_is_measured() -> None:
    measured = {name for table in (TEXTS, DRAWN) for pair in pairs(table) for name in pair}
    lines_that_only_part = {"line", "care-line", "button-edge"}
    assert set(SHADES) - measured == lines_that_only_part
    assert len(TAGS) == 10


def test_sheets_name_no_colour_of_their_own() -> None:
    """A colour that a sheet names itself would stay as it is in the dark."""
    named = {
        (path.name, colour)
        for path in SHEETS
        if path.name != "_palette.scss"
        for colour in re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|govuk-colour\(", path.read_text("utf-8"))
    }
    assert named == {("_print.scss", "#000")}


def test_paper_is_never_dark() -> None:
    asked = [line for path in SHEETS for line in path.read_text("utf-8").splitlines() if "prefers-color-scheme" in line]
    assert asked == ["  @media screen and (prefers-color-scheme: dark) {"]
    assert re.findall(r"@media .*", DARK) == ["@media screen and (prefers-color-scheme: dark) {"]


def test_charts_lie_on_the_ground_of_their_page_in_the_dark() -> None:
    assert re.findall(r"\.ech-ground { fill: (#\w{6}); }", DARK) == [SHADES["paper"][1]]
