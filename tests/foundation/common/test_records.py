"""Who reads which tier, before and after an embargo: every cell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier, readable
from entente.foundation.sources.models import Document
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

OWNER = "AAA"
READERS = {
    # tier: who reads a record of AAA, besides its owner and the software, without embargo
    Tier.OWN: set(),
    Tier.PARTIES: {"BELA"},
    Tier.GROUP: set(),
    Tier.PUBLIC: {"BELA", "CHRIS", "ERIN", "DANA"},
}
CAST = {"ANA": ANA, "BELA": BELA, "CHRIS": CHRIS, "ERIN": ERIN, "DANA": DANA, "SYSTEM": SYSTEM}


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("embargo_hours", [None, -1, 0, 1])
def test_readable_every_cell(tier, embargo_hours):
    embargo = None if embargo_hours is None else NOW + timedelta(hours=embargo_hours)
    Document.objects.create(owner=OWNER, slug="d", side="third", tier=tier, embargo_until=embargo)
    out = embargo is None or embargo <= NOW
    expected = {"ANA", "SYSTEM"} | (READERS[tier] if out else set())
    assert {name for name, by in CAST.items() if Document.objects.filter(readable(by, as_of=NOW)).exists()} == expected
