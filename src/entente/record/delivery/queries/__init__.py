"""Reads of what was done: a module per noun."""

from entente.record.delivery.words import LeadRole

from .carriers import LeadView, WindowView, leads_of, leads_on_plan, windows_of, windows_on_plan

__all__ = [
    "LeadRole",
    "LeadView",
    "WindowView",
    "leads_of",
    "leads_on_plan",
    "windows_of",
    "windows_on_plan",
]
