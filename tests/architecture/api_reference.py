"""docs/openapi.json and the reference in docs/api.md, made from the API: `python -m tests.architecture.api_reference`."""

from __future__ import annotations

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
django.setup()

from entente.surfaces.api.schema import openapi_text, reference_text  # noqa: E402 (needs Django to be ready)

DOCS = Path(__file__).parents[2] / "docs"
MARK = "<!-- What follows is made from the API: python -m tests.architecture.api_reference -->\n\n"


def page() -> str:
    """docs/api.md: what people wrote above the mark, the present reference below it."""
    head, mark, _ = (DOCS / "api.md").read_text("utf-8").partition(MARK)
    return head + mark + reference_text()


def main() -> None:
    (DOCS / "openapi.json").write_text(openapi_text(), "utf-8")
    (DOCS / "api.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
