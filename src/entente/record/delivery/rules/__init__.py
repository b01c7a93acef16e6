"""Who may do what in delivery, and what follows from what.  Pure; a module per noun."""

from .activities import (
    can_add_session,
    can_mark,
    can_write_activity,
    can_write_own,
    require_past,
    require_service,
    require_sides,
)
from .candidates import CandidateState, can_argue, can_decide, can_propose, candidate_state
from .carriers import can_end_lead, can_name_lead, can_set_window
from .clock import (
    RhythmState,
    Sign,
    SignKind,
    can_note_basis_change,
    can_set_rhythm,
    require_days,
    rhythm_state,
)
from .input import require_as_open, require_period, require_slug, require_wording
from .sessions import can_hold, can_write_session, require_participants, require_stream
from .stages import NO_PROOF, Said, Sides, StageState, Standing, reached_stage, seen_stage, stage_states

__all__ = [
    "NO_PROOF",
    "CandidateState",
    "RhythmState",
    "Said",
    "Sides",
    "Sign",
    "SignKind",
    "StageState",
    "Standing",
    "can_add_session",
    "can_argue",
    "can_decide",
    "can_end_lead",
    "can_hold",
    "can_mark",
    "can_name_lead",
    "can_note_basis_change",
    "can_propose",
    "can_set_rhythm",
    "can_set_window",
    "can_write_activity",
    "can_write_own",
    "can_write_session",
    "candidate_state",
    "reached_stage",
    "require_as_open",
    "require_days",
    "require_participants",
    "require_past",
    "require_period",
    "require_service",
    "require_sides",
    "require_slug",
    "require_stream",
    "require_wording",
    "rhythm_state",
    "seen_stage",
    "stage_states",
]
