"""Fictional plans of every family of structure, marked by hand, read exactly as marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from marked import DOCUMENTS, document_of, gold_of, scored

GOLDS = sorted(DOCUMENTS.glob("*.gold.json"))


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_document_reads_as_marked(path: Path) -> None:
    gold = gold_of(path)
    parties = tuple(gold.pop("named_parties"))
    assert scored(document_of(path), parties) == gold


def test_every_family_has_a_document() -> None:
    assert {path.name.removesuffix(".gold.json") for path in GOLDS} == {
        "economic-dialogue",  # pillar, theme, nested bullets
        "forum-pledges",  # one-party pledges
        "horizon-2047",  # running text
        "numbered-paragraphs",  # numbered paragraphs, children
        "open-government",  # rows
        "progress-report",  # reports
        "two-rivers-2031-es",  # numbered headings, list of pillars
        "two-rivers-2031-fr",  # labelled headings
    }
