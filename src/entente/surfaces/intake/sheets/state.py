"""What the workbook of one side on one plan shows: read from the record, with the same number of queries for any plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import voice_ref
from entente.record.assessment.queries.own_statuses import own_statuses_on_plan
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries.own_words import OwnWords, own_steps_on_plan, own_words_on_plan
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView, TextField
from entente.record.verification import queries as verification
from entente.record.verification.queries import Claim

from .tables import MilestoneNow, PromiseNow, SheetsNow, StatusNow, UpdateNow


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
    promises = _promises(by, plan, by.owner if is_party else "", as_of=as_of, pillar=scope.pillar)
    if scope.is_own_lead:
        carried = {
            lead.commitment
            for lead in delivery.leads_on_plan(by, plan.slug, as_of=as_of)
            if lead.organisation == by.post.partition("/")[0]
        }
        promises = [promise for promise in promises if promise.ref in carried]
    owed = next((party.languages for party in plan.parties if party.code == by.owner), ())
    return SheetsNow(
        plan=plan.slug,
        owner=by.owner,
        languages=plan.languages,
        owed=owed,
        is_party=is_party,
        promises=tuple(promise for promise in promises if promise.owes or not is_party),
        statuses={
            subject: StatusNow(status.value, status.as_of_on, status.reason)
            for subject, status in own_statuses_on_plan(by, plan.slug).items()
        },
        evidence=_evidence(by, plan.slug, as_of=as_of) if is_party else {},
        updates={ref: _update(words) for ref, words in own_words_on_plan(by, plan.slug).items()},
        milestones={
            ref: [MilestoneNow(step.slug, step.title, step.due, step.status, step.revision) for step in steps]
            for ref, steps in own_steps_on_plan(by, plan.slug).items()
        },
    )


def _update(words: OwnWords) -> UpdateNow:
    key, revision, stage = (words.ref, words.revision, words.status) if words.is_open else ("", 0, "")
    return UpdateNow(key, revision, words.as_of_on, words.done, words.next_step, words.challenges, stage)


def _evidence(by: Actor, plan: str, *, as_of: datetime) -> dict[str, list[Wording]]:
    """Subject ref -> what the side's own claims on it say; a claim on its own voice is about what it speaks of."""
    rows = verification.claim_rows(by, as_of=as_of).filter(owner=by.owner, plan=plan, is_context=False)
    found: dict[str, list[Wording]] = {}
    for subject, statement in rows.order_by("made_at", "slug").values_list("subject", "statement"):
        found.setdefault(subject.partition("@")[0], []).append(statement)
    return found


def own_claims(by: Actor, subject: str, *, as_of: datetime) -> list[Claim]:
    """The side's own claims on a promise or part, and on what it says of it: what a status from a sheet rests on."""
    subjects = [subject, voice_ref(subject, by.owner)]
    rows = verification.claim_rows(by, as_of=as_of).filter(owner=by.owner, subject__in=subjects, is_context=False)
    return list(rows.order_by("made_at", "slug"))


def _promises(by: Actor, plan: PlanView, party: str, *, as_of: datetime, pillar: str) -> list[PromiseNow]:
    """The promises in the plan's order, with the parts that a party owes; "" for a side that is none."""
    rows = plans.commitment_rows(by, plan.slug, as_of=as_of)
    rows = rows.filter(pillar__number=pillar) if pillar else rows
    parts: dict[str, dict[str, Wording]] = {}
    for ref, letter, text in rows.order_by("position", "clauses__position").values_list(
        "ref", "clauses__letter", "clauses__text"
    ):
        if letter:
            parts.setdefault(ref, {})[letter] = text
    owed: dict[tuple[str, str], set[str]] = {}
    obligations = rows.order_by().values_list("ref", "obligations__clause__letter", "obligations__party__code")
    for ref, letter, code in obligations:
        owed.setdefault((ref, letter or ""), set()).add(code or "")
    titles = list(rows.values_list("ref", "number", "title"))
    words = _texts(plan) if not all(title for _ref, _number, title in titles) else {}
    return [
        PromiseNow(
            ref,
            number,
            title or words.get(ref, {}),
            parts.get(ref, {}),
            frozenset(
                part
                for part in ("", *parts.get(ref, ()))
                # A part that names nobody is owed by whoever owes the whole.
                if party and party in (owed.get((ref, part)) or owed.get((ref, "")) or ())
            ),
        )
        for ref, number, title in titles
    ]


def _texts(plan: PlanView) -> dict[str, Wording]:
    """Authentic words of the promises, for those that have no title.  One query a language of the plan."""
    words: dict[str, Wording] = {}
    for language in plan.languages:
        for subject, field, text in plans.texts_in(plan.slug, language):
            if field == TextField.TEXT:
                words.setdefault(subject, {})[language] = text
    return words
