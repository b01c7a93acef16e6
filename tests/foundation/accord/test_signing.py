"""Two parties sign the same words: only then it is agreed; any change voids what was signed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries
from entente.foundation.accord.models import Signature
from entente.foundation.accord.statement import SignatureFile, Statement, from_base64, sign, verifies
from entente.foundation.accord.words import Outcome, Stand
from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as logs
from tests.cast import ANA, BELA, CHRIS, DANA

from .signing import (
    AT,
    OTHER_WORDS,
    SECRETS,
    SUBJECT,
    WORDS,
    both_signed,
    hand_in,
    keyed,
    later,
    proposed,
    public_key,
    seen,
    signed_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(db: None) -> None:
    keyed()


def forged(said: Statement) -> bytes:
    """Another statement, rightly signed by party A."""
    return sign(said, SECRETS["AAA"].private_bytes_raw()).to_bytes()


def actions() -> list[str]:
    ledger.seal()
    return [entry.action for entry in logs.history("tri-plan")][::-1]


def test_nothing_is_agreed_before_the_last_signature() -> None:
    one = proposed()
    hand_in(one, ANA)

    view = seen(one)
    assert (view.outcome, dict(view.stands)) == (Outcome.OPEN, {"AAA": Stand.CONFIRMED, "BBB": Stand.DRAFT})
    assert queries.agreed("joint-status", [SUBJECT], as_of=AT) == {}
    assert actions() == []


def test_agreed_content_is_public_with_all_that_a_stranger_checks_it_by() -> None:
    one = both_signed(proposed(), at=later(1))

    agreed = queries.agreed("joint-status", [SUBJECT], as_of=later(1))[SUBJECT]
    assert (agreed.content, agreed.agreed_at, agreed.key) == (WORDS, later(1), one.pk)
    assert [(each.party, each.place) for each in agreed.signatures] == [("AAA", "own"), ("BBB", "own")]
    assert actions() == ["accord.proposal.agree"]
    content = logs.history("tri-plan")[0].content or {}
    assert content["content"] == WORDS
    for each in content["signatures"]:
        said, key = each["statement"], from_base64(each["key"])
        assert verifies(key, from_base64(each["signature"]), said.encode())
        assert Statement.parse(said).content_sha256 == content["content_sha256"]
        assert Statement.parse(said).record == logs.record_name()


def test_a_change_voids_both_signatures_and_tells_who_had_signed() -> None:
    one = both_signed(proposed())
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(5), revision=1)

    view = seen(one, at=later(5))
    assert (view.outcome, set(view.stands.values())) == (Outcome.VOID, {Stand.DRAFT})
    assert [each.party for each in view.voided] == ["AAA", "BBB"]
    assert queries.agreed("joint-status", [SUBJECT], as_of=later(5)) == {}
    assert [each.key for each in queries.voided_for(BELA, as_of=later(5))] == [one.pk]
    assert actions() == ["accord.proposal.agree", "accord.proposal.void"]
    span = queries.history("joint-status", SUBJECT, as_of=later(9))[0]
    assert (span.agreed.content, span.ended_at, span.ended_by) == (WORDS, later(5), "")


def test_a_clock_that_jumped_back_changes_no_outcome() -> None:
    one = both_signed(proposed(), at=later(60))
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(5), revision=1)
    assert seen(one, at=later(90)).outcome is Outcome.VOID
    hand_in(one, ANA, at=later(4))
    with pytest.raises(ActionDenied, match="has signed these words"):
        accord.dissent(one, {"en": "No."}, True, by=ANA, at=later(3), revision=2)


def test_the_past_is_read_as_it_was() -> None:
    one = both_signed(proposed(), at=later(1))
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(5), revision=1)

    assert queries.agreed("joint-status", [SUBJECT], as_of=later(3))[SUBJECT].content == WORDS
    assert seen(one, at=later(3)).outcome is Outcome.AGREED
    assert seen(one, at=AT).outcome is Outcome.OPEN


def test_older_words_put_again_need_new_signatures() -> None:
    one = proposed()
    old = signed_file(one, "AAA")
    both_signed(one)
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(1), revision=1)
    accord.revise(one, WORDS, by=ANA, at=later(2), revision=2)

    assert seen(one, at=later(2)).outcome is Outcome.VOID
    with pytest.raises(InvalidTransition, match="were changed after this signature"):
        accord.receive_signature(old, by=ANA, at=later(3))


def test_an_untouched_revision_changes_nothing() -> None:
    one = both_signed(proposed())
    accord.revise(one, dict(reversed(WORDS.items())), by=BELA, at=later(1), revision=1)

    assert seen(one, at=later(1)).outcome is Outcome.AGREED


def test_an_edit_of_words_that_changed_meanwhile_is_refused() -> None:
    one = proposed()
    accord.revise(one, OTHER_WORDS, by=ANA, at=AT, revision=1)
    with pytest.raises(InvalidTransition, match="while you wrote"):
        accord.revise(one, WORDS, by=BELA, at=AT, revision=1)


def test_the_same_file_again_changes_nothing() -> None:
    one = proposed()
    file = signed_file(one, "AAA")
    first = accord.receive_signature(file, by=ANA, at=AT)

    assert accord.receive_signature(file, by=ANA, at=later(1)) == first
    assert Signature.objects.count() == 1


def test_a_signature_taken_back_ends_the_agreement_and_does_not_come_again() -> None:
    one = proposed()
    file = signed_file(one, "BBB")
    hand_in(one, ANA)
    accord.receive_signature(file, by=BELA, at=AT)
    accord.withdraw(one, by=BELA, at=later(2), reason="The date is wrong.")

    assert dict(seen(one, at=later(2)).stands) == {"AAA": Stand.CONFIRMED, "BBB": Stand.WITHDRAWN}
    assert queries.agreed("joint-status", [SUBJECT], as_of=later(2)) == {}
    with pytest.raises(InvalidTransition, match="took this very signature back"):
        accord.receive_signature(file, by=BELA, at=later(3))
    hand_in(one, BELA, at=later(4))
    assert [(span.ended_at, span.ended_by) for span in queries.history("joint-status", SUBJECT, as_of=later(5))] == [
        (None, ""),
        (later(2), "BBB"),
    ]


def test_the_other_party_signs_after_one_withdrew_and_nothing_is_agreed() -> None:
    one = proposed()
    hand_in(one, ANA)
    accord.withdraw(one, by=ANA, at=later(1), reason="Not yet.")
    hand_in(one, BELA, at=later(2))

    assert queries.agreed("joint-status", [SUBJECT], as_of=later(2)) == {}


def test_ad_referendum_makes_nothing_joint() -> None:
    one = proposed()
    hand_in(one, ANA)
    accord.agree_ad_referendum(one, by=BELA, at=AT, revision=1)

    assert seen(one).stands["BBB"] is Stand.AD_REFERENDUM
    assert queries.agreed("joint-status", [SUBJECT], as_of=AT) == {}
    hand_in(one, BELA, at=later(1))
    assert seen(one, at=later(1)).outcome is Outcome.AGREED


@pytest.mark.parametrize("is_public", [True, False])
def test_a_dissent_is_published_only_if_the_dissenter_wishes(*, is_public: bool) -> None:
    one = proposed()
    hand_in(one, ANA)
    accord.dissent(one, {"en": "We saw no workshop."}, is_public, by=BELA, at=later(1), revision=1)

    published = queries.public_dissents("joint-status", [SUBJECT], as_of=later(1))
    assert [each.reason for each in published.get(SUBJECT, [])] == [{"en": "We saw no workshop."}] * is_public
    assert actions() == ["accord.dissent.publish"] * is_public
    assert queries.waiting_for(BELA, as_of=later(1)) == []


def test_a_published_dissent_is_not_called_back() -> None:
    one = proposed()
    accord.dissent(one, {"en": "No."}, True, by=BELA, at=AT, revision=1)
    with pytest.raises(InvalidTransition, match="was published"):
        accord.dissent(one, {"en": "No."}, False, by=BELA, at=AT, revision=1)


def test_who_signs_after_all_dissents_no_more() -> None:
    one = proposed()
    accord.dissent(one, {"en": "No."}, True, by=BELA, at=AT, revision=1)
    both_signed(one, at=later(1))

    assert queries.public_dissents("joint-status", [SUBJECT], as_of=later(1)) == {}
    assert SUBJECT in queries.public_dissents("joint-status", [SUBJECT], as_of=AT)


def test_what_was_carried_out_stays() -> None:
    one = both_signed(proposed(concludes=True, kind="amendment"))
    accord.conclude(one, by=BELA, at=later(1))

    assert seen(one, at=later(1)).outcome is Outcome.CONCLUDED
    for act in (
        lambda: accord.revise(one, OTHER_WORDS, by=ANA, at=later(2), revision=1),
        lambda: accord.withdraw(one, by=ANA, at=later(2), reason="No."),
        lambda: accord.dissent(one, {"en": "No."}, True, by=ANA, at=later(2), revision=1),
        lambda: hand_in(one, ANA, at=later(2)),
    ):
        with pytest.raises(ActionDenied, match="carried out"):
            act()


def test_only_what_all_signed_is_carried_out() -> None:
    one = proposed(concludes=True)
    hand_in(one, ANA)
    with pytest.raises(ActionDenied, match="not all have signed"):
        accord.conclude(one, by=ANA, at=AT)


def test_a_file_for_another_record_is_refused() -> None:
    said = Statement.parse(SignatureFile.parse(signed_file(proposed(), "AAA")).statement)
    stranger = forged(replace(said, record="entente-elsewhere"))
    with pytest.raises(RuleBroken, match="made for the record entente-elsewhere"):
        accord.receive_signature(stranger, by=ANA, at=AT)


def test_a_file_for_another_proposal_is_refused() -> None:
    one, other = proposed(), proposed(subject="tri-plan/1.1")
    said = Statement.parse(SignatureFile.parse(signed_file(one, "AAA")).statement)
    with pytest.raises(RuleBroken, match="made for another proposal"):
        accord.receive_signature(forged(replace(said, proposal=str(other.pk))), by=ANA, at=AT)


def test_a_file_for_no_proposal_here_is_not_visible() -> None:
    said = Statement.parse(SignatureFile.parse(signed_file(proposed(), "AAA")).statement)
    unknown = replace(said, proposal="018f5b0e-0000-7000-8000-000000000000")
    with pytest.raises(NotVisible):
        accord.receive_signature(forged(unknown), by=ANA, at=AT)


def test_a_file_with_a_changed_statement_is_refused() -> None:
    values = json.loads(signed_file(proposed(), "AAA"))
    values["statement"] = values["statement"].replace('"revision":1', '"revision":2')
    with pytest.raises(RuleBroken, match="does not fit"):
        accord.receive_signature(json.dumps(values).encode(), by=ANA, at=AT)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_file_cut_short_is_refused_and_nothing_is_written(share: float) -> None:
    file = signed_file(proposed(), "AAA")
    with pytest.raises(RuleBroken, match="no whole signature file"):
        accord.receive_signature(file[: int(len(file) * share)], by=ANA, at=AT)
    assert not Signature.objects.exists()


def test_a_key_that_is_not_on_record_is_refused() -> None:
    with pytest.raises(RuleBroken, match="not on record for your party"):
        accord.receive_signature(signed_file(proposed(), "AAA", secret="CCC"), by=ANA, at=AT)


def test_the_key_of_the_other_party_is_refused() -> None:
    with pytest.raises(RuleBroken, match="not on record for your party"):
        accord.receive_signature(signed_file(proposed(), "AAA", secret="BBB"), by=ANA, at=AT)


def test_a_revoked_key_signs_no_more_and_what_it_signed_stays() -> None:
    one, other = both_signed(proposed()), proposed(subject="tri-plan/1.1")
    accord.revoke_key("AAA", by=ANA, at=later(1), reason="The machine was stolen.")

    assert queries.agreed("joint-status", [SUBJECT], as_of=later(2))[SUBJECT].key == one.pk
    with pytest.raises(InvalidTransition, match="key that was revoked on 2026-11-20"):
        hand_in(other, ANA, at=later(2))


def test_a_lost_key_is_replaced_by_the_party_itself() -> None:
    one = proposed()
    accord.rotate_key("AAA", public_key("CCC"), by=ANA, at=later(1), reason="Lost.")
    with pytest.raises(InvalidTransition, match="replaced by another"):
        hand_in(one, ANA, at=later(2))
    accord.receive_signature(signed_file(one, "AAA", secret="CCC"), by=ANA, at=later(2))
    assert seen(one, at=later(2)).stands["AAA"] is Stand.CONFIRMED


def test_a_key_serves_one_party_once() -> None:
    with pytest.raises(RuleBroken, match="on record before"):
        accord.rotate_key("AAA", public_key("BBB"), by=ANA, at=AT, reason="Its day came.")
    with pytest.raises(InvalidTransition, match="already"):
        accord.register_key("AAA", public_key("CCC"), by=ANA, at=AT)


def test_a_key_on_the_host_takes_a_fresh_sign_and_says_where_it_lies() -> None:
    one = proposed()
    accord.rotate_key("AAA", None, by=ANA, at=AT, reason="No machine of our own.")
    with pytest.raises(ActionDenied, match="passkey or the code"):
        accord.sign_on_host(one, by=ANA, at=AT, fresh=False, revision=1)
    accord.sign_on_host(one, by=ANA, at=AT, fresh=True, revision=1)
    hand_in(one, BELA)

    agreed = queries.agreed("joint-status", [SUBJECT], as_of=AT)[SUBJECT]
    assert [(each.party, each.place) for each in agreed.signatures] == [("AAA", "host"), ("BBB", "own")]


def test_without_a_key_on_the_host_there_is_nothing_to_sign_with() -> None:
    with pytest.raises(RuleBroken, match="no key on this host"):
        accord.sign_on_host(proposed(), by=ANA, at=AT, fresh=True, revision=1)


def test_who_may_sign() -> None:
    one = proposed()
    reader = replace(ANA, roles=frozenset({Role.CONTRIBUTOR}))
    for by, party, reason in (
        (BELA, "AAA", "hands in its own signature only"),
        (CHRIS, "AAA", "only a party signs"),
        (reader, "AAA", "only an approver of a party signs"),
    ):
        with pytest.raises((ActionDenied, NotVisible), match=f"{reason}|no such proposal"):
            accord.receive_signature(signed_file(one, party), by=by, at=AT)
    assert not Signature.objects.exists()


def test_a_proposal_is_seen_by_the_parties_alone() -> None:
    one = proposed()
    assert seen(one, by=BELA).key == one.pk
    for by in (CHRIS, DANA):
        with pytest.raises(NotVisible):
            seen(one, by=by)


def test_what_waits_for_a_party() -> None:
    one = proposed()
    assert [each.key for each in queries.waiting_for(BELA, as_of=AT)] == [one.pk]
    hand_in(one, BELA)
    assert queries.waiting_for(BELA, as_of=AT) == []
    assert [each.key for each in queries.waiting_for(ANA, as_of=AT)] == [one.pk]
    assert queries.waiting_for(CHRIS, as_of=AT) == []


def test_a_proposal_that_cannot_be() -> None:
    for changes, reason in (
        ({"signatories": ()}, "signed by somebody"),
        ({"signatories": ("AAA", "AAA")}, "named twice"),
        ({"signatories": ("AAA", "ZZZ")}, "ZZZ"),
        ({"subject": "the workshop"}, "is not a ref"),
        ({"kind": "Joint Status"}, "no kind of proposal"),
        ({"content": {"n": float("nan")}}, "canonical JSON"),
    ):
        facts = accord.ProposalFacts("joint-status", SUBJECT, "tri-plan", WORDS, ("AAA", "BBB"))
        with pytest.raises(RuleBroken, match=reason):
            accord.propose(replace(facts, **changes), by=ANA, at=AT)


@pytest.mark.parametrize("count", [1, 8])
def test_the_number_of_queries_does_not_grow(django_assert_num_queries: object, count: int) -> None:
    subjects = [f"tri-plan/1.{at}" for at in range(count)]
    for subject in subjects:
        both_signed(proposed(subject=subject))
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(queries.agreed("joint-status", subjects, as_of=AT)) == count
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(queries.proposals(ANA, as_of=AT)) == count
