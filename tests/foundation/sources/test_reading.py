"""What a reader sees of archived bytes; how long it may take is told in processor time, not by what else the machine does."""

from __future__ import annotations

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources import reading
from entente.foundation.sources.media import HTML
from entente.foundation.sources.reading import lines_of
from entente.foundation.sources.store import NotReadable

LONG = b"<p>A line.</p>" * 500_000


def test_lines_are_what_a_reader_sees() -> None:
    assert lines_of(b"<p>Said.</p><script>hidden()</script><p>Done.</p>", HTML) == ["Said.", "Done."]


def test_text_that_takes_too_much_work_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 1)
    with pytest.raises(RuleBroken, match="took more than 1 seconds to read"):
        lines_of(LONG, HTML)


def test_machine_too_busy_to_read_says_nothing_of_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WAITED_SECONDS", 0.01)
    with pytest.raises(NotReadable, match="too busy"):
        lines_of(b"<p>Said.</p>", HTML)
