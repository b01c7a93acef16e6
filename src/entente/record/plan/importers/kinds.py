"""Whether a promise can be finished (deliverable), is bounded from outside (time_bound), or goes on (standing)."""

from __future__ import annotations

import itertools
import re

from entente.record.plan.importers.clauses import Act, is_one_product
from entente.record.plan.importers.lexicons.shapes import DELIVERABLE, STANDING, TIME_BOUND, Form, Lexicon
from entente.record.plan.importers.sentences import words

MONEY = re.compile(
    r"(?:[$€£¥]\s?\d[\d.,]*|\b(?:US|CA|C|A|NZ)?\$\s?\d[\d.,]*|\b(?:USD|EUR|CAD|GBP|MXN|INR|JPY|AUD)\s?\d[\d.,]*|"
    r"\b\d[\d.,]*\s?(?:million|billion|crore|lakh|thousand|millions|milliards?|millones|mil)?\s?(?:d'|de\s)?"
    r"(?:euros?|dollars?|dólares|pesos|pounds|rupees|yen|francs|USD|EUR|CAD|GBP|€|\$))",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w-])(?!(?:19|20)\d\d\b)\d[\d.,]*(?:\s*(?:to|-|à|a)\s*\d[\d.,]*)?\s?(?:million|thousand|millions|millones|mil|k|m)?\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"\d\s?(?:%|per\s?cent|percent|p\.?\s?c\.?|por\s+ciento|pour\s+cent)", re.IGNORECASE)
NEAR_WORDS = 14
FURTHEST_MEANS = 300  # characters
LONGEST_OBJECT = 400  # characters


def kind_of(acts: list[Act], texts: list[str], lexicon: Lexicon) -> tuple[str, str]:
    """The kind of a whole unit and the words it went by.  `texts` are its promising sentences."""
    for act in acts:
        if _finishes(act, lexicon):
            return DELIVERABLE, f"{act.verb} {_first_words(act.object, 6)}".strip()
    for text in texts:
        if bounded := lexicon.deadline.search(text) or lexicon.event.search(text):
            return TIME_BOUND, bounded.group()
    return STANDING, acts[0].verb if acts else ""


def _finishes(act: Act, lexicon: Lexicon) -> bool:  # noqa: PLR0911 - each return is one reason
    near = _first_words(f"{act.verb} {act.object}", NEAR_WORDS)
    if _hands_out(act, near, lexicon):
        return True
    if _by_a_product(act.object, lexicon):
        return True
    known = lexicon.verb(act.verb.casefold())
    if act.base in lexicon.performatives and known is not None and known[1] is Form.OTHER:
        return False
    object_head = _before_purpose(_first_words(act.object, NEAR_WORDS), lexicon)
    dated_outcome = act.base in lexicon.outcome_acts and lexicon.deadline.search(act.object)
    if dated_outcome and not MONEY.search(near):
        return False
    if act.ongoing or _in_general(object_head, lexicon):
        return False
    phrasal = f"{act.base} {object_head.split(maxsplit=1)[0].casefold()}" if object_head else act.base
    if act.base in lexicon.discrete or phrasal in lexicon.discrete:
        return True
    if act.base in lexicon.builds and _builds_a_thing(object_head, lexicon):
        return True
    return bool({act.base, phrasal} & lexicon.product_acts) and _names_one_product(object_head, lexicon)


def _builds_a_thing(text: str, lexicon: Lexicon) -> bool:
    """Whether what is built is one new thing ("a lighthouse") and no ideal ("a more integrated region")."""
    names = [token.text.casefold() for token in words(text)[:7]]
    return bool(names) and names[0] in lexicon.fresh_one and not lexicon.ideals.intersection(names)


def _by_a_product(text: str, lexicon: Lexicon) -> bool:
    """Whether the means is one particular thing that does not exist yet: "through the development of a toolkit"."""
    tokens = words(text[:FURTHEST_MEANS])
    for at, token in enumerate(tokens):
        if token.text.casefold() in lexicon.means:
            near = [t.text.casefold() for t in tokens[at + 1 : at + 12]]
            for position, word in enumerate(near):
                if word in {",", ";"}:
                    break
                if word in lexicon.fresh_one and any(
                    later in lexicon.products for later in near[position + 1 : position + 7]
                ):
                    return True
    return False


def _in_general(text: str, lexicon: Lexicon) -> bool:
    """Whether an object's first telling noun is a general one: "new opportunities for a programme"."""
    for token in words(text)[:6]:
        word = token.text.casefold()
        if word in lexicon.products or (word in lexicon.generic and token.text.islower()):
            return word in lexicon.generic
    return False


def _names_one_product(text: str, lexicon: Lexicon) -> bool:
    tokens = words(text)
    if any(is_one_product(text[token.start :], lexicon) for token in tokens[:4]):
        return True
    capitals = [t for t in tokens[:9] if t.text[:1].isupper()]
    return len(capitals) >= 2 and any(t.text.casefold() in lexicon.products for t in tokens)


def _hands_out(act: Act, near: str, lexicon: Lexicon) -> bool:
    """Money, visas, places: what a party itself gives in numbers can be finished, with or without a date."""
    if PERCENT.search(near):
        return False
    if MONEY.search(near):
        return True
    if not NUMBER.search(near) and act.base not in {"double", "triple", "doubler", "tripler", "duplicar", "triplicar"}:
        return False
    return any(token.text.casefold() in lexicon.handed_out for token in words(near))


def _before_purpose(text: str, lexicon: Lexicon) -> str:
    tokens = words(text)
    for token, after in itertools.pairwise(tokens):
        known = lexicon.verb(after.text.casefold())
        purpose = lexicon.purposes.fullmatch(token.text) and known is not None and known[1] is Form.BASE
        if purpose or token.text.casefold() in lexicon.by or token.text.casefold() in lexicon.relatives:
            return text[: token.start]
    return text


def _first_words(text: str, count: int) -> str:
    text = text[:LONGEST_OBJECT]
    tokens = words(text)
    return text[: tokens[count - 1].end] if len(tokens) >= count else text
