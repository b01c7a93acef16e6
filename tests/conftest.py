"""What every test may use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import TransactionTestCase

from entente.config.compile_messages import compile_all
from entente.foundation.ledger import triggers

OTHERS = {
    "office": ("soffice", "No LibreOffice here: the tests that open Word files in it were LEFT OUT."),
    "unzip": ("unzip", "No unzip here: the tests that read the largest archives by it were LEFT OUT."),
}
"""Marker -> the command of another program that its tests ask, and what is said where there is none."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that this run cannot hold are not chosen, rather than skipped.

    `postgres` belongs to the PostgreSQL run alone.  `browser` needs Chromium; ENTENTE_REQUIRE_BROWSER=1 chooses them anyway,
    and so lets them fail.  `office` needs LibreOffice and `unzip` Info-ZIP's, which no part of the program does.
    """
    left_out = set()
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        left_out.add("postgres")
    if not _has_browser():
        left_out.add("browser")
    left_out.update(marker for marker, (command, _told) in OTHERS.items() if shutil.which(command) is None)
    dropped = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    config.hook.pytest_deselected(items=dropped)
    gone = set(dropped)
    items[:] = [item for item in items if item not in gone]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _has_browser():
        terminalreporter.write_line(
            "ATTENTION: no Chromium here, the browser tests were LEFT OUT.", red=True, bold=True
        )
    for command, told in OTHERS.values():
        if shutil.which(command) is None:
            terminalreporter.write_line(told)


def _has_browser() -> bool:
    return shutil.which("chromium") is not None or os.environ.get("ENTENTE_REQUIRE_BROWSER") == "1"


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
