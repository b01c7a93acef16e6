"""Sources and their archived copies: pages of the desk's views that everybody reads, so that a published folder holds them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web.patterns import View, in_all_languages

from .views import copies

COPIES_PAGES: dict[str, View] = {
    "copy": copies.copy,
    "copy_text": copies.text,
    "source": copies.source,
    "source_changes": copies.changes,
}

urlpatterns: list[URLPattern | URLResolver] = in_all_languages(COPIES_PAGES)
