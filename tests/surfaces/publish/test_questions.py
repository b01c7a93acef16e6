"""What a publication notes of a question is what the database answered to whoever asked, and it is asked once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common import notes
from entente.record.assessment.models import Finding
from entente.surfaces.publish import questions
from entente.surfaces.publish.questions import Questions, answer_to
from tests.record.builders import NOW

Noted = list[tuple[int, str, str, bytes]]


@pytest.fixture
def slugs(db: None) -> list[str]:
    found = [f"looked-{number}" for number in range(5)]
    for number, slug in enumerate(found):
        at = NOW + timedelta(hours=number - 2)
        Finding.objects.create(owner="AAA", slug=slug, tier="public", made_at=at, looked_on=NOW.date())
    return found


@pytest.mark.parametrize("read_max", [2, 5, 1000])
def test_an_answer_is_noted_as_it_came(slugs: list[str], read_max: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "READ_MAX", read_max)
    written: Noted = []
    asked = Questions(NOW, 1, lambda number, asked: written.append((number, *asked[:3])))
    rows = Finding.objects.order_by("slug")

    with CaptureQueriesContext(connection) as captured, asked.recording(), notes.noting() as noted:
        found = [
            [row.slug for row in rows],
            list(rows.values_list("slug", flat=True)),
            [row.slug for row in rows.iterator(chunk_size=2)],
            [row.slug for row in [rows.all().first()] if row],
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT slug FROM assessment_finding WHERE slug <> %s ORDER BY slug", [slugs[0]])
            found.append([cursor.fetchone()[0], *[row[0] for row in cursor.fetchmany(2)], *[row[0] for row in cursor]])
            cursor.execute("SELECT 'other'")
            assert cursor.fetchall() == [("other",)]

    assert found == [slugs, slugs, slugs, slugs[:1], slugs[1:]]
    assert [(number, answer) for number, _sql, _given, answer in written] == [
        (number, answer_to(sql, given, NOW)[0]) for number, (_, sql, given, _answer) in enumerate(written, start=1)
    ]
    assert (noted.until, noted.newest) == (NOW + timedelta(hours=1), NOW)
    if read_max == 1000 and connection.vendor == "sqlite":
        assert len(captured) == 6
