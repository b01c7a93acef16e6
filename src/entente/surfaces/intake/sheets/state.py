"""What the workbook of one side on one plan shows: read from the record, with the same number of queries for any plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView

from .tables import PromiseNow, SheetsNow


@dataclass(frozen=True, slots=True)
class Scope:
    """Which promises leave.  pillar: its number, "" for all; is_own_lead: only those that the post's own body carries."""

    pillar: str = ""
    is_own_lead: bool = False


EVERYTHING = Scope()


def sheets_now(by: Actor, plan: str, *, as_of: datetime) -> SheetsNow:
    """The state that a returning workbook is compared with: the whole plan.  Raises NotVisible."""
    return _now(by, plans.get_visible_plan(by, plan, as_of=as_of), EVERYTHING, as_of=as_of)


def template_now(by: Actor, plan: str, scope: Scope, *, as_of: datetime) -> SheetsNow:
    """The state with which a workbook leaves.  Raises NotVisible."""
    return _now(by, plans.get_visible_plan(by, plan, as_of=as_of), scope, as_of=as_of)


def _now(by: Actor, plan: PlanView, scope: Scope, *, as_of: datetime) -> SheetsNow:
    is_party = by.capacity is Capacity.PARTY
    views = [view for view in plans.commitments(by, plan.slug, as_of=as_of) if _is_asked(view, scope)]
    if scope.is_own_lead:
        carried = {
            lead.commitment
            for lead in delivery.leads_on_plan(by, plan.slug, as_of=as_of)
            if lead.organisation == by.post.partition("/")[0]
        }
        views = [view for view in views if view.ref in carried]
    promises = [promise_now(view, by.owner if is_party else "") for view in views]
    owed = next((party.languages for party in plan.parties if party.code == by.owner), ())
    return SheetsNow(
        plan=plan.slug,
        owner=by.owner,
        languages=plan.languages,
        owed=owed,
        is_party=is_party,
        promises=tuple(promise for promise in promises if promise.owes or not is_party),
    )


def _is_asked(view: CommitmentView, scope: Scope) -> bool:
    return not scope.pillar or view.pillar == scope.pillar


def promise_now(view: CommitmentView, party: str) -> PromiseNow:
    """A promise with the parts that a party owes; "" for a side that is none."""
    owes = {clause.letter for clause in view.clauses if party in clause.obligors}
    if party in view.obligors:
        owes.add("")
    title = view.title or {tag: text.text for tag, text in view.texts.items()}
    parts = {clause.letter: clause.text for clause in view.clauses}
    return PromiseNow(view.ref, view.number, title, parts, frozenset(owes) if party else frozenset())
