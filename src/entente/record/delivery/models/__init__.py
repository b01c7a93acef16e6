"""The tables of delivery, a module per noun."""

from .activities import Activity, InstrumentText, Money, Part, Service, Session, StageMark
from .candidates import Argument, Candidate, CandidateDecision
from .carriers import Lead, Window
from .updates import Approval, Autosave, Delegation, Hand, Update, UpdateProof
from .work import BasisChange, Milestone, Obstacle, Rhythm

__all__ = [
    "Activity",
    "Approval",
    "Argument",
    "Autosave",
    "BasisChange",
    "Candidate",
    "CandidateDecision",
    "Delegation",
    "Hand",
    "InstrumentText",
    "Lead",
    "Milestone",
    "Money",
    "Obstacle",
    "Part",
    "Rhythm",
    "Service",
    "Session",
    "StageMark",
    "Update",
    "UpdateProof",
    "Window",
]
