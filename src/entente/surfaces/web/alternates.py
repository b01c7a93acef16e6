"""The page being shown, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest

from . import files
from .links import PAGES, href, languages, with_query


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one language.  `name` is the language's own name for itself."""

    language: str
    name: str
    address: str
    is_current: bool


def alternates(request: HttpRequest, current: str) -> list[Alternate]:
    """The page being shown, in every language, with its filters; of an address that is no page, the same path."""
    asked = request.META.get("QUERY_STRING", "")
    here = {tag: _address_in(request, tag) for tag, _name in languages()}
    if files.current() is not None:
        asked_for = request.GET.dict() if asked else {}
        here = {tag: with_query(address, asked_for) for tag, address in here.items()}
    elif asked:
        here = {tag: f"{address}?{asked}" for tag, address in here.items()}
    return [Alternate(tag, name, here[tag], tag == current) for tag, name in languages()]


def _address_in(request: HttpRequest, language: str) -> str:
    match = request.resolver_match
    if match is not None and match.url_name in PAGES:
        keys: dict[str, Any] = {key: value for key, value in match.kwargs.items() if key != "language"}
        return href(match.url_name, language, **keys)
    first, slash, rest = request.path.lstrip("/").partition("/")
    if first in dict(languages()) and files.current() is None:
        return f"/{language}{slash}{quote(rest)}"
    return href("home", language)
