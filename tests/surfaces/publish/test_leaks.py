"""Nothing that is held back reaches a folder that is brought up to date: no file, name, size, date or order tells of it.

Markers stand in records of every kind that a public page might reach, in what is prepared between parties,
in what the desk keeps beside the record (uploads, posts and people, those who follow by mail, finished jobs), and in working
entries of the log.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from pytest_django import Settings

from entente.foundation.accounts import commands as accounts
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.models import Assessment
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ObstacleFacts, RhythmFacts
from entente.surfaces.following.models import Follower
from entente.surfaces.following.words import Rhythm
from entente.surfaces.intake.models import ImportJob
from entente.surfaces.publish.publication import Published, publish
from tests import cast
from tests.cast import ANA, BELA, DANA
from tests.record.builders import adopted_plan, draft_plan, taking_part
from tests.record.delivery import activity_acts as acts
from tests.record.delivery.builders import draft, submitted
from tests.surfaces.test_rights import CELLS, KINDS, WORD, may_see

from .hidden import LEAK, begin_readings, keep_reports, prepare_between_parties
from .reading import contents, opened, times

pytestmark = pytest.mark.django_db

AT = datetime.now(UTC) + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: Path) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.VAR = tmp_path / "var"


def published(out: Path, at: datetime) -> Published:
    later = at + timedelta(seconds=1)
    return publish(out, by=SYSTEM, as_of=at, at=later, origin="https://record.example", report=lambda *_told: None)


def hide_something_everywhere(readings: tuple[Assessment, Assessment]) -> None:
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
    prepare_between_parties(*readings, at=AT)
    keep_reports(at=AT)
    ledger.seal()


def test_folder_brought_up_to_date_tells_nothing_of_what_is_held_back(tmp_path: Path) -> None:
    taking_part(adopted_plan(), ANA, BELA)
    readings = begin_readings(at=AT)
    ledger.seal()
    published(tmp_path / "site", AT)
    before, dated = contents(tmp_path / "site", with_ledger=False), times(tmp_path / "site")
    hide_something_everywhere(readings)
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
    text = f"{name}\n{opened(held)}".lower()
    return LEAK in text or bool(WORD.search(text))


def _plain(word: str) -> bytes:
    return f"<p>{word}</p>".encode()


def _zipped(word: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.gz", _gzipped(word))
    return packed.getvalue()


def _gzipped(word: str) -> bytes:
    return gzip.compress(word.encode())


def _parquet(word: str) -> bytes:
    packed = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"said": [word]}), packed, compression="zstd")
    return packed.getvalue()


def _workbook(word: str) -> bytes:
    packed, book = io.BytesIO(), openpyxl.Workbook()
    book.create_sheet("said").append([word])
    book.save(packed)
    return packed.getvalue()


def _in_search_terms(word: str) -> bytes:
    return f"entente({json.dumps({'terms': {word: [1]}})})".encode()


@pytest.mark.parametrize("pack", [_plain, _zipped, _gzipped, _parquet, _workbook, _in_search_terms])
def test_marker_is_found_wherever_it_is_packed(pack: Callable[[str], bytes]) -> None:
    """Else the test above would pass whatever leaks."""
    assert _tells("a", pack(LEAK.upper()))
    assert not _tells("a", pack("nothing"))
    assert _tells(f"en/{LEAK}.html", b"")


def test_what_the_public_may_read_of_the_same_kinds_is_found_in_the_folder(tmp_path: Path) -> None:
    """The same places tell a word that is everybody's: so each of them is looked into."""
    adopted_plan()
    shown = [cell for cell in CELLS if may_see(DANA, cell)]
    for cell in shown:
        KINDS[cell.kind](cell)
    ledger.seal()
    published(tmp_path / "site", AT)
    told = {word for held in contents(tmp_path / "site").values() for word in WORD.findall(opened(held))}
    assert {cell.kind for cell in shown if cell.word in told} == {cell.kind for cell in shown}
