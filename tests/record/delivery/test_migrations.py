"""Records that were there before a table changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.record.builders import NOW

BEFORE = [("delivery", "0005_what_was_taken_back")]
AFTER = [("delivery", "0006_when_others_read_it")]


def at(target):
    """The tables as they were at a migration, and the models that read them."""
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.fixture
def older(transactional_db):
    """Delivery as it was; whatever happens, every other test finds it as it is."""
    yield at(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def write(update, number, status, **instants):
    update.objects.create(
        owner="AAA", plan="tri-plan", commitment="tri-plan/1.1", number=number, as_of_on=NOW.date(), status=status,
        written_by="ministry-a/desk", changed_at=NOW, **instants,
    )  # fmt: skip


def test_updates_published_earlier_keep_the_instant_from_which_others_read_them(older):
    update, earlier, later = older.get_model("delivery", "Update"), NOW - timedelta(days=1), NOW + timedelta(days=1)
    write(update, 1, "draft", embargo_until=later)
    write(update, 2, "published", published_at=NOW)
    write(update, 3, "published", published_at=NOW, embargo_until=later)
    write(update, 4, "corrected", published_at=NOW, embargo_until=earlier)

    update = at(AFTER).get_model("delivery", "Update")

    assert list(update.objects.order_by("number").values_list("number", "public_at")) == [
        (1, None), (2, NOW), (3, later), (4, NOW),
    ]  # fmt: skip
