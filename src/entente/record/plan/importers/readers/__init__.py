"""One module per format: bytes in, blocks or rows out.  `read` picks the module by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from entente.record.plan.importers.blocks import Reading
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers import csv_rows, docx, html, lines, pdf, xlsx
from entente.record.plan.importers.readers.opening import check_bytes

READERS: dict[str, Callable[[str, bytes], Reading]] = {
    ".txt": lines.read_text,
    ".md": lines.read_markdown,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
    ".csv": csv_rows.read,
    ".xlsx": xlsx.read,
}


def read(name: str, data: bytes) -> Reading:
    """The blocks or rows of a file.  Raises PlanUnreadable."""
    suffix = PurePath(name).suffix.casefold()
    reader = READERS.get(suffix)
    if reader is None:
        raise PlanUnreadable(
            f"{PurePath(name).name or 'The file'} has the ending “{suffix}”, which is not read: "
            f"save it as one of {', '.join(sorted(READERS))}."
        )
    check_bytes(suffix, data)
    return reader(name, data)
