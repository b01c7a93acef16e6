"""The proof gate: whether claims carry a statement that needs proof.  Its words are published in docs/evidence-rule.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from entente.foundation.common.decisions import Denied
from entente.foundation.common.refs import Ref
from entente.record.verification.views import ProofView
from entente.record.verification.words import Proof, Support, Verdict

Gate = Proof | Denied
"""How a statement stands: ACCEPTED, ACCEPTED_OWN, NOT_VERIFIED, DISPUTED; or denied, with the sentence that says why."""

LEVELS = (Proof.ACCEPTED, Proof.ACCEPTED_OWN, Proof.NOT_VERIFIED, Proof.DISPUTED)
"""With what a statement may be published, the best first.  Nobody's silence and nobody's no is a veto."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a claim shows of the units that a statement is about: some whole, or any of them in part."""

    whole: frozenset[str] = frozenset()
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be proven.

    subject  ref of a commitment, clause, stage, session, milestone or candidate
    word     what is said of it, as people read it: "complete", "signed"
    asked    ALL, or PART for what needs proof of some of it
    party    code of the party that says it of itself; "" for what is said together
    letters  of the clauses that the party owes, when the subject is a commitment with clauses
    """

    subject: str
    word: str
    asked: Support = Support.ALL
    party: str = ""
    letters: tuple[str, ...] = ()

    @property
    def units(self) -> frozenset[str]:
        """What has to be shown: one clause, each of several, or the thing itself ("")."""
        clause = Ref.parse(self.subject).clause
        return frozenset([clause] if clause else self.letters or [""])


def gate(
    proofs: Iterable[ProofView],
    *,
    subject: str,
    word: str,
    asked: Support = Support.ALL,
    party: str = "",
    letters: Sequence[str] = (),
) -> Gate:
    """How a statement stands beside its proof, or why it cannot be made yet; see Statement for what is passed.

    `proofs` count the checks of parties alone.  The best level counts at which enough is shown.
    """
    statement = Statement(subject, word, asked, party, tuple(letters))
    about = [proof for proof in proofs if _is_about(proof, statement)]
    steps = [step for proof in about for step in _steps(proof, statement)]
    for at, level in enumerate(LEVELS):
        if _is_enough([shown for one, shown in steps if one in LEVELS[: at + 1]], statement):
            return level
    return Denied(_why_not(about, [shown for _, shown in steps], statement))


def _is_about(proof: ProofView, statement: Statement) -> bool:
    """Whether a claim is about the same thing, or the promise of which it is a part, or a part of it; in its own voice."""
    mine, theirs = Ref.parse(statement.subject), Ref.parse(proof.subject)
    return (
        theirs.voice in {"", statement.party}
        and (mine.commitment, mine.kind, mine.slug) == (theirs.commitment, theirs.kind, theirs.slug)
        and (mine.plan, mine.activity, mine.stage, mine.session)
        == (theirs.plan, theirs.activity, theirs.stage, theirs.session)
        and (theirs.clause in {"", *statement.units} or not mine.clause)
    )


def _steps(proof: ProofView, statement: Statement) -> Iterator[tuple[Proof, Shown]]:
    """What a claim shows, and from which level on."""
    claimed = _claimed(proof, statement)
    accepted = Proof.ACCEPTED_OWN if _is_own(proof, statement.party) else Proof.ACCEPTED
    if proof.state in {Proof.ACCEPTED, Proof.ACCEPTED_OWN}:
        yield accepted, claimed
    elif proof.state is Proof.IN_PART:
        yield accepted, _narrowed(proof, claimed, statement)
    elif proof.state in {Proof.NOT_VERIFIED, Proof.DISPUTED}:
        yield proof.state, claimed
    if _others_accept_less(proof, statement.party):
        yield Proof.DISPUTED, claimed


def _claimed(proof: ProofView, statement: Statement) -> Shown:
    """What it shows by its own words, whoever accepts them."""
    clause = Ref.parse(proof.subject).clause
    units = statement.units & {clause} if clause else statement.units
    if proof.supports == Support.ALL:
        return Shown(units, bool(units))
    if proof.supports == Support.PART:
        # Part of the promise may be any part: that says nothing about one clause by itself.
        return Shown(is_part=bool(units) and (bool(clause) or not Ref.parse(statement.subject).clause))
    return Shown()


def _narrowed(proof: ProofView, claimed: Shown, statement: Statement) -> Shown:
    if proof.supports == Support.CONTRIBUTES:
        return Shown()
    if proof.accepted_clauses:
        whole = statement.units & set(proof.accepted_clauses)
        return Shown(whole, bool(whole))
    return Shown(is_part=claimed.is_part)


def _is_own(proof: ProofView, party: str) -> bool:
    """Whether nobody but the side itself accepts it."""
    return set(proof.checked_by) <= {party} if party else proof.is_own_side


def _others_accept_less(proof: ProofView, party: str) -> bool:
    """Whether another side rejects it or accepts only part: a difference of readings, which is shown and stops nobody."""
    own = party or proof.owner
    return proof.state in {Proof.REJECTED, Proof.IN_PART} and any(
        reading.owner != own and reading.verdict is not Verdict.ACCEPTED for reading in proof.readings
    )


def _is_enough(shown: Sequence[Shown], statement: Statement) -> bool:
    if statement.asked is Support.ALL:
        return bool(shown) and frozenset[str]().union(*(one.whole for one in shown)) >= statement.units
    return any(one.is_part or one.whole for one in shown)


def _why_not(about: Sequence[ProofView], shown: Sequence[Shown], statement: Statement) -> str:
    head = f"“{statement.word}” for {statement.subject}"
    if not about:
        return f"{head} needs proof, and none is named: add evidence that shows it and have somebody else check it"
    if all(proof.supports == Support.CONTRIBUTES for proof in about):
        return f"{head} needs proof; what is named only contributes to it, and a contribution never completes"
    waiting = [proof for proof in about if proof.state is Proof.NOT_CHECKED]
    if _is_enough([*shown, *(_claimed(proof, statement) for proof in waiting)], statement):
        due = max((proof.check_due_at for proof in waiting if proof.check_due_at), default=None)
        until = f" or until {due:%Y-%m-%d} has passed" if due else ""
        return f"{head} waits until somebody other than its maker has checked its proof{until}"
    if all(proof.state is Proof.REJECTED for proof in about):
        return f"{head} needs proof; its own side rejected what is named, so name other evidence"
    if statement.asked is Support.ALL:
        return f"{head} needs proof of all of it; what is named shows only part, so add evidence for the rest"
    return f"{head} needs proof of some of it; what is named shows none of it, so add evidence that does"
