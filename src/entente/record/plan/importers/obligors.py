"""Who owes a promise: the grammatical subject of its cue, resolved to codes of the document's parties."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from entente.record.plan.importers.lexicons.shapes import Lexicon
from entente.record.plan.importers.parties import Mention, Names, members_named
from entente.record.plan.importers.sentences import levelled, words

LABEL = re.compile(r"\s*(?P<label>[^.;:!?]{2,140}?)(?::|\s[–—])\s+(?=\S)")
WORD = re.compile(r"[^\W\d_]{3,}")
BEFORE = re.compile(r"([\w'.]+)\s+(?:the\s+|la\s+|le\s+|l'|el\s+|los\s+|les\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cast:
    """The document's parties and how they are spoken of."""

    parties: tuple[str, ...]
    names: Names
    lexicon: Lexicon
    roles: dict[str, str] = field(default_factory=dict)  # "president" -> the one party that it means here


def cast_for(parties: tuple[str, ...], names: Names, lexicon: Lexicon) -> Cast:
    """The cast, with the offices that mean exactly one of the parties: one president among prime ministers."""
    roles: dict[str, str] = {}
    heads = [names.heads.get(code, "") for code in parties]
    for code, head in zip(parties, heads, strict=True):
        if head and heads.count(head) == 1:
            roles[head] = code
    return Cast(parties, names, lexicon, roles)


def subject_codes(subject: str, cast: Cast, previous: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The codes that the words before a cue mean, and those words; ((), "") when they name nobody.

    `previous` are the codes that the unit's sentences named before: "it" and "we" go back to them.
    """
    subject = after_label(subject, cast.names)
    plain = levelled(subject)
    named, grouped = _chain(plain, cast), _grouped(plain, cast)
    if named or grouped:
        codes = tuple(sorted({mention.code for mention in named} | grouped))
        quoted = subject[min(m.start for m in named) : max(m.end for m in named)] if named else plain.strip()
        return codes, quoted
    by_role = {code: role for role, code in cast.roles.items() if re.search(rf"\b{role}\b", plain, re.IGNORECASE)}
    if by_role:
        return tuple(sorted(by_role)), ", ".join(by_role[code] for code in sorted(by_role))
    if match := cast.lexicon.everyone.search(plain):
        return cast.parties, match.group()
    for token in words(plain):
        word = token.text.casefold()
        if word in cast.lexicon.we:
            return (previous or cast.parties), token.text
        if word in cast.lexicon.it and previous:
            return previous, token.text
    return (), ""


def after_label(text: str, names: Names) -> str:
    """What follows a label ("Haiti Investigative Unit: the department will ..."), for a label is no subject.

    A label that is nothing but a party's name ("Canada: ...") stays, since it says who speaks.
    """
    label = LABEL.match(text)
    if label is None or not words(text[label.end() :]):
        return text
    mentions = names.mentions(label["label"])
    if mentions and not WORD.search(label["label"][: mentions[0].start] + label["label"][mentions[-1].end :]):
        return text
    return text[label.end() :]


def _grouped(plain: str, cast: Cast) -> set[str]:
    """Parties of the document that a group's name in a subject means."""
    return members_named(plain) & set(cast.parties)


def _chain(plain: str, cast: Cast) -> list[Mention]:
    """The names that are the subject: the first that no preposition governs, with those joined to it."""
    mentions = [m for m in cast.names.mentions(plain) if m.code in cast.parties]
    chain: list[Mention] = []
    for mention in mentions:
        if chain:
            between = plain[chain[-1].end : mention.start]
            if _joins(between, cast.lexicon):
                chain.append(mention)
                continue
            if _governed(plain, mention, cast.lexicon):
                continue
            if _starts_anew(plain[chain[-1].end :], mention.start - chain[-1].end, cast.lexicon):
                chain = [mention]
            continue
        if not _governed(plain, mention, cast.lexicon):
            chain = [mention]
    return chain


def _joins(between: str, lexicon: Lexicon) -> bool:
    tokens = [token.casefold() for token in re.findall(r"[\w'&]+", between)]
    if not tokens:
        return between.strip() in {",", "-", "/"}
    fillers = lexicon.linking | lexicon.actors | lexicon.of | lexicon.heads | {"'s", "s", "prime"}
    return (
        len(tokens) <= 7
        and any(t in {"and", "&", "et", "y", "e"} for t in tokens)
        and all(t in fillers for t in tokens)
    )


def _governed(plain: str, mention: Mention, lexicon: Lexicon) -> bool:
    """ "with Kenya" names no subject; "ministers of Kenya" does; "Kenya's ministers" does, "Kenya's plan" does not."""
    before = BEFORE.search(plain, max(0, mention.start - 40), mention.start)
    word = before.group(1).casefold() if before else ""
    if word in lexicon.of:
        head = plain[max(0, mention.start - 90) : mention.start].casefold()
        return not any(token.strip(",.") in lexicon.actors for token in head.split())
    if word in lexicon.not_subject_after:
        return True
    if mention.possessive or mention.adjective:
        after = [token.casefold() for token in re.findall(r"[\w']+", plain[mention.end : mention.end + 60])[:5]]
        return not any(token in lexicon.actors for token in after)
    return False


def _starts_anew(rest: str, offset: int, lexicon: Lexicon) -> bool:
    """Whether a comma and a joiner before a later name start a new clause with a subject of its own."""
    before = rest[:offset].rstrip().casefold()
    for ending in ("the",):
        before = before.removesuffix(ending).rstrip()
    last = before.rsplit(maxsplit=1)[-1] if before else ""
    return last in lexicon.joiners or before.endswith((",", ";", "while"))
