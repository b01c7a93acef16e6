"""Shares as each language writes them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from entente.surfaces.web.shares import percent, share


@pytest.mark.parametrize(
    ("language", "told", "counted"),
    [
        ("en", "40%", "2 of 5 (40%)"),
        ("es", "40\u00a0%", "2 de 5 (40\u00a0%)"),
        ("fr", "40\u00a0%", "2 sur 5 (40\u00a0%)"),
    ],
)
def test_share_keeps_its_sign_as_the_language_sets_it(language: str, told: str, counted: str) -> None:
    with override(language):
        assert (percent(0.4, language), share(2, 5)) == (told, counted)


def test_share_of_nothing_is_none_of_it() -> None:
    with override("en"):
        assert share(0, 0) == "0 of 0 (0%)"
