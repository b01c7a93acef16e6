"""Nothing that is held back reaches a folder that is brought up to date: no file, name, size, date or order tells of it.

Markers stand in records of every kind that a public page might reach, in what the desk keeps beside the record (uploads, posts
and people, those who follow by mail, finished jobs), and in working entries of the log.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.accounts import commands as accounts
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ObstacleFacts, RhythmFacts
from entente.surfaces.following.models import Follower
from entente.surfaces.following.words import Rhythm
from entente.surfaces.intake.models import ImportJob
from entente.surfaces.publish.publication import Published, publish
from tests import cast
from tests.cast import ANA, DANA
from tests.record.builders import adopted_plan, draft_plan
from tests.record.delivery import activity_acts as acts
from tests.record.delivery.builders import draft, submitted
from tests.surfaces.test_rights import CELLS, KINDS, WORD, may_see

from .reading import contents, times
from .test_publication import _unpacked

pytestmark = pytest.mark.django_db

AT = datetime.now(UTC) + timedelta(minutes=1)
LEAK = "zqleakzq"


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.VAR = tmp_path / "var"


def published(out: Path, at: datetime) -> Published:
    later = at + timedelta(seconds=1)
    return publish(out, by=SYSTEM, as_of=at, at=later, origin="https://record.example", report=lambda *_told: None)


def hide_something_everywhere() -> None:
    """A marker in every place from which it must not come out."""
    for cell in CELLS:
        if not may_see(DANA, cell):
            KINDS[cell.kind](cell)
    wordings = {tag: f"{LEAK} {tag}" for tag in ("en", "es", "fr", "pt")}
    draft(done=wordings)
    submitted(done=wordings, next_step=wordings)
    acts.activity("dialogue", LEAK, title=wordings, tier=Tier.OWN)
    delivery.raise_obstacle(ObstacleFacts("tri-plan/1.1", wordings), by=ANA, on=AT.date(), at=AT)
    every = RhythmFacts("tri-plan/1.1", 30, 60, wordings, AT.date())
    delivery.set_rhythm(every, by=ANA, owner="AAA", at=AT, tier=Tier.OWN)
    draft_plan(f"{LEAK}-plan")
    ImportJob.objects.create(owner="AAA", post="ministry-a/desk", file_name=f"{LEAK}.docx", size_bytes=1, draft=LEAK)
    Follower.objects.create(
        digest=LEAK, address=f"{LEAK}@example.org", language="en", rhythm=Rhythm.values[0], made_at=AT, not_before=AT
    )
    accounts.create_account(cast.person(LEAK), f"{LEAK}@example.org", by=SYSTEM)
    ledger.record(ANA, "delivery.update.write", "tri-plan/1.1", at=AT, text=LEAK)
    ledger.seal()


def test_folder_brought_up_to_date_tells_nothing_of_what_is_held_back(tmp_path: Path) -> None:
    adopted_plan()
    ledger.seal()
    published(tmp_path / "site", AT)
    before, dated = contents(tmp_path / "site", with_ledger=False), times(tmp_path / "site")
    hide_something_everywhere()
    made = published(tmp_path / "site", AT)
    after = contents(tmp_path / "site", with_ledger=False)
    assert [name for name in {*before, *after} if before.get(name) != after.get(name)] == []
    pages = {name for name in dated if not name.startswith("ledger")}
    assert {name: at for name, at in times(tmp_path / "site").items() if name in pages} == {
        name: dated[name] for name in pages
    }
    assert list(after) == list(before)
    assert made.fresh < made.files / 2
    everything = contents(tmp_path / "site")
    told = [name for name, held in everything.items() if _tells(name, held)]
    assert told == []


def _tells(name: str, held: bytes) -> bool:
    text = f"{name}\n{_unpacked(held)}"
    return LEAK in text.lower() or bool(WORD.search(text))
