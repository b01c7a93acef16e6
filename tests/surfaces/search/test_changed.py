"""Only what changed is gathered anew, and every document of every index is that of one made from nothing: random records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from pytest_django import Settings
from tantivy import Query

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.words import Side
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import CandidateFacts, MilestoneFacts
from entente.record.delivery.commands.own_milestones import show_milestone, withdraw_milestone
from entente.record.delivery.models import Activity, Candidate, Milestone, Update
from entente.record.delivery.words import Stance
from entente.record.plan.queries import Plan
from entente.record.verification import commands as verification
from entente.record.verification.words import Support
from entente.surfaces.intake import agreed
from entente.surfaces.intake.agreed import TermFacts
from entente.surfaces.search import building, store
from entente.surfaces.search.analysis import stem
from entente.surfaces.search.changed import HOMES_MAX, Changed, changed_since
from entente.surfaces.search.index import Found, found_of, open_index
from tests.cast import ANA, BELA, CHRIS
from tests.record.assessment.calendar_acts import reporting_plan
from tests.record.builders import draft_plan
from tests.record.delivery import activity_acts as acts
from tests.record.delivery.builders import ADA, BORIS, facts
from tests.record.plan.changing import amended
from tests.surfaces.search.making import asked as search_asked
from tests.surfaces.search.making import refs
from tests.surfaces.search.test_asking import FOUND_KINDS
from tests.surfaces.test_rights import CELLS, KINDS, NOW

pytestmark = pytest.mark.django_db

BEGIN = datetime(2027, 1, 10, 9, tzinfo=UTC)
Act = Callable[[Random, datetime], object]
STEPS = 7
REFS = ("tri-plan/1.1", "tri-plan/1.2", "tri-plan/2.1", "tri-plan/2.2")


@pytest.fixture
def record(db: None) -> Plan:
    return reporting_plan()


def documents(folder: Path) -> dict[str, dict[str, Found]]:
    """Index -> key -> document, as each stands there; indexes that hold nothing are left out."""
    found = {}
    for one in sorted(path for path in folder.iterdir() if path.is_dir()):
        searcher = open_index(one).searcher()
        hits = searcher.search(Query.all_query(), limit=10_000, count=False).hits
        rows = [found_of(searcher.doc(address)) for _score, address in hits]
        assert len(rows) == len({row.key for row in rows})
        if rows:
            found[one.name] = {row.key: row for row in rows}
    return found


def asked() -> Path:
    folder = store.current()
    assert folder is not None
    return folder


def from_nothing(var: Path, at: datetime, settings: Settings) -> dict[str, dict[str, Found]]:
    kept, settings.VAR = settings.VAR, var
    building.rebuild(as_of=at, report=lambda _done, _total: None)
    found = documents(asked())
    settings.VAR = kept
    return found


# --- what happens to a record -------------------------------------------------------------------------------------------


def some_cell(random: Random, at: datetime) -> None:
    """A record of any kind, of any owner, for anybody; a third of them held back for hours or weeks; its log says so."""
    cell = random.choice([one for one in CELLS if one.kind in FOUND_KINDS])
    hours = int((at - NOW) / timedelta(hours=1)) + random.choice((2, 30, 2000)) if cell.hours else None
    word = f"zq{cell.kind}{random.randrange(10**6)}zq"
    KINDS[cell.kind](replace(cell, word=word, hours=hours))
    ref = f"tri-plan/activities/{word}" if cell.kind == "activity" else "tri-plan/1.1"
    ledger.record(replace(CHRIS, owner=cell.owner), "delivery.made.up", ref, at=at)


def an_update(random: Random, at: datetime) -> None:
    by, approver = random.choice([(ANA, ADA), (BELA, BORIS)])
    words = {tag: f"Said {random.random()} ({tag})." for tag in ("en", "es", "fr", "pt")}
    update = delivery.write_update(facts(words, commitment=random.choice(REFS[:2]), as_of_on=at.date()), by=by, at=at)
    if random.random() < 0.3:
        return
    update = delivery.submit(update, by=by, at=at)
    delivery.approve(update, by=approver, at=at, revision=update.revision)
    if random.random() < 0.8:
        delivery.publish(update, by=approver, at=at)


def withdrawn_draft(random: Random, at: datetime) -> None:
    update = Update.objects.filter(status="draft", owner__in=("AAA", "BBB"), written_by__startswith="ministry").first()
    if update is not None:
        delivery.withdraw_update(update, by=ANA if update.owner == "AAA" else BELA, at=at)


def evidence(random: Random, at: datetime) -> None:
    """New, or another revision of what is there; from a few pages that many cite."""
    by = random.choice((ANA, BELA))
    activities = [
        f"tri-plan/activities/{one}" for one in Activity.objects.filter(tier=Tier.PUBLIC).values_list("slug", flat=True)
    ]
    subject = random.choice([*REFS[:2], "tri-plan", *activities[:2]])
    said = verification.ClaimFacts(
        f"{random.choice('abcd')}-{subject.replace('/', '-').replace('.', '-')}",
        subject,
        Support.ALL,
        {tag: f"{tag} {random.randrange(100)}" for tag in random.choice((("en",), ("en", "es")))},
        happened=date(2026, 5, random.randrange(1, 28)).isoformat(),
    )
    tier = random.choice((Tier.PUBLIC, Tier.PUBLIC, Tier.PARTIES, Tier.OWN))
    cited = [
        acts.citation(by, f"{by.owner.lower()}-page-{one}") for one in random.sample(range(3), random.choice((1, 2)))
    ]
    claim = verification.make_claim(said, cited, by=by, owner=by.owner, at=at, status=WordingStatus.REVIEWED, tier=tier)
    if tier == Tier.PUBLIC and random.random() < 0.5:
        acts.check(claim, BELA if by is ANA else ANA, at=at)


def a_page_is_renamed(random: Random, at: datetime) -> None:
    slug = f"aaa-page-{random.randrange(3)}"
    named = DocumentFacts(slug, {"en": f"Page {random.randrange(100)}"}, Side.THIRD, address="https://example.org/")
    sources.add_document(named, by=ANA, owner="AAA", tier=Tier.PUBLIC)


def an_activity(random: Random, at: datetime) -> None:
    slug = f"talks-{random.randrange(3)}"
    known = Activity.objects.filter(slug=slug).first()
    if known is None:
        acts.activity("instrument", slug, title={"en": f"Talks {random.random()}"})
    elif not known.marks.exists():
        delivery.mark_stage(known, "mandate", by=ADA, happened="2026-05-02", at=at)


def a_milestone(random: Random, at: datetime) -> None:
    due = (at + timedelta(days=random.choice((1, 20, 90)))).date().isoformat()
    made = MilestoneFacts("tri-plan/1.2", f"list-{random.randrange(10**6)}", {"en": "A list"}, due)
    delivery.plan_milestone(made, by=ANA, at=at, tier=random.choice((Tier.PUBLIC, Tier.OWN)))


def a_milestone_moves(random: Random, at: datetime) -> None:
    """One that its side alone has seen is shown to all or taken away; another is reported."""
    milestone = (
        Milestone.objects.filter(owner="AAA", status="planned", slug__startswith="list").order_by("-made_at").first()
    )
    if milestone is None:
        return
    if milestone.tier == Tier.PUBLIC:
        delivery.report_milestone(milestone, by=ANA, on=at.date(), done={"en": "Done."}, at=at)
    elif random.random() < 0.5:
        show_milestone(milestone, by=ADA, at=at)
    else:
        withdraw_milestone(milestone, by=ANA, at=at)


def an_argument(random: Random, at: datetime) -> None:
    candidate = Candidate.objects.filter(tier=Tier.PUBLIC, slug__startswith="fair").first()
    if candidate is None:
        made = CandidateFacts("tri-plan/1.1", "fair", {"en": "Fair"}, "2026-05-06")
        candidate = delivery.propose_candidate(made, by=CHRIS, at=at)
    delivery.argue(candidate, Stance.FOR, {"en": f"So it was {random.random()}."}, by=ANA, at=at)


def another_plan(random: Random, at: datetime) -> None:
    draft_plan(f"plan-{random.randrange(10**6)}")


def nothing(random: Random, at: datetime) -> None:
    """The clock alone moves."""


ACTS: tuple[Act, ...] = (
    *(some_cell, some_cell, some_cell, an_update, an_update, withdrawn_draft, evidence, evidence, evidence),
    *(
        a_page_is_renamed,
        an_activity,
        a_milestone,
        a_milestone,
        a_milestone_moves,
        a_milestone_moves,
        an_argument,
        another_plan,
        nothing,
    ),
)
MINUTES = (7, 60, 540, 1440, 40 * 1440)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_gathered_bit_by_bit_is_what_is_gathered_at_once(
    record: Plan, tmp_path: Path, settings: Settings, seed: int
) -> None:
    random, at = Random(seed), BEGIN
    building.rebuild(as_of=at, report=lambda _done, _total: None)
    first = asked()
    for step in range(STEPS):
        at += timedelta(minutes=random.choice(MINUTES))
        told = []
        for _act in range(random.choice((1, 1, 2, 4))):
            act = random.choice(ACTS)
            act(random, at)
            told.append(act.__name__)
        ledger.seal()
        building.bring_up_to_date(as_of=at + timedelta(seconds=1))
        wanted = from_nothing(tmp_path / f"anew-{step}", at + timedelta(seconds=1), settings)
        assert (step, told, documents(first)) == (step, told, wanted)
    assert asked() == first  # never made anew meanwhile


def since(state: store.State) -> Changed:
    ledger.seal()
    return changed_since(state, building.heads_now(), state.parts, BEGIN)


def test_an_act_changes_what_it_speaks_of_and_no_more(record: Plan) -> None:
    def state() -> store.State:
        ledger.seal()
        return building.rebuild(as_of=BEGIN, report=lambda _done, _total: None)

    before = state()
    claim = acts.claim("tri-plan/1.1")
    assert since(before) == Changed(homes={"tri-plan": {"tri-plan/1.1"}})
    acts.activity()
    assert since(before) == Changed(homes={"tri-plan": {"tri-plan/1.1", "tri-plan/activities/river-memorandum"}})
    before = state()
    document = claim.backings.get().citation.document
    sources.add_document(
        DocumentFacts(document.slug, {"en": "Another name"}, Side.THIRD, address="https://example.org/"),
        by=ANA, owner="AAA", tier=Tier.PUBLIC,
    )  # fmt: skip
    assert since(before) == Changed(homes={"tri-plan": {"tri-plan/1.1"}})
    ledger.record(SYSTEM, "plan.edit", "tri-plan/1.1", at=BEGIN)
    assert since(before) == Changed({"tri-plan"})
    before = state()
    for number in range(HOMES_MAX + 1):
        ledger.record(SYSTEM, "delivery.made.up", f"tri-plan/9.{number}", at=BEGIN)
    assert since(before) == Changed({"tri-plan"})
    before = state()
    ledger.record(SYSTEM, "accounts.token.make", "token/x", at=BEGIN)
    assert since(before) == Changed()
    ledger.record(SYSTEM, "directory.made.up", "ministry-a", at=BEGIN)
    assert since(before) == Changed({"tri-plan"})


def test_what_changes_nothing_to_be_found_is_read_once(record: Plan) -> None:
    building.rebuild(as_of=BEGIN, report=lambda _done, _total: None)
    ledger.record(ANA, "accounts.token.make", "token/x", at=BEGIN)
    ledger.seal()
    assert building.bring_up_to_date(as_of=BEGIN) == 0
    state = store.read_state(asked())
    assert state is not None
    assert state.heads == building.heads_now()


def test_the_bridge_is_learnt_anew_once_an_hour_where_wordings_changed(record: Plan) -> None:
    building.rebuild(as_of=BEGIN, report=lambda _done, _total: None)
    for at in range(3):
        acts.claim("tri-plan/1.1", slug=f"river-{at}", statement={"en": f"Rivers {at}", "es": f"Ríos {at}"})
    ledger.seal()
    building.bring_up_to_date(as_of=BEGIN + timedelta(minutes=5))
    assert store.read_bridge(asked()).across("es", stem("es", "ríos"), "en") == []
    assert building.bring_up_to_date(as_of=BEGIN + timedelta(minutes=59)) == 0
    building.bring_up_to_date(as_of=BEGIN + timedelta(minutes=61))
    assert store.read_bridge(asked()).across("es", stem("es", "ríos"), "en") == [("river", 1.0)]


def test_a_word_that_is_newly_agreed_leads_to_its_other_names_at_once(record: Plan) -> None:
    building.rebuild(as_of=BEGIN, report=lambda _done, _total: None)
    agreed.propose("tri-plan", TermFacts({"en": "fair", "es": "feria"}), by=CHRIS, at=BEGIN)
    (term,) = agreed.terms(CHRIS, "tri-plan", as_of=BEGIN)
    ledger.seal()
    building.bring_up_to_date(as_of=BEGIN + timedelta(seconds=5))
    assert store.read_bridge(asked()).terms == []
    for by in (ANA, BELA, replace(ANA, owner="CCC")):
        agreed.agree(term.key, by=by, at=BEGIN, revision=term.revision)
    ledger.seal()
    building.bring_up_to_date(as_of=BEGIN + timedelta(seconds=10))
    assert store.read_bridge(asked()).terms == [{"en": ("fair",), "es": (stem("es", "feria"),)}]
    agreed.withdraw(term.key, by=CHRIS, at=BEGIN, reason="Not said any more.")
    ledger.seal()
    building.bring_up_to_date(as_of=BEGIN + timedelta(seconds=15))
    assert store.read_bridge(asked()).terms == []


def test_an_amendment_is_found_by_its_words_and_by_its_number(record: Plan, tmp_path: Path, settings: Settings) -> None:
    building.rebuild(as_of=BEGIN, report=lambda _done, _total: None)
    amended("tri-plan/1.1", by=ANA, then=ADA, at=BEGIN)
    ledger.seal()
    building.bring_up_to_date(as_of=BEGIN + timedelta(seconds=5))
    for words in ("as amended", "amendment 1", "enmienda 1", "tri-plan/amendments/1"):
        assert "tri-plan/amendments/1" in refs(search_asked(words, at=BEGIN + timedelta(seconds=5))), words
    assert documents(asked()) == from_nothing(tmp_path / "anew", BEGIN + timedelta(seconds=5), settings)
