"""Refusals in the language being read.  The record says them in English and knows no page that could say them anew."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string


def in_language(sentence: str) -> str:
    """A refusal as `settings.REFUSALS_SAID_BY` says it anew; in English where nobody has translated it."""
    said: Callable[[str], str] = import_string(settings.REFUSALS_SAID_BY)
    return said(sentence)
