#!/usr/bin/env python3
"""Writes the docs that are made from the code: `python docs/generate.py`.  Tests fail while one is behind."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")

import django

django.setup()

from entente.surfaces.api.schema import openapi_text, reference_text  # noqa: E402 (needs Django to be ready)

DOCS = Path(__file__).parent
MARK = "<!-- What follows is written by docs/generate.py -->\n\n"


def replace_below_mark(page: Path, text: str) -> None:
    """Keep what people wrote above the mark; write the rest anew."""
    head, mark, _ = page.read_text().partition(MARK)
    page.write_text(head + mark + text)


(DOCS / "openapi.json").write_text(openapi_text())
replace_below_mark(DOCS / "api.md", reference_text())
