"""Who may claim and check, where a claim stands, and what that proves.  Pure."""

from .claims import ClaimAtHand, can_check, can_claim, heads_of, is_of_whole_promise, require_sound_check
from .gate import Gate, gate
from .proof import CheckAtHand, best_of, proof_of

__all__ = [
    "CheckAtHand",
    "ClaimAtHand",
    "Gate",
    "best_of",
    "can_check",
    "can_claim",
    "gate",
    "heads_of",
    "is_of_whole_promise",
    "proof_of",
    "require_sound_check",
]
