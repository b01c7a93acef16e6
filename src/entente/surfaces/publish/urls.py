"""Where the release board is found; the address comes from `web.links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web.patterns import View, in_all_languages

from .board import board, board_list

PUBLISH_PAGES: dict[str, View] = {"desk_publish": board, "desk_publish_list": board_list}

urlpatterns: list[URLPattern | URLResolver] = in_all_languages(PUBLISH_PAGES)
