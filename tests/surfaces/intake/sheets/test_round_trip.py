"""A workbook leaves, is changed, comes back, is applied as one batch and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.ledger.models import Entry
from entente.record.assessment.models import Status
from entente.record.delivery import commands as delivery
from entente.record.delivery.models import Milestone, Update
from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan
from entente.surfaces.intake.sheets import applying, batches
from entente.surfaces.intake.sheets.compare import Verdict
from entente.surfaces.intake.sheets.state import sheets_now
from entente.surfaces.intake.words import BatchStatus
from tests.cast import ANA, CHRIS, observatory
from tests.record.builders import adopted_plan, pillar, plan_facts, promise, three_parties

from .books import AT, PLAN, changed, dropped, edited, exported, opened, previewed, put, saved, told

ADA = replace(ANA, user_id="ada", post="ministry-a/director")


@pytest.fixture
def plan(db: None, settings: object, tmp_path: object) -> Plan:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return adopted_plan()


def full_book() -> bytes:
    """Three kinds of change in one workbook."""
    book = opened(exported(ANA))
    put(
        book,
        "Status",
        "1.1",
        {"status": "LP", "progress_en": "Two of five ferries run.", "reporting_period": "2026-Q3"},
    )
    put(book, "Updates", "1.1", {"done_en": "We ran two ferries.", "as_of_on": date(2026, 10, 31)})
    page = book["Milestones"]
    for column, value in ((1, "1.2"), (3, "2027-03"), (4, "A third ferry")):
        page.cell(3, column).value = value
    return saved(book)


def test_untouched_workbook_changes_nothing(plan: Plan) -> None:
    preview = previewed(exported(ANA), ANA)

    assert preview.cells == ()
    assert set(preview.counts) == {Verdict.UNCHANGED}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_workbook_in_one_language_is_read_by_a_reader_of_another(plan: Plan, language: str) -> None:
    assert previewed(exported(ANA, language=language), ANA, language="en").cells == ()


def test_changes_are_told_cell_by_cell(plan: Plan) -> None:
    assert told(previewed(full_book(), ANA)) == [
        ("Status A3", "added", "2026-Q3", ""),
        ("Status E3", "added", "LP", ""),
        ("Status F3", "added", "Two of five ferries run.", ""),
        ("Updates C3", "added", "2026-10-31", ""),
        ("Updates D3", "added", "We ran two ferries.", ""),
        ("Milestones C3", "added", "2027-03", ""),
        ("Milestones D3", "added", "A third ferry", ""),
    ]


def test_applying_writes_drafts_that_wait_for_approval(plan: Plan) -> None:
    data = full_book()
    batch = applying.apply(dropped(data, ANA), by=ANA, at=AT)

    update = Update.objects.get()
    assert (update.commitment, update.status, update.done, update.as_of_on) == (
        "tri-plan/1.1",
        "submitted",
        {"en": "We ran two ferries."},
        date(2026, 10, 31),
    )
    status = Status.objects.get()
    assert (status.subject, status.value, status.as_of_on, status.reason) == (
        "tri-plan/1.1",
        "limited",
        date(2026, 9, 30),
        {"en": "Two of five ferries run."},
    )
    milestone = Milestone.objects.get()
    assert (milestone.slug, milestone.due, milestone.tier) == ("a-third-ferry", "2027-03", "own")
    assert (batch.status, batch.counts["added"]) == (BatchStatus.APPLIED, 7)
    assert previewed(data, ANA).writes == ()  # what came back stands on record now


def test_nothing_that_a_sheet_writes_is_public(plan: Plan) -> None:
    before = Entry.objects.filter(log="public").count()

    applying.apply(dropped(full_book(), ANA), by=ANA, at=AT)

    assert Entry.objects.filter(log="public").count() == before
    assert set(Update.objects.values_list("tier", flat=True)) == {"own"}


def test_taking_back_leaves_what_stood_before(plan: Plan) -> None:
    batch = applying.apply(dropped(full_book(), ANA), by=ANA, at=AT)

    applying.take_back(batch, by=ANA, at=AT)

    assert list(Update.objects.values_list("status", flat=True)) == ["withdrawn"]
    assert Milestone.objects.count() == 0
    again = dropped(full_book(), ANA)  # the same file counts again
    assert again.pk != batch.pk
    assert [cell.verdict for cell in previewed(full_book(), ANA).cells] == [Verdict.ADDED] * 7


def test_taking_back_a_change_of_a_draft_gives_it_its_words_again(plan: Plan) -> None:
    first = applying.apply(dropped(full_book(), ANA), by=ANA, at=AT)
    data = changed(exported(ANA), "Status", "1.1", {"status": "NS", "progress_en": "None runs."})
    second = applying.apply(dropped(data, ANA), by=ANA, at=AT)
    assert Status.objects.get().value == "not_started"

    applying.take_back(second, by=ANA, at=AT)

    update, status = Update.objects.get(), Status.objects.get()
    assert (update.status, update.done) == ("submitted", {"en": "We ran two ferries."})
    assert (status.value, status.reason) == ("limited", {"en": "Two of five ferries run."})
    assert first.status == BatchStatus.APPLIED


def test_taking_back_is_refused_when_somebody_worked_on_it(plan: Plan) -> None:
    batch = applying.apply(dropped(full_book(), ANA), by=ANA, at=AT)
    update = Update.objects.get()
    delivery.approve(update, by=ADA, at=AT, revision=update.revision)

    with pytest.raises(RuleBroken) as refused:
        applying.take_back(batch, by=ANA, at=AT)

    places = "Status A3, Status E3, Status F3, Updates C3, Updates D3"
    assert refused.value.sentence == f"It cannot be taken back: what it wrote was worked on since, at {places}."
    assert Milestone.objects.count() == 1


def test_applying_twice_writes_once(plan: Plan) -> None:
    batch = dropped(full_book(), ANA)
    applying.apply(batch, by=ANA, at=AT)

    with pytest.raises(InvalidTransition):
        applying.apply(batch, by=ADA, at=AT)

    assert Update.objects.count() == 1


def test_same_bytes_dropped_twice_are_one_batch(plan: Plan) -> None:
    first, is_new = batches.submit("a.xlsx", full_book_once := full_book(), PLAN, by=ANA, at=AT)
    second, is_new_too = batches.submit("b.xlsx", full_book_once, PLAN, by=ADA, at=AT)

    assert (is_new, is_new_too, second.pk, second.post) == (True, False, first.pk, ANA.post)


def test_cell_changed_by_others_needs_a_choice(plan: Plan) -> None:
    mine, theirs = (
        changed(exported(ANA), "Updates", "1.1", {"done_en": words}) for words in ("We ran two.", "Three ran.")
    )
    batch = dropped(mine, ANA)
    applying.apply(dropped(theirs, ADA), by=ADA, at=AT)
    _now, preview = batches.look(batch, by=ANA, as_of=AT, language="en")
    assert [(cell.before, cell.after, cell.verdict) for cell in preview.cells] == [
        ("Three ran.", "We ran two.", Verdict.CONFLICT)
    ]
    with pytest.raises(RuleBroken):
        applying.apply(batch, by=ANA, at=AT)

    batch = batches.fix(batch, {preview.cells[0].key: "We ran two."}, preview, by=ANA)
    applying.apply(batch, by=ANA, at=AT)

    assert Update.objects.get().done == {"en": "We ran two."}


def test_choosing_the_words_of_others_leaves_them(plan: Plan) -> None:
    mine, theirs = (
        changed(exported(ANA), "Updates", "1.1", {"done_en": words}) for words in ("We ran two.", "Three ran.")
    )
    batch = dropped(mine, ANA)
    applying.apply(dropped(theirs, ADA), by=ADA, at=AT)
    _now, preview = batches.look(batch, by=ANA, as_of=AT, language="en")

    batch = batches.fix(batch, {preview.cells[0].key: "Three ran."}, preview, by=ANA)

    assert batches.look(batch, by=ANA, as_of=AT, language="en")[1].cells == ()


def test_cells_that_only_others_changed_stay_theirs(plan: Plan) -> None:
    old = exported(ANA)
    applying.apply(dropped(changed(old, "Updates", "1.1", {"done_en": "Three ran."}), ADA), by=ADA, at=AT)

    data = changed(old, "Updates", "1.2", {"done_en": "A timetable was drawn."})

    assert [cell.commitment for cell in previewed(data, ANA).cells] == ["tri-plan/1.2"]


def test_refused_cell_is_mended_in_place(plan: Plan) -> None:
    batch = dropped(changed(exported(ANA), "Status", "1.1", {"status": "halfway"}), ANA)
    _now, preview = batches.look(batch, by=ANA, as_of=AT, language="en")
    assert told(preview) == [
        ("Status E3", "rejected", "halfway", "“halfway” is no status; write NS, LP, SP, C, NP or SU.")
    ]

    batch = batches.fix(batch, {preview.cells[0].key: "NS", "status:3:progress_en": "Nobody asked."}, preview, by=ANA)

    assert told(batches.look(batch, by=ANA, as_of=AT, language="en")[1]) == [("Status E3", "added", "NS", "")]


def test_refused_cells_stay_out_and_stand_in_the_receipt(plan: Plan) -> None:
    data = changed(exported(ANA), "Status", "1.1", {"status": "NS", "reporting_period": "03/04/2026"})

    data = changed(data, "Updates", "1.1", {"done_en": "Nothing yet."})
    batch = applying.apply(dropped(data, ANA), by=ANA, at=AT)

    assert list(batch.cells.order_by("position").values_list("place", "verdict", "reason")) == [
        ("A3", "rejected", "Nobody can tell day and month of “03/04/2026” apart; write it as 2026-04-03."),
        ("E3", "added", ""),
        ("D3", "added", ""),
    ]
    assert Status.objects.get().as_of_on == AT.date()


def test_what_the_record_refuses_is_told_with_its_place_and_nothing_is_written(plan: Plan) -> None:
    book = opened(exported(ANA))
    put(book, "Updates", "1.2", {"done_en": "Fine."})
    put(book, "Status", "1.1", {"status": "C", "progress_en": "Done for ever."})
    batch = dropped(saved(book), ANA)

    with pytest.raises(RuleBroken) as refused:
        applying.apply(batch, by=ANA, at=AT)

    assert refused.value.sentence == (
        "Nothing was written, because of Status E3, Status F3: 1.1 is a continuing duty: it keeps a rhythm and is never "
        "complete; choose another value and show its rhythm."
    )
    assert (Update.objects.count(), Status.objects.count()) == (0, 0)


def test_row_of_a_part_sets_the_status_of_that_part(plan: Plan) -> None:
    data = changed(exported(ANA), "Status", "2.1", {"status": "LP", "progress_en": "Half of it."}, part="b")

    applying.apply(dropped(data, ANA), by=ANA, at=AT)

    assert Status.objects.get().subject == "tri-plan/2.1#b"
    assert Update.objects.get().done == {"en": "b: Half of it."}


def test_foreign_table_without_hidden_columns_is_taken(plan: Plan) -> None:
    """A table with the columns of an open-government action plan alone."""

    def strip(book: object) -> None:
        for title in ("Instructions", "Updates", "Milestones", "Choices"):
            del book[title]  # type: ignore[attr-defined]
        page = book["Status"]  # type: ignore[index]
        page.delete_rows(2)
        page.delete_cols(15, page.max_column)

    data = edited(changed(exported(ANA), "Status", "1.2", {"status": "LP", "progress_en": "Under way."}), strip)

    assert [cell.place for cell in previewed(data, ANA).cells] == ["E3", "F3"]


def test_preview_costs_the_same_number_of_queries_for_any_plan(db: None) -> None:
    counts = []
    for slug, count in (("small", 1), ("large", 30)):
        if not counts:
            three_parties()
            keeper = observatory()
        facts = pillar("1", *(promise(f"1.{at}") for at in range(1, count + 1)))
        draft = plans.put_structure(plans.start_plan(plan_facts(slug), by=CHRIS, keeper=keeper), [facts], by=CHRIS)
        plans.adopt(draft, by=CHRIS, at=AT)
        with CaptureQueriesContext(connection) as captured:
            sheets_now(ANA, slug, as_of=AT)
        counts.append(len(captured))

    assert counts == [counts[0]] * 2


def test_new_milestones_are_shown_by_an_approver_and_then_stay(plan: Plan) -> None:
    batch = applying.apply(dropped(full_book(), ANA), by=ANA, at=AT)
    writer = replace(ANA, roles=frozenset({Role.CONTRIBUTOR}))
    with pytest.raises(ActionDenied):
        applying.show_milestones(batch, by=writer, at=AT)

    assert applying.show_milestones(batch, by=ADA, at=AT) == 1

    assert Milestone.objects.get().tier == "public"
    with pytest.raises(RuleBroken):
        applying.take_back(batch, by=ANA, at=AT)
