"""Does a sentence promise, and by which words?

A promise is found by its cue ("will", "agreed to", "s'engagent à", "impulsarán"), by a bare verb of doing at the start
of an item ("Strengthen oversight"), or by its gerund ("Hosting a forum").  What has no cue promises nothing: reports,
acknowledgements, welcomes and descriptions need no list of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from entente.record.plan.importers.lexicons.shapes import FIRM, STRENGTHS, Actor, Cue, Follow, Form, Lexicon
from entente.record.plan.importers.parties import Names
from entente.record.plan.importers.sentences import LONGEST_SENTENCE, Span, levelled, words

BOUNDARY = re.compile(r"[;:]|\s-\s")
MARKS = frozenset(";:,.()-\"'")
MOST_OF_A_CUE = 8  # a sentence with more of one cue is no prose
FURTHEST_SUBJECT = 800
SHORTEST_PROMISE = 8  # characters


@dataclass(frozen=True, slots=True)
class Promise:
    """One promising cue in a sentence.  Offsets are in the sentence.

    `complement` is where what is promised starts.  `weak` marks description: a programme, not a party, will do it.
    """

    start: int
    complement: int
    words: str
    strength: str
    subject: Span
    form: Form
    weak: bool = False
    bare: bool = False
    fresh: bool = False
    patient: str = ""  # the subject of a passive: what will be made


@dataclass(frozen=True, slots=True)
class Voice:
    """What reading a sentence needs to know about its document."""

    lexicon: Lexicon
    names: Names
    things: frozenset[str] = frozenset()  # acronyms that the text gives to a dialogue, framework or programme
    reports: bool = False  # a progress report: "launched" is what was done


def weakest(*strengths: str) -> str:
    return max(strengths, key=STRENGTHS.index)


def find_promises(sentence: str, voice: Voice, *, opens_item: bool = False) -> list[Promise]:
    """All promises of a sentence, in order.  `opens_item`: a bare verb at its start is an order ("Publish a list")."""
    plain = levelled(sentence[:LONGEST_SENTENCE])
    found: list[Promise] = []
    if opens_item and (bare := _bare(plain, voice.lexicon)) is not None:
        found.append(bare)
    if len(plain) < SHORTEST_PROMISE:
        return found
    low = plain.casefold()
    for cue in voice.lexicon.cues:
        if cue.gates and not any(gate in low for gate in cue.gates):
            continue
        for match in islice(cue.pattern.finditer(plain), MOST_OF_A_CUE):
            promise = _promise(plain, match, cue, voice)
            if promise is not None:
                found.append(promise)
    return _without_overlaps(found)


def _without_overlaps(found: list[Promise]) -> list[Promise]:
    """Of cues that share words, the longest speaks; of chained cues ("will | continue to"), the first."""
    kept: list[Promise] = []
    for promise in sorted(found, key=lambda p: (p.start, -p.complement)):
        if kept and promise.start < kept[-1].complement + 1:
            last = kept[-1]
            if not last.weak and promise.complement > last.complement:
                strength = weakest(last.strength, promise.strength)
                kept[-1] = replace(last, strength=strength)
            continue
        kept.append(promise)
    return kept


def _promise(plain: str, match: re.Match[str], cue: Cue, voice: Voice) -> Promise | None:
    lexicon = voice.lexicon
    if cue.needs_before is not None and not cue.needs_before.search(plain, 0, match.start()):
        return None
    subject = subject_before(plain, match.start(), lexicon)
    last_word = subject.text.split()[-1].casefold().strip(",") if subject.text else ""
    if last_word in lexicon.relatives:
        return None
    if cue.needs_before is not None:
        subject = _possessor(plain, match.start(), subject)
    acting = _can_owe(subject.text, voice) or (cue.strength != FIRM and last_word in lexicon.it)
    if cue.fresh and not (acting and _performs(plain, match.start(), voice)):
        return None
    promised = _promised(plain, match, cue, voice, acting=acting)
    if promised is None:
        return None
    complement, form = promised
    passive = lexicon.passive.match(plain, complement) is not None
    first = words(plain[complement : complement + 60])[:1]
    effect = bool(first) and first[0].text.casefold() in lexicon.effects
    weak = cue.actor is Actor.NEEDED and (effect or (not acting and not passive))
    if weak and cue.strength != FIRM:
        return None
    hedge, hedge_end = hedge_at(plain, complement, lexicon)
    strength = weakest(cue.strength, hedge)
    said = plain[match.start() : hedge_end if hedge != FIRM else match.end()].strip()
    patient = subject.text if passive else ""
    if passive:
        subject = Span("", subject.end, subject.end)  # what is done to someone is owed by someone else
    return Promise(
        match.start(),
        complement,
        said,
        strength,
        subject,
        form,
        weak,
        fresh=cue.fresh,
        patient=patient,
    )


def _promised(plain: str, match: re.Match[str], cue: Cue, voice: Voice, *, acting: bool) -> tuple[int, Form] | None:
    """Where what is promised starts, and in which form; None when nothing that could be promised follows."""
    if cue.follow is Follow.INSIDE:
        inner = _inside(plain, match, voice.lexicon)
        describes = inner is not None and not acting and inner[1] not in (Form.FUTURE, Form.OTHER)
        return None if describes else inner
    if cue.follow is Follow.VERB:
        form = act_at(plain, match.end(), voice.lexicon, strict=cue.strict)
        return None if form is None else (match.end(), form)
    return match.end(), Form.OTHER


def _performs(plain: str, start: int, voice: Voice) -> bool:
    """ "launched" in the document that launches it; not "has launched", "newly announced", "launched last month"."""
    lexicon = voice.lexicon
    before = plain[max(0, start - 40) : start].casefold().split()
    last = before[-1] if before else ""
    modifies = (
        last in lexicon.perfect
        or last in lexicon.never_verbs
        or (_is_adverb(last, lexicon) and last not in lexicon.adverbs)
    )
    return not (voice.reports or modifies or lexicon.past_time.search(plain))


POSSESSOR = re.compile(r"((?:[\w.-]+\s+){0,4}[\w.-]+)(?:'s|s')\s+(?:[\w-]+\s+){0,2}$")


def _possessor(plain: str, start: int, subject: Span) -> Span:
    """ "welcomed Kenya's aim to …": whose aim it is, owes."""
    match = POSSESSOR.search(plain, max(0, start - 90), start)
    return Span(match.group(1), match.start(1), match.end(1)) if match else subject


def _inside(plain: str, match: re.Match[str], lexicon: Lexicon) -> tuple[int, Form] | None:
    """The cue's last word as the act: "are | modernizing", "lanzarán".  A hedge counts as one ("are looking to")."""
    last = re.compile(r"[\w'-]+\s*$").search(match.group())
    if last is None:
        return None
    start = match.start() + last.start()
    for pattern, _ in lexicon.hedges:
        if pattern.match(plain, start):
            return start, Form.GERUND
    known = lexicon.verb(last.group().strip().casefold())
    if known is None:
        return (start, Form.OTHER) if lexicon.passive.match(plain, start) else None
    return start, known[1]


def _bare(plain: str, lexicon: Lexicon) -> Promise | None:
    """An order without subject or modal at the start of an item, in the base form or as a gerund."""
    tokens = words(plain[:200])
    if not tokens:
        return None
    at = 0
    while at < min(3, len(tokens) - 1) and _is_adverb(tokens[at].text.casefold(), lexicon):
        at += 1
    if (
        tokens[at].text.casefold() in lexicon.infinitive_mark
        and at + 1 < len(tokens)
        and _opens_alone(tokens[at], plain)
    ):
        at += 1
    head = tokens[at]
    known = lexicon.verb(head.text.casefold())
    if known is not None and known[0] in lexicon.views:
        return None
    nominal = lexicon.nominal.match(plain, head.start) or _enhanced(tokens, at, lexicon)
    if nominal is None and (
        known is None or known[1] not in (Form.BASE, Form.GERUND, Form.FUTURE) or is_noun_here(tokens, at, lexicon)
    ):
        hedged = any(pattern.match(plain, head.start) for pattern, _ in lexicon.hedges)
        if not hedged or known is None:
            return None
    strength, end = hedge_at(plain, head.start, lexicon)
    hedged_words = plain[head.start : max(end, head.end)]
    form = known[1] if known and nominal is None else Form.OTHER
    return Promise(0, head.start, hedged_words, strength, Span("", 0, 0), form, bare=True)


def _opens_alone(mark: Span, plain: str) -> bool:
    """ "To maintain its policy" is an act; "To this end, …" and "To advance this, we will …" lead up to one."""
    return mark.text.casefold() != "to" or "," not in plain


def _enhanced(tokens: list[Span], at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """ "Increased cooperation between …": an act in the form of a noun, unless it is the subject of a verb."""
    if tokens[at].text.casefold() not in lexicon.enhanced or any(
        t.text.casefold() in lexicon.finite for t in tokens[at:]
    ):
        return None
    return re.compile(r"\w+").match(tokens[at].text)


def is_noun_here(tokens: list[Span], at: int, lexicon: Lexicon) -> bool:
    """ "Support for farmers", "Training:", "Access and benefit sharing" are topics, not orders."""
    if at + 1 >= len(tokens):
        return True
    head, after = tokens[at].text.casefold(), tokens[at + 1].text.casefold()
    known = lexicon.verb(head)
    base = known[0] if known else head
    if after in lexicon.nouns_when:
        return base not in lexicon.prepositional or any(
            t.text.casefold() in lexicon.finite for t in tokens[at + 2 : at + 14]
        )
    if after in lexicon.joiners or after == ",":
        following = next(
            (t.text.casefold() for t in tokens[at + 2 : at + 5] if t.text.casefold() not in lexicon.joiners), ""
        )
        return lexicon.verb(following) is None and not _is_adverb(following, lexicon)
    return after in MARKS


def _is_adverb(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.adverbs or (
        len(word) > 4 and word.endswith(lexicon.adverb_endings) and lexicon.verb(word) is None
    )


def act_at(plain: str, start: int, lexicon: Lexicon, *, strict: bool) -> Form | None:
    """The form of the act that follows a cue, over adverbs; None when what follows is no act."""
    for token in words(plain[start : start + 120], start):
        word = token.text.casefold()
        known = lexicon.verb(word)
        if known is not None and known[1] in (Form.BASE, Form.GERUND):
            return known[1]
        if _is_adverb(word, lexicon):
            continue
        if any(pattern.match(plain, token.start) for pattern, _ in lexicon.hedges):
            return Form.BASE
        if lexicon.passive.match(plain, token.start):
            return Form.OTHER
        if strict:
            return Form.OTHER if lexicon.action_noun.match(plain, token.start) else None
        return Form.BASE if word.isalpha() and word not in lexicon.never_verbs else None
    return None


def hedge_at(plain: str, start: int, lexicon: Lexicon) -> tuple[str, int]:
    """What the words right after a cue leave of its strength, and where they end: "will | work to"."""
    while start < len(plain) and plain[start].isspace():
        start += 1
    strength, end = FIRM, start
    for pattern, left in lexicon.hedges:
        match = pattern.match(plain, start)
        if match is not None and weakest(strength, left) != strength:
            strength, end = left, match.end()
    return strength, end


def subject_before(plain: str, end: int, lexicon: Lexicon) -> Span:
    """The words that may hold the cue's subject: from the last boundary, without an introductory phrase."""
    start = max(0, end - FURTHEST_SUBJECT)
    for boundary in BOUNDARY.finditer(plain, start, end):
        start = boundary.end()
    text = plain[start:end]
    stripped = text.lstrip()
    return Span(stripped.rstrip(), end - len(stripped), end)


def _can_owe(subject: str, voice: Voice) -> bool:
    """Whether the words before a cue name someone who can owe: a party, its leaders or bodies, "we"."""
    lexicon = voice.lexicon
    tokens = _before_preposition([token.text for token in words(_main_part(subject, lexicon))], lexicon)
    folded = [token.casefold().rstrip(".") for token in tokens]
    if not tokens:
        return False
    if any(word in lexicon.we or word in lexicon.actors for word in folded):
        return True
    if any(
        token.isupper() and len(token) > 1 and token.isalpha() and token not in voice.things for token in tokens[-3:]
    ):
        return True
    mentions = voice.names.mentions(subject)
    return any(not mention.adjective and not mention.possessive for mention in mentions)


def _before_preposition(tokens: list[str], lexicon: Lexicon) -> list[str]:
    """ "This mapping with all three countries" -> "This mapping"; "ministers of Kenya" stays whole."""
    for at, token in enumerate(tokens):
        if at and token.casefold() in lexicon.not_subject_after and token.casefold() not in lexicon.of:
            return tokens[:at] if at > 1 or tokens[0].casefold() not in lexicon.adverbs else tokens
    return tokens


def _main_part(subject: str, lexicon: Lexicon) -> str:
    """ "In line with its plan, Kenya" -> "Kenya"; a subject without such an opening stays whole."""
    before, comma, after = subject.rpartition(",")
    if not comma:
        return subject
    first = (after.split() or [""])[0].casefold()
    if first in lexicon.joiners or not after.strip():
        return subject
    opening = (before.split() or [""])[0].casefold()
    if opening in lexicon.not_subject_after or opening in lexicon.relatives or lexicon.verb(opening) is not None:
        return after if len(after.split()) > 0 else subject
    return subject
