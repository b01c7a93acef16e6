"""Addresses of the site, which a file that leaves the site has to say in whole."""

from __future__ import annotations

from entente.surfaces.web import links


def whole(href: str) -> str:
    """ "/en/plans/…" with the site's own origin; an address of another site as it is."""
    return links.absolute(href) if href.startswith("/") else href
