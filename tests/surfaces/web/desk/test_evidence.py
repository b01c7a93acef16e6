"""Evidence by upload and address, searches that found nothing, and archived copies."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.records import Tier
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.commands import seal
from entente.foundation.sources.queries import visible_documents
from entente.foundation.sources.rules import SUFFIXES
from entente.record.assessment.queries import findings_on
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import (
    CandidateFacts,
    MilestoneFacts,
    plan_milestone,
    propose_candidate,
    serve,
)
from entente.record.delivery.words import Weight
from entente.record.verification.queries import ClaimView, claims_on_commitment
from entente.surfaces.web import links
from tests.cast import ANA, CHRIS, DANA
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.activity_acts import activity
from tests.surfaces.web.desk import forms
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.desk.test_plans import sentences

pytestmark = pytest.mark.django_db

LATER = datetime(2030, 1, 1, tzinfo=UTC)
AT = "/en/desk/plans/tri-plan/commitments/1.1/evidence/"
NONE_FOUND = "/en/desk/plans/tri-plan/commitments/1.1/none-found/"
BELOW = [
    "tri-plan/1.1/milestones/first-list",
    "tri-plan/1.1/candidates/spring-fair",
    "tri-plan/activities/river-memorandum#signed",
]
CHOICE = re.compile(r'<input type="radio" name="subject" value="([^"]+)"[^>]*><label [^>]*>([^<]+)</label>')


@pytest.fixture(autouse=True)
def _plan(db: None) -> None:
    adopted_plan()


def claims(commitment: str = "1.1") -> list[ClaimView]:
    """What the public reads."""
    return claims_on_commitment(DANA, f"tri-plan/{commitment}", as_of=LATER)


def test_an_uploaded_file_is_public_evidence_that_is_archived(chris: Client) -> None:
    answer = chris.post(AT, forms.evidence(place="page 2", quotation="The fair was held.", publisher_name="Gazette"))
    (claim,) = claims()
    (source,) = claim.sources
    assert answer.headers["Location"] == "/en/plans/tri-plan/commitments/1.1/"
    assert (claim.owner, claim.supports, claim.happened, claim.statement) == (
        "observatory",
        "part",
        "2026-05-02",
        {"en": "A fair was held in May."},
    )
    assert (source.title, source.place, source.quotation, source.side, source.showing, source.is_archived) == (
        {"en": "A fair was held"},
        "page 2",
        "The fair was held.",
        "third",
        "copy",
        True,
    )


def test_an_address_alone_is_cited_and_not_archived(chris: Client) -> None:
    chris.post(AT, forms.evidence(file=None, showing="", address="https://gazette.example/fair"))
    assert [(one.address, one.is_archived) for one in claims()[0].sources] == [("https://gazette.example/fair", False)]


def test_evidence_is_about_the_part_that_was_chosen(chris: Client) -> None:
    at = AT.replace("1.1", "2.1")
    chris.post(at, forms.evidence(subject="tri-plan/2.1#b"))
    assert [(claim.subject, claim.clause) for claim in claims("2.1")] == [("tri-plan/2.1#b", "b")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Milestone: A first list", "Candidate: The spring fair", "River memorandum, stage: Signed"]),
        (
            "fr",
            ["Jalon\u00a0: A first list", "Candidat\u00a0: The spring fair", "River memorandum, étape\u00a0: Signé"],
        ),
    ],
)
def test_evidence_can_be_about_all_that_stands_below_the_promise(
    chris: Client, language: str, words: list[str]
) -> None:
    plan_milestone(MilestoneFacts("tri-plan/1.1", "first-list", {"en": "A first list"}, "2026-12"), by=ANA, at=NOW)
    propose_candidate(
        CandidateFacts("tri-plan/1.1", "spring-fair", {"en": "The spring fair"}, "2026-05-02"),
        by=ANA, at=NOW, tier=Tier.PUBLIC,
    )  # fmt: skip
    serve(activity(), "tri-plan/1.1", Weight.FULFILS, by=ANA, at=NOW)
    offered = dict(CHOICE.findall(chris.get(links.href("desk_evidence", language, plan="tri-plan", number="1.1")).text))
    assert [offered[ref] for ref in BELOW] == words


def test_background_counts_for_nothing_by_itself(chris: Client) -> None:
    chris.post(AT, forms.evidence(supports="background"))
    (claim,) = claims()
    assert (claim.is_context, claim.is_bearing) == (True, False)


def test_evidence_about_a_candidate_is_filed_with_the_candidate(chris: Client) -> None:
    facts = CandidateFacts("tri-plan/1.1", "harbour-fair", {"en": "Harbour fair"}, "2026-05-02")
    delivery.propose_candidate(facts, by=CHRIS, at=datetime.now(UTC))
    ref = "tri-plan/1.1/candidates/harbour-fair"
    chris.post(AT, forms.evidence(subject=ref))
    (claim,) = claims()
    assert (claim.subject, claim.is_bearing) == (ref, False)
    page = chris.get("/en/plans/tri-plan/commitments/1.1/").content.decode()
    assert page.index('id="candidates"') < page.index("A fair was held in May.")


def test_sending_the_form_twice_puts_one_piece_of_evidence_on_record(chris: Client) -> None:
    for _ in range(2):
        assert chris.post(AT, forms.evidence()).status_code == 302
    seal()
    entries = [entry.action for entry in ledger.history("tri-plan/1.1")]
    assert (len(claims()), entries.count("verification.claim.make")) == (1, 1)


def test_other_facts_of_a_source_make_another_source(chris: Client) -> None:
    """Nothing that is on record is overwritten by a later upload of the same title."""
    for stated_on in ("2026", "2025"):
        chris.post(AT, forms.evidence(stated_on=stated_on))
    stated = sorted(document.stated_on for document in visible_documents(DANA, as_of=LATER))
    assert (stated, len(claims())) == (["2025", "2026"], 2)


def test_a_party_speaks_in_its_own_name_and_language(ana: Client) -> None:
    refused = ana.post(AT, forms.evidence(statement_en="", statement_pt="Houve uma feira."))
    ana.post(AT, forms.evidence(side="party", party="AAA"))
    assert sentences(refused) == ["You owe this text in English; write it."]
    assert [(claim.owner, claim.sources[0].party) for claim in claims()] == [("AAA", "AAA")]


def test_an_assessor_adds_evidence_in_its_own_name() -> None:
    client_of("erin").post(AT, forms.evidence())
    assert [claim.owner for claim in claims()] == ["institute"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"file": None}, "Evidence needs a source: upload a file, give an address, or both."),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "The file is empty; choose it again."),
        (
            {"file": SimpleUploadedFile("a.exe", b"MZ")},
            f"“a.exe” is not a kind of file that is read here; use one of {', '.join(sorted(SUFFIXES))}.",
        ),
        (
            {"file": SimpleUploadedFile("a.pdf", b"PK\x03\x04")},
            "“a.pdf” does not hold what its ending says; save it again in that format.",
        ),
        ({"showing": ""}, "Choose what may be shown of the copy that you upload."),
        (
            {"showing": "reference", "quotation": "Words."},
            "You chose to show the reference only; leave this empty or let the quotation be shown.",
        ),
        ({"address": "gazette"}, "Write the whole address, for instance https://example.org/page."),
        ({"address": "javascript:alert(1)"}, "Write the whole address, for instance https://example.org/page."),
        ({"title": ""}, "Give the title of the source, or describe it in a few words."),
        ({"language": "English"}, "“English” is not a language tag; write for instance en, fr or es."),
        ({"side": ""}, "Choose whose voice the document is."),
        ({"side": "party"}, "Choose the party whose voice it is."),
        ({"subject": "tri-plan/2.1"}, "Select a valid choice. tri-plan/2.1 is not one of the available choices."),
        ({"supports": ""}, "Choose how much the source shows."),
        (
            {"happened": "yesterday"},
            "“yesterday” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03.",
        ),
        ({"statement_en": ""}, "Say what happened, in at least one language."),
    ],
)
def test_bad_input_gets_one_sentence_and_leaves_nothing(
    chris: Client, tmp_path: Path, changes: dict[str, object], sentence: str
) -> None:
    answer = chris.post(AT, forms.evidence(**changes))
    assert (answer.status_code, sentences(answer)) == (422, [sentence])
    assert (claims(), visible_documents(DANA, as_of=LATER).count(), list(tmp_path.iterdir())) == ([], 0, [])


def test_a_file_that_is_too_large_gets_one_sentence(chris: Client, settings: Settings) -> None:
    settings.UPLOAD_BYTES_MAX = 1024 * 1024
    large = SimpleUploadedFile("large.pdf", forms.PDF + b" " * 1024 * 1024)
    answer = chris.post(AT, forms.evidence(file=large))
    sentence = "“large.pdf” is larger than the 1 MB that are allowed; upload the part that counts."
    assert (sentences(answer), claims()) == ([sentence], [])


def test_a_file_must_be_chosen_again_and_the_page_says_so(chris: Client) -> None:
    page = chris.post(AT, forms.evidence(title="")).context["page"]
    assert (page.lost_file, page.form["statement_en"].value()) == (True, "A fair was held in May.")


# --- searches that found nothing -------------------------------------------------------------------------------------


def test_a_search_that_found_nothing_says_who_looked_where_and_when(chris: Client) -> None:
    sent = {"looked_on": "2026-11-01", "looked_where_en": "Both gazettes.", "note_en": "Not that it was not held."}
    answers = [chris.post(NONE_FOUND, sent) for _ in range(2)]
    (finding,) = findings_on(DANA, "tri-plan/1.1", as_of=LATER)
    assert [answer.headers["Location"] for answer in answers] == ["/en/plans/tri-plan/commitments/1.1/"] * 2
    assert (finding.owner, finding.looked_on.isoformat(), finding.looked_where, finding.note) == (
        "observatory",
        "2026-11-01",
        {"en": "Both gazettes."},
        {"en": "Not that it was not held."},
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"looked_on": ""}, "Give the day of the search, for instance 2026-11-23."),
        ({"looked_on": "1 May"}, "Write the day of the search as year, month and day, for instance 2026-11-23."),
        ({"looked_on": "2999-01-01"}, "This day is yet to come; give the day on which the search was made."),
        ({"looked_where_en": ""}, "Say which places were searched, in at least one language."),
    ],
)
def test_a_search_with_bad_input_is_not_recorded(chris: Client, changes: dict[str, str], sentence: str) -> None:
    answer = chris.post(NONE_FOUND, {"looked_on": "2026-11-01", "looked_where_en": "Here.", **changes})
    assert (sentences(answer), findings_on(DANA, "tri-plan/1.1", as_of=LATER)) == ([sentence], [])


def test_evidence_of_one_side_stays_its_own(ana: Client, chris: Client) -> None:
    for client in (ana, chris):
        client.post(AT, forms.evidence())
    assert sorted(claim.owner for claim in claims()) == sorted([ANA.owner, CHRIS.owner])


def test_what_was_just_put_on_record_is_on_the_page_that_one_goes_to(chris: Client) -> None:
    """Readers see a page of the last whole minute; whoever is signed in, one of this instant."""
    answer = chris.post(AT, forms.evidence(), follow=True)
    assert [item.statement.text for item in answer.context["page"].evidence] == ["A fair was held in May."]
