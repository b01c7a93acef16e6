"""How the invented plan changes and ends: an amendment in force, one that waits, and the keeper's table of a successor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.languages import Wording
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.queries import AgreedTerm, Fate, PromiseTerms, Strength, TermKind
from entente.surfaces.intake import agreements

from .stage import Stage, words

SUCCESSOR = "norvania-sudria-2027"
WRITTEN_ON, SIGNED_ON, SHOWN_ON = "2026-10-07", "2026-10-09", "2026-10-12"

LATER_RAINS = words(
    "The rains came early, and half of the slopes are still bare.",
    "Les pluies sont venues tôt, et la moitié des versants est encore nue.",
    "Las lluvias llegaron antes, y la mitad de las laderas sigue desnuda.",
)
HALF_PLANTED = words(
    "Half of the burnt slopes are replanted.",
    "La moitié des versants brûlés est reboisée.",
    "La mitad de las laderas quemadas está reforestada.",
)
ONE_REGISTER = words(
    "Two boats were missed by both registers in August.",
    "Deux bateaux ont échappé aux deux registres en août.",
    "En agosto dos embarcaciones escaparon a los dos registros.",
)
LABORATORIES_READY = words(
    "By then the laboratories of both sides are accredited.",
    "D’ici là, les laboratoires des deux parties seront accrédités.",
    "Para entonces estarán acreditados los laboratorios de ambas partes.",
)
BINDS_FROM = date(2027, 7, 1)
NOT_CARRIED_ON = words(
    "It was done once and asks for nothing more.",
    "C’est fait, et cela ne demande plus rien.",
    "Se hizo una vez y no pide nada más.",
)
TABLE: dict[str, tuple[Fate, tuple[str, ...]]] = {
    "1.1": (Fate.CONTINUED, ("1.1",)),
    "1.2": (Fate.MERGED, ("1.2",)),
    "1.4": (Fate.MERGED, ("1.2",)),
    "2.1": (Fate.CONTINUED, ("2.1",)),
    "2.2": (Fate.CONTINUED, ("2.2",)),
    "2.4": (Fate.MERGED, ("2.1",)),
    "3.1": (Fate.CONTINUED, ("2.3",)),
    "3.2": (Fate.MERGED, ("2.3",)),
    "3.3": (Fate.DROPPED, ()),
    "3.4": (Fate.DROPPED, ()),
    "4.2": (Fate.CONTINUED, ("1.3",)),
}
"""What the keeper proposes; of the other promises nobody has said anything yet."""


def play_change(stage: Stage) -> None:
    """Norvania's amendment of 1.4 is in force, Sudria's of 2.3 is agreed for a later day, and its of 4.4 waits.

    The keeper shows its table.
    """
    with_milestone = AgreedTerm(TermKind.MILESTONE, HALF_PLANTED, "2027-03")
    first = _amend(
        stage, "XNO", "1.4", LATER_RAINS, lambda terms: replace(terms, agreed=(*terms.agreed, with_milestone))
    )
    proposal = accords.get_row(SYSTEM, first, as_of=stage.noon(SIGNED_ON))
    for party in ("XNO", "XSU"):
        director = stage.cast[f"{party} director"]
        agreements.sign_on_host(proposal, by=director, at=stage.noon(SIGNED_ON), fresh=True, revision=1)
    _agree_for_later(stage)
    _amend(stage, "XSU", "4.4", ONE_REGISTER, lambda terms: replace(terms, strength=Strength.BEST_EFFORTS))
    _show_table(stage)


def _agree_for_later(stage: Stage) -> None:
    """Both have signed that 2.3 binds firmly, from a day that is still to come."""
    key = _amend(
        stage,
        "XSU",
        "2.3",
        LABORATORIES_READY,
        lambda terms: replace(terms, strength=Strength.FIRM),
        in_force_from=BINDS_FROM,
    )
    proposal = accords.get_row(SYSTEM, key, as_of=stage.noon(SIGNED_ON))
    for party in ("XNO", "XSU"):
        agreements.sign_on_host(
            proposal, by=stage.cast[f"{party} director"], at=stage.noon(SIGNED_ON), fresh=True, revision=1
        )


def _amend(
    stage: Stage,
    party: str,
    number: str,
    reason: Wording,
    change: Callable[[PromiseTerms], PromiseTerms],
    *,
    in_force_from: date | None = None,
) -> UUID:
    """One party's officer writes it, its director puts it to all.  The key of the proposal."""
    officer, director = stage.cast[f"{party} officer"], stage.cast[f"{party} director"]
    at = stage.noon(WRITTEN_ON)
    promise = queries.get_commitment_row(officer, stage.ref(number), as_of=at)
    row = plans.write_amendment(
        promise, change(queries.terms_now(promise)), reason, by=officer, at=at, in_force_from=in_force_from
    )
    row = plans.propose_amendment(row, by=director, at=at, revision=row.revision)
    assert row.proposal is not None  # it was just put to the parties
    return row.proposal


def _show_table(stage: Stage) -> None:
    keeper, at = stage.cast["keeper"], stage.noon(SHOWN_ON)
    plan, successor = (queries.get_row(keeper, slug, as_of=stage.at) for slug in (stage.plan, SUCCESSOR))
    row = plans.start_succession(plan, successor, by=keeper, at=at)
    rows = [
        ResolutionFacts(number, fate, into, NOT_CARRIED_ON if fate is Fate.DROPPED else {})
        for number, (fate, into) in TABLE.items()
    ]
    row = plans.resolve(row, rows, by=keeper, at=at, revision=row.revision)
    plans.publish_succession(row, by=keeper, at=at)
