"""Who carries what: also where nobody does, where a holder is acting, and where a body is no more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Organisation
from entente.foundation.directory.queries import OrganisationKind, PostCapacity, SuccessionKind, get_party
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import LeadFacts
from entente.record.delivery.models import Lead
from entente.record.delivery.words import LeadRole
from tests.cast import ANA, BELA, CHRIS, DANA, person
from tests.record.builders import NOW, adopted_plan

from .activity_acts import PLAN

pytestmark = pytest.mark.django_db
REF = f"{PLAN}/1.1"


@pytest.fixture(autouse=True)
def plan():
    return adopted_plan()


def body(slug: str = "arcadian-trade") -> Organisation:
    return directory.register_organisation(
        slug=slug, name={"en": slug.title()}, kind=OrganisationKind.MINISTRY, party=get_party("AAA"), by=SYSTEM
    )


def desk(of: Organisation):
    return directory.open_post(of, slug="desk", title={"en": "Trade desk"}, capacity=PostCapacity.PARTY, by=SYSTEM)


def lead(of: Organisation, subject: str = REF, role: LeadRole = LeadRole.LEAD, from_on: str = "2023", **more) -> Lead:
    return commands.name_lead(LeadFacts(subject, role, from_on), of, by=ANA, owner="AAA", at=NOW, **more)


def see(ref: str = REF):
    return queries.leads_of(PUBLIC, ref, as_of=NOW)


def test_every_party_that_owes_has_a_row_also_where_nobody_carries_it():
    lead(body())
    rows = queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)
    assert [(row.number, row.party, row.is_claimed) for row in rows] == [
        ("1.1", "AAA", True), ("1.1", "BBB", False), ("1.2", "AAA", False), ("1.2", "BBB", False),
        ("2.1", "AAA", False), ("2.1", "BBB", False),
    ]  # fmt: skip


def test_who_signed_once_does_not_carry_it():
    lead(body(), role=LeadRole.SIGNER)
    assert not queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)[0].is_claimed


def test_a_lead_ends_keeps_its_dates_and_can_begin_anew():
    trade = body()
    first = lead(trade)
    commands.end_lead(first, "2025-03", by=ANA, at=NOW)
    assert not queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)[0].is_claimed
    lead(trade, from_on="2026")
    assert [(one.from_on, one.to_on, one.is_over) for one in see()] == [("2023", "2025-03", True), ("2026", "", False)]
    assert queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)[0].is_claimed


@pytest.mark.parametrize("by", [BELA, CHRIS, DANA])
def test_only_who_named_a_lead_ends_it(by):
    with pytest.raises(ActionDenied):
        commands.end_lead(lead(body()), "2025", by=by, at=NOW)


def test_a_lead_ends_once_and_not_before_it_began():
    one = lead(body())
    with pytest.raises(RuleBroken) as caught:
        commands.end_lead(one, "2022", by=ANA, at=NOW)
    assert str(caught.value) == "It would end before it began (2023); give a later day."
    commands.end_lead(one, "2025", by=ANA, at=NOW)
    with pytest.raises(InvalidTransition) as refused:
        commands.end_lead(queries.get_lead_row(PUBLIC, str(one.pk), as_of=NOW), "2026", by=ANA, at=NOW)
    assert str(refused.value) == "The lead of arcadian-trade ended 2025 already."


def test_a_post_answers_for_it_and_an_acting_holder_is_told_without_a_name():
    trade = body()
    post = desk(trade)
    lead(trade)
    lead(trade, post=post)
    assert [(one.post, one.post_title, one.is_acting) for one in see()] == [
        ("arcadian-trade/desk", {"en": "Trade desk"}, False),
    ]
    directory.appoint(post, person("Ada"), from_on=date(2026, 1, 1), is_acting=True, by=SYSTEM)
    assert [one.is_acting for one in see()] == [True]


def test_a_post_of_another_body_does_not_answer_for_it():
    elsewhere = desk(body("arcadian-rivers"))
    with pytest.raises(RuleBroken) as caught:
        lead(body(), post=elsewhere)
    assert str(caught.value) == (
        "The post arcadian-rivers/desk is not one of arcadian-trade; name a post of the body that leads."
    )


def test_a_body_that_merged_says_who_carries_on_and_keeps_its_row():
    trade, merged, split = body(), body("arcadian-economy"), body("arcadian-wealth")
    lead(trade)
    directory.record_succession(predecessor=trade, successor=merged, kind=SuccessionKind.MERGED, on="2024", by=SYSTEM)
    directory.record_succession(
        predecessor=merged, successor=split, kind=SuccessionKind.RENAMED, on="2025-06", by=SYSTEM
    )
    assert [(one.organisation, one.carried_on_by) for one in see()] == [
        ("arcadian-trade", (("arcadian-wealth", {"en": "Arcadian-Wealth"}),)),
    ]


def test_a_lead_that_is_not_there_is_not_found():
    with pytest.raises(NotVisible):
        queries.get_lead_row(PUBLIC, "0198a5a8-0000-7000-8000-000000000000", as_of=NOW)


def test_thirty_leads_are_read_with_the_queries_of_one():
    def filled(numbers):
        for at in numbers:
            trade = body(f"arcadian-{at}")
            lead(trade, post=desk(trade))

    filled(range(1))
    with CaptureQueriesContext(connection) as one:
        assert len(queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)[0].leads) == 1
    filled(range(1, 30))
    with CaptureQueriesContext(connection) as thirty:
        assert len(queries.carrier_rows(PUBLIC, PLAN, as_of=NOW)[0].leads) == 30
    assert len(one) == len(thirty)
