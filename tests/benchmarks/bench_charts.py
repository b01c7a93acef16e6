"""Charts: SVG pictures a second and their size, beside pygal (drawn on the server, too) in the same run.

    python -m tests.benchmarks.bench_charts [--rounds 5] [--pictures 200]

The same numbers for both: two sides' promises by state, and status on eight days.  pygal is put into an environment of its
own that is thrown away; it draws its stacked bars without a script and with a table's worth of text left out, ours draw
patterns, words, a key with links and a text alternative.  Seconds of the processor, the best of the rounds, taken in turn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from entente.surfaces.charts import FILE, PAGE, Theme, svg
from entente.surfaces.charts.figures import Kind
from tests.surfaces.charts.some_figures import BARS, KINDS, OVER_TIME, figure

PYGAL = """
import json, sys, time
import pygal
from pygal.style import Style
numbers, rounds, pictures = json.loads(sys.stdin.read())
def drawn(kind):
    chart = kind["stacked"](js=[], no_prefix=True, width=640, height=360)
    chart.title = "Where each side stands"
    chart.x_labels = kind["labels"]
    for name, values in kind["states"]:
        chart.add(name, values)
    return chart.render()
out = {}
for name, kind in numbers.items():
    kind["stacked"] = pygal.HorizontalStackedBar if name == "bars" else pygal.StackedBar
    best = None
    for _round in range(rounds):
        start = time.process_time()
        for _picture in range(pictures):
            data = drawn(kind)
        spent = time.process_time() - start
        best = spent if best is None else min(best, spent)
    out[name] = [best, len(data)]
print(json.dumps(out))
"""


def numbers() -> dict[str, dict[str, object]]:
    return {
        "bars": {
            "labels": [bar.label for bar in BARS.bars],
            "states": [
                (state.label, [bar.values[at].number for bar in BARS.bars]) for at, state in enumerate(BARS.states)
            ],
        },
        "over-time": {
            "labels": [moment.on.isoformat() for moment in OVER_TIME.moments],
            "states": [
                (state.label, [moment.values[at].number for moment in OVER_TIME.moments])
                for at, state in enumerate(OVER_TIME.states)
            ],
        },
    }


def beside(rounds: int, pictures: int) -> dict[str, tuple[float, int]]:
    """What pygal takes: kind -> seconds, bytes."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", "pygal"], check=True)
        asked = json.dumps([numbers(), rounds, pictures])
        told = subprocess.run([python, "-c", PYGAL], input=asked, capture_output=True, text=True, check=True)
    return {name: (spent, size) for name, (spent, size) in json.loads(told.stdout).items()}


def best_of(rounds: int, pictures: int, draw: Callable[[], str]) -> float:
    spent = []
    for _round in range(rounds):
        start = time.process_time()
        for _picture in range(pictures):
            draw()
        spent.append(time.process_time() - start)
    return min(spent)


def ours(kind: Kind, theme: Theme, rounds: int, pictures: int) -> tuple[float, int, int]:
    """Seconds, bytes, bytes packed."""
    shown = figure(kind)
    data = svg(shown, theme=theme).encode()
    return best_of(rounds, pictures, lambda: svg(shown, theme=theme)), len(data), len(gzip.compress(data))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pictures", type=int, default=200)
    asked = parser.parse_args()
    other = beside(asked.rounds, asked.pictures)
    table = Table(title=f"SVG pictures, {asked.pictures} in a round, the best of {asked.rounds} rounds")
    for heading in ("kind", "theme", "a second", "bytes", "packed", "pygal a second", "pygal bytes", "ratio"):
        table.add_column(heading, justify="left" if heading in {"kind", "theme"} else "right")
    for name, kind in KINDS.items():
        for theme in (PAGE, FILE):
            spent, size, packed = ours(kind, theme, asked.rounds, asked.pictures)
            row = [name, theme.name, f"{asked.pictures / spent:,.0f}", f"{size:,}", f"{packed:,}"]
            if name in other:
                theirs, their_size = other[name]
                row += [f"{asked.pictures / theirs:,.0f}", f"{their_size:,}", f"{theirs / spent:.1f} x"]
            table.add_row(*row)
    Console(width=120).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
