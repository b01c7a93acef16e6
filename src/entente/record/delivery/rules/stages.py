"""Where an activity stands: derived from what each side says, and from the proof of it; never stored.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entente.record.delivery.kinds import Kind, Mover, Stage
from entente.record.verification.words import Proof

ACCEPTED = frozenset({Proof.ACCEPTED, Proof.ACCEPTED_OWN})
"""What moves a stage or a session: somebody who did not make the claim has accepted it whole."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Between whom an activity is.  giver, receiver: "" unless it is one-sided."""

    parties: tuple[str, ...]
    giver: str = ""
    receiver: str = ""

    def movers(self, mover: Mover) -> tuple[str, ...]:
        """The parties whose word on a stage counts; () when nobody can give it."""
        if mover is Mover.GIVER:
            return (self.giver,) if self.giver else ()
        if mover is Mover.RECEIVER:
            return (self.receiver,) if self.receiver else ()
        return self.parties


@dataclass(frozen=True, slots=True)
class Said:
    """One side says that a stage is reached.  party: "" for a keeper or assessor, which says what it saw."""

    stage: str
    owner: str
    party: str
    happened: str
    first_on: date
    last_on: date
    post: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How evidence of one thing stands.  None: there is none.

    parties  by the checks of parties alone: what counts for what parties say
    anybody  by everybody's checks: what counts for public evidence
    """

    parties: Proof | None = None
    anybody: Proof | None = None


NO_PROOF = Standing()


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage of one activity.

    said        what parties say of it; missing: the parties that still have to, () when nobody has to
    seen        what keepers and assessors say that they saw
    reached_on  last day of the date that the parties give, None while it is not reached by their word and its proof
    seen_on     the same by public evidence alone
    """

    stage: Stage
    said: tuple[Said, ...]
    seen: tuple[Said, ...]
    missing: tuple[str, ...]
    proof: Standing
    reached_on: date | None
    seen_on: date | None

    @property
    def code(self) -> str:
        return self.stage.code

    @property
    def is_waiting_for_sides(self) -> bool:
        """Some party says so and another has not yet."""
        return bool(self.said and self.missing)

    @property
    def is_waiting_for_proof(self) -> bool:
        """All whose word is needed say so, and no evidence of it was accepted."""
        return bool(self.said) and not self.missing and self.reached_on is None


def stage_states(
    kind: Kind, sides: Sides, marks: Iterable[Said], proofs: Mapping[str, Standing]
) -> tuple[StageState, ...]:
    """Every stage of an activity, in the order of its table.  proofs: stage code -> how evidence of it stands."""
    by_stage: dict[str, list[Said]] = {}
    for mark in sorted(marks, key=lambda one: (one.party, one.owner)):
        by_stage.setdefault(mark.stage, []).append(mark)
    return tuple(_state(stage, sides, by_stage.get(stage.code, []), proofs.get(stage.code, NO_PROOF)) for stage in kind)


def _state(stage: Stage, sides: Sides, marks: Sequence[Said], proof: Standing) -> StageState:
    movers = sides.movers(stage.mover)
    said = tuple(mark for mark in marks if mark.party in movers)
    seen = tuple(mark for mark in marks if not mark.party)
    speakers = {mark.party for mark in said}
    missing = tuple(party for party in movers if party not in speakers) if stage.needs_all or not said else ()
    is_said = bool(said) and not missing
    is_proven = not stage.needs_claim or proof.parties in ACCEPTED
    is_shown = not stage.needs_claim or proof.anybody in ACCEPTED
    return StageState(
        stage=stage,
        said=said,
        seen=seen,
        missing=missing,
        proof=proof,
        reached_on=max(mark.last_on for mark in said) if is_said and is_proven else None,
        seen_on=max(mark.last_on for mark in seen) if seen and is_shown else None,
    )


def current(kind: Kind, reached: Mapping[str, date]) -> str:
    """The stage at which it stands among those reached on these days, "" for none.

    The one after which no other was reached; where the table goes round (a dialogue suspended and taken up again) the
    latest of them, and on one day the later in the table.
    """
    last = [
        stage.code
        for stage in kind
        if stage.code in reached
        and not any(
            stage.code in kind.before(other) and other not in kind.before(stage.code)
            for other in reached
            if other != stage.code
        )
    ]
    order = {stage.code: at for at, stage in enumerate(kind)}
    return max(last, key=lambda code: (reached[code], order[code]), default="")


def reached_stage(kind: Kind, states: Iterable[StageState]) -> str:
    """Where it stands by the parties' word and its proof."""
    return current(kind, {state.code: state.reached_on for state in states if state.reached_on})


def seen_stage(kind: Kind, states: Iterable[StageState]) -> str:
    """Where it stands by public evidence: what keepers and assessors saw, with accepted evidence where it is owed."""
    return current(kind, {state.code: state.seen_on for state in states if state.seen_on})


def awaited_of(kind: Kind, sides: Sides, marks: Iterable[Said], *, party: str) -> dict[Stage, str]:
    """Stages on which the word of a party is awaited, and the code of the stage on which the giver's word rests.

    One that all say, once the giver has; one that the receiver says, once the giver has said the stage right before it.
    What the party has itself said, or has gone past, is not awaited any more.
    """
    given = {mark.stage for mark in marks if mark.party == sides.giver}
    own = {mark.stage for mark in marks if mark.party == party}
    awaited = {}
    for stage in kind:
        rests_on = stage.code if stage.mover is Mover.ALL else stage.after[-1] if stage.after else ""
        is_owed = party in sides.movers(stage.mover) and stage.mover in (Mover.ALL, Mover.RECEIVER)
        is_past = stage.code in own or any(stage.code in kind.before(code) for code in own)
        if is_owed and not is_past and not stage.is_derived and rests_on in given:
            awaited[stage] = rests_on
    return awaited
