"""What is typed is kept, and of what two write at once nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from entente.foundation.common.actors import Actor, Role
from entente.record.delivery import queries
from entente.record.delivery.models import Autosave
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan, words

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]
LATER = NOW.replace(year=2030)


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def adam(ana: Officer) -> Officer:
    return officer("AAA", "second", Role.CONTRIBUTOR, name="Adam")


def texts(page: Any) -> str:
    return str(page.editor.form["done_en"].value())


def test_what_is_typed_is_kept_for_its_writer_alone_until_it_is_saved(ana: Officer, adam: Officer) -> None:
    answer = ana[0].post(f"{WORK}update/autosave/", words(done_en="Half a sen"))
    assert (answer.status_code, answer.json()) == (200, {"kept": True})
    page = ana[0].get(WORK).context["page"]
    assert (texts(page), bool(page.editor.kept)) == ("Half a sen", True)
    assert texts(adam[0].get(WORK).context["page"]) == "None"
    assert queries.own_updates(ana[1], as_of=LATER) == []
    ana[0].post(page.editor.address, words(save="1", done_en="Half a sentence."))
    assert (Autosave.objects.count(), texts(ana[0].get(WORK).context["page"])) == (0, "Half a sentence.")


def test_what_was_typed_is_discarded_by_its_button(ana: Officer) -> None:
    ana[0].post(f"{WORK}update/autosave/", words(done_en="Half a sen"))
    assert ana[0].post(f"{WORK}update/", {"discard": "1"}).status_code == 302
    assert (Autosave.objects.count(), texts(ana[0].get(WORK).context["page"])) == (0, "None")


def test_autosave_is_no_page_to_look_at(ana: Officer) -> None:
    assert ana[0].get(f"{WORK}update/autosave/").status_code == 405


@pytest.fixture
def both(ana: Officer, adam: Officer) -> tuple[Client, Client, str, int]:
    """Ana and Adam have the same draft open; Ana saves first.  Adam's browser, the address, and the revision he saw."""
    ana[0].post(f"{WORK}update/", words(save="1", done_en="First words.", next_step_en="Count."))
    page = adam[0].get(WORK).context["page"]
    seen = page.editor.form["revision"].value()
    ana[0].post(page.editor.address, words(save="1", done_en="Ana’s words.", next_step_en="Count.", revision=seen))
    return ana[0], adam[0], page.editor.address, seen


def saved(by: Actor) -> dict[str, str]:
    return queries.own_updates(by, as_of=LATER)[0].done


def test_the_second_is_shown_the_firsts_words_beside_their_own(
    both: tuple[Client, Client, str, int], ana: Officer
) -> None:
    _, adam, address, seen = both
    answer = adam.post(address, words(save="1", done_en="Adam’s words.", next_step_en="Count.", revision=seen))
    page = answer.context["page"]
    assert answer.status_code == 409
    assert [(one.name, one.theirs, one.mine, one.chosen) for one in page.choices] == [
        ("done_en", "Ana’s words.", "Adam’s words.", "both")
    ]
    assert saved(ana[1]) == {"en": "Ana’s words."}


@pytest.mark.parametrize(
    ("choice", "text"),
    [("theirs", "Ana’s words."), ("mine", "Adam’s words."), ("both", "Ana’s words.\n\nAdam’s words.")],
)
def test_the_second_chooses_for_each_part(
    both: tuple[Client, Client, str, int], ana: Officer, choice: str, text: str
) -> None:
    _, adam, address, seen = both
    sent = words(save="1", done_en="Adam’s words.", next_step_en="Count.", revision=seen)
    page = adam.post(address, sent).context["page"]
    again = {**dict(page.kept), "revision": page.revision, "merge": "1", "choice-done_en": choice}
    assert adam.post(page.address, again).status_code == 302
    assert saved(ana[1]) == {"en": text}


def test_a_third_save_in_between_asks_again_and_loses_nothing(
    both: tuple[Client, Client, str, int], ana: Officer
) -> None:
    first, adam, address, seen = both
    page = adam.post(address, words(save="1", done_en="Adam’s words.", revision=seen)).context["page"]
    first.post(address, words(save="1", done_en="Ana again.", revision=page.revision))
    again = {**dict(page.kept), "revision": page.revision, "merge": "1", "choice-done_en": "both"}
    answer = adam.post(page.address, again)
    [choice] = [one for one in answer.context["page"].choices if one.name == "done_en"]
    assert (answer.status_code, choice.theirs) == (409, "Ana again.")
    assert "Adam’s words." in choice.mine.split("\n\n")


def test_languages_show_how_much_of_the_update_they_say(ana: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(save="1", next_step_en="Count.", done_pt="A feira foi em maio."))
    parts = ana[0].get(WORK).context["page"].editor.form.parts
    assert [(part.tag, part.state, part.is_owed) for part in parts] == [
        ("en", "full", True),
        ("pt", "part", False),
        ("ar", "empty", False),
    ]


def test_a_translation_older_than_its_source_is_marked(ana: Officer) -> None:
    first = words(save="1", done_pt="A feira foi em maio.", made_from="en")
    ana[0].post(f"{WORK}update/", first)
    page = ana[0].get(WORK).context["page"]
    changed = {**first, "done_en": "The fair was held in June.", "revision": page.editor.form["revision"].value()}
    ana[0].post(page.editor.address, changed)
    parts = ana[0].get(WORK).context["page"].editor.form.parts
    assert [(part.tag, part.state) for part in parts] == [("en", "full"), ("pt", "stale"), ("ar", "empty")]
