"""A badge: one line, as wide as it says, whole as XML whatever it holds."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from entente.surfaces.charts import badge, badge_width


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Plan", "2 of 26 joint"),
        ("", ""),
        ("A very long name of a plan of many parties " * 5, "0 of 0 joint " * 30),
        ("<script>", "\"'&\x00"),
    ],
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_badge_is_one_line_of_the_width_it_tells(label: str, words: str, direction: str) -> None:
    tree = ElementTree.fromstring(badge(label, words, language="en", direction=direction))

    assert abs(float(tree.get("width", 0)) - badge_width(label, words)) <= 0.5
    assert badge_width(label, words) < 940
    assert len(tree.findall("{http://www.w3.org/2000/svg}text")) == 2
    assert tree.find(".//{http://www.w3.org/2000/svg}script") is None
