"""Decision: what a rule answers.  A page greys the button with the reason, a command raises it."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import ActionDenied


@dataclass(frozen=True, slots=True)
class Allowed:
    """The rule allows it."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """The rule forbids it, for one reason in plain words."""

    reason: str

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied
ALLOWED = Allowed()


def require(decision: Decision) -> None:
    """Raise ActionDenied with the rule's reason unless it allowed."""
    if isinstance(decision, Denied):
        raise ActionDenied(decision.reason)
