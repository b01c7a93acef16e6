"""Canonical JSON (RFC 8785) and its SHA-256: one byte string for one meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_bytes(content: Mapping[str, Any]) -> bytes:
    """The RFC 8785 form of a JSON object, UTF-8."""
    if all(type(one) is str and one.isascii() for pair in content.items() for one in pair):
        # A manifest has as many lines as a site has files; of plain texts the standard library writes the same bytes, faster.
        return json.dumps(dict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return rfc8785.dumps(dict(content))


def sha256_hex(content: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()
