"""Reads of what was done: a module per noun."""

from entente.record.delivery.models import Milestone, Obstacle, Update
from entente.record.delivery.words import ApprovalDecision, LeadRole, Level, MilestoneStatus, UpdateStatus

from .approvals import ApprovalView, DelegationView, approvals_of, approving_post, delegations, get_delegation_row
from .autosave import (
    AutosaveView,
    autosave_form,
    autosaved,
)
from .carriers import LeadView, WindowView, leads_of, leads_on_plan, windows_of, windows_on_plan
from .desk import (
    DeskKind,
    DeskList,
    DeskRow,
    changed_by_others,
    due_soon,
    waiting_for,
)
from .milestones import (
    MilestoneFilter,
    MilestoneView,
    deciding_sides,
    get_milestone,
    get_milestone_row,
    milestones,
    milestones_on,
)
from .obstacles import (
    ObstacleView,
    get_obstacle_row,
    obstacles_on,
)
from .silence import (
    STALE_DAYS,
    silent,
)
from .updates import (
    UpdateView,
    Working,
    get_update,
    get_update_row,
    languages_owed,
    last_published,
    last_published_on,
    latest_on_plan,
    own_updates,
    updates_on,
    versions_of,
)

__all__ = [
    "STALE_DAYS",
    "ApprovalDecision",
    "ApprovalView",
    "AutosaveView",
    "DelegationView",
    "DeskKind",
    "DeskList",
    "DeskRow",
    "LeadRole",
    "LeadView",
    "Level",
    "Milestone",
    "MilestoneFilter",
    "MilestoneStatus",
    "MilestoneView",
    "Obstacle",
    "ObstacleView",
    "Update",
    "UpdateStatus",
    "UpdateView",
    "WindowView",
    "Working",
    "approvals_of",
    "approving_post",
    "autosave_form",
    "autosaved",
    "changed_by_others",
    "deciding_sides",
    "delegations",
    "due_soon",
    "get_delegation_row",
    "get_milestone",
    "get_milestone_row",
    "get_obstacle_row",
    "get_update",
    "get_update_row",
    "languages_owed",
    "last_published",
    "last_published_on",
    "latest_on_plan",
    "leads_of",
    "leads_on_plan",
    "milestones",
    "milestones_on",
    "obstacles_on",
    "own_updates",
    "silent",
    "updates_on",
    "versions_of",
    "waiting_for",
    "windows_of",
    "windows_on_plan",
]
