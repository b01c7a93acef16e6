"""The tables of docs/evidence-rule.md, made from the rules themselves: `python -m tests.record.verification.evidence_rule`
writes them into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from entente.foundation.common.decisions import Denied
from entente.record.verification.rules import CheckAtHand, ClaimAtHand, gate, proof_of
from entente.record.verification.views import ProofView
from entente.record.verification.words import Proof, Support, Verdict

PAGE = Path(__file__).parents[3] / "docs" / "evidence-rule.md"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
MARK = "<!-- made from the rules: {name} -->\n"
SAYS = (None, *Verdict)
GIVEN = {
    "accepted by another side": (None, Verdict.ACCEPTED, 0),
    "accepted by its own side alone": (Verdict.ACCEPTED, None, 0),
    "accepted in part by another side": (None, Verdict.IN_PART, 0),
    "not yet checked, the term runs": (None, None, 0),
    "not checked, the term is over": (None, None, 15),
    "disputed": (Verdict.ACCEPTED, Verdict.DISPUTED, 0),
    "rejected by another side": (None, Verdict.REJECTED, 0),
    "rejected by its own side alone": (Verdict.REJECTED, None, 0),
}
"""What happened to a claim -> (its own side's verdict, another side's, days passed)."""
ASKED = {
    "“complete”, it shows all": (Support.ALL, Support.ALL),
    "“complete”, it shows part": (Support.ALL, Support.PART),
    "“substantial”, it shows part": (Support.PART, Support.PART),
    "either, it contributes": (Support.PART, Support.CONTRIBUTES),
}
SHOWN = {
    Proof.ACCEPTED: "proof accepted",
    Proof.ACCEPTED_OWN: "proof accepted, own side",
    Proof.NOT_VERIFIED: "proof not verified",
    Proof.DISPUTED: "proof disputed",
}


def tables() -> dict[str, str]:
    """Name -> the table in Markdown."""
    return {"standing": _standings(), "gate": _gates()}


def page(text: str) -> str:
    """The page with its tables brought up to date."""
    for name, table in tables().items():
        mark = MARK.format(name=name)
        text = re.sub(re.escape(mark) + r"(?:\|.*\n)*", mark + table, text)
    return text


def _standings() -> str:
    rows = [[_word(own), *(_proof(own, other).state.label for other in SAYS)] for own in SAYS]
    return _table(["its own side says \\ another side says", *(_word(other) for other in SAYS)], rows)


def _gates() -> str:
    rows = [
        [words, *(_gate(_proof(own, other, days, supports), asked) for asked, supports in ASKED.values())]
        for words, (own, other, days) in GIVEN.items()
    ]
    return _table(["the one claim that is named is", *ASKED], rows)


def _gate(proof: ProofView, asked: Support) -> str:
    verdict = gate([proof], subject="plan/1.1", word="complete", asked=asked, party="AAA", letters=["a", "b"])
    return "not published" if isinstance(verdict, Denied) else SHOWN[verdict]


def _proof(own: Verdict | None, other: Verdict | None, days: int = 0, supports: Support = Support.ALL) -> ProofView:
    claim = ClaimAtHand("plan/1.1", "AAA", supports, "r", frozenset({"maker"}), NOW + timedelta(days=14))
    said = [("AAA", own), ("BBB", other)]
    checks = [
        CheckAtHand(side, f"somebody of {side}", verdict, "r", NOW, ("a",) if verdict is Verdict.IN_PART else ())
        for side, verdict in said
        if verdict is not None
    ]
    return proof_of(claim, checks, as_of=NOW + timedelta(days=days))


def _word(verdict: Verdict | None) -> str:
    return "nothing" if verdict is None else verdict.label


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
