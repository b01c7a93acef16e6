"""Reads of sources, a module per noun.  `as_of` is passed; what may be shown of a copy is decided in `copies` alone."""

from entente.foundation.sources.capture.queries import (
    AddressView,
    address_state,
    address_states,
    captures_since,
    pending,
)
from entente.foundation.sources.models import Capture, Citation, Document, Snapshot
from entente.foundation.sources.words import AddressState, CaptureStatus, Removal, Showing, Side, Weakness

from .changes import Changes, Passage, changes_between
from .citations import CitationFilter, CitationPage, CitationView, citations
from .copies import CopyText, SnapshotView, bytes_of, get_copy, get_text, get_visible_snapshot, snapshots_of
from .documents import (
    DocumentView,
    document_keys,
    document_titles,
    documents_by_key,
    documents_with_copies,
    get_document,
    get_document_of,
    get_own_document,
    get_own_snapshot,
    own_documents,
    publisher_of,
    visible_documents,
)

__all__ = [
    "AddressState",
    "AddressView",
    "Capture",
    "CaptureStatus",
    "Changes",
    "Citation",
    "CitationFilter",
    "CitationPage",
    "CitationView",
    "CopyText",
    "Document",
    "DocumentView",
    "Passage",
    "Removal",
    "Showing",
    "Side",
    "Snapshot",
    "SnapshotView",
    "Weakness",
    "address_state",
    "address_states",
    "bytes_of",
    "captures_since",
    "changes_between",
    "citations",
    "document_keys",
    "document_titles",
    "documents_by_key",
    "documents_with_copies",
    "get_copy",
    "get_document",
    "get_document_of",
    "get_own_document",
    "get_own_snapshot",
    "get_text",
    "get_visible_snapshot",
    "own_documents",
    "pending",
    "publisher_of",
    "snapshots_of",
    "visible_documents",
]
