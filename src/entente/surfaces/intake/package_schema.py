"""One file of a plan package against its definition in `plan-package.schema.json`, told in sentences.

Every problem is one sentence: the file, the line and the place, what is wrong, and how to mend it.
"""

from __future__ import annotations

import functools
import itertools
import json
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from .package_files import Document

SCHEMA = Path(__file__).with_name("plan-package.schema.json")
PROBLEMS_MAX = 50


@functools.cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    return definitions


@functools.cache
def _validator(definition: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": _definitions()})


def problems_of_schema(document: Document, definition: str) -> list[str]:
    """The sentences for what one document breaks of a definition of the schema, in the order of its lines."""
    errors = itertools.islice(_validator(definition).iter_errors(document.tree), PROBLEMS_MAX)
    placed = [(tuple(error.instance_path), error) for error in errors]
    placed.sort(key=lambda pair: document.lines.get(pair[0], 0))
    return [f"{document.where(path)}: {_complaint(error)}." for path, error in placed]


def _complaint(error: ValidationError) -> str:
    """What is wrong and how to mend it, for one broken keyword of the schema."""
    rule, schema = str(error.schema_path[-1]), _broken(error)
    value: Any = error.instance
    limit = schema[rule]
    if rule == "required":
        return f"“{error.kind.value}” is missing; add it"
    if rule == "additionalProperties":
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
    return _complaint_about_size(rule, value, limit) or _complaint_about_shape(schema, value)


def _broken(error: ValidationError) -> dict[str, Any]:
    """The part of the schema whose keyword is broken."""
    schema: Any = {"$defs": _definitions()}
    for step in error.schema_path[:-1]:
        schema = schema[step]
    return dict(schema)


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


def _complaint_about_shape(schema: dict[str, Any], value: Any) -> str:
    expected = schema.get("description", "").rstrip(".") or f"The pattern is {schema['pattern']}"
    return f"“{shown(value)}” has another shape; correct it ({expected})"


def shown(value: Any) -> str:
    """A value from outside, short and printable, for a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if text.isprintable() else ascii(text)[1:-1]
    return text if len(text) <= 60 else text[:57] + "..."
