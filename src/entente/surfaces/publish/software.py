"""What makes the pages, in one word: the same word, the same pages from the same record."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import entente

MAKES_PAGES = frozenset({".py", ".html", ".xml", ".txt", ".mo", ".yaml", ".json", ".css", ".typ"})


@cache
def software() -> str:
    """The hash of our own code, templates and translations, and of the versions of everything installed beside them."""
    told = sha256()
    root = Path(entente.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in MAKES_PAGES):
        told.update(f"{path.relative_to(root)}\n".encode() + sha256(path.read_bytes()).digest())
    for name in sorted(f"{one.name} {one.version}" for one in metadata.distributions()):
        told.update(f"{name}\n".encode())
    return told.hexdigest()
