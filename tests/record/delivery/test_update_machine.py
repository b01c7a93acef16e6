"""Whatever anybody does in whatever order: no text is published that its writer alone approved, and none changes afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from entente.foundation.common.errors import Refusal
from entente.foundation.common.records import Tier
from entente.record.delivery import commands, rules
from entente.record.delivery.models import Update
from tests.cast import ANA, BELA
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.builders import ADA, ANA_ELSEWHERE, AUDITOR, facts

PEOPLE = st.sampled_from([ANA, ADA, ANA_ELSEWHERE, AUDITOR, BELA, replace(BELA, user_id="boris")])
TEXTS = st.sampled_from([{"en": "A.", "pt": "A."}, {"en": "B.", "pt": "B."}])


class Desk(RuleBasedStateMachine):
    """Six people of two sides do what they like with two updates; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        adopted_plan()
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

    @precondition(lambda self: len(self.updates) < 3)
    @rule(by=PEOPLE, done=TEXTS)
    def write(self, by, done):
        update = self.tried(lambda: commands.write_update(facts(done), by=by, at=self.at))
        if update:
            self.updates.append(update)
            self.writers[update.pk] = {by.user_id}

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5), done=TEXTS, behind=st.integers(0, 1))
    def revise(self, by, at, done, behind):
        update = self.one(at)
        if self.tried(
            lambda: commands.revise_update(update, facts(done), by=by, at=self.at, revision=update.revision - behind)
        ):
            self.writers[update.pk].add(by.user_id)

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5))
    def submit(self, by, at):
        update = self.one(at)
        self.tried(lambda: commands.submit(update, by=by, at=self.at))

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5), behind=st.integers(0, 1))
    def approve(self, by, at, behind):
        update = self.one(at)
        if self.tried(lambda: commands.approve(update, by=by, at=self.at, revision=update.revision - behind)):
            self.approvers[update.pk] = by.user_id

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5))
    def send_back(self, by, at):
        update = self.one(at)
        if self.tried(lambda: commands.send_back(update, by=by, at=self.at, reason="Why?", revision=update.revision)):
            self.approvers.pop(update.pk, None)

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5), hours=st.integers(-1, 2), tier=st.sampled_from([Tier.PUBLIC, Tier.PARTIES]))
    def publish(self, by, at, hours, tier):
        update = self.one(at)
        until = self.at + timedelta(hours=hours) if hours else None
        if self.tried(lambda: commands.publish(update, by=by, at=self.at, embargo_until=until, tier=tier)):
            self.public[update.pk] = rules.words_of(update)

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5), done=TEXTS)
    def correct(self, by, at, done):
        update = self.one(at)
        version = self.tried(
            lambda: commands.correct(update, facts(done), by=by, at=self.at, correction={"en": "So.", "pt": "So."})
        )
        if version:
            self.updates.append(version)
            self.writers[version.pk] = {by.user_id}

    @precondition(lambda self: self.updates)
    @rule(by=PEOPLE, at=st.integers(0, 5))
    def withdraw(self, by, at):
        update = self.one(at)
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
            max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
