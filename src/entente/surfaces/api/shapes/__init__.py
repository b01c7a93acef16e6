"""The shapes that the API answers with.  A promise (docs/api.md): fields are added, never renamed, retyped or removed.

They are apart from the views of the queries on purpose: the inside may change its names, an answer may not.
Instants are RFC 3339 in UTC; dates that sources give in part are text ("2023", "2023-05", "2023-05-02/2023-05-03"), "" when
unknown; a wording maps language tags to texts.  Fields marked null hold nothing for a reason that their name gives.
"""

from __future__ import annotations

from .directory import (
    Alias,
    OneOrganisation,
    Organisation,
    Organisations,
    Parties,
    Party,
    Succession,
)
from .errors import (
    Error,
)
from .evidence import (
    Claim,
    Evidence,
    Finding,
    Lead,
    Source,
    Window,
)
from .ledger import (
    ConsistencyProof,
    Entries,
    Entry,
    InclusionProof,
    Root,
)
from .plans import (
    Clause,
    Commitment,
    CommitmentPage,
    CommitmentSummary,
    Framework,
    Frameworks,
    FrameworkTarget,
    Keeper,
    OneCommitment,
    Pillar,
    Plan,
    PlanParty,
    Plans,
    PlanSummary,
    States,
    Target,
    Text,
    Texts,
    WordingState,
)

__all__ = [
    "Alias",
    "Claim",
    "Clause",
    "Commitment",
    "CommitmentPage",
    "CommitmentSummary",
    "ConsistencyProof",
    "Entries",
    "Entry",
    "Error",
    "Evidence",
    "Finding",
    "Framework",
    "FrameworkTarget",
    "Frameworks",
    "InclusionProof",
    "Keeper",
    "Lead",
    "OneCommitment",
    "OneOrganisation",
    "Organisation",
    "Organisations",
    "Parties",
    "Party",
    "Pillar",
    "Plan",
    "PlanParty",
    "PlanSummary",
    "Plans",
    "Root",
    "Source",
    "States",
    "Succession",
    "Target",
    "Text",
    "Texts",
    "Window",
    "WordingState",
]
