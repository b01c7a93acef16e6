"""One file of a plan package against its definition in `plan-package.schema.json`, told in sentences.

Every problem is one sentence: the file, the line and the place, what is wrong, and how to mend it.
"""

from __future__ import annotations

import functools
import itertools
import json
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .package_files import Document

SCHEMA = Path(__file__).with_name("plan-package.schema.json")
PROBLEMS_MAX = 50


@functools.cache
def _validator(definition: str) -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})


def problems_of_schema(document: Document, definition: str) -> list[str]:
    """The sentences for what one document breaks of a definition of the schema, in the order of its lines."""
    errors = itertools.islice(_validator(definition).iter_errors(document.tree), PROBLEMS_MAX)
    placed = [(tuple(error.absolute_path), error) for error in errors]
    placed.sort(key=lambda pair: document.lines.get(pair[0], 0))
    return [f"{document.where(path)}: {_complaint(error)}." for path, error in placed]


def _complaint(error: ValidationError) -> str:
    """What is wrong and how to mend it, for one broken keyword of the schema."""
    rule, value = str(error.validator), cast("Any", error.instance)
    limit = cast("Any", error.validator_value)
    if rule == "required":
        missing = ", ".join(f"“{key}”" for key in limit if key not in value)
        return f"{missing} is missing; add it"
    if rule == "additionalProperties":
        schema: Any = error.schema
        known = sorted(schema.get("properties", {}))
        unknown = ", ".join(f"“{shown(key)}”" for key in value if key not in known)
        return f"{unknown} is not known here; remove it or correct its spelling ({', '.join(known)})"
    if rule in {"enum", "const"}:
        allowed = limit if isinstance(limit, list) else [limit]
        return f"“{shown(value)}” is not allowed; write {' or '.join(allowed)}"
    if rule == "oneOf":
        return f"“{shown(value)}” names no obligors; write all, or a list of party codes in square brackets"
    if rule == "type":
        return f"“{shown(value)}” is not {_TYPES[limit]}; write one"
    return _complaint_about_size(rule, value, limit) or _complaint_about_shape(error)


_TYPES = {"string": "a text", "object": "a mapping", "array": "a list", "boolean": "true or false"}


def _complaint_about_size(rule: str, value: Any, limit: Any) -> str:
    match rule:
        case "minLength":
            return "is empty; write its text or remove the key"
        case "maxLength":
            return f"has {len(value)} characters; shorten it to at most {limit}"
        case "minItems" | "minProperties":
            return f"holds {len(value)} entries; it needs at least {limit}"
        case "maxItems":
            return f"holds {len(value)} entries; it may have at most {limit}"
        case "uniqueItems":
            return "names one entry twice; keep one of them"
    return ""


def _complaint_about_shape(error: ValidationError) -> str:
    schema: Any = error.schema
    expected = schema.get("description", "").rstrip(".") or f"The pattern is {error.validator_value}"
    return f"“{shown(error.instance)}” has another shape; correct it ({expected})"


def shown(value: Any) -> str:
    """A value from outside, short and printable, for a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if text.isprintable() else ascii(text)[1:-1]
    return text if len(text) <= 60 else text[:57] + "..."
