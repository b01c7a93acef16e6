"""How many separately checkable promises a sentence holds: verbs of doing, each with an object of its own.

One walk over the words after each cue.  Carriers ("work together to") pass the count to the verb behind them; verbs
that share an object count once; purposes ("to promote …") do not count; "by doing A and B" counts A and B in place of
what they serve; "including by doing A" and "while doing A" add to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from entente.record.plan.importers.lexicons.shapes import Form, Lexicon
from entente.record.plan.importers.promises import Promise, is_noun_here
from entente.record.plan.importers.sentences import Span, levelled, words

MOST_WORDS = 400
CLOSERS = frozenset({";", "."})


@dataclass(frozen=True, slots=True)
class Act:
    """One verb of doing and the words that belong to it.  `base` is its plain form; `means` for "by doing"."""

    verb: str
    base: str
    start: int
    end: int
    object: str
    means: bool = False
    ongoing: bool = False  # "continue to host" has no end


@dataclass(slots=True)
class _Walk:
    plain: str
    lexicon: Lexicon
    end: int
    heads: list[tuple[Span, str, bool]] = field(default_factory=list)
    in_purpose: bool = False
    form: Form = Form.BASE
    outer: Form = Form.BASE  # the form that the cue itself asks for, before carriers
    marked: bool = False  # the cue ends in "to": "and to host" is a further act
    means: bool = False
    passive: bool = False
    segment: int = 0  # where the current stretch between semicolons starts


def acts_of(sentence: str, promises: list[Promise], lexicon: Lexicon) -> list[Act]:
    """The acts of all promises of a sentence, in order."""
    plain = levelled(sentence)
    found: list[Act] = []
    for index, promise in enumerate(promises):
        end = promises[index + 1].start if index + 1 < len(promises) else len(plain)
        found.extend(_acts(plain, promise, end, lexicon))
    return found


def _acts(plain: str, promise: Promise, end: int, lexicon: Lexicon) -> list[Act]:
    start = past_carriers(plain, promise.complement, end, lexicon)
    tokens = words(plain[start:end], start)[:MOST_WORDS]
    cue = plain[promise.start : promise.complement].split()
    marked = bool(cue) and cue[-1].casefold() in lexicon.infinitive_mark
    walk = _Walk(plain, lexicon, end, form=promise.form, outer=promise.form, marked=marked)
    at = _first_verb(walk, tokens, promise)
    while at < len(tokens):
        at = _step(walk, tokens, at)
    return _with_objects(walk, promise)


def past_carriers(plain: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the first act starts: "work together to | combat"."""
    for _ in range(4):
        while start < end and plain[start].isspace():
            start += 1
        match = lexicon.carriers.match(plain, start, end)
        if match is None or not _act_follows(plain, match.end(), lexicon):
            break
        start = match.end()
    return start


def _act_follows(plain: str, start: int, lexicon: Lexicon) -> bool:
    for token in words(plain[start : start + 60], start)[:4]:
        word = token.text.casefold()
        known = lexicon.verb(word)
        if known is not None:
            return known[1] in (Form.BASE, Form.GERUND)
        if not (word in lexicon.adverbs or word.endswith(lexicon.adverb_endings)):
            return False
    return False


def _first_verb(walk: _Walk, tokens: list[Span], promise: Promise) -> int:
    """Take the first act; without a known verb the first word stands for it."""
    if promise.form is Form.OTHER and tokens and _passive_or_noun(walk, tokens, promise):
        return 1
    for at, token in enumerate(tokens[:5]):
        known = walk.lexicon.verb(token.text.casefold())
        if known is not None and known[1] is not Form.OTHER:
            walk.form = known[1]
            walk.heads.append((token, known[0], False))
            return _over_shared(walk, tokens, at + 1)
    if tokens:
        walk.heads.append((tokens[0], tokens[0].text.casefold(), False))
    return 1


def _passive_or_noun(walk: _Walk, tokens: list[Span], promise: Promise) -> bool:
    """ "will be established" and "establishment of": the act is behind a participle or in a noun."""
    noun = next(
        (
            verb
            for pattern, verb in walk.lexicon.noun_acts.items()
            if re.match(pattern, tokens[0].text + walk.plain[tokens[0].end :][:30], re.IGNORECASE)
        ),
        "",
    )
    if noun:
        walk.heads.append((tokens[0], noun, False))
        return True
    for token in tokens[:4]:
        known = walk.lexicon.verb(token.text.casefold())
        if known is not None:
            walk.heads.append((token, known[0], False))
            walk.passive = walk.lexicon.passive.match(walk.plain, promise.complement) is not None
            return True
    return False


def _over_shared(walk: _Walk, tokens: list[Span], at: int) -> int:
    """ "identify, freeze and | seize assets": verbs that share an object are one act."""
    while True:
        ahead = at
        while ahead < len(tokens) and (
            tokens[ahead].text == "," or tokens[ahead].text.casefold() in walk.lexicon.joiners
        ):
            ahead += 1
        if ahead == at:
            return at
        while ahead < len(tokens) and _adverb(tokens[ahead], walk.lexicon):
            ahead += 1
        known = walk.lexicon.verb(tokens[ahead].text.casefold()) if ahead < len(tokens) else None
        if known is None or known[1] is Form.OTHER:
            return at
        at = ahead + 1


def _adverb(token: Span, lexicon: Lexicon) -> bool:
    word = token.text.casefold()
    return word in lexicon.adverbs or (
        word.endswith(lexicon.adverb_endings) and len(word) > 4 and lexicon.verb(word) is None
    )


def _step(walk: _Walk, tokens: list[Span], at: int) -> int:
    word = tokens[at].text.casefold()
    lexicon = walk.lexicon
    including = lexicon.including.match(walk.plain, tokens[at].start, walk.end)
    if including is not None:
        return _including(walk, tokens, at, including.end())
    if word in lexicon.by:
        return _means(walk, tokens, at, adds=False)
    if word in lexicon.whilst:
        return _gerund_after(walk, tokens, at + 1, adds=True)
    if word == ";" or word in lexicon.joiners or word == ",":
        return _joined(walk, tokens, at)
    purpose = lexicon.purposes.match(walk.plain, tokens[at].start, walk.end)
    if purpose is not None and (purpose.end() >= walk.end or not walk.plain[purpose.end()].isalnum()):
        walk.in_purpose = walk.in_purpose or not _gerund_follows(tokens, at + 1, lexicon)
    return at + 1


def _gerund_follows(tokens: list[Span], at: int, lexicon: Lexicon) -> bool:
    """ "an approach to financing" serves no purpose."""
    return _gerund(tokens, at, lexicon) is not None


def _including(walk: _Walk, tokens: list[Span], at: int, end: int) -> int:
    lexicon = walk.lexicon
    ahead = at + 1
    while ahead < len(tokens) and tokens[ahead].start < end:
        ahead += 1
    if walk.in_purpose and walk.form is not Form.GERUND and not _means_word(tokens, ahead, lexicon):
        return ahead
    if _means_word(tokens, ahead, lexicon) and tokens[ahead].text.casefold() in lexicon.by:
        return _means(walk, tokens, ahead, adds=True)
    through = ahead + 1 if _means_word(tokens, ahead, lexicon) else ahead
    if _gerund(tokens, through, lexicon) is not None:
        return _gerund_after(walk, tokens, through, adds=True)
    if is_one_product(" ".join(token.text for token in tokens[through : through + 7]), lexicon):
        walk.heads.append((tokens[through], "make", True))
        return through + 1
    return ahead


def _means_word(tokens: list[Span], at: int, lexicon: Lexicon) -> bool:
    return at < len(tokens) and (
        tokens[at].text.casefold() in lexicon.by or tokens[at].text.casefold() in lexicon.through
    )


def _means(walk: _Walk, tokens: list[Span], at: int, *, adds: bool) -> int:
    """ "by doing A and B": in place of what it serves, or beside it after "including"."""
    if walk.in_purpose and not adds:
        return at + 1
    return _gerund_after(walk, tokens, at + 1, adds=adds)


def _gerund_after(walk: _Walk, tokens: list[Span], at: int, *, adds: bool) -> int:
    found = _gerund(tokens, at, walk.lexicon)
    if found is None:
        return at
    position, base = found
    if not adds:
        while walk.heads and not walk.heads[-1][2] and walk.heads[-1][0].start >= walk.segment:
            walk.heads.pop()
    walk.heads.append((tokens[position], base, True))
    walk.in_purpose, walk.means = False, True
    return _over_shared(walk, tokens, position + 1)


def _gerund(tokens: list[Span], at: int, lexicon: Lexicon) -> tuple[int, str] | None:
    for position in range(at, min(at + 4, len(tokens))):
        known = lexicon.verb(tokens[position].text.casefold())
        if known is not None and known[1] is Form.GERUND:
            return position, known[0]
        if not _adverb(tokens[position], lexicon):
            return None
    return None


def _joined(walk: _Walk, tokens: list[Span], at: int) -> int:
    """A further act after "and", "," or ";": in a fitting form, not inside a purpose, with an object of its own."""
    lexicon = walk.lexicon
    ahead, marks = _over_joiners(tokens, at, lexicon)
    known = lexicon.verb(tokens[ahead].text.casefold()) if ahead < len(tokens) else None
    if (
        known is None
        or known[1] is Form.OTHER
        or is_noun_here(tokens, ahead, lexicon)
        or _doubtful(tokens, ahead, lexicon)
    ):
        return at + 1
    lifted = tokens[at].text == ";" or bool(marks & lexicon.lifting) or (walk.marked and _and_to(marks, lexicon))
    if not lifted and not _fits(walk, known[1]):
        return ahead + 1
    if walk.means and known[1] is walk.form and walk.form is not Form.GERUND:
        walk.means = False
    walk.in_purpose = False
    carried = past_carriers(walk.plain, tokens[ahead].start, walk.end, lexicon)
    while ahead < len(tokens) and tokens[ahead].start < carried:
        ahead += 1
    act = lexicon.verb(tokens[ahead].text.casefold()) if ahead < len(tokens) else None
    if act is None:
        return ahead
    if tokens[at].text == ";":
        walk.segment = tokens[at].start
    walk.heads.append((tokens[ahead], act[0], walk.means))
    return _over_shared(walk, tokens, ahead + 1)


def _over_joiners(tokens: list[Span], at: int, lexicon: Lexicon) -> tuple[int, set[str]]:
    """The next word behind joiners, marks and adverbs, and which of them were passed."""
    ahead, passed = at, set()
    while ahead < len(tokens):
        word = tokens[ahead].text.casefold()
        skipped = (
            word in lexicon.joiners or word in lexicon.infinitive_mark or word in lexicon.lifting or word in {",", ";"}
        )
        if not skipped and not _adverb(tokens[ahead], lexicon):
            break
        passed.add(word)
        ahead += 1
    return ahead, passed


def _doubtful(tokens: list[Span], at: int, lexicon: Lexicon) -> bool:
    """ "information and trade missions": a noun or adjective, unless a determiner follows ("and open the office")."""
    if tokens[at].text.casefold() not in lexicon.doubtful:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].text.casefold() not in lexicon.determiners


def _and_to(marks: set[str], lexicon: Lexicon) -> bool:
    return bool(marks & lexicon.infinitive_mark) and bool(marks & lexicon.joiners)


def _fits(walk: _Walk, form: Form) -> bool:
    """Whether a joined verb continues the acts, rather than a purpose or a description."""
    if walk.in_purpose:
        return form is Form.GERUND and (walk.means or walk.form is Form.GERUND)
    if walk.means:
        return form in (Form.GERUND, walk.form)
    return form in (walk.form, walk.outer)


def is_one_product(text: str, lexicon: Lexicon) -> bool:
    """Whether words name one particular thing to be made or held: "a renewed memorandum", "the second summit"."""
    tokens = [token.text for token in words(text)]
    if not tokens or not (tokens[0].casefold() in lexicon.one or tokens[0][:1].isupper()):
        return False
    return any(token.casefold() in lexicon.products for token in tokens)


def _with_objects(walk: _Walk, promise: Promise) -> list[Act]:
    acts = []
    for index, (token, base, means) in enumerate(walk.heads):
        end = walk.heads[index + 1][0].start if index + 1 < len(walk.heads) else walk.end
        target = walk.plain[token.end : end].strip(" ,;.")
        if walk.passive and index == 0:
            target = f"{promise.patient} {target}".strip()
        before = walk.plain[promise.start : token.start].casefold() if index == 0 else ""
        ongoing = any(word in walk.lexicon.lasting for word in re.findall(r"[^\W\d_]+", before))
        acts.append(Act(token.text, base, token.start, end, target, means, ongoing))
    return acts
