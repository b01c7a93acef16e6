"""From the first word of an update to the publication, through the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor, Role
from entente.foundation.ledger.models import Opening
from entente.foundation.ledger.payload import parse
from entente.record.assessment import queries as assessments
from entente.record.delivery import queries
from entente.record.delivery.queries import UpdateView
from entente.record.plan.models import Plan
from tests.record.builders import NOW
from tests.surfaces.web.desk.forms import PDF
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan, words

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]
REF = "tri-plan/2.1"
LATER = NOW.replace(year=2030)


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def ada(ana: Officer) -> Officer:
    return officer("AAA", "director", Role.APPROVER, name="Ada")


def own(by: Actor) -> UpdateView:
    return queries.own_updates(by, as_of=LATER, commitment=REF)[0]


def revision(view: UpdateView) -> int:
    assert view.working is not None
    return view.working.revision


def address(view: UpdateView, tail: str = "") -> str:
    return f"{WORK}updates/{view.ref.rpartition('/')[2]}/{tail}"


def decide(client: Client, view: UpdateView, verb: str, **sent: Any) -> Any:
    return client.post(address(view), {"verb": verb, "revision": revision(view), **sent})


def published(as_of: datetime = LATER) -> list[dict[str, str]]:
    return [view.done for view in queries.updates_on(PUBLIC, REF, as_of=as_of)]


def test_an_update_is_written_sent_back_rewritten_and_published(ana: Officer, ada: Officer) -> None:
    writer, by = ana
    assert writer.post(f"{WORK}update/", words(submit="1")).status_code == 302
    lists = ada[0].get("/en/desk/").context["page"].lists
    assert [(line.number, line.verb) for line in lists[0].rows] == [("2.1", "Look and decide")]
    decide(ada[0], own(by), "send_back", reason="Name the town.")
    assert ada[0].get("/en/desk/").context["page"].lists[0].rows == ()
    page = writer.get(WORK).context["page"]
    assert page.editor.returned.reason == "Name the town."
    rewritten = words(done_en="It was held in Delta.", submit="1", revision=revision(own(by)))
    assert writer.post(page.editor.address, rewritten).status_code == 302
    assert decide(ada[0], own(by), "publish", tier="public").status_code == 302
    assert published() == [{"en": "It was held in Delta."}]
    assert ada[0].get("/en/desk/").context["page"].lists[0].rows == ()


def test_nobody_approves_their_own_words_and_the_page_says_why(ana: Officer) -> None:
    both = officer("AAA", "chief", Role.CONTRIBUTOR, Role.APPROVER, name="Abel")
    both[0].post(f"{WORK}update/", words(submit="1"))
    page = both[0].get(address(own(both[1]))).context["page"]
    assert page.decision.reason == "nobody approves their own words; another approver of your side does"
    assert decide(both[0], own(both[1]), "approve").status_code == 403


def test_a_standing_that_lacks_its_proof_is_refused_in_one_sentence_and_nothing_is_approved(
    ana: Officer, ada: Officer
) -> None:
    sent = words(submit="1", value_0="complete", reason_0_en="All of it is done.")
    assert ana[0].post(f"{WORK}update/", sent).status_code == 302
    answer = decide(ada[0], own(ana[1]), "publish", tier="public")
    sentence = (
        "“complete” for 2.1 needs proof, and none is named: add evidence that shows it and have somebody else check it."
    )
    assert (answer.status_code, [one.sentence for one in answer.context["page"].errors]) == (422, [sentence])
    assert [check.sentence for check in answer.context["page"].checks if check.state == "missing"] == [sentence]
    assert (own(ana[1]).working.status, published()) == ("submitted", [])  # type: ignore[union-attr]


def test_a_value_travels_with_its_update_and_leaves_the_draft_when_it_is_taken_out(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(save="1", value_0="limited", reason_0_en="Half of it.", value_1="not_started",
                                        reason_1_en="No fair yet."))  # fmt: skip
    page = ana[0].get(WORK).context["page"]
    assert [part.value.value() for part in page.editor.form.status_parts] == ["limited", "not_started", None]
    ana[0].post(page.editor.address, words(submit="1", value_0="limited", reason_0_en="Half of it.",
                                           revision=revision(own(ana[1]))))  # fmt: skip
    decide(ada[0], own(ana[1]), "publish", tier="public")
    said = assessments.statuses_on(PUBLIC, REF, as_of=LATER)
    assert [(one.subject, str(one.value), one.reason) for one in said] == [(REF, "limited", {"en": "Half of it."})]


def test_a_value_without_its_reason_is_not_saved(ana: Officer) -> None:
    answer = ana[0].post(f"{WORK}update/", words(save="1", value_0="limited"))
    assert [one.sentence for one in answer.context["page"].errors] == ["Say why, in English."]
    assert queries.own_updates(ana[1], as_of=LATER) == []


def test_with_an_embargo_others_read_it_from_that_instant_on(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    sent = {"tier": "public", "embargo_on": "2029-03-01", "embargo_time": "09:30", "zone": "UTC"}
    assert decide(ada[0], own(ana[1]), "publish", **sent).status_code == 302
    before, after = (NOW.replace(year=2029, month=3, day=1, hour=hour) for hour in (9, 10))
    assert (published(before), len(published(after))) == ([], 1)
    groups = ada[0].get("/en/desk/approvals/").context["page"].groups
    assert [len(group.rows) for group in groups] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"embargo_time": "09:30"}, "Give the day to this hour, or leave both empty."),
        ({"embargo_on": "2020-01-01"}, "This instant has passed; leave the day empty to publish at once."),
    ],
)
def test_an_embargo_that_makes_no_sense_is_refused(
    ana: Officer, ada: Officer, sent: dict[str, str], sentence: str
) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    answer = decide(ada[0], own(ana[1]), "publish", tier="public", zone="UTC", **sent)
    assert [one.sentence for one in answer.context["page"].errors] == [sentence]
    assert published() == []


def test_an_approval_on_paper_is_put_on_record_with_its_post_day_and_file(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    view = own(ana[1])
    sent = {
        "revision": revision(view),
        "given_by": ada[1].post,
        "given_on": "2026-11-21",
        "file_number": "FILE-A/17",
        "file": uploaded(),
    }
    assert ana[0].post(address(view, "elsewhere/"), sent).status_code == 302
    [approval] = queries.approvals_of(ana[1], REF, "AAA", view.number, as_of=LATER)
    assert (approval.given_by, approval.file_number, approval.post) == (ada[1].post, "FILE-A/17", ana[1].post)
    decide(ada[0], own(ana[1]), "publish", tier="public")
    public = Client().get("/en/plans/tri-plan/commitments/2.1/").content.decode()
    assert [word in public for word in ("FILE-A/17", ada[1].post, "Ada")] == [False, False, False]


def test_the_writer_records_an_approval_only_with_its_paper(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    view = own(ana[1])
    sent = {"revision": revision(view), "given_by": ada[1].post, "given_on": "2026-11-21", "file_number": "FILE-A/17"}
    answer = ana[0].post(address(view, "elsewhere/"), sent)
    assert answer.status_code == 422
    assert queries.approvals_of(ana[1], REF, "AAA", view.number, as_of=LATER) == []


def test_a_published_update_is_corrected_in_a_new_version_with_a_visible_note(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    decide(ada[0], own(ana[1]), "publish", tier="public")
    view = own(ana[1])
    assert ana[0].get(address(view, "correct/")).status_code == 200
    sent = words(done_en="It was held in June.", correction_en="The month was wrong.")
    assert ana[0].post(address(view, "correct/"), sent).status_code == 302
    assert published() == [{"en": "The fair was held in May."}]
    draft = own(ana[1])
    changed = words(done_en="It was held in June.", submit="1", revision=revision(draft))
    ana[0].post(f"{WORK}update/?update={draft.ref.rpartition('/')[2]}", changed)
    page = ada[0].get(address(own(ana[1]))).context["page"]
    pieces = [(piece.kind, piece.words) for piece in page.fields[0].texts[0].pieces]
    assert pieces == [
        ("removed", "The fair"),
        ("added", "It"),
        ("same", "was held in"),
        ("removed", "May."),
        ("added", "June."),
    ]
    decide(ada[0], own(ana[1]), "publish", tier="public")
    standing = [one for one in queries.updates_on(PUBLIC, REF, as_of=LATER) if one.is_current]
    assert [(one.done, one.correction) for one in standing] == [
        ({"en": "It was held in June."}, {"en": "The month was wrong."})
    ]


def test_an_urgent_correction_takes_a_short_path_and_every_check(ana: Officer, ada: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    decide(ada[0], own(ana[1]), "publish", tier="public")
    view = own(ana[1])
    sent = words(done_en="It was held in June.", correction_en="The month was wrong.", urgent_for="relied_on")
    assert ana[0].post(address(view, "correct/"), sent).status_code == 302
    assert [
        (line.why.split(" · ")[0], line.verb) for line in ada[0].get("/en/desk/").context["page"].lists[0].rows
    ] == [("an urgent correction waits for approval", "Look and decide")]
    assert decide(ana[0], own(ana[1]), "publish", tier="public").status_code == 403
    assert decide(ada[0], own(ana[1]), "publish", tier="public").status_code == 302
    assert published()[0] == {"en": "It was held in June."}
    page = Client().get(f"/en/plans/tri-plan/commitments/2.1/updates/{own(ana[1]).ref.rpartition('/')[2]}/")
    assert page.context["page"].update.urgent == (
        "Corrected urgently: a wrong figure, name or date was being relied on."
    )
    [entry] = Opening.objects.filter(entry__log="public", entry__action="delivery.update.publish").order_by(
        "-entry_id"
    )[:1]
    assert parse(bytes(entry.payload))["content"]["urgent_for"] == "relied_on"


def test_an_urgent_correction_without_an_owed_language_is_refused_like_any_other(ana: Officer) -> None:
    bela, bruno = (
        officer("BBB", slug, Role.CONTRIBUTOR, Role.APPROVER, name=slug.title()) for slug in ("desk", "head")
    )
    bela[0].post(f"{WORK}update/", words(done_en="", done_pt="Feita.", submit="1"))
    decide(bruno[0], own(bela[1]), "publish", tier="public")
    sent = words(done_en="Done.", done_pt="", correction_pt="Errado.", urgent_for="harm")
    bela[0].post(address(own(bela[1]), "correct/"), sent)
    assert decide(bruno[0], own(bela[1]), "publish", tier="public").status_code != 302
    assert published() == [{"pt": "Feita."}]


def test_another_sides_draft_is_not_there(ana: Officer) -> None:
    ana[0].post(f"{WORK}update/", words(save="1"))
    bela = officer("BBB", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Bela")
    view = own(ana[1])
    assert [bela[0].get(address(view, tail)).status_code for tail in ("", "preview/", "correct/", "elsewhere/")] == [
        404
    ] * 4


def uploaded() -> Any:
    return SimpleUploadedFile("approval.pdf", PDF, "application/pdf")


def test_somebody_away_hands_the_approvals_to_another_post(ana: Officer, ada: Officer) -> None:
    stand_in = officer("AAA", "deputy", Role.CONTRIBUTOR, name="Adam")
    today = timezone.localdate().isoformat()
    sent = {"begin": "1", "to_post": stand_in[1].post, "from_on": today, "to_on": today}
    assert ada[0].post("/en/desk/absence/", sent).status_code == 302
    ana[0].post(f"{WORK}update/", words(submit="1"))
    assert decide(stand_in[0], own(ana[1]), "approve").status_code == 302
    [line] = ada[0].get(address(own(ana[1]))).context["page"].decisions
    assert (line.post, line.words) == (stand_in[1].post, f"approved it in place of {ada[1].post}")
    [absence] = ada[0].get("/en/desk/absence/").context["page"].absences
    assert absence.state == "in force"
    ada[0].post("/en/desk/absence/", {"end": "1", "key": str(absence.key)})
    assert decide(stand_in[0], own(ana[1]), "publish", tier="public").status_code == 403


def test_in_a_closed_plan_a_note_of_correction_stands_beside_what_was_published(
    ana: Officer, ada: Officer, client: Client
) -> None:
    ana[0].post(f"{WORK}update/", words(submit="1"))
    decide(ada[0], own(ana[1]), "publish", tier="public")
    Plan.objects.update(status="closed", closed_at=timezone.now())
    view = own(ana[1])
    assert ada[0].get(address(view)).text.count("Note a correction") == 1
    assert ana[0].get(address(view)).text.count("Note a correction") == 0
    there = address(view, "correct/")
    assert ana[0].post(there, {"text_en": "Five, not six."}).status_code == 403
    empty = ada[0].post(there, {"text_pt": "Cinco, não seis."})
    assert [one.sentence for one in empty.context["page"].errors] == [
        "The note of correction has no text in “en”, which AAA owes; write it first."
    ]
    assert ada[0].post(there, {"text_en": "Five, not six."}).status_code == 302
    shown = client.get("/en/plans/tri-plan/commitments/2.1/").text
    assert shown.count("Five, not six.") >= 1
    assert shown.count("after the plan was closed:") == 1
