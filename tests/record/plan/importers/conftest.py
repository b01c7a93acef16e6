"""The marked set is public text that is not committed here: where it is missing, the summary says so aloud."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from marked import SHARED, WITHOUT


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    absent = [item for item in items if item.path.name == "test_marked_set.py"]
    if absent and WITHOUT:
        config.hook.pytest_deselected(items=absent)
        items[:] = [item for item in items if item not in absent]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not SHARED.is_dir():
        terminalreporter.section("marked plans NOT scored")
        terminalreporter.line(
            f"The marked plans are not at {SHARED}: set ENTENTE_MARKED_PLANS. Nothing was scored against them."
        )
