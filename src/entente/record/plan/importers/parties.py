"""Who is named in a text: names of countries to codes, and the phrases that mean all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.nations import BODIES, GROUPS, NATIONS, NOT_A_PARTY
from entente.record.plan.importers.sentences import levelled

LANGUAGES = ("en", "fr", "es")
TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*\.?")
WITHDRAWN = frozenset(
    {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
)  # old codes that the CLDR keeps
NAMED = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]{0,11})\s*(?:=\s*(.+?)\s*)?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party's name in a text.  `adjective` for "Canadian"; `possessive` for "Canada's"."""

    code: str
    start: int
    end: int
    adjective: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Names to codes, looked up word by word: the longest name wins."""

    by_first_word: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    heads: dict[str, str]

    def mentions(self, text: str) -> list[Mention]:
        plain = levelled(text)
        tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(plain)]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            match = self._at(tokens, at)
            if match is None:
                at += 1
                continue
            length, code, adjective = match
            if code:
                start, end = tokens[at][1], tokens[at + length - 1][2]
                found.append(Mention(code, start, end, adjective, plain[end : end + 1] == "'"))
            at += length
        return found

    def _at(self, tokens: list[tuple[str, int, int]], at: int) -> tuple[int, str, bool] | None:
        for name, code, adjective in self.by_first_word.get(_key(tokens[at][0]), ()):
            if len(name) > len(tokens) - at:
                continue
            seen = [token[0] for token in tokens[at : at + len(name)]]
            if all(_key(a) == b for a, b in zip(seen, name, strict=True)) and _written_as_name(seen):
                return len(name), code, adjective
        return None


def _key(token: str) -> str:
    return token.rstrip(".").replace(".", "").casefold()


def _written_as_name(seen: list[str]) -> bool:
    """Countries are capitalised ("us" is no country); adjectives in French and Spanish are not, hence length."""
    first = seen[0]
    if _key(first) in {"us", "uk", "prc", "rok", "usa"}:
        return first.rstrip(".").replace(".", "").isupper()
    return first[:1].isupper() or len(first) > 5


@lru_cache(maxsize=1)
def code_list() -> dict[str, tuple[str, ...]]:
    """Every ISO 3166 alpha-3 code with its names in English, French and Spanish."""
    pairs = {alpha3: alpha2[0] for alpha3, alpha2 in get_global("territory_aliases").items() if len(alpha3) == 3}
    names: dict[str, tuple[str, ...]] = {}
    territories = [Locale(language).territories for language in LANGUAGES]
    for alpha3, alpha2 in pairs.items():
        if alpha3.isalpha() and alpha3 not in WITHDRAWN and len(alpha2) == 2:
            spelled = {table[alpha2] for table in territories if alpha2 in table}
            if spelled:
                names[alpha3] = tuple(sorted(spelled))
    return names


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, list[str], list[str]]]:
    rows = (line.split("|") for line in NATIONS.strip().splitlines())
    return {code: (head, _listed(names), _listed(adjectives)) for code, head, names, adjectives in rows}


def _listed(cell: str) -> list[str]:
    return [item for item in cell.split(",") if item]


@lru_cache(maxsize=64)
def names_for(codes: tuple[str, ...] = (), given: tuple[tuple[str, str], ...] = ()) -> Names:
    """The names to look for: of the given codes, or of every country when there are none."""
    spelled: list[tuple[str, str, bool]] = [(name, code, False) for code, name in given]
    heads: dict[str, str] = {}
    fictional = {code for code, _ in given}
    for code in codes or tuple(code_list()):
        if code in fictional:
            continue
        spelled.extend((name, code, False) for name in code_list().get(code, ()))
        head, names, adjectives = _table().get(code, ("", [], []))
        spelled.extend((name, code, False) for name in names)
        spelled.extend((name, code, True) for name in adjectives)
        spelled.extend((name, code, False) for name in _listed(BODIES.get(code, "")))
        if head:
            heads[code] = head
    spelled.extend((name, "", False) for name in NOT_A_PARTY)
    return Names(_by_first_word(spelled), heads)


def _by_first_word(
    spelled: Iterable[tuple[str, str, bool]],
) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
    for name, code, adjective in spelled:
        tokens = tuple(_key(token) for token in TOKEN.findall(levelled(name)))
        if tokens and (tokens, code, adjective) not in index[tokens[0]]:
            index[tokens[0]].append((tokens, code, adjective))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in index.items()}


def parse_parties(parties: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """("CAN", "ARL=Arland") -> codes in order, and the (code, name) pairs that were given."""
    codes: list[str] = []
    given: list[tuple[str, str]] = []
    for item in parties:
        match = NAMED.fullmatch(item[:200])
        if match is None:
            raise PlanUnreadable(
                f"The party “{item[:40]}” is not understood: write an ISO 3166 code such as KEN, or CODE=Name."
            )
        code, name = match.group(1).upper(), match.group(2)
        if name:
            given.append((code, name))
        elif code not in code_list():
            raise PlanUnreadable(
                f"The party code “{code}” is not an ISO 3166 alpha-3 code: correct it, or give its name as {code}=Name."
            )
        if code not in codes:
            codes.append(code)
    return tuple(codes), tuple(given)


def members_named(text: str) -> set[str]:
    """The members of the groups that a text names ("G7", "Quad partners")."""
    return {
        code
        for group, members in GROUPS.items()
        if re.search(rf"\b{re.escape(group)}\b", text, re.IGNORECASE)
        for code in members.split()
    }


def detect_parties(title: str, preamble: str, openings: Sequence[str]) -> tuple[str, ...]:
    """The states a document speaks for: named in its title, or as the subject of what its items say.

    `openings` are the words before the first verb of each item.  Groups ("G7") stand for their members.
    """
    names = names_for()
    found = Counter(mention.code for mention in names.mentions(title))
    found.update(members_named(title))
    if not found and (members := members_named(preamble[:600])):
        return tuple(sorted(members))
    subjects: Counter[str] = Counter()
    for opening in openings:
        subjects.update({mention.code for mention in names.mentions(opening)})
    if not found and not subjects:
        found = Counter(mention.code for mention in names.mentions(preamble) if not mention.adjective)
    return tuple(sorted(set(found) | set(subjects)))
