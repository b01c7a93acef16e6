"""What the tags and filters of templates make."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from entente.record.delivery.queries import SessionStatus
from entente.surfaces.web.labels_of_activities import participants, session
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


def test_who_took_part_is_counted_in_words_and_a_kind_without_words_is_shown_as_it_is() -> None:
    with override("fr"):
        assert participants({"ministry": 2, "port": 1}) == ["ministères et agences\u00a0: 2", "port\u00a0: 1"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ["Au programme", "A eu lieu selon ce qui est déclaré, pas encore vérifié", "A eu lieu", "N’a pas eu lieu"],
        ),
        ("es", ["En programa", "Tuvo lugar según lo comunicado, aún no verificado", "Tuvo lugar", "No tuvo lugar"]),
    ],
)
def test_what_is_said_of_a_session_fits_an_event_and_a_training_too(language: str, words: list[str]) -> None:
    """“Une formation” and « un événement »: no word bends by the kind of what takes place."""
    with override(language):
        assert [session(status).word for status in SessionStatus] == words
