"""The only code that writes what was done: a module per noun."""

from .carriers import LeadFacts, name_lead, set_window

__all__ = ["LeadFacts", "name_lead", "set_window"]
