"""The receipt of a batch: which cells of which file were written, when, through which post; as a workbook or as JSON."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from pydantic_core import to_json

from entente.surfaces.intake.models import SheetBatch

from .cells import written


@dataclass(frozen=True, slots=True)
class ReceiptCell:
    """A cell of the file, as it was taken or refused."""

    sheet: str
    cell: str
    column: str
    commitment: str
    part: str
    verdict: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file.  sha256: of its bytes, in hexadecimal; posts and instants as on record."""

    batch: str
    plan: str
    owner: str
    file_name: str
    sha256: str
    size_bytes: int
    status: str
    dropped_at: datetime
    dropped_by: str
    applied_at: datetime | None
    applied_by: str
    taken_back_at: datetime | None
    taken_back_by: str
    counts: dict[str, int]
    cells: tuple[ReceiptCell, ...]


def receipt_of(batch: SheetBatch) -> Receipt:
    """One query."""
    rows = batch.cells.order_by("position").values_list(
        "title", "place", "column", "commitment", "part", "verdict", "before", "after", "reason"
    )
    return Receipt(
        batch=str(batch.pk),
        plan=batch.plan,
        owner=batch.owner,
        file_name=batch.file_name,
        sha256=batch.sha256,
        size_bytes=batch.size_bytes,
        status=batch.status,
        dropped_at=batch.made_at,
        dropped_by=batch.post,
        applied_at=batch.applied_at,
        applied_by=batch.applied_by,
        taken_back_at=batch.taken_back_at,
        taken_back_by=batch.taken_back_by,
        counts=dict(batch.counts),
        cells=tuple(ReceiptCell(*row) for row in rows),
    )


def as_json(receipt: Receipt) -> bytes:
    return to_json(receipt, indent=2)


def as_workbook(receipt: Receipt) -> bytes:
    """Facts on the first sheet, cells on the second; column names as in the JSON."""
    book = Workbook(write_only=True)
    facts, cells = book.create_sheet("receipt"), book.create_sheet("cells")
    for name in Receipt.__slots__:
        if name not in ("cells", "counts"):
            value = getattr(receipt, name)
            facts.append([name, value.isoformat() if isinstance(value, datetime) else written(str(value or ""))])
    for verdict, count in receipt.counts.items():
        facts.append([verdict, count])
    cells.append(list(ReceiptCell.__slots__))
    for cell in receipt.cells:
        cells.append([written(str(getattr(cell, name))) for name in ReceiptCell.__slots__])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
