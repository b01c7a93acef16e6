"""Time and memory of reading plans, beside what merely parsing the same bytes takes.

    python tests/benchmarks/bench_importer.py [--bullets 100000]

The alternative named in each row only parses (markdown-it-py for .md, python-docx for .docx, openpyxl for .xlsx); it
finds no commitment.  Processor seconds, the best of the runs; peak memory as Python allocates it, in a run of its own.
"""

from __future__ import annotations

import argparse
import io
import os
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from markdown_it import MarkdownIt

from entente.record.plan.importers import read_plan

ROOT = Path(__file__).parents[2]
MARKED = Path(os.environ.get("ENTENTE_MARKED_PLANS", ROOT.parent / "shared" / "plans"))
PARTIES = ("ARL=Arland", "BOR=Borland")
# python-docx is too slow for more than a thousand.
SIZES = {
    ".md": (100, 1_000, 10_000),
    ".docx": (100, 1_000),
    ".xlsx": (100, 1_000, 10_000),
}
ITEM = (
    "Both countries will establish a joint mechanism for topic {n}, support trade and share best practices on ports, "
    "including by hosting a second workshop in city {n}."
)
Row = tuple[str, int, float, float, str, float]


def markdown_plan(size: int) -> bytes:
    lines = ["# Arland-Borland Action Plan", "", "Both sides met."]
    for n in range(size):
        if n % 25 == 0:
            lines += ["", f"## Pillar {n // 25 + 1}: Topic {n}", "", "Both sides value this topic.", ""]
        lines.append(f"- {ITEM.format(n=n)}")
    return "\n".join(lines).encode()


def word_plan(size: int) -> bytes:
    document = docx.Document()
    document.add_heading("Arland-Borland Action Plan", 0)
    for n in range(size):
        if n % 25 == 0:
            document.add_heading(f"Pillar {n // 25 + 1}: Topic {n}", 1)
        document.add_paragraph(ITEM.format(n=n), style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook_plan(size: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(["Pillar", "Commitment", "Party"])
    for n in range(size):
        sheet.append([f"Topic {n // 25 + 1}", ITEM.format(n=n), "ARL"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parse_markdown(data: bytes) -> None:
    MarkdownIt().parse(data.decode())


def parse_word(data: bytes) -> None:
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        _ = paragraph.text


def parse_workbook(data: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(data), read_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def seconds(work: Callable[[], object], runs: int) -> float:
    best = float("inf")
    for _ in range(runs):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def peak_mb(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024 / 1024


def measured(
    label: str, name: str, data: bytes, parties: tuple[str, ...], floor: tuple[str, Callable[[bytes], None]]
) -> Row:
    count = len(read_plan(name, data, parties=parties).commitments)
    runs = 5 if count < 2_000 else 2
    spent = seconds(lambda: read_plan(name, data, parties=parties), runs)
    return (
        label,
        count,
        spent,
        peak_mb(lambda: read_plan(name, data, parties=parties)),
        floor[0],
        seconds(lambda: floor[1](data), runs),
    )


def rows() -> Iterator[Row]:
    floors = {
        ".md": ("markdown-it-py", parse_markdown),
        ".txt": ("markdown-it-py", parse_markdown),
        ".docx": ("python-docx", parse_word),
        ".xlsx": ("openpyxl", parse_workbook),
    }
    if MARKED.is_dir():
        for gold in sorted(MARKED.glob("*.gold.json")):
            path = next(p for p in MARKED.glob(f"{gold.name.removesuffix('.gold.json')}.*") if p.suffix in floors)
            yield measured(path.stem[:44], path.name, path.read_bytes(), (), floors[path.suffix])
    else:
        print(f"The marked plans are not at {MARKED}: they are not measured.")
    for suffix, make in ((".md", markdown_plan), (".docx", word_plan), (".xlsx", workbook_plan)):
        for size in SIZES[suffix]:
            yield measured(f"generated {suffix}, {size}", f"plan{suffix}", make(size), PARTIES, floors[suffix])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bullets", type=int, default=0, help="also read one list of so many bullets")
    options = parser.parse_args()
    print(f"{'document':<46}{'found':>7}{'seconds':>9}{'ms each':>9}{'peak MB':>9}  alternative (parses only)")
    per: dict[str, dict[int, float]] = {}
    for label, count, spent, peak, floor, floor_spent in rows():
        each = spent / count * 1000 if count else 0.0
        print(f"{label:<46}{count:>7}{spent:>9.3f}{each:>9.3f}{peak:>9.1f}  {floor} {floor_spent:.3f} s")
        if label.startswith("generated"):
            per.setdefault(label.split(",")[0], {})[count] = each
    for label, costs in per.items():
        few, many = min(costs), max(costs)
        print(
            f"{label}: cost per commitment at {many} is {costs[many] / costs[few]:.2f} times that at {few} (at most 1.5)"
        )
    if options.bullets:
        data = "\n".join(f"- Both countries will act on item {n}." for n in range(options.bullets)).encode()
        spent = seconds(lambda: read_plan("plan.txt", data, parties=PARTIES), 1)
        print(f"{options.bullets} bullets: {spent:.1f} s")


if __name__ == "__main__":
    main()
