"""Who may do what in delivery, and what follows from what.  Pure; a module per noun."""

from .approvals import can_delegate, can_end_delegation, can_stand_in
from .carriers import can_name_lead, can_set_window
from .updates import (
    FIELDS,
    PLAIN,
    can_be_read_by,
    can_correct,
    can_decide,
    can_publish,
    can_record_approval,
    can_revise,
    can_stand_in_public,
    can_translate,
    can_withdraw,
    can_write,
    ref_of,
    says_something,
    states_subject,
    words_of,
)

__all__ = [
    "FIELDS",
    "PLAIN",
    "can_be_read_by",
    "can_correct",
    "can_decide",
    "can_delegate",
    "can_end_delegation",
    "can_name_lead",
    "can_publish",
    "can_record_approval",
    "can_revise",
    "can_set_window",
    "can_stand_in",
    "can_stand_in_public",
    "can_translate",
    "can_withdraw",
    "can_write",
    "ref_of",
    "says_something",
    "states_subject",
    "words_of",
]
