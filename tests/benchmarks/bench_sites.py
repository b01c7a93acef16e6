"""The publication beside Hugo, Eleventy and django-distill: `python -m tests.benchmarks.bench_sites`.

One run, one record, one machine; every row is a process of its own from its start to its end, median of so many runs by
processor time, in turn.  The rows of pages hold the pages of all promises in three languages.

Hugo and Eleventy stand in two rows each.  "Finished text": they are handed our pages as text and copy them (`other_makers`).
"From data by templates": they make the same pages by our templates, translated into theirs, from the values that our
templates are handed (`data_sites`); beside them our own templates do that.  Every page of these rows is compared with ours,
and a row with another one says so.  None of them reads the record or finds a word for it, as ours from the record do.
django-distill has the very views of the site.

Ours from the record are made twice: the pages of the promises alone, and once, for it takes longest, the whole publication
(all kinds of files, notes, hashes, log and swap); both by as many processes as `entente publish` starts (none for fewer than
`hands.MANY` pages), and by one.  Processor time counts them all, "peak MB" is the largest of them.  "kB" is what one file
holds on average; where a maker's files are over 10 % smaller or larger than ours, the row says so.  `--pages` leaves out the
whole publication and django-distill, which take hours where the promises are ten thousand.  `--small` adds pages of 0.7 kB
made of one template, where nothing is measured but a template and the file system.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .other_makers import Pages, corpus_of, corpus_of_small, eleventy, eleventy_site, hugo, hugo_site
from .same_pages import other_pages

SETTINGS, DISTILLED = "tests.benchmarks.site_settings", "tests.benchmarks.distilled_settings"
ALIKE = 0.1
HERE = Path(__file__).resolve().parents[2]
COLUMNS = (
    "made by",
    "files",
    "kB",
    "clock s",
    "processor s",
    "a second",
    "by processor",
    "of the first",
    "peak MB",
    "",
)


@dataclass(frozen=True, slots=True)
class Maker:
    """One row.

    command   its last word, where to, is added; place: where it runs
    is_alike  whether its files should be as large as ours
    same_as   a folder that holds the pages which it should make, None where they are not compared
    known     measured already
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    is_alike: bool = True
    place: Path = HERE
    same_as: Path | None = None
    known: Made | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One run: seconds by the clock and of processor, peak in MB.  others: pages that are not what they should be."""

    files: int
    size_bytes: int
    clock: float
    processor: float
    peak: float
    others: tuple[str, ...] = ()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--commitments", type=int, default=208, help="a multiple of 26")
    asked.add_argument("--pages", action="store_true", help="the pages of the promises alone, without django-distill")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--small", type=int, default=0, help="so many pages of 0.7 kB beside")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        environment = {
            **os.environ,
            "ENTENTE_VAR": str(work / "var"),
            "DATABASE_URL": "",
            "ENTENTE_SECRET_KEY": "benchmark" * 8,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        environment.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # else each row of ours bears a compilation of the whole program
        (work / "var").mkdir()
        if options.commitments:
            makers = _makers_of_pages(work, environment, options.commitments // 26, is_whole=not options.pages)
            Console(width=150).print(
                _table(f"{options.commitments} promises, three languages", makers, options.runs, work)
            )
        if options.small:
            makers = _makers_of_small(work, environment, options.small)
            Console(width=150).print(_table(f"{options.small} small pages", makers, options.runs, work))


def _makers_of_pages(work: Path, environment: dict[str, str], scale: int, *, is_whole: bool) -> list[Maker]:
    subprocess.run([*_ours("record", scale), str(work)], env=environment, check=True)
    subprocess.run([*_ours("data"), str(work / "data")], env=environment, check=True)
    pages = [
        Maker("Entente, pages of promises alone", _ours("pages"), environment),
        Maker("the same by one process", _ours("pages", 1), environment),
    ]
    others = [
        *_from_data(work / "data", environment),
        *_given(work / "pages", corpus_of(work / "data" / "ours"), environment),
    ]
    if not is_whole:
        return [*pages, *others]
    whole = Maker("Entente, whole publication (one run)", _ours("publish"), environment, is_alike=False)
    alone = Maker("the same by one process (one run)", _ours("publish", 1), environment, is_alike=False)
    alone, whole = (replace(one, known=_made(one, work)) for one in (alone, whole))
    distilled = {**environment, "DJANGO_SETTINGS_MODULE": DISTILLED}
    return [*pages, whole, alone, *others, Maker("django-distill, the same views", _ours("distil"), distilled)]


def _from_data(data: Path, environment: dict[str, str]) -> list[Maker]:
    makers = [
        Maker("Entente's templates, from what they are handed", _ours("handed"), environment),
        Maker("Hugo, from data by templates", hugo(data / "hugo"), environment),
        Maker("Eleventy, from data by templates", eleventy(data / "eleventy"), environment, place=data / "eleventy"),
    ]
    return [replace(maker, same_as=data / "ours") for maker in makers]


def _makers_of_small(work: Path, environment: dict[str, str], count: int) -> list[Maker]:
    return [
        Maker("raw format and write", _ours("raw", count), environment),
        Maker("Django template, Entente's writer", _ours("small", count), environment),
        *_given(work / "small", corpus_of_small(count), environment),
    ]


def _given(folder: Path, corpus: Pages, environment: dict[str, str]) -> list[Maker]:
    hugo_site(folder / "hugo", corpus)
    eleventy_site(folder / "eleventy", corpus)
    return [
        Maker("Hugo, finished text", hugo(folder / "hugo"), environment),
        Maker("Eleventy, finished text", eleventy(folder / "eleventy"), environment, place=folder / "eleventy"),
    ]


def _ours(act: str, number: int = 0) -> list[str]:
    return [sys.executable, "-m", "tests.benchmarks.making_sites", act, str(number)]


def _table(title: str, makers: list[Maker], runs: int, work: Path) -> Table:
    found: dict[str, list[Made]] = {maker.name: [maker.known] * runs if maker.known else [] for maker in makers}
    for _run in range(runs):
        for maker in (one for one in makers if one.known is None):
            found[maker.name].append(_made(maker, work))
    table = Table(*COLUMNS, title=title)
    first = None
    for maker in makers:
        middle = sorted(found[maker.name], key=lambda made: made.processor)[runs // 2]
        middle = replace(
            middle,
            clock=statistics.median(made.clock for made in found[maker.name]),
            others=max((made.others for made in found[maker.name]), key=len),
        )
        first = first or middle
        table.add_row(maker.name, *_cells(middle, first, is_alike=maker.is_alike))
    return table


def _made(maker: Maker, work: Path) -> Made:
    """One run into an empty folder, with no notes and no twin of an earlier one."""
    out = work / "out"
    for folder in (out, work / ".out.twin", work / "var" / "publications"):
        shutil.rmtree(folder, ignore_errors=True)
    began = time.perf_counter()
    process = subprocess.Popen(
        [*maker.command, str(out)], cwd=maker.place, env=maker.environment, stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{maker.name} ended with {process.returncode}")
    sizes = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    others = other_pages(maker.same_as, out) if maker.same_as else ()
    return Made(len(sizes), sum(sizes), clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, tuple(others))


def _cells(made: Made, first: Made, *, is_alike: bool) -> list[str]:
    size, own = made.size_bytes / made.files, first.size_bytes / first.files
    a_second = made.files / made.processor
    is_other = is_alike and (made.files != first.files or abs(size / own - 1) > ALIKE)
    return [
        f"{made.files:,}",
        f"{size / 1000:.1f}",
        f"{made.clock:.1f}",
        f"{made.processor:.1f}",
        f"{made.files / made.clock:,.0f}",
        f"{a_second:,.0f}",
        f"{a_second / (first.files / first.processor):.2f}",
        f"{made.peak:,.0f}",
        _unlike(made, is_other=is_other),
    ]


def _unlike(made: Made, *, is_other: bool) -> str:
    if made.others:
        return f"{len(made.others):,} other pages than ours, {made.others[0]}"
    return "other files than ours" if is_other else ""


if __name__ == "__main__":
    main()
