"""How fast citations are listed and filtered: `python -m tests.benchmarks.bench_citations [--size 100000]`.

Beside it, in the same run, on the same rows and with the same rights: Django's own way, as its admin lists and searches
them (`icontains` on the fields as they are, a Paginator that counts and skips).  SQLite in a temporary folder, or
DATABASE_URL (`python -m tests.postgres --durable -- ...`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

FOLDER = tempfile.TemporaryDirectory(prefix="entente-bench-")
os.environ["ENTENTE_VAR"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Q, QuerySet  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from entente.foundation.common.actors import PUBLIC  # noqa: E402
from entente.foundation.common.records import Tier, readable  # noqa: E402
from entente.foundation.sources import queries  # noqa: E402
from entente.foundation.sources.folding import folded  # noqa: E402
from entente.foundation.sources.models import Citation, Document  # noqa: E402
from entente.foundation.sources.queries import CitationFilter  # noqa: E402

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EACH = 5
"""Citations of one document."""

SIZE = 50
TURNS = 20
PLACES = ("Heron Hall", "Río Verde", "Two Shores", "Port Meridian", "Lake Ancla", "Mount Tern")
DEEP = 1500
"""Page in the depth of the list."""


def fill(size: int) -> None:
    """So many citations; one document in five belongs to its side alone, one in a thousand speaks of a lighthouse."""
    documents = [_document(number) for number in range(size // EACH)]
    Document.objects.bulk_create(documents, batch_size=5000)
    Citation.objects.bulk_create(
        (_citation(document, number) for document in documents for number in range(EACH)), batch_size=5000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _document(number: int) -> Document:
    rare = " lighthouse" if number % 1000 == 7 else ""
    title = {"en": f"Report {number} on {PLACES[number % len(PLACES)]}{rare}"}
    address = f"https://gazette.example/{number}"
    return Document(
        owner=("observatory", "AAA", "BBB")[number % 3],
        tier=Tier.OWN if number % 5 == 0 else Tier.PUBLIC,
        slug=f"report-{number}",
        title=title,
        side=("third", "joint")[number % 2],
        language=("en", "es", "fr")[number % 3],
        publisher_name="A ministry",
        stated_on=f"{2010 + number % 16}-{1 + number % 12:02}",
        address=address,
        made_at=NOON,
        found_by=folded(f"{title['en']} A ministry {address}"),
    )


def _citation(document: Document, number: int) -> Citation:
    quotation = f"The parties met at {PLACES[number % len(PLACES)]} and agreed on timetable {number}. " * 3
    place = f"page {number + 1}"
    return Citation(
        owner=document.owner,
        tier=document.tier,
        document=document,
        place=place,
        quotation=quotation,
        made_at=NOON,
        found_by=folded(f"{place} {quotation}"),
    )


def plain(rows: QuerySet[Citation], words: str = "", page: int = 1) -> int:
    """As Django's admin does it."""
    visible = rows.filter(
        readable(PUBLIC, as_of=NOON), document__in=Document.objects.filter(readable(PUBLIC, as_of=NOON))
    )
    for word in words.split():
        visible = visible.filter(
            Q(document__title__icontains=word)
            | Q(document__publisher_name__icontains=word)
            | Q(document__address__icontains=word)
            | Q(place__icontains=word)
            | Q(quotation__icontains=word)
        )
    paginator = Paginator(visible.select_related("document__publisher", "snapshot").order_by("-pk"), SIZE)
    return len(paginator.page(min(page, paginator.num_pages)).object_list)


def ours(wanted: CitationFilter, before: object = None) -> int:
    return len(queries.citations(PUBLIC, as_of=NOON, wanted=wanted, before=before, size=SIZE).rows)  # type: ignore[arg-type]


def cases(size: int) -> Iterable[tuple[str, Callable[[], int], Callable[[], int]]]:
    rows = Citation.objects.all()
    page = min(DEEP, size // SIZE // 2)
    deep = list(rows.filter(readable(PUBLIC, as_of=NOON)).order_by("-pk").values_list("pk", flat=True)[: page * SIZE])[
        -1
    ]
    filters = CitationFilter(side="joint", language="es", stated_from="2020", stated_to="2022")
    narrowed = rows.filter(
        document__side="joint",
        document__language="es",
        document__stated_on__gte="2020",
        document__stated_on__lt="2022~",
    )
    yield "the first page", lambda: ours(CitationFilter()), lambda: plain(rows)
    yield f"page {page + 1:,}", lambda: ours(CitationFilter(), deep), lambda: plain(rows, page=page + 1)
    yield "one side, one language, three years", lambda: ours(filters), lambda: plain(narrowed)
    yield "a common word", lambda: ours(CitationFilter(words="heron")), lambda: plain(rows, "heron")
    yield "a rare word", lambda: ours(CitationFilter(words="lighthouse")), lambda: plain(rows, "lighthouse")
    yield "a word that is nowhere", lambda: ours(CitationFilter(words="zeppelin")), lambda: plain(rows, "zeppelin")


def measured(act: Callable[[], int]) -> tuple[float, float, int]:
    """Median and 95th percentile in milliseconds, and how many rows came."""
    took = []
    rows = act()
    for _ in range(TURNS):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1], rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    size = parser.parse_args().size
    call_command("migrate", verbosity=0)
    fill(size)
    table = Table("of so many citations", "what", "rows", "here, ms", "p95", "Django’s way, ms", "p95", "times as fast")
    for what, mine, theirs in cases(size):
        median, p95, rows = measured(mine)
        other, other_p95, other_rows = measured(theirs)
        assert rows == other_rows, (what, rows, other_rows)
        cells = (
            f"{size:,}",
            what,
            rows,
            f"{median:.1f}",
            f"{p95:.1f}",
            f"{other:.1f}",
            f"{other_p95:.1f}",
            f"{other / median:.1f}",
        )
        table.add_row(*(str(cell) for cell in cells))
    Console(width=160).print(connection.vendor, table)


if __name__ == "__main__":
    main()
