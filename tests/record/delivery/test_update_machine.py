"""Whatever anybody does in whatever order: no text is published that its writer alone approved, and none changes afterwards."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from entente.foundation.common.errors import Refusal
from entente.record.delivery import commands, rules
from entente.record.delivery.models import Update
from tests.cast import ANA, BELA
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.builders import ADA, ANA_ELSEWHERE, facts

PEOPLE = st.sampled_from([ANA, ADA, ANA_ELSEWHERE, BELA])
"""Two people of one side, one of them through two posts, and somebody of another side."""

TEXTS = st.sampled_from([{"en": "A.", "pt": "A."}, {"en": "B.", "pt": "B."}])


class Desk(RuleBasedStateMachine):
    """They do what they like with an update or two; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        shared_plan()
        self.updates: list[Update] = []
        self.writers: dict[object, set[str | None]] = {}
        self.approvers: dict[object, str | None] = {}
        self.public: dict[object, dict[str, dict[str, str]]] = {}
        self.at = NOW

    def teardown(self) -> None:
        """Every run begins on an empty record."""
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def tried(self, act) -> object:
        self.at += timedelta(minutes=1)
        try:
            return act()
        except Refusal:
            return None

    def one(self, at: int) -> Update:
        update = self.updates[at % len(self.updates)]
        update.refresh_from_db()
        return update

    @precondition(lambda self: len(self.updates) < 2)
    @rule(by=PEOPLE, done=TEXTS)
    def write(self, by, done):
        update = self.tried(lambda: commands.write_update(facts(done), by=by, at=self.at))
        if update:
            self.updates.append(update)
            self.writers[update.pk] = {by.user_id}

    @precondition(lambda self: self.updates)
    @rule(acts=st.lists(st.tuples(PEOPLE, st.integers(0, 2)), min_size=3, max_size=6), done=TEXTS)
    def go_on(self, acts, done):
        """The next step of the way, several times, each by whoever it may be."""
        steps = {
            "draft": self.submit, "returned": self.submit, "submitted": self.approve, "approved": self.publish,
            "published": partial(self.correct, done=done),
        }  # fmt: skip
        for by, at in acts:
            update = self.one(at)
            if step := steps.get(update.status):
                step(update, by)

    @precondition(lambda self: self.updates)
    @rule(
        by=PEOPLE,
        at=st.integers(0, 2),
        step=st.sampled_from(["submit", "approve", "publish", "send_back", "withdraw", "approve_stale"]),
    )
    def step_out_of_turn(self, by, at, step):
        getattr(self, step)(self.one(at), by)

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 2), done=TEXTS, behind=st.sampled_from([0, 0, 0, 1]))
    def revise(self, by, at, done, behind):
        update = self.one(at)
        revision = update.revision - behind
        if self.tried(lambda: commands.revise_update(update, facts(done), by=by, at=self.at, revision=revision)):
            self.writers[update.pk].add(by.user_id)

    def submit(self, update, by):
        self.tried(lambda: commands.submit(update, by=by, at=self.at))

    def approve(self, update, by, behind=0):
        revision = update.revision - behind
        if self.tried(lambda: commands.approve(update, by=by, at=self.at, revision=revision)):
            assert behind == 0
            self.approvers[update.pk] = by.user_id

    def approve_stale(self, update, by):
        self.approve(update, by, behind=1)

    def send_back(self, update, by):
        revision = update.revision
        if self.tried(lambda: commands.send_back(update, by=by, at=self.at, reason="Why?", revision=revision)):
            self.approvers.pop(update.pk, None)

    def publish(self, update, by):
        if self.tried(lambda: commands.publish(update, by=by, at=self.at, embargo_until=self.at + timedelta(hours=1))):
            self.public[update.pk] = rules.words_of(update)

    def correct(self, update, by, *, done):
        why = {"en": "So.", "pt": "So."}
        version = self.tried(lambda: commands.correct(update, facts(done), by=by, at=self.at, correction=why))
        if version:
            self.updates.append(version)
            self.writers[version.pk] = {by.user_id}

    def withdraw(self, update, by):
        self.tried(lambda: commands.withdraw_update(update, by=by, at=self.at))

    @rule(hours=st.integers(0, 3))
    def announce(self, hours):
        commands.announce(at=self.at + timedelta(hours=hours))

    @invariant()
    def two_people_stand_behind_every_published_text(self):
        for row in Update.objects.filter(published_at__isnull=False):
            assert row.pk in self.public
            assert self.approvers[row.pk] not in self.writers[row.pk]

    @invariant()
    def a_published_text_never_changes(self):
        for key, words in self.public.items():
            row = Update.objects.get(pk=key)
            assert (rules.words_of(row), row.status in {"published", "corrected"}) == (words, True)

    @invariant()
    def at_most_one_version_of_an_update_stands(self):
        standing = [(row.owner, row.number) for row in Update.objects.filter(status="published")]
        assert len(standing) == len(set(standing))


@pytest.mark.django_db
def test_no_order_of_acts_publishes_what_only_its_writer_approved():
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
