"""Who may say what in assessment, and what follows from what.  Pure; a module per noun."""

from .statuses import (
    CHECKED_AS,
    can_file_finding,
    can_set_status,
    checked_state,
    evidence_state,
    owed_letters,
    proof_state,
    reported_state,
    require_about,
    require_draft,
    require_past,
    require_settable,
    status_gate,
)

__all__ = [
    "CHECKED_AS",
    "can_file_finding",
    "can_set_status",
    "checked_state",
    "evidence_state",
    "owed_letters",
    "proof_state",
    "reported_state",
    "require_about",
    "require_draft",
    "require_past",
    "require_settable",
    "status_gate",
]
