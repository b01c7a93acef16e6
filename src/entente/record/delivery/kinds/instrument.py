"""Instruments: memoranda, arrangements, agreements.  Negotiated by officials, signed for all sides, in force for a term."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

INSTRUMENT = Kind(
    code="instrument",
    label="Instrument",
    has_term=True,
    stages=(
        Stage("mandate", "Mandate to negotiate"),
        Stage("draft", "Draft exchanged", after=("mandate",)),
        Stage("legal-opinion", "Legal opinion given", after=("draft",)),
        Stage("concordance", "Languages compared line by line", after=("draft", "legal-opinion")),
        Stage(
            "ad-referendum",
            "Agreed by officials, subject to approval",
            after=("draft", "legal-opinion", "concordance"),
            mover=Mover.ALL,
        ),
        Stage(
            "signed",
            "Signed",
            after=("draft", "legal-opinion", "concordance", "ad-referendum"),
            mover=Mover.ALL,
            roles=BINDS,
            needs_claim=True,
        ),
        Stage("in-force", "In force", after=("signed",), roles=BINDS, needs_claim=True),
        Stage("renewal-due", "Renewal due", after=("in-force", "renewed"), is_derived=True),
        Stage(
            "renewed",
            "Renewed",
            after=("in-force", "renewal-due"),
            mover=Mover.ALL,
            roles=BINDS,
            needs_claim=True,
        ),
        Stage("ended", "Ended", after=("signed", "in-force", "renewal-due", "renewed"), roles=BINDS),
    ),
)
