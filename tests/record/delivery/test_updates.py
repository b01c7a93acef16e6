"""Updates: written, approved by somebody else, published, corrected; never edited afterwards."""

from __future__ import annotations

import pytest

from entente.record.delivery import commands, queries
from tests.cast import ANA, DANA
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.builders import ADA, PROMISE, facts, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plan() -> None:
    adopted_plan()


def test_an_update_goes_public_in_three_steps():
    update = commands.write_update(facts(), by=ANA, at=NOW)
    assert queries.updates_on(DANA, PROMISE, as_of=NOW) == []
    commands.submit(update, by=ANA, at=NOW)
    commands.approve(update, by=ADA, at=NOW, revision=1)
    commands.publish(update, by=ADA, at=NOW)
    (view,) = queries.updates_on(DANA, PROMISE, as_of=NOW)
    assert (view.owner, view.done, view.published_by, view.is_current, view.working) == (
        "AAA", {"en": "The fair was held."}, "ministry-a/director", True, None,
    )  # fmt: skip


def test_a_correction_replaces_the_published_version_when_it_is_published():
    update = published()
    version = commands.correct(update, facts("The fair was opened."), by=ANA, at=NOW, correction={"en": "Only opened."})
    assert [view.done["en"] for view in queries.updates_on(DANA, PROMISE, as_of=NOW)] == ["The fair was held."]
    commands.submit(version, by=ANA, at=NOW)
    commands.approve(version, by=ADA, at=NOW, revision=1)
    commands.publish(version, by=ADA, at=NOW)
    assert [
        (view.version, view.is_current, view.done["en"], view.correction)
        for view in queries.updates_on(DANA, PROMISE, as_of=NOW)
    ] == [(2, True, "The fair was opened.", {"en": "Only opened."}), (1, False, "The fair was held.", {})]
