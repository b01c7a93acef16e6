"""Two at once: one plan, one sentence.  Two hundred at once: nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Ended, Record, counts, document

TAKEN = "Error: The name “arcadia-borduria-accord” is taken by another plan; choose another with --name.\n"
SAME = "Every word of “arcadia-borduria-accord” in “en” is on record already; nothing to do.\n"
PROCESSES, WRITERS, EACH = 4, 50, 2


@pytest.mark.parametrize("round_number", range(4))
def test_two_imports_of_one_new_document_make_one_plan(record: Record, tmp_path: Path, round_number: int) -> None:
    file = tmp_path / "accord.txt"
    file.write_text(document(60), "utf-8")

    both = [record.start("entente", "plan", "import", str(file)) for _ in range(2)]
    ends = sorted((one.end() for one in both), key=lambda end: not end.out.startswith("A new"))

    assert (ends[0].code, ends[0].err) == (0, "")
    assert ends[0].out.startswith("A new plan “arcadia-borduria-accord” with 2 pillars and 60 commitments.\n")
    assert ends[1] in (Ended(1, "", TAKEN), Ended(0, SAME, ""))  # as it looked before the other was done, or after
    assert counts(record) == [1, 2, 60, 120, 64]
    assert record.rows()["sources_document"] == 1
    assert record.is_sound()


def test_two_hundred_writers_of_evidence_lose_nothing(record: Record) -> None:
    assert record.run("put_source") == Ended(0, "", "")
    before = record.rows()

    processes = [record.start("claim", f"process-{number}", str(WRITERS), str(EACH)) for number in range(PROCESSES)]
    ends = [process.end() for process in processes]

    assert ends == [Ended(0, "[]\n", "")] * PROCESSES
    written = PROCESSES * WRITERS * EACH
    after = record.rows()
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert {
        name: grown[name] for name in ("verification_claim", "verification_backing", "ledger_entry", "ledger_leaf")
    } == {
        "verification_claim": written,
        "verification_backing": written,
        "ledger_entry": written,
        "ledger_leaf": written,
    }
    positions = record.ask(
        "SELECT count(*), count(DISTINCT position), max(position) FROM ledger_leaf WHERE log = 'public'"
    )
    size = positions[0][0]
    assert positions == [(size, size, size - 1)]
    assert record.is_sound()
