"""What each side says it did and where it stands, and what all say together."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import (
    Completion,
    JointState,
    JointView,
    ProofState,
    Reported,
    ReportState,
    SideState,
)
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _updates(view: View) -> Iterable[Row]:
    for one in view.updates:
        yield {
            "update": one.ref,
            "version": one.version,
            "plan": view.slug,
            "commitment": one.commitment,
            "owner": one.owner,
            "post": one.published_by,
            "as_of_on": one.as_of_on,
            "done": one.done,
            "next_step": one.next_step,
            "challenges": one.challenges,
            "is_no_change": one.is_no_change,
            "is_current": one.is_current,
            "correction": one.correction,
            "public_at": one.public_at,
        }


def _update_evidence(view: View) -> Iterable[Row]:
    for one in view.updates:
        for claim in one.claims:
            yield {"update": one.ref, "version": one.version, "claim": claim, "plan": view.slug}


def _statuses(view: View) -> Iterable[Row]:
    for one in view.statuses:
        yield {
            "subject": one.subject,
            "party": one.party,
            "update": one.update,
            "version": one.version,
            "plan": view.slug,
            "commitment": one.commitment,
            "value": one.value,
            "as_of_on": one.as_of_on,
            "reason": one.reason,
            "public_at": one.public_at,
            "ended_at": one.ended_at,
        }


def _standings(view: View) -> Iterable[Row]:
    states = assessment.side_states(view.plan, view.promises, view.reports)
    for promise in view.promises:
        for column in assessment.columns_of(view.plan, promise, view.reports):
            status, last, ahead = column.status, column.dues.last, column.dues.next
            yield {
                "commitment": promise.ref,
                "party": column.party.code,
                "plan": view.slug,
                "owes": column.owes,
                "reported": column.state,
                "side_state": states.get((promise.ref, column.party.code)),
                "value": status.value if status else None,
                "as_of_on": status.as_of_on if status else None,
                "proof_state": status.proof_state if status else None,
                "updated_at": column.updated_at,
                "no_change_on": column.no_change_on,
                "last_due_on": last.due_on if last else None,
                "last_report": last.state if last else None,
                "next_due_on": ahead.due_on if ahead else None,
            }


def _joint_statuses(view: View) -> Iterable[Row]:
    """Of each promise, and of a part of one where there is anything together or anything to tell of it."""
    found = assessment.joints(view.promises, view.reports, as_of=view.as_of, with_past=True)
    for promise in view.promises:
        for subject in (promise.ref, *(clause.ref for clause in promise.clauses)):
            one = found[subject]
            if subject == promise.ref or one.state is not JointState.NONE or one.ended:
                yield _joint_status(view.slug, promise.ref, one)


def _joint_status(plan: str, commitment: str, one: JointView) -> Row:
    content = one.content
    return {
        "subject": one.subject,
        "plan": plan,
        "commitment": commitment,
        "joint_state": one.state,
        "value": content.value if content else None,
        "as_of_on": content.as_of_on if content else None,
        "reason": content.reason if content else {},
        "agreed_at": one.agreed.agreed_at if one.agreed else None,
        "ended_at": one.ended.ended_at if one.ended else None,
    }


TABLES = (
    Table(
        "updates",
        (
            "update", "version", "plan", "commitment", "owner", "post", "as_of_on", "done", "next_step", "challenges",
            "is_no_change", "is_current", "correction", "public_at",
        ),
        ("update", "version"),
        _updates,
        walk=Walk.UPDATES,
    ),
    Table(
        "update_evidence",
        ("update", "version", "claim", "plan"),
        ("update", "version", "claim"),
        _update_evidence,
        links={("update", "version"): "updates"},
        walk=Walk.UPDATES,
    ),
    Table(
        "statuses",
        (
            "subject", "party", "update", "version", "plan", "commitment", "value", "as_of_on", "reason", "public_at",
            "ended_at",
        ),
        ("subject", "party", "update", "version"),
        _statuses,
        {"value": Completion},
        {("update", "version"): "updates"},
        walk=Walk.STATUSES,
    ),
    Table(
        "standings",
        (
            "commitment", "party", "plan", "owes", "reported", "side_state", "value", "as_of_on", "proof_state",
            "updated_at", "no_change_on", "last_due_on", "last_report", "next_due_on",
        ),
        ("commitment", "party"),
        _standings,
        {
            "reported": Reported,
            "side_state": SideState,
            "value": Completion,
            "proof_state": ProofState,
            "last_report": ReportState,
        },
        walk=Walk.PROMISES,
    ),
    Table(
        "joint_statuses",
        (
            "subject", "plan", "commitment", "joint_state", "value", "as_of_on", "reason", "agreed_at", "ended_at",
        ),
        ("subject",),
        _joint_statuses,
        {"joint_state": JointState, "value": Completion},
        walk=Walk.PROMISES,
    ),
)  # fmt: skip
