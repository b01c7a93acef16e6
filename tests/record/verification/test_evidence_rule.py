"""The published rule on evidence says what the rules do."""

from __future__ import annotations

from tests.record.verification.evidence_rule import PAGE, page, tables


def test_published_tables_are_those_of_the_rules() -> None:
    text = PAGE.read_text("utf-8")
    assert page(text) == text
    assert [table in text for table in tables().values()] == [True, True]
