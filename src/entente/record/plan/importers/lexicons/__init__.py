"""The words of each language the importer reads, and how to tell which language a text is in."""

from __future__ import annotations

import re
from collections import Counter

from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.lexicons.english import ENGLISH
from entente.record.plan.importers.lexicons.french import FRENCH
from entente.record.plan.importers.lexicons.shapes import Lexicon, phrases
from entente.record.plan.importers.lexicons.spanish import SPANISH

LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH}
STOP_WORDS = {
    "en": phrases("the of and to in will for on with by is are both that their this its be from"),
    "fr": phrases("le la les des du de et à en pour dans sur par est sont une aux leurs qui ce au"),
    "es": phrases("el la los las de del y en para con por es son una que sus se al lo su"),
}


def lexicon_for(language: str) -> Lexicon:
    """The lexicon of a language tag ("fr-CA" reads as French)."""
    found = LEXICONS.get(language.casefold().split("-")[0])
    if found is None:
        raise PlanUnreadable(
            f"Plans in the language “{language[:20]}” are not read yet: use one of {', '.join(LEXICONS)}."
        )
    return found


def detect_language(text: str) -> str:
    """The language whose small words are most frequent; English when there is nothing to go by."""
    counts = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = {language: sum(counts[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
