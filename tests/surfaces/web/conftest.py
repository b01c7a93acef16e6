"""What the tests of the pages share: one staged plan, and readers of a page."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from entente.record.plan.queries import Plan

from .stage import staged_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return staged_plan()


@pytest.fixture(autouse=True)
def _language_is_given_back() -> Iterator[None]:
    with translation.override("en"):
        yield


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.attrs: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attrs.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def parsed(html: str) -> _Text:
    reader = _Text()
    reader.feed(html)
    return reader


def texts_of(html: str) -> str:
    """The words of a page, one space between any two."""
    return " ".join(" ".join(parsed(html).parts).split())


def tags_of(html: str, name: str) -> list[dict[str, str | None]]:
    """The attributes of every element of one name."""
    return [attrs for tag, attrs in parsed(html).attrs if tag == name]


def get(address: str, **headers: str) -> str:
    """The page at an address, which must be there."""
    response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def queries_of(address: str) -> int:
    """How many queries the page costs."""
    client = Client()
    client.get(address)  # what is cached once is cached
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
