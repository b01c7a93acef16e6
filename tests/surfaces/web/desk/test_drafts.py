"""Pillars and promises of a draft: added, worded, taken out, thrown away, adopted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.errors import NotVisible
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.commands import seal
from entente.record.plan import commands, queries
from tests.cast import CHRIS
from tests.record import builders
from tests.record.builders import draft_plan
from tests.surfaces.web.desk import forms
from tests.surfaces.web.desk.test_plans import sentences

pytestmark = pytest.mark.django_db

LATER = datetime(2030, 1, 1, tzinfo=UTC)
PLAN = "/en/desk/plans/tri-plan/"


@pytest.fixture(autouse=True)
def _draft(chris: Client) -> None:
    with transaction.atomic():
        commands.put_framework("sdg", {"en": "Goals"}, [("17.1", {"en": "Tax"}), ("17.2", {"en": "Aid"})], by=CHRIS)
    draft_plan()


def promise(number: str) -> queries.CommitmentView:
    return queries.get_visible_commitment(CHRIS, f"tri-plan/{number}", as_of=LATER)


def numbers() -> list[str]:
    return [one.number for one in queries.commitments(CHRIS, "tri-plan", as_of=LATER)]


def test_a_pillar_is_added_under_the_next_number(chris: Client) -> None:
    page = chris.get(f"{PLAN}pillars/add/").context["page"]
    answer = chris.post(f"{PLAN}pillars/add/", {"number": "3", "title_en": "Fairs", "title_ar": "معارض"})
    added = queries.pillars(CHRIS, "tri-plan", as_of=LATER)[-1]
    assert (page.form["number"].value(), answer.headers["Location"]) == ("3", PLAN)
    assert (added.number, {tag: one.text for tag, one in added.titles.items()}) == ("3", {"en": "Fairs", "ar": "معارض"})


def test_a_pillar_of_a_taken_number_is_refused(chris: Client) -> None:
    answer = chris.post(f"{PLAN}pillars/add/", {"number": "2", "title_en": "Fairs"})
    assert (answer.status_code, sentences(answer)) == (
        422,
        ["There is a pillar of this number already; choose another."],
    )


def test_a_pillar_without_number_and_title_is_told_both_at_once(chris: Client) -> None:
    answer = chris.post(f"{PLAN}pillars/add/", {"number": "x!"})
    assert sentences(answer) == [
        "Write the number as printed, for instance 6.",
        "Give the pillar a title in at least one language.",
    ]


@pytest.mark.parametrize("parent", ["x", "9.9", "2.1"])
def test_a_promise_is_nested_under_another_of_the_plan_alone(chris: Client, parent: str) -> None:
    answer = chris.post(f"{PLAN}commitments/2.1/", forms.commitment(parent=parent))
    sentence = "Write the number of another commitment of this plan, or leave it empty."
    assert (sentences(answer), promise("2.1").parent) == ([sentence], "")


def test_a_pillar_is_worded_and_keeps_its_promises(chris: Client) -> None:
    answer = chris.post(f"{PLAN}pillars/2/", {"title_en": "Reports", "introduction_pt": "Eles\r\nrelatam."})
    pillar = queries.pillars(CHRIS, "tri-plan", as_of=LATER)[1]
    assert (answer.status_code, pillar.titles["en"].text, pillar.introductions["pt"].text, pillar.commitments) == (
        302,
        "Reports",
        "Eles\nrelatam.",
        1,
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"number": "3"}, "Give the pillar a title in at least one language."),
        ({"number": "III", "title_en": "A"}, "Write the number as printed, for instance 6."),
        ({"number": "", "title_en": "A"}, "Write the number as printed, for instance 6."),
    ],
)
def test_a_pillar_with_bad_input_is_not_added(chris: Client, sent: dict[str, str], sentence: str) -> None:
    answer = chris.post(f"{PLAN}pillars/add/", sent)
    assert (sentences(answer), len(queries.pillars(CHRIS, "tri-plan", as_of=LATER))) == ([sentence], 2)


def test_a_promise_is_added_with_parts_and_alignment(chris: Client) -> None:
    at = f"{PLAN}pillars/1/add/"
    clauses = ({"text_en": "hold a fair", "text_ar": "معرض"}, {}, {"text_en": "report", "obligors": ["CCC"]})
    sent = forms.commitment(*clauses, number="1.3", text_ar="ستقيم الأطراف معرضا.", serves_sdg=["17.2"], parent="1.1")
    suggested = chris.get(at).context["page"].form["number"].value()
    answer = chris.post(at, sent)
    added = promise("1.3")
    assert (suggested, answer.headers["Location"], numbers()) == ("1.3", PLAN, ["1.1", "1.2", "1.3", "2.1"])
    assert {tag: one.text for tag, one in added.texts.items()} == {
        "en": "The parties will hold a fair.",
        "ar": "ستقيم الأطراف معرضا.",
    }
    assert (added.obligors, added.kind, added.strength, added.parent) == (("AAA", "CCC"), "standing", "firm", "1.1")
    assert [(one.letter, one.text, one.obligors) for one in added.clauses] == [
        ("a", {"en": "hold a fair", "ar": "معرض"}, ("AAA", "CCC")),
        ("b", {"en": "report"}, ("CCC",)),
    ]
    assert [target.ref for target in added.targets] == ["sdg:17.2"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "2.1"}, "There is a commitment of this number already; choose another."),
        ({"number": "1.x"}, "Write the number as printed, for instance 6.4."),
        ({"text_en": "  "}, "Write the text of the commitment in at least one language."),
        ({"obligors": []}, "Choose who owes it: at least one party."),
        ({"obligors": ["ZZZ"]}, "Select a valid choice. ZZZ is not one of the available choices."),
        ({"kind": ""}, "Choose what kind of promise it is."),
        ({"strength": ""}, "Choose how strongly its words bind."),
        (forms.rows("clauses", {"obligors": ["AAA"]}), "Write the text of this part, or clear who owes it."),
    ],
)
def test_a_promise_with_bad_input_is_not_added(chris: Client, changes: dict[str, object], sentence: str) -> None:
    answer = chris.post(f"{PLAN}pillars/1/add/", forms.commitment(**{"number": "1.3", **changes}))
    assert (answer.status_code, sentences(answer), numbers()) == (422, [sentence], ["1.1", "1.2", "2.1"])


def test_saving_a_promise_as_it_is_changes_nothing(chris: Client) -> None:
    """An unchanged row of parts is a part all the same."""
    page = chris.get(f"{PLAN}commitments/2.1/").context["page"]
    before = promise("2.1")
    sent = {bound.html_name: bound.value() or "" for bound in page.form}
    rows = [{bound.name: bound.value() or "" for bound in row} for row in page.rows]
    chris.post(f"{PLAN}commitments/2.1/", {**sent, **forms.rows("clauses", *rows)})
    assert promise("2.1") == before


def test_a_promise_is_edited_and_a_part_removed(chris: Client) -> None:
    clauses = ({"text_en": "hold a fair", "remove": "on"}, {"text_en": "publish a long report"})
    chris.post(f"{PLAN}commitments/2.1/", forms.commitment(*clauses, title_en="Reports", kind="deliverable"))
    edited = promise("2.1")
    assert (edited.title, edited.kind, [(one.letter, one.text) for one in edited.clauses]) == (
        {"en": "Reports"},
        "deliverable",
        [("a", {"en": "publish a long report"})],
    )


def test_more_rows_of_parts_keep_what_was_typed(chris: Client) -> None:
    sent = forms.commitment({"text_en": "one"}, {"text_en": "two"}, more="clauses", kind="")
    page = chris.post(f"{PLAN}commitments/2.1/", sent).context["page"]
    assert (page.errors, page.rows.total_form_count(), page.form["text_en"].value()) == (
        (),
        5,
        "The parties will hold a fair.",
    )
    assert [row["text_en"].value() for row in page.rows] == ["one", "two", None, None, None]


def test_words_in_a_language_outside_the_plan_are_asked_for_too(chris: Client) -> None:
    """What a form did not show it would remove."""
    row = queries.get_commitment_row(CHRIS, "tri-plan/1.1", as_of=LATER)
    commands.edit_commitment(row, builders.promise("1.1", texts={"en": "Yes.", "fr": "Oui."}), by=CHRIS)
    page = chris.get(f"{PLAN}commitments/1.1/").context["page"]
    assert [bound.value() for bound in page.texts] == ["Yes.", None, None, "Oui."]


def test_removing_a_promise_names_it_first(chris: Client) -> None:
    page = chris.get(f"{PLAN}commitments/1.1/remove/").context["page"]
    chris.post(f"{PLAN}commitments/1.1/remove/")
    assert (page.facts[0], numbers()) == ("The parties will keep promise 1.1.", ["1.2", "2.1"])


def test_removing_a_pillar_says_how_many_promises_go_with_it(chris: Client) -> None:
    page = chris.get(f"{PLAN}pillars/1/remove/").context["page"]
    chris.post(f"{PLAN}pillars/1/remove/")
    assert (page.facts, numbers()) == (("2 commitments are removed with it.",), ["2.1"])


def test_removing_twice_is_harmless(chris: Client) -> None:
    assert [chris.post(f"{PLAN}commitments/1.1/remove/").status_code for _ in range(2)] == [302, 404]
    assert numbers() == ["1.2", "2.1"]


def test_throwing_a_draft_away_leaves_an_entry_and_nothing_else(chris: Client) -> None:
    answer = chris.post(f"{PLAN}discard/")
    assert answer.headers["Location"] == "/en/desk/"
    with pytest.raises(NotVisible):
        queries.get_visible_plan(CHRIS, "tri-plan", as_of=LATER)


def test_adopting_says_what_becomes_public_and_does_it_once(chris: Client) -> None:
    question = chris.get(f"{PLAN}adopt/").context["page"]
    answers = [chris.post(f"{PLAN}adopt/") for _ in range(2)]
    seal()
    assert question.facts[0] == "The text of 3 commitments becomes public and can never be edited again."
    assert [answer.status_code for answer in answers] == [302, 302]
    assert chris.get("/en/plans/tri-plan/").status_code == 200
    assert [entry.action for entry in ledger.history("tri-plan")].count("plan.adopt") == 1


def test_an_empty_draft_cannot_be_adopted_and_the_button_says_why(chris: Client) -> None:
    for number in ("1", "2"):
        chris.post(f"{PLAN}pillars/{number}/remove/")
    page = chris.get(f"{PLAN}adopt/")
    assert page.context["page"].reason == "this draft holds no commitment yet; add one before adopting it"
    assert page.content.decode().count("disabled aria-describedby") == 1
    assert chris.post(f"{PLAN}adopt/").status_code == 403


def test_the_reason_on_a_grey_button_speaks_the_readers_language(chris: Client) -> None:
    for number in ("1", "2"):
        chris.post(f"{PLAN}pillars/{number}/remove/")
    page = chris.get("/es/escritorio/planes/tri-plan/").context["page"]
    assert page.adopt.reason == "este borrador no contiene aún ningún compromiso; añada uno antes de adoptarlo"


def test_the_preview_shows_every_language_and_who_owes_each_part(chris: Client) -> None:
    page = chris.get(f"{PLAN}preview/").context["page"]
    seen = page.pillars[1].commitments[0]
    assert [(one.language, one.words.text) for one in seen.texts] == [
        ("English", "The parties will hold a fair and publish a report.")
    ]
    assert [(letter, text.text, owed) for letter, text, owed in seen.clauses] == [
        ("a", "hold a fair", ""),
        ("b", "publish a report", "Arcadia"),
    ]


@pytest.mark.parametrize("address", [PLAN, f"{PLAN}preview/"])
def test_a_page_asks_as_many_questions_for_one_promise_as_for_thirty(chris: Client, address: str) -> None:
    draft_plan("big-plan", count=30)
    counts = []
    for at in (address, address.replace("tri-plan", "big-plan")):
        with CaptureQueriesContext(connection) as asked:
            chris.get(at)
        counts.append(len(asked))
    assert counts[0] == counts[1]
