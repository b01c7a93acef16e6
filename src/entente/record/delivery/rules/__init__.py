"""Who may do what in delivery, and what follows from what.  Pure; a module per noun."""

from .carriers import can_name_lead, can_set_window

__all__ = ["can_name_lead", "can_set_window"]
