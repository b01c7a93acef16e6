"""The OpenAPI document, and the reference part of docs/api.md that is made from it.  Both are committed and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from .operations import api

BASE = "/api/v1"


@cache
def openapi() -> dict[str, Any]:
    """The document as plain JSON values.  Made once a process, since nothing changes it: it takes a fifth of a second."""
    return cast(dict[str, Any], json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{BASE}/"))))


@cache
def openapi_bytes() -> bytes:
    """The document as it is served."""
    return json.dumps(openapi(), ensure_ascii=False).encode()


def openapi_text() -> str:
    """The document as it is committed."""
    return json.dumps(openapi(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def reference_text() -> str:
    """Every operation with its parameters, every shape with its fields, as Markdown."""
    document = openapi()
    lines = ["## Operations", ""]
    for method, path, operation in operations(document):
        lines += [*_operation(method, path, operation), ""]
    lines += ["## Shapes", ""]
    for name, schema in answers(document):
        lines += [f"### `{name}`", "", *_described(schema.get("description", "A choice.")), ""]
        if "enum" in schema:
            lines += ["One of " + ", ".join(f"`{choice}`" for choice in schema["enum"] if choice) + ".", ""]
            continue
        lines += ["Fields: " + ", ".join(f"`{field}`" for field in schema["properties"]) + ".", ""]
    return "\n".join(lines).rstrip() + "\n"


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """(method in capitals, path, operation) of every operation, by path as the document has them."""
    return [
        (method.upper(), path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def answers(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The shapes and the choices that are answered or sent, by name; those of questions are shown as parameters."""
    schemas = document["components"]["schemas"]
    found: dict[str, Any] = {}
    pending = [operation.get("requestBody", {}) for _method, _path, operation in operations(document)]
    pending += [
        kept["schema"]
        for _method, _path, operation in operations(document)
        for response in operation["responses"].values()
        for kept in response.get("content", {}).values()
    ]
    while pending:
        for name in _names(pending.pop()):
            if name not in found:
                found[name] = schemas[name]
                pending.append(schemas[name])
    return sorted(found.items())


def _names(schema: Any) -> Iterator[str]:
    """The names of the shapes that a schema refers to."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _names(value)


def body_of(operation: dict[str, Any]) -> str:
    """The name of the shape that an operation takes, "" for none."""
    return next(_names(operation.get("requestBody", {})), "")


def answer_of(operation: dict[str, Any]) -> str:
    """The name of the shape that an operation answers with, or the media type of its file."""
    content = operation["responses"]["200"]["content"]
    return next(_names(content), "") or next(iter(content))


def _operation(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    answer = answer_of(operation)
    short = path.removeprefix(BASE)
    taken = f" Takes `{body}`." if (body := body_of(operation)) else ""
    lines = [
        f"### `{method}` `{short}`",
        "",
        f"{operation['description']}{taken} Answers with `{answer}`; id `{operation['operationId']}`.",
    ]
    parameters = [f"- `{one['name']}`{_what(one['schema'])}" for one in operation.get("parameters", ())]
    return [*lines, "", *parameters] if parameters else lines


def _what(schema: dict[str, Any]) -> str:
    """The choices, the bounds and the default of a parameter, with what it is for."""
    known = {"Kind": "kinds", "Strength": "strengths", "EvidenceState": "states of evidence"}
    kind = next((part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"), schema)
    said = [schema.get("description", "")]
    said += [f"one of the {known[name]} below" for name in _names(kind) if name in known]
    said += ["one of " + ", ".join(f"`{value}`" for value in kind["enum"])] if "enum" in kind else []
    said += [f"from {kind['minimum']}"] if "minimum" in kind else []
    said += [f"to {kind['maximum']}"] if "maximum" in kind else []
    said += [f"`{schema['default']}` when left out"] if schema.get("default") not in (None, "") else []
    kept = [part for part in said if part]
    return ": " + "; ".join(kept) if kept else ""


def _described(description: str) -> list[str]:
    """A docstring as Markdown: its columns of names and meanings stay as they are, in a block."""
    first, _, rest = description.partition("\n\n")
    return [first, "", "```text", *rest.splitlines(), "```"] if rest else [first]
