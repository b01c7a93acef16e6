"""The few tags that templates use: links, dates, wording in its own language."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from entente.foundation.common.languages import direction
from entente.surfaces.web import dates, feeds, links

register = template.Library()


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def href(page: str, **keys: Any) -> str:
    """{% href "commitment" plan=plan.slug number="6.4" %}: the page's address in the language being read."""
    return links.href(page, _language(), **{key: str(value) for key, value in keys.items()})


@register.simple_tag(name="feeds")
def feeds_of_page(request: HttpRequest) -> feeds.FeedLinks | None:
    """{% feeds request as feeds %}: where the page being shown is followed; None for one that is of no plan."""
    return feeds.of_page(request, _language())


@register.simple_tag
def problem_on_page(request: HttpRequest) -> str:
    """{% problem_on_page request %}: the form for a problem on the page shown; without a server, whom to write to."""
    language = _language()
    if not links.has_server():
        return links.href("problem", language)
    return f"{links.href('problem_tell', language)}?{urlencode({'page': request.path})}"


@register.simple_tag
def asset(name: str) -> str:
    """{% asset "entente/app.css" %}: a style sheet, a script, an image."""
    return links.asset(name)


@register.simple_tag
def day(on: date) -> str:
    """{% day update.on %}"""
    return dates.day(on, _language())


@register.simple_tag
def instant(at: datetime) -> str:
    """{% instant frame.as_of %}"""
    return dates.instant(at, _language())


@register.simple_tag
def period(text: str) -> str:
    """{% period "2023-05" %}: a partial date in words."""
    return dates.period(text, _language())


@register.filter
def sentence(words: str) -> str:
    """{{ choice.reason|sentence }}: a reason that stands by itself, with a capital and one full stop."""
    told = f"{words[:1].upper()}{words[1:]}"
    return told if told.endswith((".", "?", "!")) or not told else f"{told}."


@register.filter(name="direction")
def direction_of(tag: str) -> str:
    """{{ wording.language|direction }}: rtl or ltr, for the dir attribute beside every lang attribute."""
    return direction(tag)
