import pytest
from django.db import transaction

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands, queries, triggers


@pytest.mark.django_db(transaction=True)
def test_a():
    assert triggers.triggers_installed()
    with transaction.atomic():
        commands.record(SYSTEM, "plan.adopt", "p", public=True, a=1)
        commands.record(SYSTEM, "plan.adopt", "p/1", public=True, a=1)
    assert queries.size("public") == 2
    assert [e.subject for e in queries.history("p")] == ["p/1", "p"]


@pytest.mark.django_db
def test_b():
    assert queries.size("public") == 0
    assert triggers.triggers_installed()
