"""Compile every locale folder under src/entente: `python -m entente.config.compile_messages`.

Debian ships no msgfmt, so Babel does it.  A catalogue that is newer than its source is left alone, so a second run costs
a few milliseconds.  Each is put in place whole: whoever starts meanwhile reads the old one or the new one.  Sources are
written with plain spaces; those at which French breaks no line are bound here, once for pages, mails, feeds and files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[1]
FRENCH = re.compile(r"(?<![\s:]) (?=[:;!?»](?![\w/]))|(?<=«) (?=\S)")
"""The space before a high mark and within guillemets, at which no line ends in French."""
NO_BREAK = "\u00a0"


def compile_all(root: Path = PACKAGE) -> list[Path]:
    """Compile what is stale below `root`; the .mo files written."""
    return [_compile(source) for source in sorted(root.rglob("locale/*/LC_MESSAGES/*.po")) if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    newest = max(one.stat().st_mtime_ns for one in (source, Path(__file__)))
    return not target.exists() or target.stat().st_mtime_ns < newest


def _compile(source: Path) -> Path:
    target = source.with_suffix(".mo")
    language = source.parent.parent.name
    with source.open("rb") as po:
        catalogue = read_po(po, locale=language)
    if language == "fr":
        _bind(catalogue)
    with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as mo:
        write_mo(mo, catalogue)
    Path(mo.name).chmod(0o644)
    Path(mo.name).replace(target)
    return target


def _bind(catalogue: Catalog) -> None:
    for message in catalogue:
        said = message.string
        if message.id and isinstance(said, str):
            message.string = FRENCH.sub(NO_BREAK, said)
        elif message.id and said:
            message.string = tuple(FRENCH.sub(NO_BREAK, one) for one in said)


if __name__ == "__main__":
    for path in compile_all():
        sys.stdout.write(f"compiled {path.relative_to(PACKAGE)}\n")
