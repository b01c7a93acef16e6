"""Amendments and the table of succession on the desk: written by one, put to the parties by another, without scripts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from entente.foundation.common.actors import Role
from entente.record.plan import queries
from entente.record.plan.models import Amendment, Plan, Succession
from entente.surfaces.web import links
from tests.cast import DANA
from tests.record.plan.changing import NEW, OLD, sign, two_plans
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.desk.officers import officer
from tests.surfaces.web.reading import text_of

pytestmark = pytest.mark.django_db

TABLE = f"/en/desk/plans/{OLD}/succession/"
AMEND = f"/en/desk/plans/{OLD}/commitments/1.1/amendments/add/"


@pytest.fixture
def sides(db):
    two_plans()
    writer, _ = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    approver, ada = officer("AAA", "director", Role.APPROVER, name="Ada")
    other, bela = officer("BBB", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Bela")
    return writer, approver, other, ada, bela


def filled(revision: int, **changes: str) -> dict[str, str]:
    rows = {
        "1.0": ("continued", "1.1"),
        "1.1": ("merged", "1.1"),
        "1.2": ("dropped", ""),
        "2.1": ("continued", "1.1, 1.2"),
    }
    sent = {"act": "save", "revision": str(revision), "reason_1.2_en": "It was kept.", "reason_1.2_pt": "Foi cumprida."}
    for number, (fate, into) in rows.items():
        sent |= {f"fate_{number}": fate, f"into_{number}": into}
    return {**sent, **changes}


def test_a_plan_is_closed_into_its_successor_on_the_desk(sides, client):
    writer, approver, other, ada, bela = sides
    assert "Begin the table" in text_of(writer.get(TABLE))
    assert writer.post(TABLE, {"act": "successor", "successor": NEW}).status_code == 302
    assert "4 are not resolved yet." in text_of(writer.get(TABLE))
    row = Succession.objects.get()
    assert writer.post(TABLE, filled(row.revision)).status_code == 302
    page = text_of(writer.get(TABLE))
    assert "Every promise is resolved." in page
    assert "Your post puts no change to the parties" in page
    assert "Begin the table" in text_of(other.get(TABLE))  # the draft of another side is not there

    row.refresh_from_db()
    assert approver.post(TABLE, filled(row.revision, act="propose")).status_code == 302
    assert "Take it back from the parties" in text_of(approver.get(TABLE))
    assert "Land AAA" in text_of(other.get(TABLE)) or "Arcadia" in text_of(other.get(TABLE))
    row.refresh_from_db()
    sign(row.proposal, ada, at=timezone.now())
    assert Plan.objects.get(slug=OLD).status == "adopted"
    sign(row.proposal, bela, at=timezone.now())
    assert Plan.objects.get(slug=OLD).status == "closed"
    assert "This plan was closed on" in text_of(writer.get(TABLE))
    assert "Agreed by all parties" in text_of(client.get(f"/en/plans/{OLD}/succession/"))


def test_who_only_approves_puts_the_table_to_the_parties_without_its_words(sides):
    """The table is shown closed to who may not write, and a browser sends nothing of it."""
    writer, approver, *_ = sides
    writer.post(TABLE, {"act": "successor", "successor": NEW})
    writer.post(TABLE, filled(Succession.objects.get().revision))
    assert approver.post(TABLE, {"act": "save"}).status_code == 403
    opened = str(approver.get(TABLE).context["page"].form["revision"].value())
    assert approver.post(TABLE, {"act": "propose", "revision": "1"}).status_code == 422  # of an earlier table
    assert approver.post(TABLE, {"act": "propose", "revision": opened}).status_code == 302
    row = Succession.objects.get()
    assert (row.status, row.resolutions.count()) == ("proposed", 4)


def test_who_only_approves_puts_an_amendment_to_the_parties_without_its_words(sides):
    writer, approver, *_ = sides
    there = writer.post(AMEND, amended(text_pt="")).headers["Location"]
    refused = approver.post(there, {"act": "propose", "revision": "1"})
    assert [one.sentence for one in refused.context["page"].errors] == [
        "The new text of 1.1 has no text in “pt”, an official language of BBB; "
        "an amendment is authentic in each of them, so write it first."
    ]
    read = approver.get(there)
    writer.post(there, amended(revision="1"))
    stale = approver.post(there, {"act": "propose", "revision": str(read.context["page"].revision)})
    assert [one.sentence for one in stale.context["page"].errors] == [
        "The words of the amendment of 1.1 were changed after you opened the page; "
        "read them again and put them to the parties then."
    ]
    assert '<input type="hidden" name="revision" value="2">' in approver.get(there).text
    assert approver.post(there, {"act": "propose", "revision": "2"}).status_code == 302
    row = Amendment.objects.get()
    assert (row.status, row.after["texts"]["en"]) == ("proposed", "The parties will keep promise 1.1 for ten years.")


def test_what_the_record_refuses_is_said_and_what_was_typed_stays(sides):
    writer, approver, *_ = sides
    writer.post(TABLE, {"act": "successor", "successor": NEW})
    revision = Succession.objects.get().revision
    answer = writer.post(TABLE, filled(revision, **{"into_1.0": "9.9"}))
    assert answer.status_code == 422
    assert "1.0 goes into 9.9, which is no promise there; choose one that is." in text_of(answer)
    assert 'value="9.9"' in answer.content.decode()
    french = writer.post(TABLE.replace("/en/desk/plans", "/fr/bureau/plans"), filled(revision, **{"into_1.0": ""}))
    assert "1.0 est poursuivie ; indiquez la promesse de new-plan qui la reprend." in text_of(french)
    writer.post(TABLE, filled(revision, **{"fate_2.1": "", "into_2.1": ""}))
    row = Succession.objects.get()
    answer = approver.post(TABLE, filled(row.revision, act="propose", **{"fate_2.1": "", "into_2.1": ""}))
    assert "2.1 is not resolved yet; say whether it is continued, merged or dropped." in text_of(answer)
    stale = writer.post(TABLE, filled(revision, **{"fate_1.1": "continued"}))
    assert "Somebody else of your side saved the table" in text_of(stale)


def test_what_is_typed_is_kept_for_its_writer_alone(sides):
    writer, approver, *_ = sides
    writer.post(TABLE, {"act": "successor", "successor": NEW})
    typed = {"revision": "1", "fate_1.0": "dropped", "reason_1.0_en": "Half a sentence"}
    assert writer.post(f"{TABLE}autosave/", typed).json() == {"kept": True}
    assert "Half a sentence" in writer.get(TABLE).content.decode()
    assert "Half a sentence" not in approver.get(TABLE).content.decode()
    assert Succession.objects.get().resolutions.count() == 0


def test_the_keeper_shows_its_table_to_everybody(sides, client):
    keeper = client_of("chris")
    keeper.post(TABLE, {"act": "successor", "successor": NEW})
    revision = Succession.objects.get().revision
    assert keeper.post(TABLE, filled(revision, act="publish")).status_code == 302
    assert "Proposed by the keeper of this record." in text_of(client.get(f"/en/plans/{OLD}/succession/"))
    assert keeper.post(TABLE, {"act": "withdraw"}).status_code == 302
    assert "Nobody has said yet" in text_of(client.get(f"/en/plans/{OLD}/succession/"))


def amended(**changes: object) -> dict[str, object]:
    return {
        "act": "save",
        "revision": "0",
        "kind": "standing",
        "strength": "firm",
        "obligors": ["AAA", "BBB"],
        "text_en": "The parties will keep promise 1.1 for ten years.",
        "text_pt": "As partes cumprirão a promessa por dez anos.",
        "reason_en": "Five years were too few.",
        "reason_pt": "Cinco anos eram poucos.",
        "term_0_kind": "milestone",
        "term_0_due": "2027-03",
        "term_0_en": "First list",
        "term_0_pt": "Primeira lista",
        **changes,
    }


def test_a_promise_is_amended_on_the_desk(sides, client):
    writer, approver, other, ada, bela = sides
    assert writer.get(AMEND).status_code == 200
    there = writer.post(AMEND, amended()).headers["Location"]
    assert "for ten years" in writer.get(there).content.decode()
    assert other.get(there).status_code == 404
    assert approver.post(there, amended(act="propose", revision="1")).status_code == 302
    row = Amendment.objects.get()
    assert (row.status, row.revision) == ("proposed", 1)
    assert (
        '<p class="ent-quiet" id="why-take-back">Take it back from the parties: Your post puts no'
        in writer.get(there).text
    )
    assert "Proposed amendment" in text_of(other.get(f"/en/desk/plans/{OLD}/amendments/"))
    assert text_of(other.get(there)).count("for ten years") >= 1
    sign(row.proposal, ada, at=timezone.now())
    sign(row.proposal, bela, at=timezone.now())
    view = queries.get_visible_commitment(DANA, f"{OLD}/1.1", as_of=timezone.now())
    assert view.texts["en"].text == "The parties will keep promise 1.1 for ten years."
    assert "Amendment 1" in text_of(writer.get(f"/en/desk/plans/{OLD}/amendments/"))


def test_an_amendment_that_lacks_a_language_is_saved_and_not_proposed(sides):
    writer, approver, *_ = sides
    there = writer.post(AMEND, amended(text_pt="")).headers["Location"]
    answer = approver.post(there, amended(act="propose", revision="1", text_pt=""))
    assert answer.status_code == 422
    assert "The new text of 1.1 has no text in “pt”, an official language of BBB" in text_of(answer)
    own = writer.post(there, amended(act="propose", revision="1", text_pt=""))
    assert own.status_code == 403
    spanish = approver.post(
        there.replace("/en/desk/plans", "/es/escritorio/planes").replace("amendments", "enmiendas"),
        amended(act="propose", revision="1", text_pt=""),
    )
    assert "El nuevo texto de 1.1 falta en «pt»" in text_of(spanish)


def test_one_that_was_overtaken_says_so_and_is_laid_on_the_text_in_force(sides):
    writer, approver, _other, ada, bela = sides
    first = writer.post(AMEND, amended()).headers["Location"]
    second = writer.post(AMEND, amended(strength="exploratory")).headers["Location"]
    approver.post(first, amended(act="propose", revision="1"))
    row = Amendment.objects.get(status="proposed")
    sign(row.proposal, ada, at=timezone.now())
    sign(row.proposal, bela, at=timezone.now())
    assert "The promise changed since this was written" in text_of(writer.get(second))
    writer.post(second, {"act": "rebase"})
    assert "The promise changed since this was written" not in text_of(writer.get(second))
    assert writer.post(second, {"act": "withdraw"}).status_code == 302


def test_the_desk_names_the_day_of_force_and_refuses_one_that_is_over(sides):
    writer, *_ = sides
    refused = writer.post(AMEND, amended(in_force_from="2020-01-01"))
    assert refused.status_code == 422
    (error,) = refused.context["page"].errors
    assert error.sentence.startswith(
        "The amendment of 1.1 would be in force from 1 January 2020, before it is signed; "
    )
    in_french = writer.post(
        links.href("desk_amendment_add", "fr", plan=OLD, number="1.1"), amended(in_force_from="2020-01-01")
    )
    assert "avant d’être signé" in in_french.text
    there = writer.post(AMEND, amended(in_force_from="2099-01-01")).headers["Location"]
    page = text_of(writer.get(there))
    assert "To be in force from: 1 January 2099" in page
    assert str(Amendment.objects.get().in_force_from) == "2099-01-01"
