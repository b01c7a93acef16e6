"""How the words in the box are read."""

from __future__ import annotations

import pytest

from entente.surfaces.search.questions import PARTS_MAX, QUESTION_MAX, Part, read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("fairs and rivers", (("fairs",), ("rivers",))),
        ('"fair for all" rivers', (("fair", "for", "all"), ("rivers",))),
        ("commitment 6.4", (("commitment",), ("6", "4"))),
        ("Canada-Mexico", (("canada", "mexico"),)),
        ("l’environnement", (("environnement",),)),
        ("the", (("the",),)),
        ("fairs fairs", (("fairs",),)),
        ('"unbalanced fair', (("unbalanced", "fair"),)),
        ('""', ()),
        ("  ", ()),
        ("+&|!(){}[]^~*?:\\/", ()),
        ("a\x00fair", (("fair",),)),
    ],
)
def test_words_and_phrases_are_read(text: str, parts: tuple[tuple[str, ...], ...]) -> None:
    assert read(text).parts == tuple(Part(words) for words in parts)


def test_what_stands_behind_a_minus_is_left_out() -> None:
    reading = read('fair -rain -"old fair" well-known')
    assert reading.wanted == (Part(("fair",)), Part(("well", "known")))
    assert reading.unwanted == (Part(("rain",), True), Part(("old", "fair"), True))


def test_ten_thousand_operators_are_read_up_to_a_limit() -> None:
    reading = read('(((AND +fair* OR "x" NOT ' * 400)
    assert (len(reading.parts) <= PARTS_MAX, reading.was_cut) == (True, True)
    assert read("a" * QUESTION_MAX).was_cut is False
