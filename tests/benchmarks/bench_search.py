"""Search over short documents, beside plain tantivy, SQLite FTS5 and PostgreSQL: `python -m tests.benchmarks.bench_search`.

All four hold the same documents (`tests/benchmarks/searching.py`) and answer the same questions, warm, one after the other:
two content words that must all stand in a text, and four of which any may, the ten best each.  "entente" is the whole way of
the software from the words to the documents read back: a question is looked for in all languages and ranked with the
reader's own first.  "tantivy" is told the language of the question and asks that field alone, which our way is not told.
Times are of the process; the relevance tables need no size.  `--keep FOLDER` keeps the indexes and uses them again.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import django
import psycopg
from rich.console import Console
from rich.table import Table
from tantivy import Document, Index, Occur, Query, SchemaBuilder, Searcher

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
django.setup()

from entente.surfaces.search import index as own  # noqa: E402
from entente.surfaces.search.analysis import analyzer, stem  # noqa: E402
from entente.surfaces.search.asking import search  # noqa: E402
from entente.surfaces.search.bridge import Bridge, build  # noqa: E402
from entente.surfaces.search.elsewhere import elsewhere  # noqa: E402
from entente.surfaces.search.matching import frequency_in, matching  # noqa: E402
from entente.surfaces.search.questions import Question, read  # noqa: E402
from entente.surfaces.search.words import INDEXED, Match  # noqa: E402
from tests.benchmarks.searching import Short, content_words, questions, shorts, wordings  # noqa: E402
from tests.postgres import server  # noqa: E402

SIZE = 1_000_000
ASKED = 300
SAMPLE = 5_000
CONFIGS = {"en": "english", "es": "spanish", "fr": "french"}

Asker = Callable[[str, list[str], bool], Sequence[object]]
"""asker(language, words, all of them?) -> the ten best."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=SIZE)
    asked.add_argument("--asked", type=int, default=ASKED)
    asked.add_argument("--keep", type=Path, help="where the indexes are kept, for another run")
    options = asked.parse_args()
    console = Console(width=120)
    sample = list(shorts(SAMPLE))
    two, four = questions(sample, 2, options.asked), questions(sample, 4, options.asked)
    columns = (
        "engine",
        "built s (cpu)",
        "MB",
        *("two, all: p50", "p95", "cpu p50", "p95"),
        *("four, any: p50", "p95", "cpu p50", "p95"),
    )
    table = Table(*columns, title=f"{options.size:,} short documents")
    with tempfile.TemporaryDirectory() as passing:
        folder = (options.keep or Path(passing)) / str(options.size)
        folder.mkdir(parents=True, exist_ok=True)
        for name, engine in (
            ("entente", _entente),
            ("tantivy", _tantivy),
            ("SQLite FTS5", _sqlite),
            ("PostgreSQL", _postgres),
        ):
            began, cpu = time.perf_counter(), time.process_time()
            with engine(folder / name.split()[0].lower(), options.size) as (ask, size):
                built = f"{time.perf_counter() - began:.0f} ({time.process_time() - cpu:.0f})"
                times = [_times(ask, kind, is_all=kind is two) for kind in (two, four)]
            table.add_row(name, built, f"{size / 1e6:.0f}", *(cell for one in times for cell in one))
            console.print(f"{name}: {built} s, {times}")
    console.print(table)
    console.print(_relevance())
    console.print(_beside())


def _times(ask: Asker, asked: list[tuple[str, list[str]]], *, is_all: bool) -> list[str]:
    """Milliseconds by the clock and of processor, which a busy machine does not stretch; a server's own are not seen."""
    for language, words in asked[:20]:
        ask(language, words, is_all)
    spent, worked = [], []
    for language, words in asked:
        began, cpu = time.perf_counter(), time.thread_time()
        ask(language, words, is_all)
        worked.append(1000 * (time.thread_time() - cpu))
        spent.append(1000 * (time.perf_counter() - began))
    return [
        f"{value:.2f}"
        for one in (spent, worked)
        for value in (statistics.median(one), statistics.quantiles(one, n=20)[-1])
    ]


# --- engines ---------------------------------------------------------------------------------------------------------


@contextmanager
def _entente(folder: Path, size: int) -> Iterator[tuple[Asker, int]]:
    if not folder.exists():
        folder.mkdir()
        own.write(folder, (), (one.document() for one in shorts(size)))
    searcher, bridge = own.open_index(folder).searcher(), build(wordings())
    frequency = frequency_in(searcher)

    def ask(language: str, words: list[str], is_all: bool) -> Sequence[object]:
        match = Match.ALL if is_all else Match.ANY
        return search(searcher, bridge, Question(" ".join(words), language=language, match=match), frequency)

    yield ask, _bytes(folder)


@contextmanager
def _tantivy(folder: Path, size: int) -> Iterator[tuple[Asker, int]]:
    folder.mkdir(exist_ok=True)
    index = plain(folder, ((one.number, one.language, one.text) for one in shorts(size)))
    yield plain_asker(index), _bytes(folder)


def plain(folder: Path, rows: Iterable[tuple[int, str, str]]) -> Index:
    """An index as tantivy's own examples make it: a stored number, a field for each language with its stems."""
    builder = SchemaBuilder().add_integer_field("number", stored=True)
    for tag in INDEXED:
        builder.add_text_field(tag, tokenizer_name=tag)
    index = Index(builder.build(), str(folder))
    for tag in INDEXED:
        index.register_tokenizer(tag, analyzer(tag))
    if index.searcher().num_docs:
        return index
    writer = index.writer(own.HEAP_BYTES, 1)
    for number, tag, text in rows:
        row = Document()
        row.add_integer("number", number)
        row.add_text(tag, text)
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def plain_asker(index: Index) -> Asker:
    searcher, schema = index.searcher(), index.schema

    def ask(language: str, words: list[str], is_all: bool) -> Sequence[object]:
        occur = Occur.Must if is_all else Occur.Should
        terms = [(occur, Query.term_query(schema, language, stem(language, word), "freq")) for word in words]
        hits = searcher.search(Query.boolean_query(terms), limit=10, count=False).hits
        return [searcher.doc(address).get_first("number") for _score, address in hits]

    return ask


@contextmanager
def _sqlite(folder: Path, size: int) -> Iterator[tuple[Asker, int]]:
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "fts.sqlite3")) as database:
        if is_new:
            _fill(database, size)

        def ask(_language: str, words: list[str], is_all: bool) -> Sequence[object]:
            text = (" AND " if is_all else " OR ").join(f'"{word}"' for word in words)
            asked = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10"
            return database.execute(asked, (text,)).fetchall()

        yield ask, _bytes(folder)


def _fill(database: sqlite3.Connection, size: int) -> None:
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    rows = ((one.number + 1, one.text) for one in shorts(size))
    database.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", rows)
    database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    database.commit()


@contextmanager
def _postgres(_folder: Path, size: int) -> Iterator[tuple[Asker, int]]:
    with server() as address, psycopg.connect(address, autocommit=True) as database:
        database.execute("CREATE TABLE texts (number integer, words tsvector)")
        database.execute("CREATE TEMP TABLE raw (number integer, language regconfig, text text)")
        with database.cursor() as cursor, cursor.copy("COPY raw FROM STDIN") as copy:
            for one in shorts(size):
                copy.write_row((one.number, CONFIGS[one.language], one.text))
        database.execute("INSERT INTO texts SELECT number, to_tsvector(language, text) FROM raw")
        database.execute("CREATE INDEX ON texts USING gin (words)")
        database.execute("ANALYZE texts")

        def ask(language: str, words: list[str], is_all: bool) -> Sequence[object]:
            text = (" & " if is_all else " | ").join(words)
            asked = (
                "SELECT number FROM texts, to_tsquery(%s::regconfig, %s) asked WHERE words @@ asked"
                " ORDER BY ts_rank(words, asked) DESC LIMIT 10"
            )
            return database.execute(asked, (CONFIGS[language], text)).fetchall()

        size_row = database.execute("SELECT pg_total_relation_size('texts')").fetchone()
        yield ask, int(size_row[0]) if size_row else 0


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- relevance -------------------------------------------------------------------------------------------------------


def _relevance() -> Table:
    """Known items: a question made of one wording must find the document of that wording.

    same language: four content words of a text, asked of all texts of the plans that ship, each in all its languages.
    across: the wording of every second text is kept in English alone and its Spanish or French words are asked; the bridge is
    learnt from the other texts.  Reciprocal rank of the right document among the ten best, mean.
    """
    table = Table(
        "known items", "questions", "entente", "without the bridge", "tantivy", title="mean reciprocal rank at 10"
    )
    kept = [one for one in wordings() if "en" in one and len(one["en"].split()) > 5]
    held, taught = kept[::2], build(kept[1::2])
    for tag in INDEXED:
        rows = [(at, one) for at, one in enumerate(kept) if tag in one]
        table.add_row(f"same language, {tag}", *_known(kept, [(at, tag, one[tag], 4) for at, one in rows], build(kept)))
    for tag in ("es", "fr"):
        rows = [(at, one) for at, one in enumerate(held) if tag in one]
        english = [{"en": one["en"]} for one in held]
        mixed = [one if at % 2 else {"en": one["en"]} for at, one in enumerate(kept)]
        table.add_row(
            f"asked in {tag}, said in en alone", *_known(english, [(at, tag, one[tag], 0) for at, one in rows], taught)
        )
        rows = [(at, one) for at, one in enumerate(kept) if tag in one and not at % 2]
        table.add_row(
            f"the same, beside others in {tag}", *_known(mixed, [(at, tag, one[tag], 0) for at, one in rows], taught)
        )
    return table


def _beside() -> Table:
    """The short list of what English alone says, on a record that says half of its texts so and the others in all languages.

    Asked are wordings that chose nothing: the third and fourth of every four; the first two set what must be held.  "shown": how
    many questions have a list at all; where the text stands in the reader's own language, that is for nothing.
    """
    columns = (
        "asked",
        "of",
        "questions",
        "list shown",
        "right text first in it",
        "in it",
        "in it or in the first three",
    )
    table = Table(*columns, title="said elsewhere alone")
    kept = [one for one in wordings() if "en" in one and len(one["en"].split()) > 5]
    mixed = [one if at % 2 else {"en": one["en"]} for at, one in enumerate(kept)]
    taught = build(kept[1::2])
    with tempfile.TemporaryDirectory() as folder:
        own.write(Path(folder), (), (_document(at, one) for at, one in enumerate(mixed)))
        searcher = own.open_index(Path(folder)).searcher()
        for tag, number, (said, rest) in product(("es", "fr"), (0, 4), (("en alone", 2), ("all languages", 3))):
            rows = [(at, one[tag]) for at, one in enumerate(kept) if tag in one and at % 4 == rest]
            found = [(at, *_list(searcher, taught, tag, _words(at, tag, text, number)[1])) for at, text in rows]
            shares = (
                statistics.mean(bool(listed) for _at, _first, listed in found),
                statistics.mean(listed[:1] == [at] for at, _first, listed in found),
                statistics.mean(at in listed for at, _first, listed in found),
                statistics.mean(at in {*first, *listed} for at, first, listed in found),
            )
            named = (f"{number or 12} words in {tag}", f"said in {said}", str(len(rows)))
            table.add_row(*named, *(f"{share:.2f}" for share in shares))
    return table


def _list(searcher: Searcher, bridge: Bridge, language: str, words: list[str]) -> tuple[list[int], list[int]]:
    """The first three, and the short list beside them, as on a page."""
    question = Question(" ".join(words), language=language, match=Match.ALL)
    asked = matching(read(question.text), question, bridge, searcher.doc_freq, searcher.num_docs)
    found = search(searcher, bridge, question, searcher.doc_freq)
    found = found or search(searcher, bridge, replace(question, match=Match.ANY), searcher.doc_freq)
    first = [one for _score, one in found[:3]]
    listed = [one for _score, one in elsewhere(searcher, asked, first) if one not in first]
    return [int(one.ref) for one in first], [int(one.ref) for one in listed]


def _known(texts: list[dict[str, str]], asked: list[tuple[int, str, str, int]], bridge: Bridge) -> tuple[str, ...]:
    """The mean reciprocal rank of each way of asking.  asked: (number of the text, language, its words, how many; 0: all)."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        documents = [Short(at, "", "") for at in range(len(texts))]
        rows = [(at, tag, text) for at, one in enumerate(texts) for tag, text in one.items()]
        own.write(Path(first), (), (_document(at, texts[at]) for at in range(len(documents))))
        searcher, ask = own.open_index(Path(first)).searcher(), plain_asker(plain(Path(second), rows))
        ranks: list[list[float]] = [[], [], []]
        for at, tag, text, number in asked:
            _language, words = _words(at, tag, text, number)
            question = Question(" ".join(words), language=tag, match=Match.ANY)
            for into, known in ((0, bridge), (1, Bridge())):
                found = [int(one.ref) for _score, one in search(searcher, known, question, searcher.doc_freq)]
                ranks[into].append(_rank(found, at))
            ranks[2].append(_rank([int(str(one)) for one in ask(tag, words, False)], at))
    return str(len(asked)), *(f"{statistics.mean(one):.3f}" for one in ranks)


def _document(at: int, wording: dict[str, str]) -> own.SearchDocument:
    return own.SearchDocument(own.Kind.UPDATE, "made", str(at), "made", {}, (wording,))


def _words(at: int, tag: str, text: str, number: int) -> tuple[str, list[str]]:
    words = content_words(text)
    return tag, random.Random(at).sample(words, min(number, len(words))) if number else text.split()[:12]


def _rank(found: list[int], wanted: int) -> float:
    return 1 / (found.index(wanted) + 1) if wanted in found else 0.0


if __name__ == "__main__":
    main()
