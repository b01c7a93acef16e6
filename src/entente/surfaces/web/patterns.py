"""The URL patterns of pages, from the table of addresses in `links`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from entente.foundation.common import refs

from .links import languages, route

View = Callable[..., HttpResponseBase]


class NumberConverter(StringConverter):
    """The number of a pillar or commitment: 6 or 6.4."""

    regex = refs.NUMBER.pattern


class SegmentConverter(StringConverter):
    """One part of an address that is not a number of the plan: a framework's or a target's code."""

    regex = "[^/]+"


register_converter(NumberConverter, "number")
register_converter(SegmentConverter, "segment")


def patterns(language: str, views: Mapping[str, View]) -> list[URLResolver]:
    """The URL patterns of some pages in one language; each view gets `language` beside the page's keys.

    They stand below the language, so that an address in another one is not tried with each of them.

    Where two addresses differ first in a word and a key, the word comes first: `milestones/add/` is never read as the
    milestone “add”, in whatever order the pages were listed.
    """
    ordered = sorted(views, key=lambda page: ["<" in part for part in route(page, language).split("/")])
    below = f"{language}/"
    pages = [
        path(route(page, language).removeprefix(below), views[page], {"language": language}, name=page)
        for page in ordered
    ]
    return [path(below, include(pages))]


def in_all_languages(views: Mapping[str, View]) -> list[URLPattern | URLResolver]:
    return [pattern for tag, _name in languages() for pattern in patterns(tag, views)]
