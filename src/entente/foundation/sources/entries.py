"""How the log speaks of documents."""

from __future__ import annotations

from entente.foundation.common.records import Tier

from .models import Document


def ref_of(document: Document) -> str:
    """How the log names a document."""
    return f"{document.owner}/sources/{document.slug}"


def is_published(document: Document) -> bool:
    """Whether the public log tells of it."""
    return document.tier == Tier.PUBLIC and document.embargo_until is None
