"""Refs: what people see and cite instead of keys.

canada-mexico-2023            a plan
canada-mexico-2023/6          a pillar
canada-mexico-2023/6.4        a commitment
canada-mexico-2023/9.2#b      a clause
"""

from __future__ import annotations

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+){0,4}")
CLAUSE = re.compile(r"[a-z]{1,3}")


def plan_ref(plan: str) -> str:
    return plan


def numbered_ref(plan: str, number: str) -> str:
    """Ref of a pillar ("6") or a commitment ("6.4") of a plan."""
    return f"{plan}/{number}"


def clause_ref(commitment_ref: str, letter: str) -> str:
    return f"{commitment_ref}#{letter}"


def split_ref(ref: str) -> tuple[str, str, str]:
    """(plan slug, number or "", clause letter or "").  Raises ValueError when the ref has another shape."""
    head, _, letter = ref.partition("#")
    slug, _, number = head.partition("/")
    if (
        not SLUG.fullmatch(slug)
        or (number and not NUMBER.fullmatch(number))
        or (letter and not CLAUSE.fullmatch(letter))
    ):
        raise ValueError(f"{ref!r} is not a ref; it looks like canada-mexico-2023/6.4")
    return slug, number, letter


def clause_letter(position: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
