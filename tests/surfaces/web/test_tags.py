"""What the tags and filters of templates make."""

from __future__ import annotations

import pytest

from entente.surfaces.web.templatetags.entente import sentence


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("your post checks no evidence; a verifier does", "Your post checks no evidence; a verifier does."),
        ("Only the keeper does.", "Only the keeper does."),
        ("who?", "Who?"),
        ("", ""),
    ],
)
def test_reason_that_stands_by_itself_is_a_sentence(reason: str, told: str) -> None:
    assert sentence(reason) == told
