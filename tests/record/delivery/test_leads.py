"""Leads: a party names its own bodies; a keeper repeats what a source says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind, get_party
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Side
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import LeadFacts
from entente.record.delivery.queries import LeadRole
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.record.builders import NOW, three_parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry():
    three_parties()
    return directory.register_organisation(
        slug="arcadian-trade", name={"en": "Arcadian Trade"}, kind=OrganisationKind.MINISTRY,
        party=get_party("AAA"), by=SYSTEM,
    )  # fmt: skip


def a_citation():
    facts = sources.DocumentFacts(slug="page", title={"en": "A page"}, side=Side.THIRD, address="https://example.org/")
    return sources.cite(sources.add_document(facts, by=CHRIS, owner="observatory", tier=Tier.PUBLIC), by=CHRIS)


FACTS = LeadFacts("tri-plan/2.1#a", LeadRole.LEAD, from_on="2023")


def test_a_keeper_names_a_lead_with_its_source(ministry):
    commands.name_lead(FACTS, ministry, by=CHRIS, owner="observatory", citation=a_citation(), at=NOW)
    commands.name_lead(FACTS, ministry, by=CHRIS, owner="observatory", citation=a_citation(), at=NOW)
    (view,) = queries.leads_of(DANA, "tri-plan/2.1", as_of=NOW)
    assert (view.organisation, view.party, view.role, view.from_on, view.source_address) == (
        "arcadian-trade", "AAA", "lead", "2023", "https://example.org/",
    )  # fmt: skip


def test_a_lead_is_shown_from_when_it_was_put_on_record(ministry):
    commands.name_lead(FACTS, ministry, by=ANA, owner="AAA", at=NOW)
    before, after = NOW - timedelta(seconds=1), NOW
    assert [len(queries.leads_of(DANA, "tri-plan/2.1", as_of=at)) for at in (before, after)] == [0, 1]
    assert [len(queries.leads_on_plan(DANA, "tri-plan", as_of=at)) for at in (before, after)] == [0, 1]


def test_a_keeper_without_a_source_is_refused(ministry):
    with pytest.raises(RuleBroken) as caught:
        commands.name_lead(FACTS, ministry, by=CHRIS, owner="observatory")
    assert str(caught.value) == "Who says that arcadian-trade carries tri-plan/2.1#a?  Cite the source."


@pytest.mark.parametrize(("by", "allowed"), [(ANA, True), (BELA, False), (DANA, False)])
def test_a_party_names_its_own_bodies_only(ministry, by, allowed):
    if allowed:
        assert commands.name_lead(FACTS, ministry, by=by, owner="AAA").party.code == "AAA"
    else:
        with pytest.raises(ActionDenied):
            commands.name_lead(FACTS, ministry, by=by, owner="AAA")
