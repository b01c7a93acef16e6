"""What all parties say together of promises, and what each says while they have not signed.  Public: signed words are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import Agreed, AgreedSpan, DissentView, Outcome, ProposalView
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.decisions import Denied
from entente.foundation.common.languages import Wording
from entente.record.assessment.rules.joint import JOINT, JointContent, joint_gate, joint_state, owing
from entente.record.assessment.views import Reports
from entente.record.assessment.words import Completion, JointState
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView


@dataclass(frozen=True, slots=True)
class JointView:
    """What there is together about a promise or a clause of it.

    clause    letter, "" for the whole
    content   what all have signed and still holds, None while they have not; agreed: with whose signatures
    claims    those that it rests on and everybody may read
    values    party -> what it says itself; a party that owes it and is not there has said nothing
    owing     the parties that owe it
    ended     the last joint status that holds no more, with what ended it; None when there was none
    dissents  published reasons for not signing the words that stand
    """

    subject: str
    clause: str
    state: JointState
    content: JointContent | None = None
    agreed: Agreed | None = None
    claims: tuple[ClaimView, ...] = ()
    values: Mapping[str, Completion] = field(default_factory=dict)
    owing: frozenset[str] = frozenset()
    ended: AgreedSpan | None = None
    dissents: tuple[DissentView, ...] = ()

    @property
    def value(self) -> Completion | None:
        """The joint value, as far as it counts: proof that no longer stands makes nothing joint."""
        return self.content.value if self.content and self.state is JointState.AGREED else None


@dataclass(frozen=True, slots=True)
class JointSpan:
    """A joint status of the past or the present.  ended_by: party that took its signature back, "" for changed words."""

    content: JointContent
    agreed: Agreed
    ended_at: datetime | None
    ended_by: str

    @property
    def as_of_on(self) -> date:
        return self.content.as_of_on

    @property
    def reason(self) -> Wording:
        return self.content.reason


def proposal_on(by: Actor, subject: str, *, as_of: datetime) -> ProposalView | None:
    """The proposal of a joint status that lies before the parties, or was agreed, and was not given up; None for none."""
    found = accords.proposals(by, as_of=as_of, plan=subject.partition("/")[0], kind=JOINT, subject=subject)
    return next((one for one in found if one.outcome is not Outcome.GIVEN_UP), None)


def joints(
    promises: Sequence[CommitmentView], reports: Reports, *, as_of: datetime, with_past: bool = False
) -> dict[str, JointView]:
    """Subject -> what there is together, of these promises of one plan and of their clauses.

    The same number of queries for any number of promises: seven at most, with what holds no more or without.
    """
    of = {subject: promise for promise in promises for subject in subjects_of(promise)}
    whole = accords.agreed_over_time(JOINT, list(of), as_of=as_of) if with_past else None
    signed = whole.agreed if whole else accords.agreed(JOINT, list(of), as_of=as_of)
    contents = {
        subject: content
        for subject, one in signed.items()
        if (content := JointContent.from_json(one.content)) is not None and content.subject == subject
    }
    names = {name for content in contents.values() for name in content.claims}
    plan = promises[0].ref.partition("/")[0] if promises else ""
    claims = verification.claims_named(PUBLIC, plan, names, as_of=as_of)
    past, dissents = (whole.histories, whole.dissents) if whole else ({}, {})
    made = {}
    for subject, promise in of.items():
        view = _view(subject, promise, reports, contents.get(subject), claims)
        made[subject] = replace(
            view,
            agreed=signed[subject] if view.content else None,
            ended=None if view.content else next((span for span in past.get(subject, ()) if span.ended_at), None),
            dissents=tuple(dissents.get(subject, ())),
        )
    return made


def signed_on_plan(by: Actor, plan: str, *, as_of: datetime) -> dict[str, JointView]:
    """Subject -> joint status, of those subjects of a plan that all parties have signed.  The same number of queries for any."""
    subjects = accords.agreed_subjects(JOINT, plan, as_of=as_of)
    refs = {subject.partition("#")[0] for subject in subjects}
    if not refs:
        return {}
    promises = plans.whole(plans.commitment_rows(by, plan, as_of=as_of).filter(ref__in=refs), plan)
    return {subject: view for subject, view in joints(promises, Reports(), as_of=as_of).items() if view.content}


def joint_history(subject: str, *, as_of: datetime) -> list[JointSpan]:
    """Every joint status that a promise or a clause has had, latest first."""
    return [
        JointSpan(content, span.agreed, span.ended_at, span.ended_by)
        for span in accords.history(JOINT, subject, as_of=as_of)
        if (content := JointContent.from_json(span.agreed.content)) is not None
    ]


def subjects_of(promise: CommitmentView) -> tuple[str, ...]:
    return (promise.ref, *(clause.ref for clause in promise.clauses))


def _view(
    subject: str,
    promise: CommitmentView,
    reports: Reports,
    content: JointContent | None,
    claims: Mapping[str, ClaimView],
) -> JointView:
    owed_by = owing(promise, subject)
    values = {party: view.value for party in owed_by if (view := reports.statuses.get((subject, party))) is not None}
    rests_on = tuple(claims[name] for name in content.claims if name in claims) if content else ()
    state = joint_state(
        is_agreed=content is not None,
        is_proven=content is not None and _is_proven(content, promise, rests_on),
        values=values,
        owing=owed_by,
    )
    return JointView(subject, subject.partition("#")[2], state, content, None, rests_on, values, owed_by)


def _is_proven(content: JointContent, promise: CommitmentView, claims: Sequence[ClaimView]) -> bool:
    """Whether the claims that were signed, in the revision that was signed, still carry it."""
    kept = [one for one in claims if content.claims.get(f"{one.owner}/{one.slug}") == one.revision]
    return not isinstance(joint_gate([one.party_proof for one in kept], content, promise), Denied)
