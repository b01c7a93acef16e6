"""What to gather anew: what the entries of the log since speak of, and what the clock changed.

An entry on a commitment or an activity changes what lies under it and nothing else; one on a document, the evidence that cites
it.  Whatever is not known to be so narrow gathers its plan, and what is of no plan, all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from entente.foundation.common.records import next_release
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification

from .documents import home_of
from .store import State

NARROW = ("delivery.", "verification.", "assessment.")
"""Acts that change nothing beyond the commitment or activity they speak of."""
SILENT = ("accounts.", "notes.", "delivery.delegation.", "sources.capture.ask")
"""Acts that change nothing that can be found."""
HOMES_MAX = 30
"""Where more than so many of one plan changed, gathering it whole is quicker."""


@dataclass
class Changed:
    """Plans to gather whole, and of others the homes: refs of commitments and activities."""

    plans: set[str] = field(default_factory=set)
    homes: dict[str, set[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.plans or self.homes)

    def settled(self) -> Changed:
        """With no home of a plan that is gathered whole anyway."""
        many = {plan for plan, homes in self.homes.items() if len(homes) > HOMES_MAX}
        whole = self.plans | many
        return Changed(whole, {plan: homes for plan, homes in self.homes.items() if plan not in whole})


def changed_since(
    state: State, heads: Mapping[str, tuple[int, str]], slugs: Collection[str], as_of: datetime
) -> Changed:
    """slugs: of all plans there are or were."""
    if _is_over(state.next_at, as_of):
        return Changed(set(slugs))
    found = Changed({slug for slug, at in state.turns.items() if slug in slugs and _is_over(at, as_of)})
    for log, (size, _leaf) in heads.items():
        known = state.heads.get(log, (0, ""))[0]
        if size > known and not _note(found, ledger.acts_since(log, known), slugs):
            return Changed(set(slugs))
    return found.settled()


def turns_of(slugs: Iterable[str], *, as_of: datetime) -> dict[str, str]:
    """Plan -> the next instant at which what can be found of it changes by the clock alone; those that have one."""
    found = {}
    for slug in slugs:
        turns = [*plans.days_to_come(slug, as_of=as_of)[:1], verification.next_lapse(slug, as_of=as_of)]
        if ahead := [at for at in turns if at is not None]:
            found[slug] = min(ahead).isoformat()
    return found


def next_embargo(*, as_of: datetime) -> str:
    ends = next_release(as_of=as_of)
    return ends.isoformat() if ends else ""


def _is_over(at: str, as_of: datetime) -> bool:
    return bool(at) and datetime.fromisoformat(at) <= as_of


def _note(found: Changed, acts: Iterable[tuple[str, str]], slugs: Collection[str]) -> bool:
    """Add what these acts change.  False when it cannot be told to which plans they belong."""
    for action, subject in acts:
        if action.startswith(SILENT):
            continue
        owner, between, document = subject.partition("/sources/")
        if between and action.startswith("sources."):
            cited = [("verification.", one) for one in verification.subjects_citing(owner, document)]
            if not _note(found, cited, slugs):
                return False
            continue
        plan = _plan_of(subject)
        if plan not in slugs:
            return False
        home = _home(subject) if action.startswith(NARROW) else plan
        if home == plan:
            found.plans.add(plan)
        else:
            found.homes.setdefault(plan, set()).add(home)
    return True


def _plan_of(subject: str) -> str:
    return subject.partition("/")[0].partition("#")[0].partition("@")[0]


def _home(subject: str) -> str:
    try:
        return home_of(subject) if Ref.parse(subject) else ""
    except ValueError:
        return _plan_of(subject)
