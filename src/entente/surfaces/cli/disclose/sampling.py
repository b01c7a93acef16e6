"""The auditor's sample: drawn by a seed that anybody may name, and drawn again by anybody who has the release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def draw(refs: Iterable[str], *, number: int, seed: str) -> list[str]:
    """The first `number` refs by the SHA-256 of "SEED, line feed, REF" in UTF-8, as hexadecimal text; all when there are fewer.

    The refs are those of the release, in which an item that is withheld whole is "withheld-PLACE".
    """
    return sorted(refs, key=lambda ref: rank(seed, ref))[:number]


def rank(seed: str, ref: str) -> str:
    return hashlib.sha256(f"{seed}\n{ref}".encode()).hexdigest()
