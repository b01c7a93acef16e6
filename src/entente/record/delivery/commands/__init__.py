"""The only code that writes what was done: a module per noun."""

from .activities import (
    ActivityFacts,
    MoneyFacts,
    add_activity,
    add_money,
    add_part,
    add_text,
    describe_activity,
    serve,
    set_term,
    take_back,
)
from .candidates import CandidateFacts, argue, decide_candidate, propose_candidate
from .carriers import LeadFacts, end_lead, name_lead, set_window
from .clock import BasisFacts, RhythmFacts, note_basis_change, set_rhythm
from .sessions import SessionFacts, add_session, hold_session, lapse_session, replan_session, report_session
from .stages import mark_stage, withdraw_mark

__all__ = [
    "ActivityFacts",
    "BasisFacts",
    "CandidateFacts",
    "LeadFacts",
    "MoneyFacts",
    "RhythmFacts",
    "SessionFacts",
    "add_activity",
    "add_money",
    "add_part",
    "add_session",
    "add_text",
    "argue",
    "decide_candidate",
    "describe_activity",
    "end_lead",
    "hold_session",
    "lapse_session",
    "mark_stage",
    "name_lead",
    "note_basis_change",
    "propose_candidate",
    "replan_session",
    "report_session",
    "serve",
    "set_rhythm",
    "set_term",
    "set_window",
    "take_back",
    "withdraw_mark",
]
