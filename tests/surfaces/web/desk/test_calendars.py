"""Calendars on the desk: proposed, accepted, ended; and what one's own side has still to report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from entente.foundation.accounts.models import User
from entente.foundation.common.actors import Actor, Role
from entente.record.assessment import queries
from entente.record.assessment.models import Acceptance, Calendar
from tests.cast import DANA, sign_in
from tests.record.assessment.calendar_acts import proposed
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import officer, shared_plan

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
PLAN = "/en/desk/plans/tri-plan/"
PAGE = f"{PLAN}reporting/"
ACCEPT = f"{PAGE}half-yearly/accept/"
SENT = {
    "title_en": "Half-yearly reports",
    "months": "6",
    "from_on": "2027-01-01",
    "count": "2",
    "due_days": "31",
    "call_days": "30",
    "reminder_days": "7",
    "letter_en": "Please say where each promise stands.",
}


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def ada(ana: Officer) -> Officer:
    return officer("AAA", "director", Role.APPROVER, name="Ada")


def test_calendar_is_proposed_in_one_form(ana: Officer) -> None:
    assert ana[0].get(PLAN).text.count(PAGE) == 1
    assert ana[0].get(f"{PAGE}add/").status_code == 200
    assert ana[0].post(f"{PAGE}add/", SENT).headers["Location"] == PAGE
    view = queries.get_calendar(DANA, "tri-plan", "half-yearly-reports", as_of=NOW + timedelta(days=36500))
    assert [one.due_on for one in view.dates] == [date(2027, 7, 31), date(2028, 1, 31)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"from_on": "2027-01-15"}, "The first period begins on 15 January 2027; give the first day of a month."),
        ({"promises_AAA": "1.1 one"}, "“one” is no number of a promise; write for instance 1.2 6.4."),
        ({"promises_AAA": "9.9"}, "AAA does not owe 9.9; name only promises that it owes, or none for all."),
        ({"title_en": ""}, "Give the calendar a name, in one language at least."),
        ({"letter_en": ""}, "Write the call letter, in one language at least."),
        ({"count": "many"}, "Enter a whole number."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_kept(
    ana: Officer, changes: dict[str, str], sentence: str
) -> None:
    answer = ana[0].post(f"{PAGE}add/", {**SENT, **changes})
    assert (answer.status_code, [one.sentence for one in answer.context["page"].errors]) == (422, [sentence])
    assert Calendar.objects.count() == 0


def test_approver_accepts_and_ends_after_a_question(ada: Officer) -> None:
    proposed()
    assert ada[0].get(ACCEPT).text.count("Accept the calendar “Half-yearly reports” for your side?") == 2
    assert Acceptance.objects.count() == 0
    assert ada[0].post(ACCEPT).headers["Location"] == PAGE
    assert "Your side has accepted the calendar." in ada[0].get(PAGE).text
    assert ada[0].post(f"{PAGE}half-yearly/end/").headers["Location"] == PAGE
    assert Acceptance.objects.get().status == "ended"
    assert [act.address for part in ada[0].get(PAGE).context["page"].calendars for act in part.acts] == []


def test_writer_sees_why_not_and_is_refused(ana: Officer) -> None:
    proposed()
    (part,) = ana[0].get(PAGE).context["page"].calendars
    assert [act.reason for act in part.acts] == [
        "only an approver of the party itself accepts or ends a calendar for it"
    ]
    assert ana[0].post(ACCEPT).status_code == 403
    assert Acceptance.objects.count() == 0


def test_proposer_takes_it_back(ana: Officer) -> None:
    ana[0].post(f"{PAGE}add/", SENT)
    assert ana[0].post(f"{PAGE}half-yearly-reports/withdraw/").headers["Location"] == PAGE
    assert "(taken back)" in ana[0].get(PAGE).text
    assert ana[0].get(f"{PAGE}half-yearly-reports/forget/").status_code == 404
    assert ana[0].get(f"{PAGE}yearly/accept/").status_code == 404


def test_own_reports_and_the_list_of_what_is_due(ana: Officer, ada: Officer) -> None:
    proposed()
    ada[0].post(ACCEPT)
    near = NOW.replace(year=2027, month=7, day=20)
    user = User.objects.get(pk=ana[1].user_id)
    with time_machine.travel(near, tick=False):
        sign_in(ana[0], user)
        page = ana[0].get(PAGE).context["page"]
        assert [(line.number, line.tag.word) for line in page.own] == [
            (number, "Report due by 31 July 2027") for number in ("1.1", "1.2", "2.1")
        ]
        due = next(one for one in ana[0].get("/en/desk/").context["page"].lists if one.code == "due")
    assert (due.total, [(row.title.text, row.why, row.verb) for row in due.rows]) == (
        1,
        [("Half-yearly reports", "reports of your side · due 31 July 2027", "See which")],
    )
    with time_machine.travel(near + timedelta(days=30), tick=False):
        sign_in(ana[0], user)
        due = next(one for one in ana[0].get("/en/desk/").context["page"].lists if one.code == "due")
        assert [row.why for row in due.rows] == ["reports of your side · overdue since 31 July 2027"]
