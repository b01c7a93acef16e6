"""What a template written as a function asks for and shows: each with the same answer as by Django's own nodes.

get(page, "title")   {{ page.title }}, looked up
said(title)          the same, as it stands on the page
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from html import escape
from inspect import signature
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Node, VariableDoesNotExist
from django.template.base import FilterExpression, Variable
from django.template.base import render_value_in_context as shown
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]  # the stubs know no such name

CONSTANTS = {"True": True, "False": False, "None": None}
"""What every context begins with."""
TOLD_AS_LOCALLY = (str, bool, int, float, Decimal, date, time)
"""What Django says in the way of a language, or asks more about."""
NOWHERE = (TypeError, AttributeError, KeyError)
NOT_A_KEY = (TypeError, AttributeError, KeyError, ValueError, IndexError, ObjectDoesNotExist)


class _Missing:
    """What a name stands for that is nowhere: nothing in a condition, a loop or on a page."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


MISSING = _Missing()


def first(context: Context, name: str) -> Any:
    """What a name by itself stands for in a context."""
    found = context.get(name, MISSING)
    return called(found, context) if callable(found) else found


def called(found: Any, context: Context) -> Any:
    """What Django shows of something that can be called."""
    if getattr(found, "do_not_call_in_templates", False) or getattr(found, "alters_data", False):
        return _by_django("found", found, context)
    try:
        return found()
    except ObjectDoesNotExist:
        return ""
    except TypeError:
        if _asks_for_more(found):
            return ""
        raise


def _asks_for_more(found: Any) -> bool:
    """Whether it cannot be called with nothing."""
    try:
        signature(found).bind()
    except (ValueError, TypeError):
        return True
    return False


def get(found: Any, name: str, context: Context) -> Any:
    """`found.name`: the key or attribute of that name.

    Django asks each object for a key first and goes on from its TypeError.  Whatever is not plainly a key or an attribute
    (a number, a property that fails) is left to Django.
    """
    kind = type(found)
    try:
        value = found[name] if _has_keys(kind) else getattr(found, name)  # type: ignore[arg-type]  # a type can be a key
    except NOT_A_KEY as missing:
        if type(missing) not in NOWHERE or hasattr(kind, "__getattr__") or name.isdigit():
            return _by_django(f"found.{name}", found, context)
        if not hasattr(kind, name):
            value = getattr(found, name, MISSING)
        elif kind is dict:
            value = getattr(found, name)
        else:
            return _by_django(f"found.{name}", found, context)
    return called(value, context) if callable(value) else value


@lru_cache(maxsize=4096)
def _has_keys(kind: type) -> bool:
    return hasattr(kind, "__getitem__")


def _by_django(path: str, found: Any, context: Context) -> Any:
    with context.push(found=found):
        try:
            return Variable(path).resolve(context)
        except VariableDoesNotExist:
            return MISSING


def said(value: Any, context: Context) -> str:
    """A value as it stands on the page: text, which most are, needs no look for dates and numbers in it."""
    kind = type(value)
    if kind is str:
        return escape(value)
    if kind is SafeString:
        return cast(str, value)
    if value is MISSING:
        return ""
    return shown(value, context) if isinstance(value, TOLD_AS_LOCALLY) else told(str(value))


def told(output: Any) -> str:
    """What a tag of our own says."""
    if isinstance(output, str):
        return output if isinstance(output, SafeData) else escape(output)
    return conditional_escape(output)


def given(value: Any) -> Any:
    """What a tag or a part is given for a value: no text for what is nowhere."""
    return "" if value is MISSING else value


def plain(value: Any) -> Any:
    """A value as conditions compare it: None for what is nowhere."""
    return None if value is MISSING else value


def listed(value: Any) -> Collection[Any]:
    """What a loop runs over."""
    if value is MISSING or value is None:
        return ()
    return value if hasattr(value, "__len__") else list(value)


def turns(values: Collection[Any], around: Any, *, is_reversed: bool) -> Iterator[tuple[dict[str, Any], Any]]:
    """A loop that asks at which turn it is.  around: the loop around it."""
    number = len(values)
    loop: dict[str, Any] = {"parentloop": {} if around is MISSING else around}
    ordered: Iterable[Any] = reversed(values) if is_reversed else values  # type: ignore[call-overload]  # Django asks no more
    for place, value in enumerate(ordered):
        loop |= {
            "counter0": place,
            "counter": place + 1,
            "revcounter": number - place,
            "revcounter0": number - place - 1,
        }
        loop |= {"first": place == 0, "last": place == number - 1}
        yield loop, value


def holds(compare: Callable[[], bool]) -> bool:
    """A comparison; one that cannot be made does not hold."""
    try:
        return compare()
    except TypeError:
        return False


def filtered(expression: FilterExpression, value: Any, context: Context) -> Any:
    """A value after the filters of an expression, whose arguments are constants (numbers are looked up)."""
    for change, arguments in expression.filters:
        changing = [one.resolve(context) if is_looked_up else mark_safe(one) for is_looked_up, one in arguments]  # noqa: S308
        if getattr(change, "expects_localtime", False):
            value = template_localtime(value, context.use_tz)
        if getattr(change, "needs_autoescape", False):
            changed = change(value, *changing, autoescape=context.autoescape)
        else:
            changed = change(value, *changing)
        is_safe = getattr(change, "is_safe", False) and isinstance(value, SafeData)
        value = mark_safe(changed) if is_safe else changed  # noqa: S308  # the filter says so
    return value


def apart(node: Node, context: Context, values: Mapping[str, Any], kept_as: str = "") -> Any:
    """What a node of Django's says, or keeps under a name, that asks for no more than these values."""
    kept = {name: value for name, value in values.items() if value is not MISSING}
    around, context.dicts = context.dicts, [CONSTANTS, kept]
    try:
        said_by_it = node.render(context)
    finally:
        context.dicts = around
    return kept[kept_as] if kept_as else said_by_it


def amid(node: Node, context: Context, values: Mapping[str, Any]) -> str:
    """What a node of Django's says that may ask for anything: for what is around it and for these values."""
    with context.push(**{name: value for name, value in values.items() if value is not MISSING}):
        return node.render(context)
