"""The only code that writes what was done: a module per noun."""

from .approvals import DelegationFacts, approve, delegate, end_delegation, record_approval_elsewhere, send_back
from .carriers import LeadFacts, name_lead, set_window
from .drafting import UpdateFacts
from .updates import (
    announce,
    correct,
    note_no_change,
    publish,
    revise_update,
    submit,
    translate_update,
    withdraw_update,
    write_update,
)

__all__ = [
    "DelegationFacts",
    "LeadFacts",
    "UpdateFacts",
    "announce",
    "approve",
    "correct",
    "delegate",
    "end_delegation",
    "name_lead",
    "note_no_change",
    "publish",
    "record_approval_elsewhere",
    "revise_update",
    "send_back",
    "set_window",
    "submit",
    "translate_update",
    "withdraw_update",
    "write_update",
]
