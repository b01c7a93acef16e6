"""The shape of one language's words.  Each language is a data module; the grammar that reads them is shared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

FIRM, BEST_EFFORTS, EXPLORATORY = "firm", "best_efforts", "exploratory"
STRENGTHS = (FIRM, BEST_EFFORTS, EXPLORATORY)  # from the strongest to the weakest
DELIVERABLE, STANDING, TIME_BOUND = "deliverable", "standing", "time_bound"


class Form(StrEnum):
    """How a verb is written where a promise puts it."""

    BASE = "base"  # "strengthen", "renforcer", "fortalecer"
    GERUND = "gerund"  # "strengthening", "renforçant", "fortaleciendo"
    FUTURE = "future"  # "renforceront", "fortalecerán": the modal is inside the verb
    OTHER = "other"


class Follow(StrEnum):
    """What must come after a cue for it to make a promise."""

    VERB = "verb"  # an act: "agreed to | host"
    ANY = "any"  # an act or a thing: "pledges | 5 million"
    INSIDE = "inside"  # the cue's last word is the act itself: "hosting", "organizarán"


class Actor(StrEnum):
    """How much the cue asks of its subject."""

    NEEDED = "needed"  # someone who can owe: a party, its leaders, "we"
    ASSUMED = "assumed"  # the cue itself is a speaker's ("commits to"); any subject will do


@dataclass(frozen=True, slots=True)
class Cue:
    """Words by which a sentence promises."""

    pattern: re.Pattern[str]
    strength: str = FIRM
    follow: Follow = Follow.VERB
    actor: Actor = Actor.ASSUMED
    strict: bool = True  # only a known verb makes a promise: "committed to host", but not "committed to democracy"
    fresh: bool = False  # "launched" promises only while it is the document that launches
    gates: tuple[str, ...] = ()  # one of these stands in every match; a quick look before the pattern is tried
    needs_before: re.Pattern[str] | None = (
        None  # "commitment to" promises when it is affirmed, not when it is discussed
    )


def cue(words: str, **details: object) -> Cue:
    before = details.pop("needs_before", None)
    gates = tuple(str(details.pop("gates", "")).split())
    pattern = re.compile(rf"(?<![\w’'-])(?:{words})(?![\w-])", re.IGNORECASE)
    affirmed = re.compile(rf"\b(?:{before})\b", re.IGNORECASE) if before else None
    return Cue(pattern, gates=gates, needs_before=affirmed, **details)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the grammar asks about one language.  Word sets are lower case."""

    code: str
    cues: tuple[Cue, ...]
    verb: Callable[[str], tuple[str, Form] | None]  # a lower-case word -> its base and form
    discrete: frozenset[str]  # acts that can be finished, whatever their object
    product_acts: frozenset[str]  # acts that can be finished when their object is one particular thing
    outcome_acts: frozenset[str]  # acts that name a result: bounded by a date, they are time_bound
    performatives: frozenset[str]  # "launch", "announce": what remains to be done decides
    views: frozenset[str]  # verbs of opinion: "- call on others to", "- endorse the report" order nothing
    never_verbs: frozenset[str]  # words that cannot be the act after a modal
    passive: re.Pattern[str]  # right after a modal: "be established"
    nouns_when: frozenset[str]  # after one of these words, a verb-like word was a noun ("support for")
    finite: frozenset[str]  # forms of "be" and "have": what stands before them was a subject
    prepositional: frozenset[str]  # verbs that do take such a word ("work with")
    hedges: tuple[tuple[re.Pattern[str], str], ...]  # at the start of what is promised: weaker strengths
    carriers: re.Pattern[str]  # "work together to": the verb after it is the act
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    joiners: frozenset[str]  # "and", "or", "as well as" by its first word
    purposes: re.Pattern[str]  # "to", "in order to", "afin de", "para"
    infinitive_mark: frozenset[str]  # words that may stand again before a further act ("and to host")
    enhanced: frozenset[str]  # at the start of an item: "increased cooperation" is an act in the form of a noun
    doubtful: frozenset[
        str
    ]  # verbs that are nouns or adjectives as often: after "and" they need a determiner behind them
    determiners: frozenset[str]
    means: frozenset[str]  # what brings a means: "through a toolkit"
    lifting: frozenset[str]  # words that end a purpose before a further act ("and will", "and continue to")
    lasting: frozenset[str]  # "continue": what follows goes on
    effects: frozenset[str]  # verbs by which a sentence describes what will come of it: "will benefit from"
    by: frozenset[str]
    including: re.Pattern[str]
    whilst: frozenset[str]
    through: frozenset[str]
    products: frozenset[str]
    one: frozenset[str]  # words that single one thing out: "a", "the second"
    fresh_one: frozenset[str]  # of these, the ones that bring something not known before: "a", "an updated"
    generic: frozenset[str]  # "opportunities", "ways": in general, not one thing
    builds: frozenset[
        str
    ]  # verbs of making that may have a thing ("a bridge") or an ideal ("a fairer world") as object
    ideals: frozenset[str]  # such ideals: never finished
    handed_out: frozenset[str]  # things a party hands out in numbers
    deadline: re.Pattern[str]
    event: re.Pattern[str]
    perfect: frozenset[str]  # before a performative, these make it a report
    past_time: re.Pattern[str]
    actors: frozenset[str]  # nouns that can owe
    everyone: re.Pattern[str]  # phrases that mean all parties
    we: frozenset[str]
    it: frozenset[str]
    heads: frozenset[str]  # heads of state and government
    not_subject_after: frozenset[str]  # prepositions that make a name no subject
    of: frozenset[str]
    linking: frozenset[str]  # between coordinated names
    relatives: frozenset[str]
    stops_subject: frozenset[str]  # a subject ends before these at the latest
    any_verb: str  # a verb of doing, to complete a lead-in that runs on
    abbreviations: frozenset[str]
    labels: re.Pattern[str]  # "Pillar I:", "GOAL 1"
    opening_titles: re.Pattern[str]  # headings over a preamble
    closing_titles: re.Pattern[str]  # "Sources", "Media contacts"
    furniture: re.Pattern[str]
    report_titles: re.Pattern[str]
    small_words: frozenset[str]  # not capitalised in titles
    topics: re.Pattern[str]  # lead-ins to lists of topics or of what was done
    action_noun: re.Pattern[str]  # after "committed to": "the full implementation of"; "be partners"
    noun_acts: Mapping[str, str]  # pattern of an act's noun -> its verb
    nominal: re.Pattern[str]  # an act written as a noun at the start of a bullet


def phrases(text: str) -> frozenset[str]:
    """A set of words or phrases from a readable block: whitespace separates, "_" joins."""
    return frozenset(word.replace("_", " ") for word in text.split())


def pairs(text: str) -> dict[str, str]:
    """A mapping from a readable block of "noun:verb"; longer nouns first, so that they win in a pattern."""
    found = dict(entry.split(":") for entry in text.split())
    return {noun: found[noun] for noun in sorted(found, key=len, reverse=True)}


def any_of(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


def started(patterns: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns to be matched at the start of what is promised, each with the strength it leaves."""
    return tuple((re.compile(rf"(?:{pattern})(?![\w-])", re.IGNORECASE), strength) for pattern, strength in patterns)
