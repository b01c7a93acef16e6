"""Pictures as PNG: the same bytes each time, whatever the figure says, in both directions."""

from __future__ import annotations

import pytest

from entente.surfaces.charts.figures import Kind
from entente.surfaces.charts.images import png

from .some_figures import KINDS, figure

WORDS = "北京 \N{ARABIC LETTER MEEM} <b>&amp;</b> \x00 \N{GRINNING FACE}"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_kind_becomes_the_same_picture_each_time(kind: Kind, direction: str) -> None:
    drawn = png(figure(kind, direction=direction), fonts=())

    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20]) == 1280
    assert drawn == png(figure(kind, direction=direction), fonts=())


def test_letters_that_no_font_has_refuse_no_picture() -> None:
    assert png(figure(KINDS["bars"], title=WORDS), fonts=())[:4] == b"\x89PNG"
