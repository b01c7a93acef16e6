"""Texts to search in: the wordings of the plans that ship, and a million short documents made of their words."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from entente.surfaces.search.analysis import WORD, is_stop
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.words import INDEXED, Kind

PLANS = Path(__file__).resolve().parents[2] / "plans"
SEED = 20261129
NAMES = 20_000
WINDOW = 12
WORDS = 46


def wordings() -> list[dict[str, str]]:
    """Every wording of the plans that ship, in the languages that it has; those that stand twice, once."""
    found = [one for path in sorted(PLANS.rglob("*.yaml")) for one in _wordings(yaml.safe_load(path.read_text()))]
    return [dict(one) for one in dict.fromkeys(tuple(sorted(each.items())) for each in found)]


def _wordings(told: Any) -> Iterator[dict[str, str]]:
    if isinstance(told, Mapping):
        kept = {str(tag): text.strip() for tag, text in told.items() if tag in INDEXED and isinstance(text, str)}
        if kept and len(kept) == len(told):
            yield kept
        else:
            for value in told.values():
                yield from _wordings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _wordings(value)


@dataclass(frozen=True, slots=True)
class Short:
    """A short document: about fifty words of one language."""

    number: int
    language: str
    text: str

    def document(self) -> SearchDocument:
        return SearchDocument(
            Kind.UPDATE, "made", str(self.number), "made", {}, ({self.language: self.text},), on=date(2026, 1, 1)
        )


def shorts(number: int) -> Iterator[Short]:
    """Windows of the plans' sentences put together anew, two names that are as frequent as names are, and a code."""
    chance = random.Random(SEED)
    sentences = {tag: [WORD.findall(one[tag]) for one in wordings() if tag in one] for tag in INDEXED}
    names = [
        "".join(chance.choice("bcdfglmnprstvz") + chance.choice("aeiou") for _ in range(3)).title()
        for _ in range(NAMES)
    ]
    for at in range(number):
        tag = INDEXED[at % len(INDEXED)]
        words: list[str] = []
        while len(words) < WORDS:
            sentence = chance.choice(sentences[tag])
            start = chance.randrange(max(1, len(sentence) - WINDOW))
            words += sentence[start : start + WINDOW]
        picked = [names[min(NAMES - 1, int(chance.paretovariate(0.9)) - 1)] for _ in range(2)]
        yield Short(at, tag, " ".join([*words[:WORDS], *picked, f"zq{at:07d}"]))


def content_words(text: str) -> list[str]:
    """The words of a text that say something, each once, in alphabetical order; no code."""
    words = {word.lower() for word in WORD.findall(text) if len(word) > 3}
    return sorted(word for word in words if not is_stop(word) and not word.startswith("zq"))


def questions(sample: list[Short], size: int, count: int) -> list[tuple[str, list[str]]]:
    """(language, words): content words that stand together in one of the documents."""
    chance = random.Random(SEED + size)
    found: list[tuple[str, list[str]]] = []
    while len(found) < count:
        one = chance.choice(sample)
        telling = content_words(one.text)
        if len(telling) >= size:
            found.append((one.language, chance.sample(telling, size)))
    return found
