"""What each side does, as the public reads it: on the page of a promise, of an update, of an activity, and in lists."""

from __future__ import annotations

from datetime import date

import pytest

from entente.foundation.common.records import Tier, Withheld
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.kinds import KINDS
from entente.record.plan.queries import Plan
from entente.record.verification import commands as verification
from entente.record.verification.queries import Verdict
from entente.surfaces.web import labels_of_activities as labels
from entente.surfaces.web import links
from tests.cast import ANA, BELA, CHRIS
from tests.surfaces.busy import ADA, AT, Work, approved, claimed, published, speaking, work_on

from .conftest import get, queries_of, tags_of, texts_of
from .stage import SLUG, staged_plan

BASE = f"/en/plans/{SLUG}/"
PROMISE = f"{SLUG}/1.1"
PAGE = f"{BASE}commitments/1.1/"


@pytest.fixture
def work(plan: Plan) -> Work:
    return work_on(PROMISE, 1)


def test_status_stands_with_its_day_its_post_and_its_proof(work: Work) -> None:
    words = texts_of(get(PAGE))
    assert words.count("Arcadia says: complete.") == 1
    assert words.count("Complete Proof accepted as of 1 June 2026 · ministry-a/director So it is.") == 1
    assert words.count("Last update published on 2 June 2026") == 1


def test_promise_shows_updates_milestones_activities_candidates_and_obstacles(work: Work) -> None:
    html = get(PAGE)
    words = texts_of(html)
    anchors = [tag["href"] for tag in tags_of(html, "a") if str(tag.get("href")).startswith("#")]
    assert anchors[1:] == [
        "#words",
        "#evidence",
        "#updates",
        "#timeline",
        "#milestones",
        "#activities",
        "#candidates",
        "#obstacles",
        "#background",
        "#history",
        "#cite",
    ]
    assert words.count("What was done Step 0.") == 1
    assert (
        words.count("Milestones accepted: 0 of 1") == 3
    )  # beside the picture, in it for screen readers, above the list
    assert words.count("Signed said by Arcadia, not yet by Borduria Arcadia: 4 May 2026") == 1
    assert words.count("Proposed, not decided") == 1
    assert words.count("Borduria Has not decided") == 1
    assert words.count("Obstacle 0. In the way raised on 1 May 2026 by Arcadia · at working level") == 1


def test_evidence_names_who_checked_it_and_shows_both_readings(plan: Plan) -> None:
    claim = claimed(PROMISE, "march")
    verification.check(claim, Verdict.DISPUTED, by=BELA, at=AT, reading={"en": "It shows a rehearsal."})
    words = texts_of(get(PAGE))
    assert words.count("Disputed checked by Borduria Borduria: reads it differently It shows a rehearsal.") == 1


def test_evidence_of_one_part_says_nothing_of_the_other(plan: Plan) -> None:
    claim = claimed(f"{SLUG}/2.1#a", "held", CHRIS)
    verification.check(claim, Verdict.ACCEPTED, by=BELA, at=AT)
    parts = texts_of(get(f"{BASE}commitments/2.1/")).partition("The parts of the promise")[2].partition("History")[0]
    part_a, part_b = parts.split("publish a report", 1)
    assert part_a.count("Supported, accepted by a verifier") == 1
    assert part_b.count("Supported, accepted by a verifier") == 0
    assert part_b.count("Supported, not yet checked") == 1


def test_no_change_is_small_and_moves_nothing(work: Work) -> None:
    delivery.note_no_change(PROMISE, by=ANA, at=AT.replace(day=20))
    words = texts_of(get(PAGE))
    assert words.count("No change noted on 20 June 2026") == 1
    assert words.count("Complete Proof accepted") == 1


def test_correction_is_a_new_version_with_its_reason_and_its_words(plan: Plan) -> None:
    first = published(f"{SLUG}/1.2", "Twelve stalls were built.")
    facts = UpdateFacts(first.commitment, date(2026, 6, 1), {"en": "Two stalls were built."})
    approved(assessment.correct_report(first, facts, by=ANA, at=AT, correction={"en": "A slip."}))
    ledger.seal()
    address = f"{BASE}commitments/1.2/updates/AAA-{first.number}/"
    html = get(address)
    assert texts_of(html).count("Corrected on 2 June 2026: A slip.") == 1
    diff = html.partition('<p class="ent-diff"')[2].partition("</p>")[0]
    assert diff.count("<del>Twelve</del>") == 1
    assert diff.count("<ins>Two</ins>") == 1
    old = texts_of(get(f"{address}1/"))
    assert old.count("A correction has replaced this version.") == 1
    assert old.count("What was done Twelve stalls were built.") == 1


def test_draft_and_what_is_kept_among_the_parties_are_nowhere_public(plan: Plan) -> None:
    speaking(SLUG)
    facts = UpdateFacts(PROMISE, date(2026, 6, 1), {"en": "Hidden words."})
    delivery.write_update(facts, by=ANA, at=AT)
    update = delivery.submit(delivery.write_update(facts, by=ANA, at=AT), by=ANA, at=AT)
    delivery.approve(update, by=ADA, at=AT, revision=update.revision)
    assessment.publish_report(update, by=ADA, at=AT, tier=Tier.PARTIES, withheld_for=Withheld.SECURITY)
    ledger.seal()
    pages = [PAGE, f"{BASE}history/", BASE, f"{BASE}commitments/list.csv"]
    assert [address for address in pages if "Hidden words" in get(address)] == []
    assert texts_of(get(PAGE)).count("1 item withheld: 1 security") == 1


def test_what_is_withheld_in_silence_is_not_counted(plan: Plan) -> None:
    speaking(SLUG)
    facts = UpdateFacts(PROMISE, date(2026, 6, 1), {"en": "Hidden words."})
    update = delivery.submit(delivery.write_update(facts, by=ANA, at=AT), by=ANA, at=AT)
    delivery.approve(update, by=ADA, at=AT, revision=update.revision)
    assessment.publish_report(update, by=ADA, at=AT, tier=Tier.PARTIES)
    assert texts_of(get(PAGE)).count("withheld") == 0


def test_activity_has_a_page_of_its_own(work: Work) -> None:
    words = texts_of(get(f"{BASE}activities/{work.activity}/"))
    assert words.count("Memorandum 0") >= 1
    assert words.count("Commitment 1.1 is a part of it") == 1
    assert words.count("€100.00 (EUR), budget, value of 1 January 2026") == 1
    assert words.count("Term 1 January 2026 – 31 December 2026") == 1


def test_lists_over_the_plan_name_what_belongs_to_them(work: Work) -> None:
    assert texts_of(get(f"{BASE}activities/")).count("Memorandum 0") == 1
    assert texts_of(get(f"{BASE}milestones/")).count("Step 0") == 1
    assert texts_of(get(f"{BASE}candidates/")).count("Fair 0") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Milestones accepted: 0 of 1"),
        ("es", "Hitos aceptados: 0 de 1"),
        ("fr", "Jalons acceptés : 0 sur 1"),
    ],
)
def test_count_of_a_single_milestone_reads_right(work: Work, language: str, words: str) -> None:
    assert texts_of(get(links.href("milestones", language, plan=SLUG))).count(words) == 1


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("status=complete", ["1.1"]),
        ("status=limited", ["1.2"]),
        ("clock=window_closed", ["2.2"]),
        ("clock=silent", ["1.1"]),
        ("status=complete&clock=window_closed", []),
        ("status=nonsense", ["1.1", "1.2", "2.1", "2.2"]),
    ],
)
def test_list_is_narrowed_by_what_sides_say_and_the_clock_tells(work: Work, query: str, numbers: list[str]) -> None:
    published(f"{SLUG}/1.2", "A start.", value=Completion.LIMITED)
    html = get(f"{BASE}commitments/?{query}")
    titles = [tag["href"] for tag in tags_of(html, "a") if str(tag.get("href")).startswith(f"{BASE}commitments/")]
    found = [str(address).removeprefix(f"{BASE}commitments/").strip("/") for address in titles]
    assert [number for number in found if number[:1].isdigit()] == numbers


def test_download_has_what_each_side_says(work: Work) -> None:
    rows = get(f"{BASE}commitments/list.csv").splitlines()
    assert rows[0].endswith("What Cimmeria says,Cimmeria: as of,What the clock tells")
    assert rows[1].count("Complete,2026-06-01") == 1


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        f"{BASE}activities/",
        f"{BASE}milestones/",
        f"{BASE}candidates/",
        f"{BASE}commitments/",
        f"{BASE}history/",
        f"{BASE}commitments/list.csv",
    ],
)
def test_page_takes_as_many_queries_for_one_thing_as_for_many(db: None, address: str) -> None:
    staged_plan()
    work_on(PROMISE, 1)
    once = queries_of(address)
    published(f"{SLUG}/1.2", "More.")
    assert queries_of(address) == once


@pytest.mark.parametrize("page", ["commitment", "activities", "milestones", "candidates"])
def test_many_things_on_one_promise_take_no_more_queries(db: None, page: str) -> None:
    addresses = {
        "commitment": PAGE,
        "activities": f"{BASE}activities/",
        "milestones": f"{BASE}milestones/",
        "candidates": f"{BASE}candidates/",
    }
    staged_plan()
    work_on(PROMISE, 2)
    two = queries_of(addresses[page])
    for at in range(2, 6):
        published(PROMISE, f"Step {at}.")
        claimed(PROMISE, f"more-{at}")
    ledger.seal()
    assert queries_of(addresses[page]) == two


def test_every_kind_and_stage_has_plain_words() -> None:
    assert set(labels.KIND_WORDS) == set(KINDS)
    assert {stage.code for kind in KINDS.values() for stage in kind} - set(labels.STAGE_WORDS) == set()
