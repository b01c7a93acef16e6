"""Exemptions: which items, fields and passages are not released, for which reason; and the check that none of it is left.

A file of exemptions (YAML) is a list.  Each line names an item by its ref and a code, such as the section of the law:

    - {item: tri-plan/1.1/updates/AAA-7/v1, code: "s. 15(1)"}                                    the whole item
    - {item: tri-plan/1.1/updates/AAA-7/v2, code: "s. 20(1)", field: challenges.en}              one field
    - {item: tri-plan/1.1/updates/AAA-7/v2, code: "s. 19(1)", field: done.en, words: "the name"}  one passage

What is exempted once is taken out wherever else it stands in the release: in other versions, decisions and log entries.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from entente.foundation.common.errors import RuleBroken

from .item import Item

SHORT = 8
"""A whole field of fewer signs (a code, a day) is taken out in its place alone: it says nothing about this item elsewhere."""

KEYS = {"item", "code", "field", "words"}


@dataclass(frozen=True, slots=True)
class Exemption:
    """field: "" for the whole item; words: "" for the whole field."""

    item: str
    code: str
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """An item as it leaves.  codes: why something of it does not; is_withheld: nothing of it does but its day and originator."""

    item: Item
    codes: tuple[str, ...] = ()
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Redacted:
    """The items as they leave, and the texts that may stand nowhere in what is written."""

    items: tuple[Released, ...]
    secrets: tuple[str, ...]


def read_exemptions(path: Path) -> list[Exemption]:
    """Raises RuleBroken in one sentence that names the line of the list."""
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleBroken(f"{path.name} cannot be read as YAML; write a list of exemptions.") from error
    if not isinstance(loaded, list):
        raise RuleBroken(f"{path.name} is no list; begin each exemption with “- item:”.")
    return [_exemption(path.name, at, row) for at, row in enumerate(loaded, 1)]


def _exemption(name: str, at: int, row: object) -> Exemption:
    where = f"{name}, exemption {at}"
    if not isinstance(row, Mapping) or not {"item", "code"} <= set(row) <= KEYS:
        raise RuleBroken(f"{where} needs an item and a code, and may have a field and words; nothing else.")
    texts = {str(key): str(value).strip() for key, value in row.items()}
    if not texts["item"] or not texts["code"] or ("words" in texts and not texts.get("field")):
        raise RuleBroken(f"{where} has no item or no code, or has words without the field they stand in.")
    return Exemption(**texts)


def redact(items: Sequence[Item], exemptions: Sequence[Exemption]) -> Redacted:
    """Take out what is exempted.  Raises RuleBroken for an item, a field or words that are not there."""
    by_ref = {item.ref: item for item in items}
    passages: dict[str, str] = {}
    withheld: dict[str, str] = {}
    emptied: dict[tuple[str, str], str] = {}
    for one in exemptions:
        item = by_ref.get(one.item)
        if item is None:
            raise RuleBroken(f"There is no item “{one.item}” in this release; the list without exemptions names all.")
        if not one.field:
            withheld[one.item] = one.code
            passages |= {text: one.code for text in item.fields.values() if len(text) >= SHORT}
            continue
        text = item.fields.get(one.field)
        if text is None:
            raise RuleBroken(f"“{one.item}” has no field “{one.field}”; it has {', '.join(sorted(item.fields))}.")
        if one.words and not _pattern(one.words).search(text):
            raise RuleBroken(
                f"The words “{one.words}” do not stand in {one.field} of “{one.item}”; copy them from there."
            )
        if one.words:
            passages[one.words] = one.code
        else:
            emptied[one.item, one.field] = one.code
            passages |= {text: one.code} if len(text) >= SHORT else {}
    patterns = [(_pattern(text), code) for text, code in sorted(passages.items(), key=lambda pair: -len(pair[0]))]
    released = [
        _withheld(at, item, withheld[item.ref]) if item.ref in withheld else _released(item, emptied, patterns)
        for at, item in enumerate(items, 1)
    ]
    return Redacted(tuple(released), tuple(passages))


def _withheld(at: int, item: Item, code: str) -> Released:
    """A ref may hold words of what it names: an item that is withheld whole keeps its place in the list alone."""
    return Released(replace(item, ref=f"withheld-{at}", post="", fields={}), (code,), is_withheld=True)


def _released(
    item: Item, emptied: Mapping[tuple[str, str], str], patterns: Sequence[tuple[re.Pattern[str], str]]
) -> Released:
    codes: dict[str, None] = {}
    fields = {}
    for name, whole in item.fields.items():
        emptied_for = emptied.get((item.ref, name))
        if emptied_for is not None:
            fields[name] = _gap(emptied_for)
            codes[emptied_for] = None
            continue
        left = whole
        for pattern, code in patterns:
            left, number = pattern.subn(_gap(code), left)
            codes |= {code: None} if number else {}
        fields[name] = left
    return Released(replace(item, fields=fields), tuple(codes))


def _gap(code: str) -> str:
    """What stands for words that were taken out: always as long, so that it does not tell how many."""
    return f"[withheld: {code}]"


def _pattern(words: str) -> re.Pattern[str]:
    """The words in any case and with any white space between them."""
    return re.compile(r"\s+".join(re.escape(part) for part in words.split()), re.IGNORECASE)


def require_absent(files: Mapping[str, bytes], secrets: Iterable[str]) -> None:
    """Refuse to release files in which a secret stands anywhere, plain, escaped or inside a packed file."""
    contents = [text for name, content in files.items() for text in _texts(name, content)]
    for secret in secrets:
        pattern = _pattern(secret)
        if any(pattern.search(text) for text in contents):
            raise RuleBroken(
                "Something that is exempted still stands in the release, perhaps in a name; nothing was written. "
                "Exempt the whole item that names it."
            )


def _texts(name: str, content: bytes) -> Iterable[str]:
    """The content as text, also with its escapes undone."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.namelist():
                yield from _texts(member, packed.read(member))
        return
    text = content.decode("utf-8", "replace")
    yield text
    yield html.unescape(re.sub(r"<[^>]+>", "", text))
    if name.endswith(".json"):
        yield json.dumps(json.loads(text), ensure_ascii=False)
