"""States of wordings, staleness, and the publication gate."""

from __future__ import annotations

import pytest

from entente.foundation.common.decisions import ALLOWED, Denied
from entente.foundation.texts import queries, rules
from entente.foundation.texts.commands import Worded, note_changed, note_states
from entente.foundation.texts.rules import LanguageState
from entente.foundation.texts.words import WordingStatus as W


@pytest.mark.parametrize(
    ("status", "stale", "decision"),
    [
        (W.REVIEWED, False, ALLOWED),
        (W.AUTHENTIC, False, ALLOWED),
        (W.PROJECT, False, ALLOWED),
        (W.MACHINE, False, Denied("the text in “fr” is made by machine; it is owed, so write or review it first")),
        (W.DRAFT, False, Denied("the text in “fr” is draft; it is owed, so write or review it first")),
        (W.MISSING, False, Denied("the text in “fr” is missing; it is owed, so write or review it first")),
        (W.REVIEWED, True, Denied("the text in “fr” was made from an older wording; bring it up to date first")),
    ],
)
def test_can_publish_each_state_of_an_owed_language(status, stale, decision):
    assert rules.can_publish(["fr"], {"fr": LanguageState(status, stale)}) == decision


def test_can_publish_is_never_held_up_by_a_language_that_nobody_owes():
    assert rules.can_publish(["fr"], {"fr": LanguageState(W.REVIEWED), "es": LanguageState(W.DRAFT)}) == ALLOWED
    assert rules.can_publish([], {}) == ALLOWED


def test_can_publish_an_owed_language_without_a_state_is_missing():
    assert rules.can_publish(["es"], {}) == Denied(
        "the text in “es” is missing; it is owed, so write or review it first"
    )


def _unsigned(language: str, what: str) -> Denied:
    return Denied(
        f"the text in “{language}” is {what}; all official wordings are signed together, "
        "so have it written and reviewed first"
    )


@pytest.mark.parametrize(
    ("states", "decision"),
    [
        ({"en": LanguageState(W.REVIEWED), "fr": LanguageState(W.AUTHENTIC)}, ALLOWED),
        ({"en": LanguageState(W.REVIEWED), "fr": LanguageState(W.REVIEWED), "es": LanguageState(W.DRAFT)}, ALLOWED),
        ({"en": LanguageState(W.REVIEWED)}, _unsigned("fr", "missing")),
        ({"en": LanguageState(W.DRAFT), "fr": LanguageState(W.REVIEWED)}, _unsigned("en", "draft")),
        (
            {"en": LanguageState(W.PROJECT), "fr": LanguageState(W.REVIEWED)},
            _unsigned("en", "project wording, not reviewed by the parties"),
        ),
        (
            {"en": LanguageState(W.REVIEWED), "fr": LanguageState(W.REVIEWED, is_stale=True)},
            Denied("the text in “fr” was made from an older wording; bring it up to date before signing"),
        ),
    ],
)
def test_can_sign_asks_for_every_official_wording(states, decision):
    assert rules.can_sign(["en", "fr"], states) == decision


@pytest.mark.parametrize(
    ("wording", "decision"),
    [
        ({"en": "One", "fr": "Un"}, ALLOWED),
        (
            {"en": "One", "fr": " "},
            Denied("the text in “fr” is missing; all official wordings are signed together, so write it first"),
        ),
    ],
)
def test_can_sign_words_asks_for_words_in_every_official_language(wording, decision):
    assert rules.can_sign_words(["en", "fr"], wording) == decision


@pytest.mark.parametrize(
    ("state", "unofficial"),
    [
        (LanguageState(W.MACHINE), True),
        (LanguageState(W.DRAFT), True),
        (LanguageState(W.REVIEWED, is_stale=True), True),
        (LanguageState(W.REVIEWED), False),
        (LanguageState(W.PROJECT), False),
    ],
)
def test_is_unofficial(state, unofficial):
    assert rules.is_unofficial(state) is unofficial


@pytest.mark.django_db
def test_a_changed_source_marks_its_translations_stale():
    note_states([Worded("p/1", "title", {"en": "One", "fr": "Un"}, W.REVIEWED, made_from="en")])
    before = queries.states_of(["p/1"])["p/1", "title"]
    assert before == {"en": LanguageState(W.REVIEWED), "fr": LanguageState(W.REVIEWED)}
    note_states([Worded("p/1", "title", {"en": "Uno"}, W.REVIEWED)])
    after = queries.states_of(["p/1"])["p/1", "title"]
    assert after == {"en": LanguageState(W.REVIEWED), "fr": LanguageState(W.REVIEWED, is_stale=True)}


@pytest.mark.django_db
def test_languages_written_for_themselves_never_go_stale():
    note_states([Worded("p/1", "title", {"en": "One", "fr": "Un"}, W.PROJECT)])
    note_states([Worded("p/1", "title", {"en": "Another"}, W.PROJECT)])
    assert queries.states_of(["p/1"])["p/1", "title"]["fr"] == LanguageState(W.PROJECT)


@pytest.mark.django_db
def test_words_written_together_are_stale_beside_the_one_that_changes_alone():
    """Until it is brought up to date, or both are written anew."""

    def write(**wording: str) -> dict[str, LanguageState]:
        note_changed([Worded("p/1", "title", wording, W.PROJECT)])
        return queries.states_of(["p/1"])["p/1", "title"]

    fresh, stale = LanguageState(W.PROJECT), LanguageState(W.PROJECT, is_stale=True)
    write(en="One", fr="Un", es="Uno")
    assert write(en="First", fr="Un", es="Uno") == {"en": fresh, "fr": stale, "es": stale}
    assert write(en="First", fr="Premier", es="Uno") == {"en": fresh, "fr": fresh, "es": stale}
    assert write(en="First", fr="Premier", es="Primero") == {"en": fresh, "fr": fresh, "es": fresh}
    assert write(en="Two", fr="Deux", es="Dos") == {"en": fresh, "fr": fresh, "es": fresh}


@pytest.mark.django_db
def test_authentic_text_is_stale_beside_nothing():
    note_states([Worded("p/1", "text", {"fr": "Un"}, W.AUTHENTIC), Worded("p/1", "text", {"en": "One"}, W.PROJECT)])
    note_changed([Worded("p/1", "text", {"en": "First", "fr": "Un"}, W.PROJECT)])
    assert queries.states_of(["p/1"])["p/1", "text"]["fr"] == LanguageState(W.AUTHENTIC)


def test_missing_in_names_the_languages_without_a_text():
    assert queries.missing_in({"en": "One", "fr": ""}, ["en", "fr", "es"]) == ["fr", "es"]
