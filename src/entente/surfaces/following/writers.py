"""A feed as Atom (RFC 4287) and as JSON Feed (version 1.1).  Pure: a feed in, bytes out, the same ones for the same feed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from .items import Feed, Item

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
JSON_FEED = "https://jsonfeed.org/version/1.1"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_atom(feed: Feed, *, here: str) -> bytes:
    """The feed as Atom.  here: its own absolute address."""
    root = etree.Element(f"{{{ATOM}}}feed", {LANG: feed.language}, nsmap={None: ATOM})  # type: ignore[dict-item]  # None: the default namespace
    _add(root, "id", feed.key)
    _add(root, "title", feed.title.text, {LANG: feed.title.language or feed.language})
    _add(root, "subtitle", feed.description)
    _add(root, "updated", _instant(feed.updated))
    _author(root, feed.keeper)
    _add(root, "link", "", {"rel": "self", "href": here, "type": "application/atom+xml"})
    _add(root, "link", "", {"rel": "alternate", "href": feed.page, "type": "text/html", "hreflang": feed.language})
    _add(root, "link", "", {"rel": "license", "href": LICENCE})
    for item in feed.items:
        _entry(root, item, feed)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def as_json_feed(feed: Feed, *, here: str) -> bytes:
    """The feed as JSON Feed.  here: its own absolute address."""
    whole = {
        "version": JSON_FEED,
        "title": feed.title.text,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": here,
        "language": feed.language,
        "authors": [{"name": feed.keeper}],
        "items": [_json_item(item, feed) for item in feed.items],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _entry(root: etree._Element, item: Item, feed: Feed) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.key)
    _add(entry, "title", item.title)
    _add(entry, "published", _instant(item.published))
    _add(entry, "updated", _instant(item.updated))
    _author(entry, item.by or feed.keeper)
    _add(entry, "category", "", {"term": item.action})
    _add(entry, "link", "", {"rel": "alternate", "href": item.address, "type": "text/html"})
    words, language = (item.text.text, item.text.language) if item.text else (item.title, feed.language)
    _add(entry, "content", words, {"type": "text", LANG: language or feed.language})


def _json_item(item: Item, feed: Feed) -> dict[str, Any]:
    said = {"content_text": item.text.text, "language": item.text.language} if item.text else {}
    return {
        "id": item.key,
        "url": item.address,
        "title": item.title,
        "content_text": item.title,
        "date_published": _instant(item.published),
        "date_modified": _instant(item.updated),
        "authors": [{"name": item.by or feed.keeper}],
        "tags": [item.action],
        "language": feed.language,
        **said,
    }


def _add(above: etree._Element, name: str, text: str = "", attrs: Mapping[str, str] | None = None) -> etree._Element:
    """Add an element; its text without the characters that no XML file can hold."""
    made = etree.SubElement(above, f"{{{ATOM}}}{name}", dict(attrs or {}))
    made.text = NOT_IN_XML.sub("", text) or None
    return made


def _author(above: etree._Element, name: str) -> None:
    _add(_add(above, "author"), "name", name)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
