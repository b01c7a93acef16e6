"""A source and a claim in one transaction, in the name of whoever acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Showing, Side, visible_documents
from entente.record.plan.queries import Commitment, get_commitment_row
from entente.record.verification.queries import Support, claims_on_commitment
from entente.surfaces.intake import evidence
from entente.surfaces.intake.evidence import Copy, EvidenceFacts
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan, draft_plan

pytestmark = pytest.mark.django_db

LATER = datetime(2030, 1, 1, tzinfo=UTC)
FACTS = EvidenceFacts(
    subject="tri-plan/1.1",
    document=DocumentFacts(slug="", title={"en": "A fair"}, side=Side.THIRD, language="en"),
    supports=Support.ALL,
    statement={"en": "A fair was held.", "pt": "Houve uma feira."},
    copy=Copy("fair.pdf", b"%PDF-1.4 fair", Showing.COPY),
)


@pytest.fixture(autouse=True)
def _store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commitment() -> Commitment:
    adopted_plan()
    return get_commitment_row(CHRIS, "tri-plan/1.1", as_of=LATER)


@pytest.mark.parametrize("by", [ANA, BELA, CHRIS, ERIN])
def test_everybody_who_acts_adds_evidence_in_its_own_name(commitment: Commitment, by: Actor) -> None:
    evidence.add_evidence(FACTS, commitment, by=by, at=NOW)
    assert [claim.owner for claim in claims_on_commitment(DANA, "tri-plan/1.1", as_of=LATER)] == [by.owner]


def test_a_reader_adds_none(commitment: Commitment) -> None:
    with pytest.raises(ActionDenied):
        evidence.add_evidence(FACTS, commitment, by=DANA, at=NOW)


def test_evidence_waits_for_the_adoption_of_its_plan() -> None:
    draft_plan()
    row = get_commitment_row(CHRIS, "tri-plan/1.1", as_of=LATER)
    with pytest.raises(ActionDenied, match="this plan is a draft; evidence is added once it is adopted"):
        evidence.add_evidence(FACTS, row, by=CHRIS, at=NOW)
    with pytest.raises(ActionDenied, match="this plan is a draft; evidence is added once it is adopted"):
        evidence.say_none_found(row, by=CHRIS, at=NOW, looked_on=date(2026, 1, 1), looked_where={"en": "A"}, note={})


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (replace(FACTS, copy=None), "Evidence needs a source: upload a file, give an address, or both."),
        (replace(FACTS, statement={}), "Say in one or two sentences what happened, in at least one language."),
        (
            replace(FACTS, statement={"pt": "Houve uma feira."}),
            "The statement cannot be published: the text in “en” is missing; it is owed, so write or review it first.",
        ),
    ],
)
def test_evidence_that_is_not_whole_leaves_nothing(
    commitment: Commitment, tmp_path: Path, facts: EvidenceFacts, sentence: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        evidence.add_evidence(facts, commitment, by=ANA, at=NOW)
    assert (str(refused.value), visible_documents(ANA, as_of=LATER).count(), list(tmp_path.iterdir())) == (
        sentence,
        0,
        [],
    )


def test_a_claim_that_fails_takes_its_source_with_it(commitment: Commitment) -> None:
    with pytest.raises(RuleBroken):
        evidence.add_evidence(replace(FACTS, happened="some day"), commitment, by=CHRIS, at=NOW)
    assert visible_documents(CHRIS, as_of=LATER).count() == 0


def test_the_same_facts_have_the_same_slug_and_a_title_without_letters_has_one_too(commitment: Commitment) -> None:
    arabic = replace(FACTS, document=replace(FACTS.document, title={"ar": "معرض"}))
    slugs = [evidence.add_evidence(facts, commitment, by=CHRIS, at=NOW) for facts in (FACTS, FACTS, arabic)]
    assert (slugs[0] == slugs[1], slugs[0][:7], slugs[2][:7]) == (True, "a-fair-", "source-")


@pytest.mark.parametrize(("by", "owed"), [(ANA, ("en",)), (BELA, ("pt",)), (CHRIS, ()), (ERIN, ())])
def test_a_party_owes_its_own_languages_and_nobody_else_any(
    commitment: Commitment, by: Actor, owed: tuple[str, ...]
) -> None:
    assert evidence.owed_languages(by) == owed


@pytest.mark.parametrize("by", [ANA, DANA])
def test_only_who_looks_for_evidence_says_that_none_was_found(commitment: Commitment, by: Actor) -> None:
    with pytest.raises(ActionDenied):
        evidence.say_none_found(
            commitment, by=by, at=NOW, looked_on=date(2026, 1, 1), looked_where={"en": "A"}, note={}
        )
