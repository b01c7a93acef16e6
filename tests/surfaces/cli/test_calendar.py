"""`entente calendar`: proposed, accepted, ended, and what the clock says."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from entente.foundation.common.actors import Role
from tests.cast import ANA
from tests.record.assessment.calendar_acts import accepted
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, report
from tests.record.builders import NOW, adopted_plan
from tests.surfaces.web.desk.officers import officer, shared_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db
WHO = ("--email", "ada@example.org")


def test_calendar_is_proposed_accepted_and_ended(entente: Entente) -> None:
    shared_plan()
    officer("AAA", "director", Role.APPROVER, name="Ada")
    words = ("--title", "en=Half-yearly reports", "--letter", "en=Please report.", "--promise", "BBB", "1.1")
    with time_machine.travel(NOW, tick=True):
        made = entente("calendar", "propose", "tri-plan", "half-yearly", *words, "--from", "2027-01-01", *WHO)
        assert made.out == "tri-plan/calendars/half-yearly is proposed with 4 dates, the first on 2027-07-31.\n"
        assert entente("calendar", "accept", "tri-plan", "half-yearly", *WHO).out == (
            "AAA has accepted tri-plan/calendars/half-yearly.\n"
        )
        (one,) = entente("calendar", "list", "tri-plan", "--json").json
        assert [(side["party"], side["state"], side["promises"]) for side in one["acceptances"]] == [
            ("AAA", "accepted", []),
            ("BBB", "proposed", ["tri-plan/1.1"]),
            ("CCC", "proposed", []),
        ]
        assert "AAA (accepted)" in entente("calendar", "list", "tri-plan").out
        assert entente("calendar", "end", "tri-plan", "half-yearly", *WHO).code == 0
        again = entente("calendar", "accept", "tri-plan", "half-yearly", *WHO)
        assert (again.code, again.out) == (1, "")


def test_due_says_what_came_and_what_did_not(entente: Entente) -> None:
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT + timedelta(days=1))
    at = ("--as-of", (AUCKLAND_MIDNIGHT + timedelta(days=2)).isoformat())
    found = entente("calendar", "due", "tri-plan", "--party", "AAA", "--json", *at).json
    assert [(one["commitment"], one["due_on"], one["state"], one["days_after"]) for one in found][:3] == [
        ("tri-plan/1.1", "2027-07-31", "late", 2),
        ("tri-plan/1.1", "2028-01-31", "received", 0),
        ("tri-plan/1.2", "2027-07-31", "nothing", 0),
    ]
    late = entente("calendar", "due", "tri-plan", "--late", *at).out.splitlines()
    assert [line.split()[0] for line in late[1:] if "nothing" in line] == ["tri-plan/1.2", "tri-plan/2.1"]


def test_turns_name_the_instants(entente: Entente) -> None:
    adopted_plan()
    accepted(ANA)
    at = ("--as-of", (AUCKLAND_MIDNIGHT - timedelta(days=1)).isoformat())
    assert entente("calendar", "turns", "tri-plan", "--json", *at).json[0] == "2027-07-31T12:00:00Z"
    assert "2027-07-31T12:00:00+00:00" in entente("calendar", "turns", "tri-plan", *at).out


def test_joint_lists_what_all_signed_and_the_voices(entente: Entente) -> None:
    adopted_plan()
    found = entente("status", "joint", "tri-plan", "--json").json
    assert [(one["subject"], one["state"], one["values"]) for one in found][:1] == [("tri-plan/1.1", "none", {})]
    assert "no joint status" in entente("status", "joint", "tri-plan").out
