"""Methods of assessment as data: one scale, one file.  Pure: reads what ships, checks what an assessor defines.

A method is named `code/version`; an assessor's own `owner:code/version`.  What was used is never changed: a new version is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording

from .scales import Crosswalk, Evidence, Level, Mapped, Method, Reading, Relation, Share, Value, mapped

__all__ = [
    "Crosswalk",
    "Evidence",
    "Level",
    "Mapped",
    "Method",
    "Reading",
    "Relation",
    "Share",
    "Value",
    "mapped",
    "read_method",
    "shipped_crosswalks",
    "shipped_methods",
]

FOLDER = Path(__file__).parent
CROSSWALKS = "crosswalks.yaml"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VALUE = re.compile(r"[+-]?[a-z0-9]+(?:_[a-z0-9]+)*")
VALUES_MAX = 20
CODERS_MAX = 2


@functools.cache
def shipped_methods() -> Mapping[str, Method]:
    """The methods that ship, by name, in the order of their files."""
    files = [path for path in sorted(FOLDER.glob("*.yaml")) if path.name != CROSSWALKS]
    made = [read_method(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files]
    return {method.ref: method for method in made}


@functools.cache
def shipped_crosswalks() -> Crosswalk:
    """From the shipped scales to the scale on which parties report."""
    tree = yaml.safe_load((FOLDER / CROSSWALKS).read_text(encoding="utf-8"))
    rows = {str(row["from"]): (tuple(row["to"]), Relation(row["relation"])) for row in tree["rows"]}
    return Crosswalk(int(tree["version"]), rows)


def read_method(tree: Mapping[str, Any], *, owner: str = "") -> Method:
    """A method from what was written down.  Raises RuleBroken in one sentence that says what to mend."""
    code = str(tree.get("code", ""))
    if not CODE.fullmatch(code):
        raise RuleBroken(
            f"“{code}” cannot name a method; write small letters, digits and hyphens, such as forest-scale."
        )
    readings, evidence, level = (
        tuple(_choice(Reading, one, code) for one in tree.get("readings", ())),
        _choice(Evidence, tree.get("evidence", Evidence.ANY), code),
        _choice(Level, tree.get("level", Level.NOMINAL), code),
    )
    values = tuple(_value(row, code) for row in _rows(tree.get("values"), code))
    coders = _number(tree.get("coders", 1), code)
    _require_scale(values, code)
    if not 1 <= coders <= CODERS_MAX:
        raise RuleBroken(f"The method “{code}” asks for {coders} coders; ask for one or two.")
    return Method(
        owner=owner,
        code=code,
        version=_number(tree.get("version", 1), code),
        name=_wording(tree.get("name"), f"The method “{code}”"),
        about=_wording(tree.get("about"), f"What the method “{code}” is about"),
        is_per_party=bool(tree.get("per_party", True)),
        coders=coders,
        readings=readings,
        evidence=evidence,
        level=level,
        share=_share(tree.get("share"), values, code),
        values=values,
    )


def _value(row: Mapping[str, Any], method: str) -> Value:
    code = str(row.get("code", ""))
    if not VALUE.fullmatch(code) or len(code) > 40:
        raise RuleBroken(f"“{code}” cannot be a value of “{method}”; write a word or a number, such as limited or +1.")
    score = row.get("score")
    return Value(
        code=code,
        label=_wording(row.get("label"), f"The value “{code}” of “{method}”"),
        score=None if score is None else _number(score, method),
        needs_proof=bool(row.get("proof", False)),
    )


def _require_scale(values: tuple[Value, ...], method: str) -> None:
    codes = [value.code for value in values]
    if not 2 <= len(codes) <= VALUES_MAX:
        raise RuleBroken(f"The scale of “{method}” has {len(codes)} values; give it 2 to {VALUES_MAX}.")
    if len(set(codes)) != len(codes):
        raise RuleBroken(f"The scale of “{method}” names a value twice; keep one of them.")
    scores = [value.score for value in values if value.score is not None]
    if scores != sorted(set(scores)):
        raise RuleBroken(f"The scores of “{method}” do not rise from value to value; put its values in order.")


def _share(tree: Mapping[str, Any] | None, values: tuple[Value, ...], method: str) -> Share | None:
    if tree is None:
        return None
    share = Share(_number(tree.get("lowest", 0), method), _number(tree.get("highest", 0), method))
    if share.lowest >= share.highest or any(value.score is None for value in values):
        raise RuleBroken(f"The share of “{method}” needs a score for every value, and a highest above its lowest.")
    return share


def _rows(tree: object, method: str) -> list[Mapping[str, Any]]:
    if not isinstance(tree, list) or not all(isinstance(row, Mapping) for row in tree):
        raise RuleBroken(f"The values of “{method}” are no list; write each with its code and its label.")
    return tree


def _number(value: object, method: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RuleBroken(f"“{value}” in the method “{method}” is no whole number; write one.")
    return value


def _choice(kind: type[Any], text: object, method: str) -> Any:
    if text not in {str(one) for one in kind}:
        known = ", ".join(str(one) for one in kind)
        raise RuleBroken(f"“{text}” is not known in the method “{method}”; write one of {known}.")
    return kind(text)


def _wording(tree: object, what: str) -> Wording:
    if not isinstance(tree, Mapping) or not any(str(text).strip() for text in tree.values()):
        raise RuleBroken(f"{what} has no words; give them in at least one language.")
    return {str(tag): str(text).strip() for tag, text in tree.items() if str(text).strip()}
