"""Tables of the plan domain: what was promised, and how that changes."""

from .amendments import Amendment
from .plans import (
    Alignment,
    AuthenticText,
    Clause,
    Commitment,
    Framework,
    Obligation,
    Participation,
    Pillar,
    Plan,
    Target,
)
from .succession import Heir, Resolution, Succession

__all__ = [
    "Alignment",
    "Amendment",
    "AuthenticText",
    "Clause",
    "Commitment",
    "Framework",
    "Heir",
    "Obligation",
    "Participation",
    "Pillar",
    "Plan",
    "Resolution",
    "Succession",
    "Target",
]
