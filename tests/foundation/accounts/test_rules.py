from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from entente.foundation.accounts import rules
from entente.foundation.accounts.rules import SetUpStep
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.directory.models import Organisation, Post
from tests.cast import ANA, BELA, CHRIS, DANA

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("by", "owners", "allowed"),
    [
        (SYSTEM, {"AAA", "BBB"}, True),
        (ANA, {"AAA"}, True),
        (ANA, set(), True),
        (ANA, {"BBB"}, False),
        (ANA, {"AAA", "BBB"}, False),
        (BELA, {"AAA"}, False),
        (CHRIS, {"AAA"}, False),
        (CHRIS, {"observatory"}, True),
        (DANA, set(), False),
        (DANA, {""}, False),
    ],
)
def test_nobody_gives_a_log_in_to_another_side(by: Actor, owners: set[str], allowed: bool) -> None:
    assert bool(rules.can_give_log_in(by, owners, replace(by, user_id="second"))) is allowed
    assert bool(rules.can_close_log_in(by, owners)) is allowed


@pytest.mark.parametrize(
    ("must_change_password", "has_second_factor", "has_shown_it", "step"),
    [
        (True, False, False, SetUpStep.PASSWORD),
        (True, True, True, SetUpStep.PASSWORD),
        (False, False, False, SetUpStep.SECOND_FACTOR),
        (False, False, True, SetUpStep.SECOND_FACTOR),
        (False, True, False, SetUpStep.CONFIRM),
        (False, True, True, None),
    ],
)
def test_next_step_comes_in_order(
    must_change_password: bool, has_second_factor: bool, has_shown_it: bool, step: SetUpStep | None
) -> None:
    found = rules.next_step(
        must_change_password=must_change_password, has_second_factor=has_second_factor, has_shown_it=has_shown_it
    )
    assert found is step


def test_one_time_password_works_for_seven_days() -> None:
    until = rules.password_until(NOW)
    assert until == NOW + timedelta(days=7)
    assert rules.is_expired(until, until - timedelta(seconds=1)) is False
    assert rules.is_expired(until, until) is True
    assert rules.is_expired(None, NOW) is False


def test_post_is_the_chosen_one_while_held_else_the_only_one() -> None:
    organisation = Organisation(slug="ministry-a")
    one, other = (Post(organisation=organisation, slug=slug) for slug in ("one", "other"))
    assert rules.acting_post([], None) is None
    assert rules.acting_post([], "ministry-a/one") is None
    assert rules.acting_post([one], None) is one
    assert rules.acting_post([one], "ministry-a/other") is one
    assert rules.acting_post([one, other], None) is None
    assert rules.acting_post([one, other], "ministry-a/other") is other
    assert rules.acting_post([one, other], "ministry-a/third") is None
