"""Canonical JSON (RFC 8785) and its SHA-256: one byte string for one meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_bytes(content: Mapping[str, Any]) -> bytes:
    """The RFC 8785 form of a JSON object, UTF-8."""
    return rfc8785.dumps(dict(content))


def sha256_hex(content: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()
