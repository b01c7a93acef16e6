"""Where the release board is found; the address comes from `web.links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web import links
from entente.surfaces.web.patterns import View, patterns

from .board import board, board_list

PUBLISH_PAGES: dict[str, View] = {"desk_publish": board, "desk_publish_list": board_list}

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for tag, _name in links.languages() for pattern in patterns(tag, PUBLISH_PAGES)
]
