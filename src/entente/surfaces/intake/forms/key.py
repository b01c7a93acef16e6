"""The key that a form carries: what it is about, signed, so that a form that comes back cannot claim to be another one.

It says nothing of who sends it: that is the officer who drops it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core import signing

SALT = "entente.forms"
KEY_FIELD = "form_key"
BEGIN, END = "ENT1", "END1"
"""Marks around the key, by which it is found in the text of a mail however its lines were broken or quoted."""

IN_TEXT = re.compile(rf"{BEGIN}([A-Za-z0-9_\-:.\s>]+?){END}")
NOT_KEY = re.compile(r"[\s>]")


@dataclass(frozen=True, slots=True)
class FormKey:
    """What a form is about.

    languages  in which it asks; expires_on: last day on which it is taken
    revision   of the update that was open when it left, 0 for none
    marks      short hashes of its fields as they left, in the form's order
    """

    plan: str
    commitment: str
    owner: str
    languages: tuple[str, ...]
    expires_on: date
    revision: int
    marks: tuple[str, ...]


def signed(key: FormKey) -> str:
    """The key as the form shows it."""
    values = [
        key.plan,
        key.commitment,
        key.owner,
        list(key.languages),
        key.expires_on.isoformat(),
        key.revision,
        list(key.marks),
    ]
    return f"{BEGIN} {signing.dumps(values, salt=SALT, compress=True)} {END}"


def keys_in(text: str) -> list[str]:
    """The keys that a text holds, each once, as they were signed."""
    return list(dict.fromkeys(NOT_KEY.sub("", found) for found in IN_TEXT.findall(text)))


def read_key(text: str) -> FormKey | None:
    """The key, or None when it was not signed here."""
    try:
        plan, commitment, owner, languages, expires_on, revision, marks = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return FormKey(plan, commitment, owner, tuple(languages), date.fromisoformat(expires_on), revision, tuple(marks))


def fields_of(languages: Sequence[str]) -> tuple[str, ...]:
    """Names of the form's fields in its order, as the columns of the sheet of updates are named."""
    return ("as_of_on", *(f"{field}_{tag}" for tag in languages for field in ("done", "next_step", "challenges")))
