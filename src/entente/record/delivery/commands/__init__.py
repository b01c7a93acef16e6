"""The only code that writes what was done: a module per noun."""

from .activities import (
    ActivityFacts,
    MoneyFacts,
    add_activity,
    add_money,
    add_part,
    add_serving_activity,
    add_text,
    describe_activity,
    serve,
    set_term,
    take_back,
)
from .agreed_milestones import put_agreed_milestones
from .approvals import (
    DelegationFacts,
    approve,
    delegate,
    end_delegation,
    record_approval_elsewhere,
    send_back,
)
from .autosave import (
    autosave,
    discard_autosave,
)
from .candidates import (
    CandidateFacts,
    argue,
    decide_candidate,
    propose_candidate,
)
from .carriers import (
    LeadFacts,
    end_lead,
    name_lead,
    set_window,
)
from .clock import (
    BasisFacts,
    RhythmFacts,
    note_basis_change,
    set_rhythm,
)
from .drafting import (
    UpdateFacts,
)
from .errata import note_erratum
from .milestones import (
    MilestoneFacts,
    accept_milestone,
    plan_milestone,
    report_milestone,
    return_milestone,
    revise_milestone,
)
from .obstacles import (
    ObstacleFacts,
    clear_obstacle,
    escalate_obstacle,
    raise_obstacle,
)
from .sessions import (
    SessionFacts,
    add_session,
    hold_session,
    lapse_session,
    replan_session,
    report_session,
)
from .signed_stages import mark_signed_stage, propose_stage
from .stages import (
    mark_stage,
    withdraw_mark,
)
from .updates import (
    IN_TURN,
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
from .wording import translate_activity, translate_milestone

__all__ = [
    "IN_TURN",
    "ActivityFacts",
    "BasisFacts",
    "CandidateFacts",
    "DelegationFacts",
    "LeadFacts",
    "MilestoneFacts",
    "MoneyFacts",
    "ObstacleFacts",
    "RhythmFacts",
    "SessionFacts",
    "UpdateFacts",
    "accept_milestone",
    "add_activity",
    "add_money",
    "add_part",
    "add_serving_activity",
    "add_session",
    "add_text",
    "announce",
    "approve",
    "argue",
    "autosave",
    "clear_obstacle",
    "correct",
    "decide_candidate",
    "delegate",
    "describe_activity",
    "discard_autosave",
    "end_delegation",
    "end_lead",
    "escalate_obstacle",
    "hold_session",
    "lapse_session",
    "mark_signed_stage",
    "mark_stage",
    "name_lead",
    "note_basis_change",
    "note_erratum",
    "note_no_change",
    "plan_milestone",
    "propose_candidate",
    "propose_stage",
    "publish",
    "put_agreed_milestones",
    "raise_obstacle",
    "record_approval_elsewhere",
    "replan_session",
    "report_milestone",
    "report_session",
    "return_milestone",
    "revise_milestone",
    "revise_update",
    "send_back",
    "serve",
    "set_rhythm",
    "set_term",
    "set_window",
    "submit",
    "take_back",
    "translate_activity",
    "translate_milestone",
    "translate_update",
    "withdraw_mark",
    "withdraw_update",
    "write_update",
]
