"""Approvals given outside, and approving in somebody's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Post
from entente.foundation.directory.queries import PostCapacity, get_party
from entente.foundation.ledger.models import Entry, Opening
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Showing, Side
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import DelegationFacts
from entente.record.delivery.models import Approval, Delegation
from tests.cast import ANA, BELA, CHRIS, DANA, ministry
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.builders import ADA, AUDITOR, PROMISE, submitted

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
AWAY = DelegationFacts("ministry-a/deputy", TODAY, TODAY + timedelta(days=6))
DEPUTY = replace(ANA, user_id="dee", post="ministry-a/deputy", roles=frozenset({Role.CONTRIBUTOR}))
FILE = "AAA/2026/117"


@pytest.fixture(autouse=True)
def posts(settings, tmp_path):
    settings.VAR = tmp_path
    shared_plan()
    for code in ("AAA", "BBB"):
        body = ministry(get_party(code))
        for slug, roles in (
            ("desk", None), ("director", [Role.APPROVER]), ("deputy", [Role.CONTRIBUTOR]),
        ):  # fmt: skip
            directory.open_post(
                body, slug=slug, title={"en": slug}, capacity=PostCapacity.PARTY, roles=roles, by=SYSTEM
            )


def paper(by=ANA, tier=Tier.OWN):
    """The mail in which a director approved, archived."""
    facts = sources.DocumentFacts("mail", {"en": "Mail of the director"}, Side.PARTY, party=by.owner)
    document = sources.add_document(facts, by=by, owner=by.owner, tier=tier)
    return sources.archive_upload(
        document, "mail.txt", b"I approve. The Director", by=by, at=NOW, showing=Showing.REFERENCE, bytes_max=10_000
    )


def recorded(update, by, proof=None, **changes):
    values = {"given_by": "ministry-a/director", "given_on": TODAY, "file_number": FILE}
    return commands.record_approval_elsewhere(update, by=by, at=NOW, proof=proof, **{**values, **changes})


# --- round the four eyes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [{Role.AUDITOR}, {Role.ACCESS_OFFICER}, {Role.ADMINISTRATOR}, {Role.SECRETARIAT}])
def test_delegation_to_a_post_that_writes_nothing_is_refused(roles):
    Post.objects.filter(slug="deputy").update(roles=sorted(roles))
    with pytest.raises(RuleBroken) as caught:
        commands.delegate(AWAY, by=ADA, at=NOW)
    assert str(caught.value) == (
        "ministry-a/deputy writes nothing on the record; name a post that does to approve in your place."
    )


def test_post_that_became_an_auditors_approves_no_longer_in_anothers_place():
    commands.delegate(AWAY, by=ADA, at=NOW)
    update = submitted()
    with pytest.raises(ActionDenied):
        commands.approve(update, by=replace(DEPUTY, roles=frozenset({Role.AUDITOR})), at=NOW, revision=update.revision)
    commands.approve(update, by=DEPUTY, at=NOW, revision=update.revision)


@pytest.mark.parametrize("roles", [set(), {Role.CONTRIBUTOR, Role.TRANSLATOR}])
def test_program_approves_and_publishes_in_nobodys_place(roles):
    """A token to read or to write does not become one to approve because somebody handed approving to its post."""
    commands.delegate(AWAY, by=ADA, at=NOW)
    update = submitted()
    program = replace(DEPUTY, roles=frozenset(roles), is_program=True)
    for act in (
        lambda: commands.approve(update, by=program, at=NOW, revision=update.revision),
        lambda: commands.send_back(update, by=program, at=NOW, revision=update.revision, reason="No."),
        lambda: commands.publish(update, by=program, at=NOW),
    ):
        with pytest.raises(ActionDenied):
            act()
    assert Approval.objects.count() == 0


@pytest.mark.parametrize(
    ("given_by", "sentence"),
    [
        (
            "ministry-a/desk",
            "ministry-a/desk wrote this, and nobody approves their own words; name the post that signed.",
        ),
        ("ministry-a/deputy", "ministry-a/deputy approves nothing; name the approving post of your side that signed."),
    ],
)
def test_paper_of_the_writers_own_post_or_of_one_that_approves_nothing_approves_nothing(given_by, sentence):
    update = submitted()
    with pytest.raises(RuleBroken) as caught:
        recorded(update, ANA, paper(), given_by=given_by)
    assert (str(caught.value), Approval.objects.count()) == (sentence, 0)


# --- given elsewhere -------------------------------------------------------------------------------------------------


def test_the_writer_records_an_approval_beside_the_signed_mail():
    update = submitted()
    recorded(update, ANA, paper())
    commands.publish(update, by=ANA, at=NOW)
    (view,) = queries.approvals_of(ADA, PROMISE, "AAA", update.number, as_of=NOW)
    assert (view.given_elsewhere, view.given_by, view.given_on, view.file_number, view.post) == (
        True, "ministry-a/director", TODAY, FILE, "ministry-a/desk",
    )  # fmt: skip


def test_without_the_mail_the_writer_records_nothing_and_a_colleague_may():
    update = submitted()
    with pytest.raises(ActionDenied) as caught:
        recorded(update, ANA)
    assert str(caught.value) == (
        "whoever wrote it records its approval only together with the signed form or mail; attach it"
    )
    assert recorded(update, ADA).decision == "approved"


@pytest.mark.parametrize("by", [BELA, CHRIS, AUDITOR, DANA, SYSTEM])
def test_nobody_else_records_an_approval(by):
    update = submitted()
    with pytest.raises(ActionDenied):
        recorded(update, by, paper())
    assert Approval.objects.count() == 0


def test_its_paper_and_file_number_never_leave_their_side():
    update = submitted()
    proof = paper()
    recorded(update, ANA, proof)
    commands.publish(update, by=ADA, at=NOW)
    for by in (BELA, CHRIS, DANA):
        assert queries.approvals_of(by, PROMISE, "AAA", update.number, as_of=NOW) == []
    elsewhere = Opening.objects.exclude(entry__log="AAA").values_list("payload", flat=True)
    kept = b"".join(bytes(one) for one in elsewhere)
    assert [needle.encode() in kept for needle in (FILE, proof.sha256, "Mail of the director")] == [False, False, False]
    assert set(Entry.objects.filter(action="delivery.update.approve").values_list("log", flat=True)) == {"AAA"}


@pytest.mark.parametrize(
    ("proof", "changes", "error", "sentence"),
    [
        (lambda: paper(tier=Tier.PARTIES), {}, RuleBroken,
         "The signed form or mail is not internal to your side; archive it for your own side first."),
        (lambda: paper(BELA), {}, RuleBroken,
         "The signed form or mail is not internal to your side; archive it for your own side first."),
        (paper, {"given_by": "ministry-b/director"}, RuleBroken,
         "ministry-b/director does not speak for AAA; name the post of your side that approved."),
        (paper, {"given_by": "ministry-a/nobody"}, NotVisible, "There is no post “ministry-a/nobody” on record."),
        (paper, {"file_number": " "}, RuleBroken,
         "Under which file number is the approval kept?  An auditor of your side looks for it."),
        (paper, {"given_on": date(2026, 12, 1)}, RuleBroken,
         "The approval is dated 2026-12-01, which is still to come; give the day it was signed."),
    ],
)  # fmt: skip
def test_what_approves_nothing_is_refused(proof, changes, error, sentence):
    update = submitted()
    with pytest.raises(error) as caught:
        recorded(update, ANA, proof(), **changes)
    assert str(caught.value) == sentence
    assert Approval.objects.count() == 0


# --- in somebody's place ---------------------------------------------------------------------------------------------


def test_while_the_director_is_away_the_deputy_approves_for_that_post():
    update = submitted()
    with pytest.raises(ActionDenied):
        commands.approve(update, by=DEPUTY, at=NOW, revision=1)
    commands.delegate(AWAY, by=ADA, at=NOW)
    approval = commands.approve(update, by=DEPUTY, at=NOW, revision=1)
    assert (approval.post, approval.for_post) == ("ministry-a/deputy", "ministry-a/director")
    commands.publish(update, by=DEPUTY, at=NOW)
    assert queries.updates_on(DANA, PROMISE, as_of=NOW)[0].published_by == "ministry-a/deputy"


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (6, True), (7, False)])
def test_a_delegation_holds_from_its_first_to_its_last_day(days, allowed):
    commands.delegate(AWAY, by=ADA, at=NOW)
    in_place_of = queries.approving_post(DEPUTY, on=TODAY + timedelta(days=days))
    assert in_place_of == ("ministry-a/director" if allowed else "")


def test_a_delegation_never_lets_the_writer_approve():
    update = submitted(DEPUTY)
    commands.delegate(AWAY, by=ADA, at=NOW)
    with pytest.raises(ActionDenied) as caught:
        commands.approve(update, by=DEPUTY, at=NOW, revision=1)
    assert str(caught.value) == "nobody approves their own words; another approver of your side does"


def test_a_delegation_is_worth_what_its_post_is_worth():
    commands.delegate(AWAY, by=ADA, at=NOW)
    directory.open_post(
        ministry(get_party("AAA")), slug="director", title={"en": "director"}, capacity=PostCapacity.PARTY,
        roles=[Role.CONTRIBUTOR], by=SYSTEM,
    )  # fmt: skip
    assert queries.approving_post(DEPUTY, on=TODAY) == ""


@pytest.mark.parametrize("by", [ADA, DEPUTY])
def test_either_post_ends_a_delegation_from_today_on(by):
    delegation = commands.delegate(AWAY, by=ADA, at=NOW)
    commands.end_delegation(delegation, by=by, at=NOW)
    commands.end_delegation(delegation, by=by, at=NOW)
    assert queries.approving_post(DEPUTY, on=TODAY) == ""
    (view,) = queries.delegations(ANA, as_of=NOW)
    assert (view.ended_on, view.is_in_force(TODAY)) == (TODAY, False)
    assert Entry.objects.filter(action="delivery.delegation.end", log="AAA").count() == 1


@pytest.mark.parametrize("by", [ANA, BELA, CHRIS, DANA])
def test_nobody_else_ends_a_delegation(by):
    delegation = commands.delegate(AWAY, by=ADA, at=NOW)
    with pytest.raises(ActionDenied):
        commands.end_delegation(delegation, by=by, at=NOW)


def test_an_ended_delegation_makes_room_for_another():
    commands.end_delegation(commands.delegate(AWAY, by=ADA, at=NOW), by=ADA, at=NOW)
    commands.delegate(replace(AWAY, to_post="ministry-a/desk"), by=ADA, at=NOW)
    assert Delegation.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "by", "error", "sentence"),
    [
        (AWAY, AUDITOR, ActionDenied, "your post approves nothing; an approver of your side does"),
        (AWAY, DEPUTY, ActionDenied, "your post approves nothing; an approver of your side does"),
        (AWAY, DANA, ActionDenied, "only a post hands its approving over"),
        (replace(AWAY, to_post="ministry-a/director"), ADA, RuleBroken,
         "Name another post than your own to approve in your place."),
        (replace(AWAY, to_post="ministry-b/deputy"), ADA, RuleBroken,
         "ministry-b/deputy does not speak for AAA; nobody approves for another side."),
        (replace(AWAY, to_on=TODAY - timedelta(days=1)), ADA, RuleBroken,
         "Give a first and a last day in order, the last not before today."),
    ],
)  # fmt: skip
def test_a_delegation_that_makes_no_sense_is_refused(facts, by, error, sentence):
    with pytest.raises(error) as caught:
        commands.delegate(facts, by=by, at=NOW)
    assert str(caught.value) == sentence


def test_two_delegations_of_one_post_at_a_time_are_refused():
    commands.delegate(AWAY, by=ADA, at=NOW)
    for first, last in ((-3, 0), (6, 20), (2, 3)):
        other = DelegationFacts("ministry-a/desk", TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        with pytest.raises(RuleBroken) as caught:
            commands.delegate(other, by=ADA, at=NOW)
        assert str(caught.value) == (
            "Another post approves in your place on some of these days already; end that one first."
        )
    commands.delegate(
        DelegationFacts("ministry-a/desk", TODAY + timedelta(days=7), TODAY + timedelta(days=9)), by=ADA, at=NOW
    )


def test_delegations_are_their_own_sides_to_read():
    commands.delegate(AWAY, by=ADA, at=NOW)
    assert [queries.delegations(by, as_of=NOW) for by in (BELA, CHRIS, DANA)] == [[], [], []]
