"""The publication gate: which languages a text needs before it may be public.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.languages import TAG, Wording
from entente.foundation.common.rights import may

from .words import WordingStatus

PUBLIC_AS_OWED = frozenset({WordingStatus.PROJECT, WordingStatus.REVIEWED, WordingStatus.AUTHENTIC})
"""States in which a text may be public in a language that its owner owes.  Project wording is public with its label."""

SIGNED = frozenset({WordingStatus.REVIEWED, WordingStatus.AUTHENTIC})
"""States in which a text may be signed.  Project wording was reviewed by no party, so no party signs it."""

REVIEWABLE = frozenset({WordingStatus.DRAFT, WordingStatus.MACHINE, WordingStatus.PROJECT})
"""States that a reader of the same side may call reviewed."""


@dataclass(frozen=True, slots=True)
class LanguageState:
    """What is known of one language of a wording.  `is_stale`: its source changed after it was made."""

    status: WordingStatus
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Whose words a wording is.

    owner, plan  code of the side, slug of the plan; kind: what its domain calls such words
    wanted       languages in which the side wants them: its own official ones and the plan's others
    """

    owner: str
    plan: str
    kind: str
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in one more language.

    made_from, source  language it was made from, and the very text: an older one than stands now makes it stale at once
    seen               text that stood in this language when its writer opened it; None: whatever stands
    puts_back          it puts back what stood before, in the status it had; without words: the text is taken away again
    """

    field: str
    language: str
    text: str
    made_from: str
    source: str
    status: WordingStatus = WordingStatus.DRAFT
    seen: str | None = None
    puts_back: bool = False


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


def can_translate(by: Actor, *, owner: str) -> Decision:
    """A side words its own statements in other languages, and nobody else's."""
    return _own(by, owner) and may(by, "text.translate")


def can_review(by: Actor, *, owner: str, written_by_user: str) -> Decision:
    """Somebody of the same side who approves and did not write the words."""
    allowed = _own(by, owner) and may(by, "text.review")
    if allowed and by.capacity is not Capacity.SYSTEM and (by.user_id is None or by.user_id == written_by_user):
        return Denied("nobody reviews their own words; another approver of your side does")
    return allowed


def _own(by: Actor, owner: str) -> Decision:
    if by.capacity is Capacity.SYSTEM or (by.is_signed_in and by.owner == owner):
        return ALLOWED
    return Denied("these words belong to another side; only that side writes and reviews them")


def worded_anew(wording: Wording, made: Translation, what: str, *, revision: int = 0) -> Wording:
    """A wording with one more text, or with another one in a language that it has.

    what, revision: of the thing whose wording it is, for what is said when somebody else was faster.
    Raises RuleBroken (no words, no such language, nothing to translate from), Conflict (the text changed since it was seen).
    """
    if made.puts_back:
        _require_seen(wording, made, what, revision)
        rest = {language: text for language, text in wording.items() if language != made.language}
        return {**rest, made.language: made.text} if made.text else rest
    if not TAG.fullmatch(made.language) or made.language == made.made_from:
        raise RuleBroken(
            f"“{made.language}” is not a language to translate into from “{made.made_from}”; choose another."
        )
    if not made.text.strip():
        raise RuleBroken(f"The text in “{made.language}” has no words; write them, or leave it as it is.")
    if not wording.get(made.made_from):
        raise RuleBroken(f"{what} has no text in “{made.made_from}” to be translated.")
    _require_seen(wording, made, what, revision)
    return {**wording, made.language: made.text.strip()}


def _require_seen(wording: Wording, made: Translation, what: str, revision: int) -> None:
    if made.seen is None or wording.get(made.language, "") == made.seen:
        return
    raise Conflict(
        f"Somebody else changed the text of {what} in “{made.language}” after you opened it; compare both and choose.",
        mine={made.field: {made.language: made.text}},
        theirs={made.field: wording},
        revision=revision,
    )


# --- words that the parties agree, and texts that differ -------------------------------------------------------------

TERM_LENGTH = 120


def can_propose_term(by: Actor, *, parties: Collection[str]) -> Decision:
    """The keeper of a record and the parties of its plan.  parties: their codes."""
    return _of_plan(by, parties) and may(by, "term.propose")


def can_change_term(by: Actor, *, owner: str) -> Decision:
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("this term was proposed by another side; only that side changes it")
    return may(by, "term.propose")


def can_agree_term(by: Actor, *, parties: Collection[str]) -> Decision:
    """Each party agrees for itself, through an approver."""
    return _of_plan(by, parties) and may(by, "term.agree")


def can_note_divergence(by: Actor, *, parties: Collection[str]) -> Decision:
    return _of_plan(by, parties) and may(by, "divergence.note")


def can_explain_divergence(by: Actor, *, parties: Collection[str]) -> Decision:
    """Each party explains for itself, through an approver."""
    return _of_plan(by, parties) and may(by, "divergence.explain")


def sound_term(names: Mapping[str, str], variants: Mapping[str, Iterable[str]]) -> Wording:
    """The names of a term without blanks around.  Raises RuleBroken for what is none."""
    named = {tag: name.strip() for tag, name in names.items() if name.strip()}
    for tag in (*named, *variants):
        if not TAG.fullmatch(tag):
            raise RuleBroken(f"“{tag}” is not a language tag; write for instance fr.")
    if len(named) < 2:
        raise RuleBroken("A term needs its word in two languages at least; write the others.")
    for tag, words in {**{tag: [name] for tag, name in named.items()}, **variants}.items():
        for word in words:
            if len(word) > TERM_LENGTH:
                raise RuleBroken(f"A term has at most {TERM_LENGTH} letters; shorten it.")
            if tag in variants and word == named.get(tag) and word in variants[tag]:
                raise RuleBroken(f"“{word}” is the term itself and cannot be a word not used for it.")
    return named


def _of_plan(by: Actor, parties: Collection[str]) -> Decision:
    if by.capacity is Capacity.PARTY and by.owner not in parties:
        return Denied("your side is no party of this plan")
    return ALLOWED
