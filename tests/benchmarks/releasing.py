"""One record of so many promises, released and then written by pandas: `python -m tests.benchmarks.releasing release`.

`record SCALE` puts it on record, in a process of its own, whose memory is then not that of the release.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import django

django.setup()

import pandas  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM  # noqa: E402
from entente.foundation.common.reading import one_instant  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.surfaces.intake.invented import invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from entente.surfaces.opendata.reading import Reading, reading, rows_of, rows_of_all  # noqa: E402
from entente.surfaces.opendata.release import write_release  # noqa: E402
from entente.surfaces.opendata.tables import TABLES  # noqa: E402


def put_on_record(scale: int) -> None:
    call_command("migrate", verbosity=0)
    load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
    ledger.seal()


def measured() -> dict[str, float]:
    """seconds, cpu: of a release; reading_cpu: of its queries alone; pandas: of the files, from rows in memory."""
    at = timezone.now().replace(microsecond=0)
    folder = Path(settings.ENV.var) / "release"
    folder.mkdir()
    start, began, cpu = peak(), time.perf_counter(), time.process_time()
    rows = write_release(folder, as_of=at, report=lambda _done, _known: None)
    seconds, used, after = time.perf_counter() - began, time.process_time() - cpu, peak()
    with one_instant():
        of = reading(as_of=at)
        cpu = time.process_time()
        for _table, _is_first, found in rows_of_all(of):
            for _row in found:
                pass
        reading_cpu = time.process_time() - cpu
        frames = _frames(of)
    beside = Path(settings.ENV.var) / "pandas"
    beside.mkdir()
    cpu = time.process_time()
    _by_pandas(frames, beside)
    return {
        "rows": rows,
        "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "seconds": seconds,
        "cpu": used,
        "reading_cpu": reading_cpu,
        "pandas_cpu": time.process_time() - cpu,
        "start": start,
        "peak": after,
        "pandas_peak": peak(),
    }


def _frames(of: Reading) -> dict[str, pandas.DataFrame]:
    return {
        table.name: pandas.DataFrame(
            list(rows_of(table, of)), columns=[column.name for column in table.columns_in(of.languages)]
        )
        for table in TABLES
    }


def _by_pandas(frames: dict[str, pandas.DataFrame], folder: Path) -> None:
    with pandas.ExcelWriter(folder / "entente.xlsx", engine="openpyxl") as book:
        for name, frame in frames.items():
            frame.to_csv(folder / f"{name}.csv", index=False)
            frame.to_parquet(folder / f"{name}.parquet", index=False)
            plain = frame.copy()
            for column in plain:
                if isinstance(plain[column].dtype, pandas.DatetimeTZDtype):
                    plain[column] = plain[column].dt.tz_localize(None)  # a workbook knows no zones
            plain.to_excel(book, sheet_name=name[:31], index=False)


def peak() -> float:
    """The process's highest memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1] == "record":
        put_on_record(int(sys.argv[2]))
    else:
        print(json.dumps(measured()))
