"""Writes of the directory, a module per noun.  Atomic; who does it comes as `by`; the entry is in the same transaction.

`register_...`, `add_alias`, `record_succession` and `open_post` can be called again with the same content: nothing
changes and nothing is entered.  Other content under the same code or slug is an update with an entry of its own.
"""

from .bodies import add_alias, record_succession, register_organisation, register_party, say_how_to_ask
from .groups import found_group, seat, unseat
from .staff import add_person, appoint, end_appointment, open_post

__all__ = [
    "add_alias",
    "add_person",
    "appoint",
    "end_appointment",
    "found_group",
    "open_post",
    "record_succession",
    "register_organisation",
    "register_party",
    "say_how_to_ask",
    "seat",
    "unseat",
]
