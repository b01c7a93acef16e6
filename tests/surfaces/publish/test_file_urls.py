"""A publication finds every page that can be a file, and loads nothing of what needs a server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from entente.surfaces.publish.grouping import ADDRESSES
from entente.surfaces.web import links

LOADED = """
import sys
import django
django.setup()
from django.urls import resolve
from entente.surfaces.publish.grouping import ADDRESSES
assert resolve("/en/", ADDRESSES).url_name == "home"
print([name for name in ("entente.surfaces.api.urls", "entente.surfaces.web.desk.urls") if name in sys.modules])
"""


def names(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one)
        elif one.name:
            yield one.name


def test_every_page_that_needs_no_server_is_found() -> None:
    found = set(names(get_resolver(ADDRESSES)))
    assert [page for page in links.PAGES if not links.needs_server(page) and page not in found] == []


def test_what_needs_a_server_is_not_loaded() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], check=True, stdout=subprocess.PIPE, text=True)
    assert told.stdout.strip() == "[]"
