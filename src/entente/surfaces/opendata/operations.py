"""Whole tables by `/api/v1/tables`: every public resource at once, as CSV or as a line of JSON for each row, at any instant.

Put on the API's router with the others (`api.added`); names and ids are part of the promise in docs/api.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Schema
from pydantic import Field

from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.reading import one_instant
from entente.surfaces.api import shapes
from entente.surfaces.api.answers import ABSENT, ALWAYS, json_answer
from entente.surfaces.api.asked import Slug
from entente.surfaces.api.routes import router

from .dictionary import dictionary
from .reading import Reading, reading, rows_of
from .tables import TABLES, Table, table_named
from .tables.table import Cell
from .writers import csv_lines, plain

IN_MEMORY = 4 << 20
"""A table up to so many bytes is held in memory, a larger one in a file without a name."""
PIECE = 1 << 16
CSV, LINES = "text/csv", "application/x-ndjson"


class RowsAsked(Schema):
    """A whole table."""

    plan: Annotated[
        Slug | None, Field(description="Rows of this plan only; tables of the whole record are given whole.")
    ] = None
    as_of: Annotated[
        str | None,
        Field(
            pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$",
            max_length=20,
            description="The record as it was at this instant (UTC), such as 2026-03-01T12:00:00Z; now when left out.",
        ),
    ] = None

    def instant(self, now: datetime) -> datetime:
        """Raises RuleBroken for an instant that is none, or is to come."""
        if self.as_of is None:
            return now
        try:
            as_of = datetime.fromisoformat(self.as_of)
        except ValueError as wrong:
            raise RuleBroken(
                _("“%(text)s” is no instant; write 2026-03-01T12:00:00Z.") % {"text": self.as_of}
            ) from wrong
        if as_of > now:
            raise RuleBroken(
                _("What is to come cannot be read: some is held back until its day; name an instant past.")
            )
        return as_of


def _file_of(media_type: str) -> dict[str, Any]:
    """How OpenAPI says that an operation answers with a file."""
    return {"responses": {200: {"content": {media_type: {"schema": {"type": "string"}}}}}}


@router.get("/tables", operation_id="list_tables", tags=["tables"], response={200: shapes.DataTables, **ALWAYS})
def list_tables(request: HttpRequest) -> HttpResponse:
    """Every table of the open data, with what its columns mean."""
    return json_answer(shapes.DataTables(items=[_described(table) for table in TABLES]))


@router.get(
    "/tables/{table}.csv",
    operation_id="get_table_csv",
    tags=["tables"],
    response={200: None, **ABSENT},
    openapi_extra=_file_of(CSV),
)
def get_table_csv(request: HttpRequest, table: Path[str], query: Query[RowsAsked]) -> HttpResponse | FileResponse:
    """A whole table as CSV (RFC 4180, UTF-8): one row for each fact, as in a release."""
    return _answer(table, query, CSV, _csv_lines)


@router.get(
    "/tables/{table}.ndjson",
    operation_id="get_table_lines",
    tags=["tables"],
    response={200: None, **ABSENT},
    openapi_extra=_file_of(LINES),
)
def get_table_lines(request: HttpRequest, table: Path[str], query: Query[RowsAsked]) -> HttpResponse | FileResponse:
    """A whole table as lines of JSON: one object for each row, with every column, null for nothing."""
    return _answer(table, query, LINES, _json_lines)


Lines = Callable[[Table, Reading], Iterator[str]]


def _answer(name: str, asked: RowsAsked, media_type: str, lines: Lines) -> HttpResponse | FileResponse:
    """Raises NotVisible, RuleBroken."""
    table, now = table_named(name), timezone.now()
    if table is None:
        raise NotVisible(f"There is no table “{name}”.")
    as_of = asked.instant(now)
    with one_instant():
        of = reading(as_of=as_of.astimezone(UTC), plan=asked.plan or "")
        if asked.plan and not of.plans:
            raise NotVisible(f"There is no plan “{asked.plan}” here.")
        file, size, digest = _spooled(lines(table, of))
    response = _small_or_large(file, size, f"{media_type}; charset=utf-8" if media_type == CSV else media_type)
    response["Content-Length"] = str(size)
    response["ETag"] = f'"{digest}"'
    return response


def _small_or_large(file: IO[bytes], size: int, content_type: str) -> HttpResponse | FileResponse:
    """What fits is answered in one piece, and its file is done with; the rest is sent from the file."""
    if size > IN_MEMORY:
        return FileResponse(file, content_type=content_type)
    with file:
        return HttpResponse(file.read(), content_type=content_type)


def _spooled(lines: Iterator[str]) -> tuple[IO[bytes], int, str]:
    """The lines as a file at its beginning, its size, and the hash of its very bytes: a strong ETag."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
    digest = hashlib.sha256()
    size = 0
    for line in lines:
        content = line.encode()
        digest.update(content)
        size += file.write(content)
    file.seek(0)
    return file, size, digest.hexdigest()


def _csv_lines(table: Table, of: Reading) -> Iterator[str]:
    """Written as a release writes them, and taken line by line."""
    out = StringIO(newline="")
    line = csv_lines(out, table.columns_in(of.languages))
    for row in rows_of(table, of):
        line(row)
        if out.tell() > PIECE:
            yield _taken(out)
    yield _taken(out)


def _taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _json_lines(table: Table, of: Reading) -> Iterator[str]:
    names = [column.name for column in table.columns_in(of.languages)]
    for row in rows_of(table, of):
        said = {name: _json(cell) for name, cell in zip(names, row, strict=True)}
        yield json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json(cell: Cell) -> str | int | float | bool | None:
    if cell is None or isinstance(cell, (str, bool, int)):
        return cell
    return float(cell) if isinstance(cell, Decimal) else str(plain(cell))


def _described(table: Table) -> shapes.DataTable:
    about = dictionary().tables[table.name]
    return shapes.DataTable(
        name=table.name,
        title=about.label,
        about=about.about,
        source=about.source.code,
        key=list(table.key),
        is_of_plan=table.is_of_plan,
        columns=[
            shapes.DataColumn(
                name=name,
                type=str(meaning.type),
                title=meaning.label,
                unit=meaning.unit,
                source=(meaning.source or about.source).code,
                licence=meaning.licence.name or meaning.licence.code,
            )
            for name in table.columns
            for meaning in (dictionary().columns[name],)
        ],
    )
