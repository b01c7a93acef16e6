"""The values that a page's templates ask for, taken out of what the view puts together and written as plain data.

What a filter makes of a value is taken, not the value; what is empty is left out, so that it is false in every language of
templates.  Words and the language they are in lie beside each other: `heading` and `heading_attrs`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any

from django.template.base import FilterExpression

from entente.surfaces.web.wording import Said

OF_MARKUP = ("linebreaks_filter",)
"""Filters that make HTML of text."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a value goes through.  calls: function and what it is given beside the value."""

    calls: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = ()

    @property
    def names(self) -> list[str]:
        return [call.__name__ for call, _given in self.calls]

    @property
    def is_html(self) -> bool:
        return self.names[-1:] != [] and self.names[-1] in OF_MARKUP

    def of(self, value: Any) -> Any:
        for call, given in self.calls:
            escaping = {"autoescape": self.is_html} if getattr(call, "needs_autoescape", False) else {}
            value = call(value, *given, **escaping)
        return value


NONE = Filters()


def filters_of(expression: FilterExpression) -> Filters:
    return Filters(
        tuple((call, tuple(given for _is_looked_up, given in arguments)) for call, arguments in expression.filters)
    )


@dataclass(frozen=True, slots=True)
class Take:
    """How a value is taken out of what it belongs to: the names that lead to it, and what it goes through."""

    chain: tuple[str, ...]
    filters: Filters

    def out_of(self, whole: Any) -> Any:
        for name in self.chain:
            if whole is None:
                return None
            whole = whole.items() if name == "items" else getattr(whole, name)
        return self.filters.of(whole)


Taken = dict[type, dict[str, Take]]
"""Type -> key in the data -> how it is taken."""


def plain(value: Any, taken: Taken) -> Any:
    """A value as JSON has it; of an object that which the templates ask for."""
    if isinstance(value, Said):
        return str(value)
    if is_dataclass(value):
        told = {key: plain(take.out_of(value), taken) for key, take in taken.get(type(value), {}).items()}
        return {key: one for key, one in told.items() if is_told(one)}
    if isinstance(value, Mapping):
        return {key: told for key, one in value.items() if is_told(told := plain(one, taken))}
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return str(value)
    return [plain(one, taken) for one in value]


def is_told(value: Any) -> bool:
    """Whether a value says anything: what is empty or false does not, a nought does, and so does what may hold something."""
    return bool(value) or type(value) is int or isinstance(value, dict)


# --- the types that a view declares -----------------------------------------------------------------------------------


@cache
def fields_of(shape: type) -> dict[str, Any]:
    """The fields and properties of a class, each with its type."""
    properties = {name: one.fget for name, one in vars(shape).items() if isinstance(one, property)}
    found = {name: typing.get_type_hints(get)["return"] for name, get in properties.items()}
    return typing.get_type_hints(shape) | found


def bare(shape: Any) -> Any:
    """A type without the None that it may be instead."""
    if not isinstance(shape, types.UnionType):
        return shape
    (only,) = (one for one in typing.get_args(shape) if one is not types.NoneType)
    return only


def is_mapping(shape: Any) -> bool:
    origin = typing.get_origin(shape)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def item_of(shape: Any) -> Any:
    """The type of what a sequence holds."""
    return typing.get_args(bare(shape))[0]
