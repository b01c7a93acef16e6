"""Reads of what was done: a module per noun."""

from entente.record.delivery.models import Update
from entente.record.delivery.words import ApprovalDecision, LeadRole, UpdateStatus

from .approvals import ApprovalView, DelegationView, approvals_of, approving_post, delegations, get_delegation_row
from .carriers import LeadView, WindowView, leads_of, leads_on_plan, windows_of, windows_on_plan
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
    "ApprovalDecision",
    "ApprovalView",
    "DelegationView",
    "LeadRole",
    "LeadView",
    "Update",
    "UpdateStatus",
    "UpdateView",
    "WindowView",
    "Working",
    "approvals_of",
    "approving_post",
    "delegations",
    "get_delegation_row",
    "get_update",
    "get_update_row",
    "languages_owed",
    "last_published",
    "last_published_on",
    "latest_on_plan",
    "leads_of",
    "leads_on_plan",
    "own_updates",
    "updates_on",
    "versions_of",
    "windows_of",
    "windows_on_plan",
]
