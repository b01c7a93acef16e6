"""The OpenAPI document: what docs/openapi.json holds and a test compares."""

from __future__ import annotations

import json
from typing import Any, cast

from .operations import api


def openapi() -> dict[str, Any]:
    """The document as plain JSON values."""
    return cast(dict[str, Any], json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))))


def openapi_text() -> str:
    """The document as it is committed."""
    return json.dumps(openapi(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
