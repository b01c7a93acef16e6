"""How fast the log records and seals: `python -m tests.benchmarks.bench_ledger [--sizes 1000 100000] [--million]`.

Beside it, in the same run and the same database: a plain INSERT of the same columns and the same bytes into a table
without a log; and beside the verifier of the published folder, hashlib alone over the same bytes (both in processor time).
SQLite in a temporary folder, or DATABASE_URL (`python -m tests.postgres --durable -- ...`).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="entente-bench-")
os.environ["ENTENTE_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from entente.foundation.common.actors import Actor, Capacity  # noqa: E402
from entente.foundation.common.records import new_key  # noqa: E402
from entente.foundation.ledger import commands, queries  # noqa: E402
from entente.foundation.ledger.payload import Payload  # noqa: E402
from entente.foundation.ledger.publication import write_ledger  # noqa: E402
from entente.foundation.ledger.verifier import Folder, tiles  # noqa: E402
from entente.foundation.ledger.verifier import verify as verify_published  # noqa: E402
from entente.foundation.ledger.verify import verify  # noqa: E402

ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTENT = {"text": {"en": "Held a workshop on ways of valuing nature. " * 3, "fr": "Atelier tenu sur la nature. " * 3}}
SINGLE = 300
"""Entries written one per transaction, each sealed on its commit."""
BULK = 10_000


def payload(number: int) -> bytes:
    return Payload("delivery.update", f"p/{number}", ANA.owner, ANA.post, NOON, CONTENT).to_bytes()


def logged_single() -> None:
    for number in range(SINGLE):
        with transaction.atomic():
            commands.record(ANA, "delivery.update", f"p/{number}", at=NOON, public=True, **CONTENT)


def logged_bulk() -> None:
    with transaction.atomic():
        rows = (commands.EntryRow("delivery.update", f"p/{number}", CONTENT, NOON) for number in range(BULK))
        commands.record_many(ANA, rows, public=True)


def plain_row(number: int) -> tuple[object, ...]:
    key = new_key() if connection.vendor == "postgresql" else new_key().hex
    return key, "public", "delivery.update", f"p/{number}", ANA.owner, ANA.post, NOON.isoformat(), payload(number)


def plain_single() -> None:
    for number in range(SINGLE):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PLAIN_INSERT, plain_row(number))


def plain_bulk() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(PLAIN_INSERT, [plain_row(number) for number in range(BULK)])


COLUMNS = [
    "in the log",
    "way",
    "recorded and sealed /s",
    "plain INSERT /s",
    "share of plain",
    "cost, first size = 1",
    "in processor time",
]
PLAIN_INSERT = "INSERT INTO bench_plain VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
PUBLISHED = [
    "entries", "written whole", "one entry more, published", "verified /s", "hashed alone /s", "share of that",
    "share of hashing whole files",
]  # fmt: skip
CASES: list[tuple[str, int, Callable[[], None], Callable[[], None]]] = [
    ("one entry a transaction", SINGLE, logged_single, plain_single),
    ("10,000 entries a transaction", BULK, logged_bulk, plain_bulk),
]


def make_tables() -> None:
    call_command("migrate", "ledger", verbosity=0)
    blob, key = ("bytea", "uuid") if connection.vendor == "postgresql" else ("blob", "char(32)")
    columns = "log text, action text, subject text, owner text, post text, at text"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_plain")
        cursor.execute(f"CREATE TABLE bench_plain (id {key} PRIMARY KEY, {columns}, payload {blob})")


def grow_to(size: int) -> None:
    """Fill the log and the plain table alike."""
    while (left := size - queries.size("public")) > 0:
        with transaction.atomic(), connection.cursor() as cursor:
            count = range(min(BULK, left))
            commands.record_many(
                ANA, [commands.EntryRow("delivery.update", f"p/{n}", CONTENT, NOON) for n in count], public=True
            )
            cursor.executemany(PLAIN_INSERT, [plain_row(n) for n in count])


def rate(count: int, act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    act()
    return count / (clock() - began)


def rates(count: int, act: Callable[[], object]) -> tuple[float, float]:
    """By the clock on the wall, and in processor time, which says the same on a machine that others use too."""
    began = time.process_time()
    by_wall = rate(count, act)
    return by_wall, count / (time.process_time() - began)


def bodies_in(folder: Path, size: int) -> list[bytes]:
    """What the published openings commit to: salt and payload of each."""
    lines = [
        line for _, place in tiles(size) for line in (folder / "ledger/openings" / place).read_bytes().split(b"\n")
    ]
    return [bytes.fromhex(line[:64].decode()) + line[65:] for line in lines if len(line) > 64]


def hash_alone(bodies: list[bytes]) -> None:
    """What verifying cannot do without, the bytes at hand: salt and payload, leaf, node."""
    for body in bodies:
        leaf = hashlib.sha256(b"\x00" + hashlib.sha256(body).digest()).digest()
        hashlib.sha256(b"\x01" + leaf + leaf).digest()


def hash_files(folder: Path) -> None:
    """Every file of the folder, read and hashed whole."""
    for path in (folder / "ledger").rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).digest()


def publish(folder: Path) -> None:
    write_ledger(folder, as_of=NOON)


def publish_one_more(folder: Path) -> None:
    """One entry recorded, sealed, signed for and written into the folder."""
    with transaction.atomic():
        commands.record(ANA, "delivery.update", "p/more", at=NOON, public=True, **CONTENT)
    publish(folder)


def published_rows(size: int) -> tuple[str, ...]:
    """Writing the log out, adding to it, and checking it, beside hashing alone; the best of three, by turns."""
    folder = Path(FOLDER.name, f"published-{size}")
    whole = 1 / rate(1, lambda: publish(folder))
    more = min(1 / rate(1, lambda: publish_one_more(folder)) for _ in range(3))
    size = queries.size("public")
    bodies = bodies_in(folder, size)
    turns = [
        (
            rate(size, lambda: verify_published(Folder(str(folder)), {}, [], NOON), time.process_time),
            rate(size, lambda: hash_alone(bodies), time.process_time),
            rate(size, lambda: hash_files(folder), time.process_time),
        )
        for _ in range(3)
    ]
    verified, alone, files = (max(column) for column in zip(*turns, strict=True))
    shares = f"{verified / alone:.2f}", f"{verified / files:.2f}"
    return f"{size:,}", f"{whole:,.1f} s", f"{more * 1000:,.0f} ms", f"{verified:,.0f}", f"{alone:,.0f}", *shares


def main() -> None:
    parser = argparse.ArgumentParser(description="entries recorded and sealed a second")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="entries in the log beforehand")
    parser.add_argument("--million", action="store_true", help="measure at 1,000,000 too")
    options = parser.parse_args()
    make_tables()
    title = f"The log on {connection.vendor}; payload of {len(payload(1))} bytes"
    table = Table(*COLUMNS, title=title)
    published = Table(*PUBLISHED, title="The published folder")
    first: dict[str, float] = {}
    for size in [*options.sizes, *([1_000_000] if options.million else [])]:
        grow_to(size)
        for way, count, logged, plain in CASES:
            (with_log, worked), without = rates(count, logged), rate(count, plain)
            cost = first.setdefault(way, with_log) / with_log
            cpu = first.setdefault(f"{way}, processor", worked) / worked
            table.add_row(
                f"{size:,}",
                way,
                f"{with_log:,.0f}",
                f"{without:,.0f}",
                f"{with_log / without:.2f}",
                f"{cost:.2f}",
                f"{cpu:.2f}",
            )
        published.add_row(*published_rows(size))
    console = Console(width=140)
    console.print(table)
    console.print(published)
    size = queries.size("public")
    console.print(
        f"The walk over the database: {rate(size, lambda: verify('public')):,.0f} of {size:,} entries a second"
    )


if __name__ == "__main__":
    main()
