"""Internal notes: for their own side, and by no road for anybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.ledger.models import Entry, Opening
from entente.record.notes import commands, queries, rules
from entente.record.notes.models import Note
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan

pytestmark = pytest.mark.django_db

PROMISE = "tri-plan/1.1"
SECRET = "The other side has not read the draft."
ALF = replace(ANA, user_id="alf", post="ministry-a/audit", roles=frozenset({Role.AUDITOR}))
ADA = replace(ANA, user_id="ada", roles=frozenset({Role.APPROVER}))
AMY = replace(ANA, user_id="amy", roles=frozenset({Role.CONTRIBUTOR}))


@pytest.fixture(autouse=True)
def _plan() -> None:
    adopted_plan()


def noted(about=PROMISE, by=ANA):
    return commands.add_note(about, SECRET, by=by, at=NOW)


def test_a_side_reads_its_own_notes():
    noted()
    noted(f"{PROMISE}/milestones/first-list")
    noted("tri-plan/1.2")
    views = queries.notes_on(ALF, PROMISE, as_of=NOW)
    assert [(view.about, view.text, view.post) for view in views] == [
        (f"{PROMISE}/milestones/first-list", SECRET, "ministry-a/desk"),
        (PROMISE, SECRET, "ministry-a/desk"),
    ]


@pytest.mark.parametrize("by", [BELA, CHRIS, ERIN, DANA, SYSTEM, replace(CHRIS, roles=frozenset({Role.SECRETARIAT}))])
def test_nobody_else_reads_them(by):
    note = noted()
    assert queries.notes_on(by, PROMISE, as_of=NOW) == []
    with pytest.raises(NotVisible):
        queries.get_note_row(by, note.pk, as_of=NOW)


def test_no_log_ever_holds_the_text():
    note = noted()
    commands.remove_note(note, by=ANA, at=NOW)
    entries = Entry.objects.filter(action__startswith="notes.")
    assert list(entries.order_by("id").values_list("log", "action", "subject")) == [
        ("AAA", "notes.add", PROMISE), ("AAA", "notes.remove", PROMISE),
    ]  # fmt: skip
    assert [SECRET.encode() in bytes(one.payload) for one in Opening.objects.filter(entry__in=entries)] == [
        False,
        False,
    ]


def test_a_removed_note_keeps_its_place_and_loses_its_text():
    note = noted()
    commands.remove_note(note, by=ANA, at=NOW)
    commands.remove_note(note, by=ANA, at=NOW)
    (view,) = queries.notes_on(ANA, PROMISE, as_of=NOW)
    assert (view.text, view.removed_at) == ("", NOW)
    assert Entry.objects.filter(action="notes.remove").count() == 1


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, ""),
        (ADA, ""),
        (AMY, "only who wrote a note, or an approver of its side, removes it"),
        (ALF, "only who wrote a note, or an approver of its side, removes it"),
        (BELA, "only its own side removes a note"),
        (DANA, "only its own side removes a note"),
        (SYSTEM, "only its own side removes a note"),
    ],
)
def test_who_removes_a_note(by, reason):
    decision = rules.can_remove(by, noted())
    assert getattr(decision, "reason", "") == reason


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, ""),
        (CHRIS, ""),
        (ERIN, ""),
        (ALF, "your post reads notes and writes none"),
        (DANA, "a note is its side's own; log in first"),
        (SYSTEM, "a note is its side's own; log in first"),
    ],
)
def test_who_writes_a_note(by, reason):
    assert getattr(rules.can_note(by), "reason", "") == reason


@pytest.mark.parametrize(
    ("about", "text", "error", "sentence"),
    [
        (PROMISE, "  ", RuleBroken, "The note has no words; write some."),
        (PROMISE, "x" * 20_001, RuleBroken, "The note is longer than 20,000 characters; make two of it."),
        ("tri-plan", "x", RuleBroken, "tri-plan lies under no promise; note it on the promise that it is about."),
        ("Ø", "x", RuleBroken, "'Ø' is not a ref; it looks like canada-mexico-2023/6.4."),
        ("tri-plan/9.9", "x", NotVisible, "There is no commitment “tri-plan/9.9” here."),
    ],
)
def test_what_is_no_note_is_refused(about, text, error, sentence):
    with pytest.raises(error) as caught:
        commands.add_note(about, text, by=ANA, at=NOW)
    assert str(caught.value) == sentence


def test_a_denied_note_leaves_nothing():
    with pytest.raises(ActionDenied):
        noted(by=ALF)
    assert Note.objects.count() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_notes_take_one_query(count, django_assert_num_queries):
    for _ in range(count):
        noted()
    with django_assert_num_queries(1):
        assert len(queries.notes_on(ANA, PROMISE, as_of=NOW)) == count
