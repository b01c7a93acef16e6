"""Feeds and calendars in a published folder: there, in every language, and the same bytes for the same instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from entente.foundation.common.actors import SYSTEM
from entente.surfaces.publish.publication import publish
from tests.surfaces.publish.reading import contents, verified
from tests.surfaces.web.stage import SLUG, staged_plan

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 6, 2, 12, tzinfo=UTC)
ORIGIN = "https://record.example"
FOLDERS = (
    f"en/plans/{SLUG}/follow",
    f"es/planes/{SLUG}/pilares/1/seguir",
    f"fr/plans/{SLUG}/engagements/1.1/suivre",
    f"fr/plans/{SLUG}/suivre/organismes/fair-office",
)


def published(out: Path, *, as_of: datetime = AS_OF) -> dict[str, bytes]:
    publish(out, by=SYSTEM, as_of=as_of, at=as_of + timedelta(days=1), origin=ORIGIN, report=lambda done, known: None)
    return contents(out, with_ledger=False)


def test_a_folder_holds_the_feeds_and_a_later_one_the_same_as_long_as_nothing_changed(tmp_path: Path) -> None:
    staged_plan()
    first = published(tmp_path / "one")
    for folder in FOLDERS:
        found = feedparser.parse(first[f"{folder}/changes.atom"])
        assert (found.bozo, found.feed.links[0].href) == (False, f"{ORIGIN}/{folder}/changes.atom")
        assert {entry.link.startswith(f"{ORIGIN}/{folder[:2]}/") for entry in found.entries} == {True}
        assert Calendar.from_ical(first[f"{folder}/dates.ics"]).errors == []
    assert verified(tmp_path / "one") == ""

    later = published(tmp_path / "one", as_of=AS_OF + timedelta(days=2))  # the release between them is an entry, too
    names = [name for name in first if name.endswith((".atom", ".ics", "changes.json"))]
    assert len(names) == 3 * 3 * (1 + 2 + 4 + 1)
    assert [name for name in names if first[name] != later[name]] == []
