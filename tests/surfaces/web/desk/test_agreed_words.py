"""The words of a plan: terms that parties agree, and where its authentic texts differ; on the desk and as everybody reads it."""

from __future__ import annotations

import pytest
from django.test import Client

from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.rules import states_subject
from entente.record.plan import commands as plans
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.words import TextField
from entente.surfaces.intake import agreed
from entente.surfaces.intake.agreed import TermFacts
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import officer, shared_plan
from tests.surfaces.web.desk.test_translations import page_of

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]
HERE = "/en/desk/plans/tri-plan/words/"
PUBLIC_PAGE = "/en/plans/tri-plan/words/"
TERM = {"name_en": "fair", "name_pt": "feira", "variants_pt": "festa, mercado", "note_en": "A market held once a year."}


@pytest.fixture
def ana(db: None) -> Officer:
    plan = shared_plan()
    text = TextFacts("tri-plan/1.1", TextField.TEXT, "pt", "As partes procurarão cumprir a promessa 1.1.")
    plans.attach_texts(plan, [text], by=SYSTEM, at=NOW, document=None)
    return officer("AAA", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Ana")


@pytest.fixture
def bela(ana: Officer) -> Officer:
    return officer("BBB", "desk", Role.APPROVER, name="Bela")


def test_a_term_is_proposed_agreed_and_taken_back(ana: Officer, bela: Officer) -> None:
    assert ana[0].post(HERE, {**TERM, "propose": "1"}).status_code == 302
    [line] = bela[0].get(HERE).context["page"].terms
    assert (line.term.state.word, line.term.who, line.agree, line.is_own) == (
        "Proposed", "No party has agreed to it yet.", "", False,
    )  # fmt: skip
    assert bela[0].post(HERE, {"agree": line.term.key, "revision": line.revision}).status_code == 302
    [item] = Client().get(PUBLIC_PAGE).context["page"].terms
    assert (item.who, [name.others for name in item.names]) == (
        "Agreed so far by Borduria.",
        [(), ("festa", "mercado")],
    )
    assert bela[0].post(HERE, {"withdraw": line.term.key, "reason": "No."}).status_code == 403
    assert ana[0].post(HERE, {"withdraw": line.term.key, "reason": "Another word."}).status_code == 302
    assert Client().get(PUBLIC_PAGE).context["page"].terms == ()


def test_a_term_is_worded_anew_and_agreed_to_anew(ana: Officer, bela: Officer) -> None:
    ana[0].post(HERE, {**TERM, "propose": "1"})
    [line] = bela[0].get(HERE).context["page"].terms
    assert line.change == ""
    bela[0].post(HERE, {"agree": line.term.key, "revision": line.revision})
    [own] = ana[0].get(HERE).context["page"].terms
    page = ana[0].get(own.change.partition("#")[0]).context["page"]
    assert (page.term_form.initial["variants_pt"], page.changing) == ("festa, mercado", (line.term.key, "1"))
    changed = {**TERM, "name_en": "trade fair", "revise": line.term.key, "revision": "1"}
    assert bela[0].post(HERE, changed).status_code == 403
    assert ana[0].post(HERE, changed).status_code == 302
    [item] = Client().get(PUBLIC_PAGE).context["page"].terms
    assert (str(item.names[0].words), item.who) == ("trade fair", "No party has agreed to it yet.")
    stale = ana[0].post(HERE, {**changed, "name_en": "market"})
    assert (stale.status_code, stale.context["page"].term_form["name_en"].value()) == (422, "market")


def test_a_term_in_one_language_is_none(ana: Officer) -> None:
    answer = ana[0].post(HERE, {"name_en": "fair", "propose": "1"})
    assert [error.sentence for error in answer.context["page"].errors] == [
        "A term needs its word in two languages at least; write the others."
    ]


def test_terms_are_shown_beside_the_sentences_that_hold_them(ana: Officer) -> None:
    agreed.propose("tri-plan", TermFacts({"en": "fair", "pt": "feira"}, {"pt": ["festa"]}), by=ana[1], at=NOW)
    facts = UpdateFacts("tri-plan/2.1", NOW.date(), {"en": "The fair was held. It rained.", "pt": "A festa. Choveu."})
    update = delivery.write_update(facts, by=ana[1], at=NOW)
    page = ana[0].get(page_of(states_subject(update), "done", "pt", "en")).context["page"]
    assert [[(one.target, one.is_missing, one.forbidden) for one in row.terms] for row in page.rows] == [
        [("feira", True, ("festa",))], [],
    ]  # fmt: skip


def test_where_texts_differ_is_noted_explained_and_shown_beside_both(ana: Officer, bela: Officer) -> None:
    noted = {
        "number": "1.1", "quote_en": "will keep", "quote_pt": "procurarão cumprir",
        "why_en": "A duty there, an effort here.", "note": "1",
    }  # fmt: skip
    assert ana[0].post(HERE, noted).status_code == 302
    for address in ("/en/plans/tri-plan/commitments/1.1/", "/en/plans/tri-plan/text/", PUBLIC_PAGE):
        assert "procurarão cumprir" in Client().get(address).content.decode()
    [line] = bela[0].get(HERE).context["page"].differences
    assert line.item.open == "Not yet explained by Arcadia, Borduria and Cimmeria"
    assert bela[0].post(HERE, {"explain": line.item.key, "reading_pt": "É um esforço."}).status_code == 302
    [item] = Client().get("/en/plans/tri-plan/commitments/1.1/").context["page"].differences
    assert ([one.party for one in item.readings], item.state.word) == (["Borduria"], "Open")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quote_en": "shall keep"}, "“shall keep” does not stand so in the text in “en”; copy it from there."),
        ({"quote_ar": "X"}, "1.1 has no authentic text in “ar”; quote one that it has."),
        ({"quote_pt": ""}, "Quote the words in two languages at least: that is where the texts differ."),
    ],
)
def test_a_difference_that_stands_nowhere_is_refused(ana: Officer, changes: dict[str, str], sentence: str) -> None:
    noted = {"number": "1.1", "quote_en": "will keep", "quote_pt": "procurarão", "why_en": "So.", "note": "1"}
    answer = ana[0].post(HERE, {**noted, **changes})
    assert [error.sentence for error in answer.context["page"].errors] == [sentence]


def test_who_only_reads_is_told_why(ana: Officer) -> None:
    reader, _actor = officer("AAA", "audit", Role.AUDITOR, name="Alf")
    page = reader.get(HERE).context["page"]
    assert (page.propose, page.note) == (
        "your post proposes no terms; a contributor or translator of your side does",
        "your post notes nothing of the authentic texts; a contributor or translator of your side does",
    )
    assert reader.post(HERE, {**TERM, "propose": "1"}).status_code == 403
