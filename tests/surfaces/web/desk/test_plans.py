"""A plan started by hand, its own facts, and a party that was missing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from entente.foundation.directory import queries as directories
from entente.record.plan import queries
from tests.cast import CHRIS
from tests.record.builders import draft_plan, three_parties
from tests.surfaces.web.desk import forms

pytestmark = pytest.mark.django_db

START = "/en/desk/new-plan/"
PARTY = "/en/desk/new-party/"
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def sentences(answer: object) -> list[str]:
    return [error.sentence for error in answer.context["page"].errors]  # type: ignore[attr-defined]


def test_a_plan_between_three_parties_starts_as_a_draft(chris: Client) -> None:
    answer = chris.post(START, forms.new_plan())
    plan = queries.get_visible_plan(CHRIS, "rivers-2026", as_of=LATER)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/desk/plans/rivers-2026/")
    assert (plan.title, plan.languages, plan.launched_on, plan.status, plan.keeper_slug) == (
        {"en": "Plan of the Rivers", "ar": "خطة الأنهار"},
        ("en", "ar"),
        "2026-05",
        "draft",
        "observatory",
    )
    assert [party.code for party in plan.parties] == ["AAA", "BBB", "CCC"]
    assert queries.plan_texts("rivers-2026")["title"]["ar"].text == "خطة الأنهار"


def test_a_party_that_starts_a_plan_keeps_it(ana: Client) -> None:
    ana.post(START, forms.new_plan())
    assert ana.get("/en/desk/plans/rivers-2026/").context["page"].keeper.text == "Ministry of AAA"


def test_sending_the_form_twice_starts_one_plan(chris: Client) -> None:
    answers = [chris.post(START, forms.new_plan()) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert sentences(answers[1]) == ["This short name is taken by another plan; choose another."]
    assert len(queries.visible_plans(CHRIS, as_of=LATER)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": ""}, "Give the plan a short name, such as river-basin-2026."),
        ({"slug": "Río Grande"}, "Write small letters, figures and single hyphens only."),
        ({"parties": ["AAA"]}, "A plan is between two parties at least; choose another."),
        ({"parties": []}, "Choose the parties of the plan."),
        (
            {"launched_on": "May 2026"},
            "“May 2026” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03.",
        ),
        (
            {"launched_on": "2026-13"},
            "“2026-13” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03.",
        ),
        (forms.rows("titles", {}, {}), "Name at least one language in which the record is kept."),
        (forms.rows("titles", {"language": "en"}), "Give the plan a title in at least one of its languages."),
        (forms.rows("titles", {"title": "A"}), "Name the language of this title, for instance en."),
        (
            forms.rows("titles", {"language": "ENG!", "title": "A"}),
            "“ENG!” is not a language tag; write for instance en, fr or es.",
        ),
        (
            forms.rows("titles", {"language": "en", "title": "A"}, {"language": "en", "title": "B"}),
            "A language is named twice; name each once.",
        ),
    ],
)
def test_bad_input_gets_one_sentence_and_starts_nothing(
    chris: Client, changes: dict[str, object], sentence: str
) -> None:
    answer = chris.post(START, forms.new_plan(**changes))
    assert (answer.status_code, sentences(answer)) == (422, [sentence])
    assert queries.visible_plans(CHRIS, as_of=LATER) == []


def test_what_was_typed_comes_back_with_the_errors(chris: Client) -> None:
    page = chris.post(START, forms.new_plan(slug="Río")).content.decode()
    assert [text in page for text in ('value="Río"', 'value="خطة الأنهار"', 'value="2026-05"')] == [True] * 3
    assert page.count("checked") == 3


def test_each_error_leads_to_its_field(chris: Client) -> None:
    answer = chris.post(START, forms.new_plan(slug="", parties=[]))
    page = answer.content.decode()
    anchors = [error.anchor for error in answer.context["page"].errors]
    assert (anchors, [f'id="{anchor}"' in page for anchor in anchors]) == (["id_slug", "id_parties_0"], [True, True])
    assert page.count('aria-describedby="id_slug_helptext id_slug_error"') == 1


def test_more_rows_keep_what_was_typed_and_start_nothing(chris: Client) -> None:
    answer = chris.post(START, forms.new_plan(more="titles", parties=[]))
    page = answer.context["page"]
    assert (answer.status_code, page.errors, page.rows.total_form_count()) == (200, (), 6)
    assert [row["title"].value() for row in page.rows][:2] == ["Plan of the Rivers", "خطة الأنهار"]
    assert queries.visible_plans(CHRIS, as_of=LATER) == []


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        (forms.rows("titles", {}, {}), "id_titles-0-language"),
        (forms.rows("titles", {"language": "en"}), "id_titles-0-title"),
        (
            forms.rows("titles", {"language": "en", "title": "A"}, {"language": "en", "title": "B"}),
            "id_titles-1-language",
        ),
    ],
)
def test_what_is_said_of_all_rows_leads_to_one_of_them(chris: Client, typed: dict[str, object], anchor: str) -> None:
    """In the order of the page: the rows stand above the parties."""
    errors = chris.post(START, forms.new_plan(parties=[], **typed)).context["page"].errors
    assert [error.anchor for error in errors] == [anchor, "id_parties_0"]


def test_a_formset_without_its_counts_is_refused_in_a_sentence(chris: Client) -> None:
    sent = {name: value for name, value in forms.new_plan().items() if not name.endswith("_FORMS")}
    assert chris.post(START, sent).status_code == 422


def test_a_missing_party_is_put_on_record_and_chosen_in_the_form_that_waited(chris: Client) -> None:
    away = chris.post(START, forms.new_plan(party="new", parties=["AAA"]))
    names = "en: Drusselstein\nfr: Drusselstein"
    sent = {"code": "DDD", "names": names, "languages": "en, fr", "time_zone": "Europe/Vienna"}
    back = chris.post(PARTY, sent)
    form = chris.get(START).context["page"].form
    party = directories.get_party("DDD")
    assert (away.headers["Location"], back.headers["Location"]) == (PARTY, START)
    assert (party.name, party.languages) == ({"en": "Drusselstein", "fr": "Drusselstein"}, ["en", "fr"])
    assert (form["slug"].value(), form["parties"].value()) == ("rivers-2026", ["AAA", "DDD"])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "d1"}, "Write 2 to 12 capital letters or figures, such as ARC."),
        ({"code": "AAA"}, "This code is on record already; choose the party in the list of the new plan."),
        ({"names": "Drusselstein"}, "“Drusselstein” is no name with its language; write for instance en: Arcadia."),
        ({"names": ""}, "Give the party's name in at least one language, for instance en: Arcadia."),
        ({"languages": "en, en"}, "Name the party's official languages, each once, for instance en, fr."),
        ({"languages": "English"}, "“English” is not a language tag; write for instance en, fr or es."),
        ({"time_zone": ""}, "Choose the time zone of its capital."),
    ],
)
def test_a_party_with_bad_input_is_not_put_on_record(chris: Client, changes: dict[str, str], sentence: str) -> None:
    sent = {"code": "DDD", "names": "en: D", "languages": "en", "time_zone": "Europe/Vienna", **changes}
    answer = chris.post(PARTY, sent)
    assert (answer.status_code, sentences(answer)) == (422, [sentence])
    assert [row.code for row in directories.parties()] == ["AAA", "BBB", "CCC"]


def test_a_draft_has_its_title_preamble_and_date_corrected(chris: Client) -> None:
    draft_plan()
    sent = {
        "title_en": "Plan of Three",
        "title_ar": "خطة",
        "preamble_en": "One.\r\n\r\nTwo.",
        "summary_pt": "Um resumo.",
        "launched_on": "2025",
    }
    answer = chris.post("/en/desk/plans/tri-plan/edit/", sent)
    plan = queries.get_visible_plan(CHRIS, "tri-plan", as_of=LATER)
    texts = queries.plan_texts("tri-plan")
    assert (answer.status_code, plan.title, plan.summary, plan.launched_on) == (
        302,
        {"en": "Plan of Three", "ar": "خطة"},
        {"pt": "Um resumo."},
        "2025",
    )
    assert {name: {tag: one.text for tag, one in words.items()} for name, words in texts.items()} == {
        "title": {"en": "Plan of Three", "ar": "خطة"},
        "preamble": {"en": "One.\n\nTwo."},
    }


def test_a_draft_cannot_lose_its_title(chris: Client) -> None:
    draft_plan()
    answer = chris.post("/en/desk/plans/tri-plan/edit/", {"title_en": "", "launched_on": ""})
    assert sentences(answer) == ["Give the plan a title in at least one of its languages."]


def test_a_text_in_arabic_is_typed_from_right_to_left(chris: Client) -> None:
    three_parties()
    draft_plan()
    page = chris.get("/en/desk/plans/tri-plan/edit/").content.decode()
    assert page.count('lang="ar" dir="rtl"') == 3
