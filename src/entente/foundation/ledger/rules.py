"""Who may do what to the log."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may

from .words import ERASE_ACTION, PUBLIC_LOG, RESERVED_LOGS


def can_record(by: Actor) -> Decision:
    """Everybody who acts, except readers; a code that is the name of another log can own nothing."""
    if by.capacity is Capacity.PUBLIC:
        return Denied("a reader without a log-in writes nothing into the record")
    if by.owner in RESERVED_LOGS:
        return Denied(f"the code “{by.owner}” is the name of a log; choose another code for this party or organisation")
    return ALLOWED


def can_erase(by: Actor, *, action: str, log: str, owner: str) -> Decision:
    """An entry's owner; the keeper, in the public log; the operator, through the software itself."""
    if action == ERASE_ACTION:
        return Denied("a notice of removal stays; it holds nothing but a hash and a reason")
    if by.capacity is Capacity.SYSTEM:
        return ALLOWED
    if by.capacity is Capacity.PUBLIC or not by.owner:
        return Denied("a reader without a log-in removes nothing from the record")
    if by.owner == owner:
        return ALLOWED
    if by.capacity is Capacity.KEEPER and log == PUBLIC_LOG:
        return ALLOWED
    return Denied("only its owner or the keeper of the record removes the content of an entry")


def can_keep(by: Actor) -> Decision:
    """Who publishes the record, and opens and ends the keys that sign it: its keeper, and the operator."""
    return may(by, "record.publish")


def can_export(by: Actor, *, log: str) -> Decision:
    """A private log leaves for the side whose it is; the public one for everybody."""
    if log == PUBLIC_LOG or by.capacity is Capacity.SYSTEM or (by.reads_records and by.owner == log):
        return ALLOWED
    return Denied("a working log leaves only for the side whose it is")
