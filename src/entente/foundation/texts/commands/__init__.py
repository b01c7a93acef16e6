"""The only code that writes states of wordings, agreed words, and notes that authentic texts differ."""

from entente.foundation.texts.rules import Home, Translation

from .agreed_words import (
    DivergenceFacts,
    TermFacts,
    agree_term,
    explain_divergence,
    note_divergence,
    propose_term,
    revise_term,
    withdraw_term,
)
from .states import (
    Worded,
    close,
    forget,
    note_changed,
    note_states,
    note_translation,
    review,
    review_text,
)

__all__ = [
    "DivergenceFacts",
    "Home",
    "TermFacts",
    "Translation",
    "Worded",
    "agree_term",
    "close",
    "explain_divergence",
    "forget",
    "note_changed",
    "note_divergence",
    "note_states",
    "note_translation",
    "propose_term",
    "review",
    "review_text",
    "revise_term",
    "withdraw_term",
]
