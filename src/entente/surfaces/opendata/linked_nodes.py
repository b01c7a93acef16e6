"""What every document of linked data is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from entente.foundation.common.languages import Wording
from entente.record.plan.queries import PartyView
from entente.surfaces.web import links

Node = dict[str, Any]
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "datePublished": {"@type": "https://schema.org/DateTime"},
}
"""In the document itself, so that nothing has to be fetched to read it."""


def document(node: Node) -> Node:
    return {"@context": CONTEXT, **clean(node)}


def party_node(party: PartyView) -> Node:
    return {"@type": "GovernmentOrganization", "identifier": party.code, "name": texts(party.name)}


def texts(wording: Wording) -> list[Node]:
    return [text(words, tag) for tag, words in sorted(wording.items()) if words]


def text(words: str, tag: str) -> Node:
    return {"@value": words, "@language": tag}


def node_id(address: str) -> str:
    """The name of a thing is where its linked data lies."""
    return links.absolute(links.site(address))


def page_of(name: str, **keys: str) -> str:
    return links.absolute(links.href(name, "en", **keys))


def clean(value: Any) -> Any:
    """Without what nothing is said of."""
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items() if not _is_empty(each)}
    if isinstance(value, list):
        return [clean(each) for each in value]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, Sequence | Iterable) and not value)
