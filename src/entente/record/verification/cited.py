"""Reads of what claims rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.pieces import PIECE, Piece, in_pieces
from entente.foundation.sources.queries import Document, documents_by_key

from .models import Backing
from .queries import claim_rows


def cited_pieces(by: Actor, plans: Collection[str], *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[Document]]:
    """The documents that claims on these plans cite, as far as the actor may read those claims, so many at a time.

    Each once, in the order in which they came on record.  One query, and one for each piece.
    """
    cited = Backing.objects.filter(claim__in=claim_rows(by, as_of=as_of).filter(plan__in=list(plans)))
    keys = sorted(set(cited.values_list("citation__document_id", flat=True)))
    return in_pieces(keys, documents_by_key, size)
