"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase

from entente.foundation.ledger import triggers


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_the_log_guard() -> Iterator[None]:
    """Transactional tests empty every table at their end, which the log refuses: the guard is lifted for just that."""
    flush = TransactionTestCase._fixture_teardown

    def flush_unlocked(self: TransactionTestCase) -> None:
        with triggers.lifted():
            flush(self)

    TransactionTestCase._fixture_teardown = flush_unlocked
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def ledger_unlocked(db: None) -> Iterator[None]:
    """The log without its guard, to tamper with it; restored afterwards."""
    with triggers.lifted():
        yield
