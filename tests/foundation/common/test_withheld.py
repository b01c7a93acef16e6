"""What the public is told of things that it does not see: as much as their owner says, and no more."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.records import Tier, Withheld, counted, withheld_rows
from entente.foundation.sources.models import Document
from entente.record.assessment.models import Finding
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

EMBARGOES = {None: False, -1: False, 0: False, 1: True}
"""Hours from now -> whether it still lasts."""


@pytest.mark.parametrize("reason", list(Withheld))
def test_every_cell_of_tiers_and_embargoes(reason: Withheld) -> None:
    told = {}
    for at, (tier, hours) in enumerate(product(Tier, EMBARGOES)):
        embargo = None if hours is None else NOW + timedelta(hours=hours)
        Document.objects.create(
            owner="AAA", slug=f"d{at}", side="third", tier=tier, embargo_until=embargo, withheld_for=reason
        )
        found = counted(withheld_rows([Document.objects.filter(slug=f"d{at}")], as_of=NOW))
        told[tier, hours] = found
    expected = {
        (tier, hours): {reason: 1} if reason is not Withheld.SILENT and (tier != Tier.PUBLIC or lasts) else {}
        for tier, (hours, lasts) in product(Tier, EMBARGOES.items())
    }
    assert told == expected


def test_kinds_are_counted_together_with_one_query_for_any_number() -> None:
    for at in range(30):
        Document.objects.create(owner="AAA", slug=f"d{at}", side="third", withheld_for=Withheld.PRIVACY)
    Finding.objects.create(owner="AAA", slug="f", looked_on=NOW.date(), withheld_for=Withheld.PRIVACY)
    Finding.objects.create(owner="BBB", slug="f", looked_on=NOW.date(), withheld_for=Withheld.SECURITY)
    with CaptureQueriesContext(connection) as captured:
        found = counted(withheld_rows([Document.objects.all(), Finding.objects.all()], as_of=NOW))
    assert (found, len(captured)) == ({Withheld.SECURITY: 1, Withheld.PRIVACY: 31}, 1)
