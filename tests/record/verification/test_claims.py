"""Claims: made by those who act for somebody, backed by citations, the same again changes nothing."""

from __future__ import annotations

import pytest

from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Side
from entente.foundation.texts.words import WordingStatus
from entente.record.verification import commands, queries
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.models import Claim
from entente.record.verification.queries import Support
from tests.cast import ANA, CHRIS, DANA
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db


def a_citation(by=CHRIS, slug="page"):
    facts = sources.DocumentFacts(
        slug=slug, title={"en": "A page"}, side=Side.THIRD, language="en", publisher_name="A third ministry"
    )
    return sources.cite(sources.add_document(facts, by=by, owner=by.owner, tier=Tier.PUBLIC), by=by)


def claim(by=CHRIS, citations=None, tier=Tier.PUBLIC, **changes):
    values = {
        "slug": "workshop",
        "subject": "tri-plan/2.1#b",
        "supports": Support.ALL,
        "statement": {"en": "A workshop was held."},
        "happened": "2023-05-02/2023-05-03",
    }
    return commands.make_claim(
        ClaimFacts(**{**values, **changes}),
        [a_citation(by)] if citations is None else citations,
        by=by,
        owner=by.owner,
        at=NOW,
        status=WordingStatus.PROJECT,
        tier=tier,
    )


def test_make_claim_shows_its_clause_dates_and_source():
    claim()
    (view,) = queries.claims_on_commitment(DANA, "tri-plan/2.1", as_of=NOW)
    assert (view.clause, view.supports, view.happened, str(view.last_on)) == (
        "b", "all", "2023-05-02/2023-05-03", "2023-05-03",
    )  # fmt: skip
    (source,) = view.sources
    assert (source.publisher, source.is_archived) == ({"en": "A third ministry"}, False)


def test_make_claim_again_changes_nothing():
    claim()
    entries = Entry.objects.count()
    claim()
    assert (Claim.objects.count(), Entry.objects.count()) == (1, entries)


def test_make_claim_with_other_facts_revises_it():
    claim()
    claim(happened="2023-05")
    assert Claim.objects.get().happened == "2023-05"


def test_make_claim_with_other_sources_backs_it_anew():
    claim()
    claim(citations=[a_citation(slug="other"), a_citation()])
    (view,) = queries.claims_on_commitment(DANA, "tri-plan/2.1", as_of=NOW)
    assert len(view.sources) == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"citations": []}, "The evidence for tri-plan/2.1#b cites nothing; name at least one source."),
        (
            {"happened": "May"},
            "The date of the evidence for tri-plan/2.1#b: “May” is not a date; write 2023, 2023-05, 2023-05-02 or "
            "2023-05-02/2023-05-03.",
        ),
        ({"subject": "2.1"}, "'2.1' is not a ref; it looks like canada-mexico-2023/6.4."),
    ],
)
def test_make_claim_refuses_in_one_sentence(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        claim(**changes)
    assert str(caught.value) == sentence
    assert not Claim.objects.exists()


def test_make_claim_by_a_stranger_is_denied():
    citation = a_citation()
    with pytest.raises(ActionDenied):
        commands.make_claim(
            ClaimFacts("x", "tri-plan/1.1", Support.ALL, {"en": "x"}),
            [citation],
            by=DANA,
            owner="",
            at=NOW,
            status=WordingStatus.DRAFT,
        )


def test_a_claim_of_ones_own_tier_is_seen_by_its_owner_only():
    claim(by=ANA, tier=Tier.OWN)
    assert len(queries.claims_on_commitment(ANA, "tri-plan/2.1", as_of=NOW)) == 1
    assert queries.claims_on_commitment(DANA, "tri-plan/2.1", as_of=NOW) == []


@pytest.mark.parametrize("count", [1, 30])
def test_claims_take_the_same_number_of_queries(count, django_assert_num_queries):
    citation = a_citation()
    for at in range(count):
        claim(slug=f"event-{at}", citations=[citation])
    with django_assert_num_queries(3):
        assert len(queries.claims_on_plan(DANA, "tri-plan", as_of=NOW)) == count


@pytest.mark.parametrize(
    ("source", "shown", "sentence"),
    [
        (
            Tier.OWN,
            Tier.PUBLIC,
            "The source “memo” is not public, and this would be; use a public one, or keep this to those who may read it.",
        ),
        (
            Tier.PARTIES,
            Tier.PUBLIC,
            "The source “memo” is not public, and this would be; use a public one, or keep this to those who may read it.",
        ),
        (
            Tier.OWN,
            Tier.PARTIES,
            "The source “memo” is shared with fewer than this would be; use another, or share this with fewer.",
        ),
    ],
)
def test_claim_that_more_would_read_than_its_source_is_refused(source, shown, sentence):
    """Its page, its entry in the log and every export would tell title, address and hash of what is not for them."""
    facts = sources.DocumentFacts("memo", {"en": "Memo"}, Side.THIRD, address="https://inside.example/memo")
    citation = sources.cite(sources.add_document(facts, by=CHRIS, owner=CHRIS.owner, tier=source), by=CHRIS)
    with pytest.raises(RuleBroken) as caught:
        claim(citations=[citation], tier=shown)
    assert (str(caught.value), Claim.objects.count()) == (sentence, 0)
    assert claim(citations=[citation], tier=source).tier == source
    with pytest.raises(RuleBroken):
        claim(citations=[citation], tier=shown)
