"""The audit trail calls sides, posts and things by their names, in the reader's language, with what an auditor cites beside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.records import Tier
from entente.foundation.directory.queries import get_party
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, MilestoneFacts
from entente.record.plan import queries as plans
from entente.surfaces.web.desk.named import names_for
from tests.cast import ANA, BELA, ministry
from tests.record.builders import shared_plan
from tests.record.delivery.activity_acts import citation

from .officers import officer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plan() -> None:
    shared_plan()


def named(ref: str, by: Actor = ANA, language: str = "en") -> tuple[str, str]:
    known = {one.slug: one for one in plans.visible_plans(by, as_of=NOW)}
    found = names_for(by, {ref}, (), known, language, NOW).subject(ref)
    return str(found), found.beside


def things() -> None:
    at = NOW - timedelta(days=1)
    delivery.plan_milestone(MilestoneFacts("tri-plan/1.2", "list", {"en": "First list"}, "2026-12"), by=ANA, at=at)
    facts = ActivityFacts("tri-plan", "memo", "instrument", {"en": "River memorandum"}, parties=("AAA", "BBB"))
    delivery.add_activity(facts, by=ANA, owner="AAA", at=at)
    citation(ANA, "report")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("tri-plan", "Plan of the Three"),
        ("tri-plan/1.2", "Plan of the Three · 1.2"),
        ("tri-plan/9.9", "Plan of the Three · 9.9"),
        ("tri-plan/2.1#b@AAA", "Plan of the Three · 2.1 b · Arcadia"),
        ("tri-plan/1.2/milestones/list", "Plan of the Three · 1.2 · milestone · First list"),
        ("tri-plan/1.2/updates/BBB-3", "Plan of the Three · 1.2 · update 3 · Borduria"),
        ("tri-plan/activities/memo", "Plan of the Three · River memorandum"),
        ("tri-plan/activities/memo#signed", "Plan of the Three · River memorandum · stage: Signed"),
        ("tri-plan/activities/other", "Plan of the Three · other"),
        ("AAA", "Arcadia"),
        ("AAA/sources/report", "A page"),
    ],
)
def test_subjects_are_called_by_their_names_with_the_identifier_beside(ref: str, words: str) -> None:
    things()
    assert named(ref) == (words, ref)


def test_the_record_and_the_software_are_called_so() -> None:
    ledger.record(SYSTEM, "publish.release", ledger.name_record(), at=NOW, public=True)
    name = ledger.name_record()
    found = names_for(ANA, {name}, {SYSTEM.post}, {}, "fr", NOW)
    assert (str(found.subject(name)), found.subject(name).beside) == ("this record", name)
    assert (str(found.post(SYSTEM.post)), found.post(SYSTEM.post).beside) == ("the software", "")


@pytest.mark.parametrize("ref", ["nothing-known", "groups/nobody"])
def test_what_has_no_name_is_called_as_it_is_once(ref: str) -> None:
    assert named(ref) == (ref, "")


def test_a_log_in_keeps_its_key_to_itself() -> None:
    assert named("user/0193-aa") == ("a log-in", "")


def test_names_that_only_another_side_reads_are_not_told() -> None:
    at = NOW - timedelta(days=1)
    own = MilestoneFacts("tri-plan/1.2", "quiet", {"en": "A quiet step"}, "2026-12")
    delivery.plan_milestone(own, by=ANA, at=at, tier=Tier.OWN)
    ref = "tri-plan/1.2/milestones/quiet"
    assert named(ref)[0].endswith("A quiet step")
    assert named(ref, BELA)[0] == "Plan of the Three · 1.2 · milestone · quiet"


@pytest.mark.parametrize(("language", "told"), [("en", "Desk · Ministry of AAA"), ("fr", "Desk · Ministère de AAA")])
def test_posts_are_called_by_title_and_body_with_the_post_beside(language: str, told: str) -> None:
    ministry(get_party("AAA"))
    actor = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")[1]
    found = names_for(ANA, (), {actor.post, "nobody/here"}, {}, language, NOW)
    assert (str(found.post(actor.post)), found.post(actor.post).beside) == (told, "ministry-a/desk")
    assert (str(found.post("nobody/here")), found.post("nobody/here").beside) == ("nobody/here", "")


def test_many_are_named_with_the_questions_of_one_of_each_kind() -> None:
    things()
    known = {one.slug: one for one in plans.visible_plans(ANA, as_of=NOW)}
    some = ["tri-plan/1.2", "tri-plan/1.2/milestones/list", "tri-plan/activities/memo", "AAA/sources/report", "AAA"]

    def asked(refs: list[str]) -> int:
        with CaptureQueriesContext(connection) as counted:
            names_for(ANA, refs, {ANA.post}, known, "en", NOW)
        return len(counted)

    more = [f"tri-plan/1.{number}{below}" for number in range(1, 31) for below in ("", "/milestones/list")]
    assert asked(some + more) == asked(some) <= 12
