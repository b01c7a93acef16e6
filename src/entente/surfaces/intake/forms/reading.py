"""A form that came back, as the one row of updates that it is: from here on it goes the way of every workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from entente.surfaces.intake.sheets.columns import SheetKind
from entente.surfaces.intake.sheets.reading import FileRow, FileSheet, SheetFile
from entente.surfaces.intake.sheets.words import LABELS

from .answers import Answers, FormUnreadable
from .document import read_document
from .key import FormKey, fields_of, keys_in, read_key
from .mail import Mail, read_mail
from .marked import fields_in
from .words import say

SUFFIXES = (".docx", ".eml", ".msg")
FIELDS = ("as_of_on", "done", "next_step", "challenges")


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back.  says_from: whom its mail says it comes from, "" for a document; never verified."""

    file: SheetFile
    key: FormKey
    says_from: str = ""


def is_form(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, ".docm", ".doc", ".dotm"))


def read_form(name: str, data: bytes, *, owner: str, today: date, spoken: Sequence[str]) -> Returned:
    """Read a document or a mail.  Raises FormUnreadable with one sentence."""
    lower, labels = name.lower(), _labels(spoken)
    if lower.endswith((".docm", ".dotm")):
        raise FormUnreadable(say("macro_file", name=name))
    if lower.endswith(".docx") and data.startswith(b"PK"):
        return _returned(name, read_document(name, data, labels), "", owner=owner, today=today)
    if not lower.endswith((".eml", ".msg")):
        raise FormUnreadable(say("wrong_type" if not data.startswith(b"\xd0\xcf") else "unreadable", name=name))
    mail = read_mail(name, data)
    return _returned(name, _answers(name, mail, labels), mail.says_from, owner=owner, today=today)


def _answers(name: str, mail: Mail, labels: frozenset[str]) -> Answers:
    """Of an attached form where there is one, else of the mail's own words."""
    attached = [
        answers
        for file_name, content in mail.files
        if file_name.lower().endswith(".docx") and content.startswith(b"PK")
        if (answers := read_document(file_name, content, labels)).keys
    ]
    if len(attached) > 1:
        raise FormUnreadable(say("two_forms", name=name))
    return attached[0] if attached else Answers(tuple(keys_in(mail.text)), tuple(fields_in(mail.text, labels)))


def _returned(name: str, answers: Answers, says_from: str, *, owner: str, today: date) -> Returned:
    if len(answers.keys) != 1:
        raise FormUnreadable(say("two_forms" if answers.keys else "no_key", name=name))
    key = read_key(answers.keys[0])
    if key is None:
        raise FormUnreadable(say("bad_key", name=name))
    if key.owner != owner:
        raise FormUnreadable(say("other_side", name=name, found=key.owner, owner=owner))
    if key.expires_on < today:
        raise FormUnreadable(say("expired", name=name, day=key.expires_on.isoformat()))
    names = fields_of(key.languages)
    cells: dict[str, str] = {}
    notes = list(answers.notes)
    for field, words in answers.fields:
        if field in cells:
            notes.append(say("field_twice", field=field))
        elif field in names:
            cells[field] = words
    if not cells:
        raise FormUnreadable(say("no_answers", name=name))
    if says_from:
        notes.append(say("sender", sender=says_from))
    marks = dict(zip(names, key.marks, strict=False))
    row = FileRow(0, cells, marks, key.commitment)
    letters = {field: f"[{field}]" for field in cells}
    return Returned(
        SheetFile(name, (FileSheet(SheetKind.UPDATES, name[:80], letters, (row,)),), tuple(notes)), key, says_from
    )


def _labels(spoken: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for language in spoken:
        with override(language):
            found.update(str(LABELS[field]) for field in FIELDS)
    return frozenset(found)
