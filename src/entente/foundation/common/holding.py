"""What is so for as long as something happens, and as it was before afterwards, whatever happened."""

from __future__ import annotations

from contextvars import ContextVar, Token
from typing import Generic, TypeVar

Value = TypeVar("Value")


class holding(Generic[Value]):  # noqa: N801  # read as a verb: `with holding(…):`
    """Within it the variable has this value.  Used once; a class, since each page begins and ends a dozen."""

    __slots__ = ("_token", "_value", "_variable")

    def __init__(self, variable: ContextVar[Value], value: Value) -> None:
        self._variable, self._value = variable, value

    def __enter__(self) -> None:
        self._token: Token[Value] = self._variable.set(self._value)

    def __exit__(self, *_raised: object) -> None:
        self._variable.reset(self._token)
