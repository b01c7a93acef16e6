"""The publication gate: which languages a text needs before it may be public.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import ALLOWED, Decision, Denied

from .words import WordingStatus

PUBLIC_AS_OWED = frozenset({WordingStatus.PROJECT, WordingStatus.REVIEWED, WordingStatus.AUTHENTIC})
"""States in which a text may be public in a language that its owner owes.  Project wording is public with its label."""

SIGNED = frozenset({WordingStatus.REVIEWED, WordingStatus.AUTHENTIC})
"""States in which a text may be signed.  Project wording was reviewed by no party, so no party signs it."""


@dataclass(frozen=True, slots=True)
class LanguageState:
    """What is known of one language of a wording.  `is_stale`: its source changed after it was made."""

    status: WordingStatus
    is_stale: bool = False


def revision_of(text: str) -> str:
    """Name of one exact text: its SHA-256."""
    return sha256_hex(text.encode())


def can_publish(owed: Iterable[str], states: Mapping[str, LanguageState]) -> Decision:
    """Allowed when every owed language has a text that may be public and is not stale.

    Languages that nobody owes never hold anything up: they appear at the same instant, reviewed or labelled unofficial.
    """
    for language in owed:
        state = states.get(language, LanguageState(WordingStatus.MISSING))
        if state.status not in PUBLIC_AS_OWED:
            return Denied(f"the text in “{language}” is {state.status.label}; it is owed, so write or review it first")
        if state.is_stale:
            return Denied(f"the text in “{language}” was made from an older wording; bring it up to date first")
    return ALLOWED


def can_sign(official_languages: Iterable[str], states: Mapping[str, LanguageState]) -> Decision:
    """Whether joint content may be signed: it is signed over all its official wordings, so translation comes first.

    official_languages  of all the signatories together; a language that is official nowhere never holds a signature up
    states              language -> how far that text has come

    Allowed when every official language has a text that somebody reviewed and that is not stale.
    """
    for language in official_languages:
        state = states.get(language, LanguageState(WordingStatus.MISSING))
        if state.status not in SIGNED:
            return Denied(
                f"the text in “{language}” is {state.status.label}; all official wordings are signed together, "
                "so have it written and reviewed first"
            )
        if state.is_stale:
            return Denied(
                f"the text in “{language}” was made from an older wording; bring it up to date before signing"
            )
    return ALLOWED


def can_sign_words(official_languages: Iterable[str], wording: Mapping[str, str]) -> Decision:
    """As `can_sign` for content that keeps no states: every official language has words."""
    for language in official_languages:
        if not wording.get(language, "").strip():
            return Denied(
                f"the text in “{language}” is missing; all official wordings are signed together, so write it first"
            )
    return ALLOWED


def is_unofficial(state: LanguageState) -> bool:
    """True when a reader must see the label "unofficial translation"."""
    return state.status in (WordingStatus.DRAFT, WordingStatus.MACHINE) or state.is_stale
