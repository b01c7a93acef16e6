"""What sides say of a plan: the same whether it is read at once or kept pillar by pillar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
import time_machine

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.kept import Make, kept_by
from entente.record.assessment import commands as assessment
from entente.record.assessment.words import Completion, SideState
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.web.side_states import joint_on_plan, said_of_plan
from tests.record.assessment.test_replies import MIDNIGHT
from tests.surfaces.test_query_counts import AT, VOICE, put_work


class Keeping:
    """Keeps nothing, and notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def kept(self, family: str, name: str, make: Make) -> bytes:
        self.asked.append(name)
        return make()

    def stays(self, name: str) -> None: ...

    def leave(self, family: str, names: Collection[str]) -> None: ...


@pytest.mark.django_db
def test_it_is_the_same_read_at_once_and_kept_pillar_by_pillar() -> None:
    load_package(invented_plan(1), by=SYSTEM, at=AT)
    put_work()
    _say(f"{SLUG}/2.1", Completion.LIMITED)
    keeping = Keeping()
    with time_machine.travel(MIDNIGHT, tick=False):
        at_once = said_of_plan(SLUG, as_of=MIDNIGHT), joint_on_plan(SLUG, as_of=MIDNIGHT)
        with kept_by(keeping):
            kept = said_of_plan(SLUG, as_of=MIDNIGHT), joint_on_plan(SLUG, as_of=MIDNIGHT)
    assert kept == at_once
    assert len(set(keeping.asked)) > 9
    assert {one.state for one in at_once[0].states} >= {SideState.LIMITED, SideState.REPORTED, SideState.NOTHING}
    assert at_once[0].of_parts == [("limited", f"{SLUG}/2.1")]


def _say(promise: str, value: Completion) -> None:
    words, second = {"en": "Some.", "fr": "En partie."}, replace(VOICE, user_id="ursa")
    update = delivery.write_update(UpdateFacts(promise, AT.date(), words), by=VOICE, at=AT)
    assessment.set_status(update, promise, value, by=VOICE, as_of_on=AT.date(), reason=words, claims=())
    delivery.submit(update, by=VOICE, at=AT)
    delivery.approve(update, by=second, at=AT, revision=update.revision)
    assessment.publish_report(update, by=second, at=AT)
