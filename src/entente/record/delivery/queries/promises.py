"""The promise behind a ref, as the writes of delivery need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.refs import Ref
from entente.record.plan import queries as plans


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment or clause.  obligors: codes of the parties that owe it."""

    subject: str
    commitment: str
    plan: str
    obligors: tuple[str, ...]


def promise_at(by: Actor, subject: str, *, as_of: datetime) -> Promise:
    """Raises RuleBroken for a ref of another shape, NotVisible for one that is not there."""
    try:
        ref = Ref.parse(subject)
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    if not ref.number or ref.voice or ref.kind:
        raise RuleBroken(f"{subject} is neither a commitment nor a clause of one; name it as PLAN/6.4 or PLAN/6.4#b.")
    whole = plans.get_visible_commitment(by, ref.commitment, as_of=as_of)
    if not ref.clause:
        return Promise(subject, whole.ref, ref.plan, whole.obligors)
    clause = next((one for one in whole.clauses if one.letter == ref.clause), None)
    if clause is None:
        raise NotVisible(f"There is no clause “{ref.clause}” of {whole.ref} here.")
    return Promise(subject, whole.ref, ref.plan, clause.obligors)
