"""What every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from entente.config.compile_messages import compile_all
from entente.foundation.ledger import triggers


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `postgres` belong to the PostgreSQL run alone: on SQLite they are not chosen, rather than skipped."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    chosen = [item for item in items if not item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("postgres")])
    items[:] = chosen


@pytest.fixture(scope="session", autouse=True)
def _messages() -> None:
    """Translations are compiled before anything speaks."""
    compile_all()


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
