"""From the text of one unit to a proposed commitment: obligors, kind, strength, clauses, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from entente.record.plan.importers.clauses import Act, acts_of
from entente.record.plan.importers.draft import ClauseDraft, Reason
from entente.record.plan.importers.kinds import kind_of
from entente.record.plan.importers.lexicons.shapes import FIRM, Lexicon
from entente.record.plan.importers.obligors import Cast, subject_codes
from entente.record.plan.importers.promises import Promise, Voice, find_promises, weakest
from entente.record.plan.importers.sentences import Span, levelled, sentences, words

LABEL = re.compile(r"\s*[–—:-]\s+|\s*[–—:]\s*")
LONGEST_LABEL = 110
LONGEST_NAME_WORDS = 8
NEAREST_ACTS = 12
MOST_SENTENCES = 400  # of one item; a longer one is no item, and the rest of it stays unread
ALSO = frozenset({"also", "aussi", "également", "también", "asimismo"})


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a unit with what it promises."""

    sentence: Span
    promises: list[Promise]
    acts: list[Act]

    @property
    def is_strong(self) -> bool:
        return any(not promise.weak for promise in self.promises)


@dataclass(frozen=True, slots=True)
class Judgement:
    obligors: tuple[str, ...]
    kind: str
    strength: str
    clauses: tuple[ClauseDraft, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a unit stands: whose list it is in, and what the lead-in that runs on into it hedges."""

    cast: Cast
    voice: Voice
    owners: tuple[str, ...] = ()
    lead_in_strength: str = FIRM


def read_unit(text: str, lead: str, voice: Voice) -> list[Said]:
    """The sentences of an item with their promises; its label is passed over."""
    body_start = label_end(text, lead, voice)
    said = [Said(Span(text[:body_start], 0, body_start), [], [])] if body_start else []
    pieces = sentences(text[body_start:], voice.lexicon.abbreviations)[:MOST_SENTENCES]
    for index, sentence in enumerate(pieces):
        promises = _promises(sentence.text, voice, opens_item=index == 0)
        shifted = Span(sentence.text, sentence.start + body_start, sentence.end + body_start)
        said.append(Said(shifted, promises, acts_of(sentence.text, promises, voice.lexicon) if promises else []))
    return said


def _promises(sentence: str, voice: Voice, *, opens_item: bool) -> list[Promise]:
    return find_promises(sentence, voice, opens_item=opens_item or _is_order(sentence, voice.lexicon))


def _is_order(sentence: str, lexicon: Lexicon) -> bool:
    """A later sentence of an item may be an order too ("Share information …")."""
    first = sentence.split(maxsplit=1)[0].casefold() if sentence else ""
    known = lexicon.verb(first)
    return known is not None and known[1] == "base"


def label_end(text: str, lead: str, voice: Voice) -> int:
    """Where an item's words start behind its label ("Public health – Prevent …"), 0 when it has none."""
    if lead and text.startswith(lead) and len(lead) < len(text):
        marked = lead.rstrip().endswith((":", "–", "—", "-")) or (
            lead.endswith(".") and len(lead.split()) <= LONGEST_NAME_WORDS
        )
        if marked and not _speaks(lead, voice):
            return len(lead)
        gap = LABEL.match(text, len(lead))
        if gap and not _speaks(lead, voice):
            return gap.end()
    gap = LABEL.search(text, 0, LONGEST_LABEL)
    if gap and gap.start() > 0 and gap.end() < len(text) and not _speaks(text[: gap.start()], voice, as_order=False):
        head = text[: gap.start()]
        if "," not in head or gap.group().strip() == ":":
            return gap.end()
    return 0


def _speaks(text: str, voice: Voice, *, as_order: bool = False) -> bool:
    return bool(find_promises(text, voice, opens_item=as_order))


def holds_promise(said: list[Said]) -> bool:
    return any(one.promises for one in said)


def judge(said: list[Said], setting: Setting) -> Judgement:
    """The four axes of a unit that holds a promise."""
    strong = [one for one in said if one.is_strong] or [one for one in said if one.promises]
    lexicon = setting.voice.lexicon
    obligors, who = _obligors(said, setting)
    first = next((p for one in strong for p in one.promises if not p.weak), strong[0].promises[0])
    strength = weakest(first.strength, setting.lead_in_strength) if first.bare else first.strength
    acts = _counted(said, strong[0].is_strong)
    every_act = [act for one in strong for act in one.acts]
    kind, kind_words = kind_of(every_act, [one.sentence.text for one in strong], lexicon)
    drafts = _clauses(strong, acts)
    reasons = (
        Reason("obligors", ",".join(obligors), who),
        Reason("kind", kind, kind_words),
        Reason("strength", strength, first.words),
        Reason("clauses", str(len(drafts)), " | ".join(draft.words for draft in drafts)),
    )
    return Judgement(obligors, kind, strength, drafts, reasons)


def _obligors(said: list[Said], setting: Setting) -> tuple[tuple[str, ...], str]:
    found: set[str] = set()
    quoted: list[str] = []
    previous: tuple[str, ...] = setting.owners
    for one in said:
        named: tuple[str, ...] = ()
        for promise in one.promises:
            codes, words_used = subject_codes(promise.subject.text, setting.cast, named or previous)
            named = codes or named
            if not promise.weak:
                found.update(codes)
                if words_used and words_used not in quoted:
                    quoted.append(words_used)
        if not one.promises:
            named, _ = subject_codes(_opening(one.sentence.text), setting.cast, previous)
        if named and named != setting.cast.parties:
            previous = named
    if found:
        return tuple(sorted(found)), ", ".join(quoted)
    return tuple(sorted(previous or setting.cast.parties)), ""


def _opening(sentence: str) -> str:
    return " ".join(token.text for token in words(levelled(sentence)[:120])[:6])


def _counted(said: list[Said], any_strong: bool) -> list[Act]:
    """Acts of the promising sentences; a later sentence that repeats an act in detail counts once."""
    counted: list[Act] = []
    for one in said:
        weak_only = any_strong and bool(one.promises) and not one.is_strong
        if weak_only and not any(ALSO & set(p.words.casefold().split()) for p in one.promises):
            continue
        before = counted[:2] + counted[2:][-NEAREST_ACTS:]
        for act in one.acts[:1] if weak_only else one.acts:
            if not any(_repeats(act, earlier) for earlier in before):
                counted.append(replace(act, start=act.start + one.sentence.start, end=act.end + one.sentence.start))
    return counted


def _repeats(act: Act, earlier: Act) -> bool:
    if act.base != earlier.base:
        return False
    ours, theirs = _content(act.object), _content(earlier.object)
    return not ours or not theirs or bool(ours & theirs)


def _content(text: str) -> set[str]:
    return {token.text.casefold() for token in words(text[:300])[:25] if len(token.text) > 3}


def _clauses(strong: list[Said], acts: list[Act]) -> tuple[ClauseDraft, ...]:
    if not acts:
        first = strong[0]
        return (ClauseDraft(first.sentence.text, first.promises[0].words),)
    return tuple(ClauseDraft(f"{act.verb} {act.object}".strip(), act.verb) for act in acts)
