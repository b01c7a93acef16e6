"""Whatever the bytes, reading ends soon: with a draft or with one sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import DOCUMENTS
from test_readers import FILES, workbook

from entente.record.plan.importers import PlanUnreadable, as_scored, read_plan

SECONDS = 10
SUFFIXES = (".txt", ".md", ".html", ".csv", ".docx", ".xlsx")
LINES = sorted(
    {
        line
        for path in DOCUMENTS.glob("*.[mth]*")
        if path.suffix in (".md", ".txt", ".html")
        for line in path.read_text("utf-8").splitlines()
    }
)
PIECES = (
    "**",
    "<u>",
    "- ",
    "1. ",
    "# ",
    "> ",
    "| a |",
    "\t",
    "\u00a0",
    "“",
    "will ",
    "including by ",
    "to ",
    ": ",
    "; ",
    "\x00",
    "\\",
    "[a](",
    "<!--",
    "---\n",
    "U.S.",
    "$5",
    "et ",
    "s’engage à ",
)
ZIPPED = {
    ".docx": FILES["plan.docx"],
    ".xlsx": workbook([["Ref", "Commitment", "Party"], ["1", "Open a portal", "ARL"]]),
}
FUZZ = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LARGE = {
    "one long word": b"a" * 1_000_000,
    "cues only": b"will commit to agreed to " * 40_000,
    "means only": b"including by " * 75_000,
    "numbers only": b"1. " * 330_000,
    "open links": b"[a](" * 250_000,
    "open comments": b"<!--" * 250_000,
    "deep quotes": b"> " * 500_000,
    "short lines": b"a\n" * 500_000,
    "names only": b"Arland and " * 90_000,
    "open tags": b"<b><i><ul><li>" * 70_000,
}


def ends_well(name: str, data: bytes) -> None:
    started = time.process_time()
    try:
        draft = read_plan(name, data, parties=("ARL=Arland", "BOR=Borland"))
        ending = as_scored(draft)["parties"]
    except PlanUnreadable as refusal:
        ending = str(refusal)[-1:]
    assert ending in (["ARL", "BOR"], ".")
    assert time.process_time() - started < SECONDS


@FUZZ
@given(st.sampled_from(SUFFIXES), st.binary(max_size=4000))
def test_raw_bytes_end_well(suffix: str, data: bytes) -> None:
    ends_well(f"plan{suffix}", data)


@FUZZ
@given(
    st.sampled_from((".txt", ".md", ".html", ".csv")),
    st.lists(st.sampled_from([*LINES, *PIECES]) | st.text(max_size=40), max_size=60),
)
def test_shuffled_plans_end_well(suffix: str, parts: list[str]) -> None:
    text = "".join(part if part in PIECES else f"{part}\n" for part in parts)
    ends_well(f"plan{suffix}", text.encode("utf-8", "surrogatepass"))


@FUZZ
@given(st.sampled_from(tuple(ZIPPED)), st.integers(min_value=0), st.binary(min_size=1, max_size=8))
def test_damaged_packages_end_well(suffix: str, at: int, patch: bytes) -> None:
    data = ZIPPED[suffix]
    place = at % len(data)
    ends_well(f"plan{suffix}", data[:place] + patch + data[place + len(patch) :])


@settings(FUZZ, max_examples=6)
@given(st.integers(min_value=0), st.binary(min_size=1, max_size=8))
def test_damaged_pdf_ends_well(at: int, patch: bytes) -> None:
    data = FILES["plan.pdf"]
    place = at % len(data)
    ends_well("plan.pdf", data[:place] + patch + data[place + len(patch) :])


@pytest.mark.parametrize("what", LARGE)
def test_large_hostile_text_ends_in_time(what: str, tmp_path: Path) -> None:
    ends_well("plan.html" if what == "open tags" else "plan.md", LARGE[what])


def test_ten_thousand_bullets_are_read() -> None:
    """The benchmark reads a hundred thousand; this keeps the fast suite fast."""
    data = "\n".join(f"- Both countries will act on item {number}." for number in range(10_000)).encode()
    draft = read_plan("plan.txt", data, parties=("ARL=Arland", "BOR=Borland"))
    assert len(draft.commitments) == 10_000
