"""The translator's pages: what is owed, a text side by side, kept while it is typed, reviewed by somebody else."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.actors import Actor, Role
from entente.foundation.ledger.commands import name_record
from entente.foundation.texts.queries import revision_of
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MilestoneFacts, UpdateFacts
from entente.record.delivery.models import Milestone, Update
from entente.record.delivery.rules import states_subject
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import officer, shared_plan

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]
LIST = "/en/desk/translations/"
WORDS = "The fair was held. Mr. Bell opened it.\n\nIt lasted three days."


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    name_record()
    return officer("AAA", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Ana")


@pytest.fixture
def tia(ana: Officer) -> Officer:
    return officer("AAA", "translator", Role.TRANSLATOR, name="Tia")


@pytest.fixture
def update(ana: Officer) -> Update:
    facts = UpdateFacts("tri-plan/2.1", NOW.date(), {"en": WORDS})
    return commands.write_update(facts, by=ana[1], at=NOW)


def page_of(subject: str, field: str, into: str, made_from: str = "") -> str:
    query = {"subject": subject, "field": field, "to": into, "from": made_from}
    return f"{LIST}text/?{urlencode(query)}"


def sent(client: Client, address: str, *texts: str, **changes: str) -> dict[str, str]:
    """What the form sends as the page stands."""
    page = client.get(address).context["page"]
    typed = {f"s{at}": text for at, text in enumerate(texts)}
    return {"seen": page.seen, "source_seen": page.source_seen, "save": "1", **typed, **changes}


def test_the_desk_counts_what_is_owed_for_who_translates(tia: Officer, update: Update) -> None:
    [first, *_rest] = tia[0].get("/en/desk/").context["page"].links
    assert (first.label, first.address) == ("Translations: 2 texts", LIST)
    page = tia[0].get(LIST, {"language": "pt"}).context["page"]
    assert [(line.number, line.what, line.tag, line.state.word, line.verb) for line in page.lines] == [
        ("2.1", "Update, what was done", "pt", "Missing", "Translate")
    ]
    assert [(one.tag, dict(one.counts)["Missing"]) for one in page.languages] == [("ar", 1), ("pt", 1)]


def test_a_text_is_translated_sentence_by_sentence(tia: Officer, update: Update) -> None:
    address = page_of(states_subject(update), "done", "pt")
    page = tia[0].get(address).context["page"]
    assert [row.source for row in page.rows] == ["The fair was held.", "Mr. Bell opened it.", "It lasted three days."]
    words = ("A feira foi realizada.", "O Sr. Bell abriu-a.", "Durou três dias.")
    assert tia[0].post(address, sent(tia[0], address, *words)).status_code == 302
    update.refresh_from_db()
    assert update.done["pt"] == "A feira foi realizada. O Sr. Bell abriu-a.\n\nDurou três dias."
    assert [row.value for row in tia[0].get(address).context["page"].rows] == list(words)


def test_changed_sentences_are_marked_word_by_word(ana: Officer, tia: Officer, update: Update) -> None:
    address = page_of(states_subject(update), "done", "pt", "en")
    tia[0].post(address, sent(tia[0], address, "Um.", "Dois.", "Três."))
    update.refresh_from_db()
    facts = UpdateFacts(
        "tri-plan/2.1", NOW.date(), {**update.done, "en": WORDS.replace("three", "four")}, made_from="en"
    )
    commands.revise_update(update, facts, by=ana[1], at=NOW, revision=update.revision)
    page = tia[0].get(address).context["page"]
    assert page.is_stale
    assert [[(piece.kind, piece.words) for piece in row.pieces] for row in page.rows] == [
        [], [], [("same", "It lasted"), ("removed", "three"), ("added", "four"), ("same", "days.")],
    ]  # fmt: skip


def test_any_language_may_be_the_source(tia: Officer, ana: Officer) -> None:
    facts = UpdateFacts("tri-plan/2.1", NOW.date(), {"pt": "Feita."})
    update = commands.write_update(facts, by=ana[1], at=NOW)
    address = page_of(states_subject(update), "done", "en")
    page = tia[0].get(address).context["page"]
    assert (page.source.tag, page.rows[0].source) == ("pt", "Feita.")
    tia[0].post(address, sent(tia[0], address, "Done."))
    update.refresh_from_db()
    assert update.done == {"pt": "Feita.", "en": "Done."}


def test_who_saves_second_is_shown_the_words_of_the_first_and_keeps_their_own(
    ana: Officer, tia: Officer, update: Update
) -> None:
    address = page_of(states_subject(update), "done", "pt")
    typed = sent(tia[0], address, "De Tia.", "", "")
    ana[0].post(address, sent(ana[0], address, "De Ana.", "", ""))
    page = tia[0].post(address, typed).context["page"]
    assert (page.clash.theirs, page.rows[0].value) == ("De Ana.", "De Tia.")
    assert tia[0].post(address, {**typed, "seen": page.seen}).status_code == 302
    update.refresh_from_db()
    assert update.done["pt"] == "De Tia."


def test_a_source_that_moved_is_read_again_before_anything_is_saved(ana: Officer, tia: Officer, update: Update) -> None:
    address = page_of(states_subject(update), "done", "pt")
    typed = sent(tia[0], address, "De Tia.", "", "")
    facts = UpdateFacts("tri-plan/2.1", NOW.date(), {"en": "The fair was held twice."})
    commands.revise_update(update, facts, by=ana[1], at=NOW, revision=1)
    page = tia[0].post(address, typed).context["page"]
    assert (page.source_moved, page.rows[0].source, page.rows[0].value) == (True, "The fair was held twice.", "De Tia.")
    update.refresh_from_db()
    assert update.done == {"en": "The fair was held twice."}


def test_what_is_typed_is_kept_for_its_writer_alone(ana: Officer, tia: Officer, update: Update) -> None:
    address = page_of(states_subject(update), "done", "pt")
    keeps = tia[0].get(address).context["page"].autosave
    assert tia[0].post(keeps, {"s0": "Meia fra"}).json() == {"kept": True}
    assert tia[0].get(address).context["page"].rows[0].value == "Meia fra"
    assert ana[0].get(address).context["page"].rows[0].value == ""
    tia[0].post(address, {"discard": "1"})
    assert tia[0].get(address).context["page"].kept == ""


def test_a_text_is_reviewed_by_somebody_who_did_not_write_it(ana: Officer, tia: Officer) -> None:
    step = commands.plan_milestone(MilestoneFacts("tri-plan/2.1", "list", {"en": "List"}, "2027"), by=ana[1], at=NOW)
    address = page_of(f"milestone:{step.pk}", "title", "pt")
    ana[0].post(address, sent(ana[0], address, "Lista"))
    assert ana[0].get(address).context["page"].review_denied == (
        "nobody reviews their own words; another approver of your side does"
    )
    assert ana[0].post(address, {"review": "1"}).status_code == 403
    second, _actor = officer("AAA", "director", Role.APPROVER, name="Ada")
    assert second.get(LIST, {"kind": "milestone", "language": "pt"}).context["page"].lines[0].verb == "Review"
    assert second.post(address, {"review": "1"}).status_code == 302
    [view] = queries.milestones_on(ana[1], "tri-plan/2.1", as_of=NOW)
    assert view.states["title"]["pt"].status == "reviewed"


def test_save_and_next_goes_on_in_the_same_language(ana: Officer, tia: Officer, update: Update) -> None:
    commands.plan_milestone(MilestoneFacts("tri-plan/2.1", "list", {"en": "List"}, "2027"), by=ana[1], at=NOW)
    address = page_of(states_subject(update), "done", "pt")
    answer = tia[0].post(address, sent(tia[0], address, "Feita.", next="1"))
    milestone = Milestone.objects.get()
    assert answer.headers["Location"] == page_of(f"milestone:{milestone.pk}", "title", "pt").removesuffix("&from=")


def test_nobody_opens_another_sides_words(ana: Officer, update: Update) -> None:
    tom, _actor = officer("BBB", "translator", Role.TRANSLATOR, name="Tom")
    address = page_of(states_subject(update), "done", "pt")
    for answer in (
        tom.get(address),
        tom.post(address, {"s0": "X", "seen": revision_of(""), "source_seen": revision_of(WORDS)}),
        tom.post(f"{LIST}text/autosave/?{address.partition('?')[2]}", {"s0": "X"}),
        tom.get(page_of("update:no-key", "done", "pt")),
        tom.get(page_of("tri-plan/9.9", "title", "pt")),
        tom.get(page_of("", "", "")),
    ):
        assert answer.status_code == 404
    assert tom.get(LIST).context["page"].lines == ()


# --- out and in as files ---------------------------------------------------------------------------------------------


def upload(client: Client, name: str, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return client.post(LIST, {"file": file})


def translated(data: bytes, words: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.tables[0].rows[1].cells[1].text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_file_leaves_comes_back_is_applied_and_taken_back(tia: Officer, update: Update, settings: Settings) -> None:
    client = tia[0]
    left = client.get(LIST, {"language": "pt", "download": ".docx"})
    assert left.headers["Content-Disposition"].startswith('attachment; filename="AAA-en-pt-')
    answer = upload(client, "pt.docx", translated(left.content, "Feita."))
    here = answer.headers["Location"]
    page = client.get(here).context["page"]
    assert ([line.after for line in page.changes], page.counts, page.denied) == (["Feita."], ("1 text added",), "")
    assert client.post(here, {"apply": "1"}).status_code == 302
    update.refresh_from_db()
    assert update.done["pt"] == "Feita."
    assert client.get(f"{here}?receipt=json").json()["counts"] == {"added": 1}
    assert client.get(f"{here}?receipt=xlsx").status_code == 200
    assert [line.after for line in client.get(here).context["page"].lines] == ["Feita."]
    assert client.post(here, {"take_back": "1"}).status_code == 302
    update.refresh_from_db()
    assert "pt" not in update.done


def test_a_file_is_thrown_away_and_dropped_again(tia: Officer, update: Update) -> None:
    data = translated(tia[0].get(LIST, {"language": "pt", "download": ".docx"}).content, "Feita.")
    here = upload(tia[0], "pt.docx", data).headers["Location"]
    assert upload(tia[0], "pt.docx", data).headers["Location"] == here
    assert tia[0].post(here, {"discard": "1"}).headers["Location"] == LIST
    assert tia[0].get(here).headers["Location"] == LIST
    assert upload(tia[0], "pt.docx", data).headers["Location"] != here


def test_what_somebody_else_changed_is_chosen_between(ana: Officer, tia: Officer, update: Update) -> None:
    data = translated(tia[0].get(LIST, {"language": "pt", "download": ".docx"}).content, "De Tia.")
    address = page_of(states_subject(update), "done", "pt")
    ana[0].post(address, sent(ana[0], address, "De Ana.", "", ""))
    here = upload(tia[0], "pt.docx", data).headers["Location"]
    assert tia[0].post(here, {"apply": "1"}).status_code == 422
    [line] = tia[0].get(here).context["page"].open
    tia[0].post(here, {f"keep:{line.name}": "mine", f"fix:{line.name}": "De ambas.", "apply": "1"})
    update.refresh_from_db()
    assert update.done["pt"] == "De ambas."


def test_a_file_that_cannot_be_read_is_one_sentence(tia: Officer, update: Update) -> None:
    answer = upload(tia[0], "pt.xlf", b"<a/>")
    assert (answer.status_code, [error.sentence for error in answer.context["page"].errors]) == (
        422,
        ["“pt.xlf” is not XLIFF 2.0 or 2.1; export it in the version in which it left."],
    )
    assert tia[0].get(LIST, {"language": "xx", "download": ".xlf"}).status_code == 422


def test_nobody_opens_another_sides_file(ana: Officer, tia: Officer, update: Update) -> None:
    data = translated(tia[0].get(LIST, {"language": "pt", "download": ".docx"}).content, "Feita.")
    here = upload(tia[0], "pt.docx", data).headers["Location"]
    tom, _actor = officer("BBB", "translator", Role.TRANSLATOR, name="Tom")
    assert [tom.get(here).status_code, tom.post(here, {"apply": "1"}).status_code] == [404, 404]
    assert upload(tom, "pt.docx", data).status_code == 422
    assert ana[0].get(here.replace("translations", "workbooks")).status_code == 404
