"""What is the same of an address in every language: pages are made in all languages one after the other."""

from __future__ import annotations

import json
from functools import lru_cache
from urllib.parse import unquote

from django.urls import Resolver404, resolve

from entente.surfaces.web import links

ADDRESSES = "entente.surfaces.publish.file_urls"
"""Where the addresses of a publication are found."""


@lru_cache(maxsize=10_000)
def page_of(address: str) -> str:
    """The page of an address, its keys and its query as one text; the address itself of no page."""
    path, _mark, query = address.partition("?")
    try:
        match = resolve(unquote(path), ADDRESSES)
    except Resolver404:
        return address
    keys = [[key, value] for key, value in match.kwargs.items() if key != "language"]
    return json.dumps([match.url_name, keys, query], default=str) if match.url_name in links.PAGES else address
