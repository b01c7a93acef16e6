"""Only what changed is made anew, and every byte is that of a publication which makes everything: random records and clocks."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts, RhythmFacts
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.publish import trace
from entente.surfaces.publish.progress import notes_of
from entente.surfaces.publish.publication import Published, publish
from entente.surfaces.publish.questions import hash_of
from entente.surfaces.publish.trace import LOOKED_AGAIN
from entente.surfaces.web import list_files
from tests.cast import ANA, BELA
from tests.record.assessment.calendar_acts import reporting_plan
from tests.record.builders import draft_plan
from tests.record.delivery import activity_acts as acts
from tests.record.delivery.builders import ADA, BORIS, facts
from tests.surfaces.test_rights import CELLS, KINDS, NOW

from .reading import contents, times, verified

pytestmark = pytest.mark.django_db

BEGIN = datetime(2027, 1, 10, 9, tzinfo=UTC)
Act = Callable[[Random, datetime], object]
STEPS = 5


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR = tmp_path / "var"
    return tmp_path / "var"


@pytest.fixture
def plan(db: None) -> Plan:
    return reporting_plan()


def published(out: Path, at: datetime) -> Published:
    """What is made at an instant; its release comes a second later."""
    with time_machine.travel(at, tick=False):
        later = at + timedelta(seconds=1)
        return publish(out, by=SYSTEM, as_of=at, at=later, origin="https://record.example", report=lambda *_told: None)


def whole(out: Path, at: datetime, var: Path) -> dict[str, tuple[bytes, float]]:
    """All files and their times of a publication that took nothing over."""
    shutil.rmtree(out, ignore_errors=True)
    made = published(out, at)
    assert made.fresh >= made.files - 1
    return files(out)


def files(out: Path) -> dict[str, tuple[bytes, float]]:
    """What files hold, and the time that each of them bears; of a folder (with a slash) the time alone."""
    held = contents(out, with_ledger=False)
    dated = {name: at for name, at in times(out).items() if not name.startswith("ledger")}
    return {name if name in held else f"{name}/": (held.get(name, b""), at) for name, at in dated.items()}


def answered_otherwise(out: Path, at: datetime) -> list[str]:
    """Questions whose noted answer is not that of today, whether they were asked again or not."""
    with closing(sqlite3.connect(notes_of(out))) as notes:
        rows = notes.execute(
            "SELECT text, given, answer FROM question JOIN statement ON question.statement = statement.number"
        )
        return [f"{text} {given}" for text, given, answer in rows if hash_of(text, given, at) != answer]


# --- what happens to a record -------------------------------------------------------------------------------------------


def some_cell(random: Random, at: datetime) -> None:
    """A record of any kind, of any owner, for anybody; a third of them held back for hours or weeks."""
    cell = random.choice(CELLS)
    hours = int((at - NOW) / timedelta(hours=1)) + random.choice((2, 30, 2000)) if cell.hours else None
    KINDS[cell.kind](replace(cell, word=f"zq{cell.kind}{random.randrange(10**6)}zq", hours=hours))


def an_update(random: Random, at: datetime) -> None:
    by, approver = random.choice([(ANA, ADA), (BELA, BORIS)])
    words = {tag: f"Said {random.random()} ({tag})." for tag in ("en", "es", "fr", "pt")}
    says(by, approver, f"tri-plan/1.{random.choice((1, 2))}", words, at)


def says(by: Actor, approver: Actor, commitment: str, words: Wording, at: datetime) -> None:
    said = facts(words, commitment=commitment, as_of_on=at.date())
    update = delivery.submit(delivery.write_update(said, by=by, at=at), by=by, at=at)
    delivery.approve(update, by=approver, at=at, revision=update.revision)
    delivery.publish(update, by=approver, at=at)


def evidence(random: Random, at: datetime) -> None:
    claim = acts.claim("tri-plan/1.1", slug=f"seen-{random.randrange(10**6)}")
    if random.random() < 0.5:
        acts.check(claim, at=at)


def an_activity(random: Random, at: datetime) -> None:
    number = random.randrange(10**6)
    acts.activity("dialogue", f"talks-{number}", title={"en": f"Talks {number}"})


def rhythms(random: Random, at: datetime) -> None:
    """Each side its own for one promise."""
    for by in (ANA, BELA):
        every = random.choice((30, 180))
        wanted = RhythmFacts(
            "tri-plan/1.1", every, 2 * every, {"en": "As agreed.", "pt": "Acordado."}, date(2026, 12, 1)
        )
        delivery.set_rhythm(wanted, by=by, owner=by.owner, at=at)


def both_sides_stand(random: Random, at: datetime) -> None:
    """Each side says where it stands with one promise and with a part of it."""
    for by, approver in ((ANA, ADA), (BELA, BORIS)):
        words = {tag: f"Said {random.random()} ({tag})." for tag in ("en", "es", "fr", "pt")}
        update = delivery.write_update(facts(words, commitment="tri-plan/2.1", as_of_on=at.date()), by=by, at=at)
        for subject in ("tri-plan/2.1", "tri-plan/2.1#a"):
            value = random.choice((Completion.NOT_STARTED, Completion.LIMITED))
            assessment.set_status(update, subject, value, by=by, as_of_on=at.date(), reason=words, claims=())
        delivery.submit(update, by=by, at=at)
        delivery.approve(update, by=approver, at=at, revision=update.revision)
        assessment.publish_report(update, by=approver, at=at)


def a_milestone(random: Random, at: datetime) -> None:
    due = (at + timedelta(days=random.choice((1, 20, 90)))).date().isoformat()
    slug = f"list-{random.randrange(10**6)}"
    delivery.plan_milestone(MilestoneFacts("tri-plan/1.2", slug, {"en": "A list"}, due), by=ANA, at=at)


def another_plan(random: Random, at: datetime) -> None:
    slug = f"plan-{random.randrange(10**6)}"
    draft_plan(slug)


def nothing(random: Random, at: datetime) -> None:
    """The clock alone moves."""


ACTS: tuple[Act, ...] = (
    *(some_cell, some_cell, an_update, an_update, evidence, an_activity, both_sides_stand),
    *(rhythms, a_milestone, another_plan, nothing, nothing),
)
MINUTES = (7, 60, 540, 1440, 40 * 1440, 200 * 1440)


def test_evidence_on_one_promise_leaves_pages_that_do_not_show_it(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "site", BEGIN)
    before, later = files(tmp_path / "site"), BEGIN + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        acts.claim("tri-plan/1.1", slug="seen")
        ledger.seal()
    published(tmp_path / "site", later + timedelta(hours=1))
    after, there = files(tmp_path / "site"), "en/plans/tri-plan/"
    shown = [f"{there}{name}index.html" for name in ("commitments/1.1/", "commitments/1.2/", "text/", "milestones/")]
    assert [name for name in shown if before[name] != after[name]] == shown[:1]


def test_an_update_leaves_lists_and_charts_of_other_pillars(plan: Plan, tmp_path: Path) -> None:
    published(tmp_path / "site", BEGIN)
    before, later = files(tmp_path / "site"), BEGIN + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        says(ANA, ADA, "tri-plan/1.1", {"en": "The fair was held."}, later)
        ledger.seal()
    published(tmp_path / "site", later)
    after, there = files(tmp_path / "site"), "en/plans/tri-plan/"
    states = [
        f"{there}commitments/index.{pillar}status-nothing_yet.side-{side}.html"
        for pillar in ("", "pillar-1.", "pillar-2.")
        for side in ("AAA", "BBB")
    ]
    charts = [f"{there}charts/{name}" for name in ("sides.svg", "pillar-1.svg", "pillar-2.svg", "pillar-2.png")]
    shown = [*states, *charts, "en/embed/plans/tri-plan/pillar-2/index.html"]
    assert [name for name in shown if before[name] != after[name]] == [*states[:4], *charts[:2]]


@pytest.mark.parametrize("has_twin", [True, False])
def test_page_that_nothing_leads_to_any_more_is_gone(plan: Plan, tmp_path: Path, var: Path, has_twin: bool) -> None:
    with time_machine.travel(BEGIN, tick=False):
        acts.claim("tri-plan/1.1", slug="seen")
        ledger.seal()
    at = BEGIN + timedelta(hours=1)
    published(tmp_path / "site", at)
    before = files(tmp_path / "site")
    if not has_twin:
        shutil.rmtree(tmp_path / ".site.twin")
    Claim.objects.update(tier=Tier.OWN)
    made = published(tmp_path / "site", at + timedelta(hours=1))
    after = files(tmp_path / "site")
    gone = {name for name in before.keys() - after.keys() if not name.endswith("/")}
    assert {name.rpartition("/")[0].partition("/sources/")[1] for name in gone if name.startswith("en/")} == {
        "/sources/"
    }
    assert made.fresh < made.files - 200
    assert after == whole(tmp_path / "whole", at + timedelta(hours=1), var)
    for _time in range(2):  # what is gone is in no twin either
        assert not [path for path in (tmp_path / "site").rglob("*") if path.is_dir() and not any(path.iterdir())]
        assert verified(tmp_path / "site") == ""
        published(tmp_path / "site", at + timedelta(hours=1))
    assert files(tmp_path / "site") == after


def test_file_that_was_written_over_in_its_place_is_made_anew(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "site"
    published(out, BEGIN)
    page, before = out / "en/about/accessibility/index.html", files(out)
    for hours in (1, 2):
        page.write_bytes(b"Other words.")
        (out / "en/stray.html").write_text("left there")
        for more in (0, 0.5):  # what was done to the folder is in the twin that is made of it
            published(out, BEGIN + timedelta(hours=hours + more))
        assert not (out / "en/stray.html").exists()
        assert page.read_bytes() == before["en/about/accessibility/index.html"][0]
        assert verified(out) == ""


def test_file_of_a_large_site_that_was_written_over_in_its_place_is_made_anew_within_a_day(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "LOOKED_AT_MAX", 100)
    out = tmp_path / "site"
    published(out, BEGIN)
    page, before = out / "en/about/accessibility/index.html", files(out)
    page.write_bytes(b"Other words.")
    (out / "en/stray.html").write_text("left there")
    for hours in (1, 2):  # what was done to the folder is in the twin that is made of it
        published(out, BEGIN + timedelta(hours=hours))
    assert not (out / "en/stray.html").exists()
    published(out, BEGIN + LOOKED_AGAIN + timedelta(hours=3))
    assert page.read_bytes() == before["en/about/accessibility/index.html"][0]
    page.write_bytes(b"Other words.")
    published(out, BEGIN + LOOKED_AGAIN + timedelta(hours=4))
    published(out, BEGIN + 2 * LOOKED_AGAIN + timedelta(hours=3))
    assert page.read_bytes() == before["en/about/accessibility/index.html"][0]
    assert verified(out) == ""


@pytest.mark.parametrize("seed", range(2))
def test_what_was_taken_over_is_what_would_be_made(
    plan: Plan, tmp_path: Path, var: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed == 1:
        monkeypatch.setattr(list_files, "NAMED_MAX", 1)  # lists of two promises are long
    random, at, taken_over = Random(seed), BEGIN, 0  # a seed that can be repeated
    published(tmp_path / "site", at)
    for _step in range(STEPS):
        at += timedelta(minutes=random.choice(MINUTES))
        act = random.choice(ACTS)
        with time_machine.travel(at, tick=False):
            act(random, at)
            ledger.seal()
        at += random.choice((timedelta(seconds=2), timedelta(hours=3)))
        made = published(tmp_path / "site", at)
        taken_over += made.files - made.fresh
        assert answered_otherwise(tmp_path / "site", at) == []
        assert files(tmp_path / "site") == whole(tmp_path / "whole", at, var), act
        assert verified(tmp_path / "site") == ""
    assert taken_over > 50
