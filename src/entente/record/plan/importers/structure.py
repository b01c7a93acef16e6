"""From blocks to a document's outline: its title, its preamble, and its sections with their items.

Which blocks are headings, and which headings are pillars, is decided from their outward shape alone; whether an item
promises anything is decided later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from entente.record.plan.importers.blocks import Block, BlockKind, Reading
from entente.record.plan.importers.draft import LeftOut
from entente.record.plan.importers.lexicons.shapes import Lexicon
from entente.record.plan.importers.sentences import levelled

LONGEST_HEADING_WORDS = 18
LONGEST_PLAIN_HEADING_WORDS = 12
LONGEST_BOLD_HEADING_WORDS = 120
TERMINAL = (".", "!", "?", ";", ",", ".”", '."')
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
SPELLED = {
    word: value
    for words_of_a_language in (
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    )
    for value, word in enumerate(words_of_a_language, start=1)
}
NUMBER_AT_START = re.compile(
    r"(?!(?:[A-Z]\.){2})\(?(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}|[A-Z])(?:[.)]|\s?[–—:-](?=\s))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and how it looks.  `look` is what headings of one rank share; `number` is as printed, in Arabic."""

    text: str
    number: str
    look: tuple[object, ...]
    place: str
    labelled: bool
    following: str = ""  # text that ran on behind a bold label in the same paragraph


@dataclass(slots=True)
class Section:
    """A pillar, or the preamble: its heading, and all blocks up to the next."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    inner: dict[int, Heading] = field(default_factory=dict)  # index into blocks -> a heading that stands before it


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    preamble: Section
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]


def outline(reading: Reading, lexicon: Lexicon, speaks: Callable[[str], bool]) -> Outline:
    """The outline of a document made of blocks.  `speaks` tells whether a text promises something."""
    left_out = list(reading.left_out)
    blocks = _without_furniture(list(reading.blocks), lexicon, left_out)
    title, blocks = _title(reading.title, blocks, lexicon)
    elements = _elements(blocks, lexicon, speaks)
    pillars = _pillar_looks(elements, lexicon)
    preamble, sections = _sections(elements, pillars, lexicon, left_out)
    return Outline(title, preamble, tuple(sections), tuple(left_out))


def _without_furniture(blocks: list[Block], lexicon: Lexicon, left_out: list[LeftOut]) -> list[Block]:
    kept = []
    repeated = Counter(block.text for block in blocks if len(block.text) < 80 and block.kind is not BlockKind.HEADING)
    closing = False
    for block in blocks:
        if closing and block.kind is not BlockKind.HEADING and not block.bold:
            left_out.append(LeftOut(block.text, "sources and contacts", block.place))
            continue
        closing = _is_closing(block, lexicon)
        if closing:
            left_out.append(LeftOut(block.text, "sources and contacts", block.place))
        elif block.kind is BlockKind.QUOTE or _is_quotation(block):
            left_out.append(LeftOut(block.text, "quotation", block.place))
        elif lexicon.furniture.fullmatch(block.text) or (repeated[block.text] > 4 and len(block.text.split()) < 4):
            left_out.append(LeftOut(block.text, "page furniture", block.place))
        else:
            kept.append(block)
    return kept


def _is_closing(block: Block, lexicon: Lexicon) -> bool:
    headed = block.kind is BlockKind.HEADING or block.bold
    return headed and lexicon.closing_titles.fullmatch(block.text.strip()) is not None


def _is_quotation(block: Block) -> bool:
    text = levelled(block.text)
    return (
        len(text) > 60
        and text.startswith('"')
        and text.rstrip(".").endswith('"')
        and text.count('"') % 2 == 0
        and block.kind is not BlockKind.HEADING
    )


def _title(given: str, blocks: list[Block], lexicon: Lexicon) -> tuple[str, list[Block]]:  # noqa: PLR0911 - one return a shape
    """The front matter's title, else the first line; the same words again at the top are the title too."""
    if given:
        same = _letters(given)
        rest = [block for at, block in enumerate(blocks) if not (at < 4 and _letters(block.text) == same)]
        return given, rest
    if not blocks:
        return "", []
    first = blocks[0]
    topmost = next(
        (at for at, block in enumerate(blocks[:6]) if block.kind is BlockKind.HEADING and block.level == 1), None
    )
    if topmost is not None and topmost > 0 and sum(b.kind is BlockKind.HEADING and b.level == 1 for b in blocks) == 1:
        return blocks[topmost].text, blocks[:topmost] + blocks[topmost + 1 :]
    if (
        first.kind is BlockKind.HEADING
        and sum(b.kind is BlockKind.HEADING and b.level == first.level for b in blocks) > 1
    ):
        return "", blocks
    if first.kind in (BlockKind.BULLET, BlockKind.NUMBERED) or len(first.text.split()) > 40:
        return "", blocks
    if first.text.endswith(TERMINAL) and first.kind is BlockKind.PARAGRAPH and not first.bold:
        return "", blocks
    return first.text, blocks[1:]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


Element = Block | Heading


def _elements(blocks: list[Block], lexicon: Lexicon, speaks: Callable[[str], bool]) -> list[Element]:
    elements: list[Element] = []
    marked = sum(block.kind is BlockKind.HEADING for block in blocks) > 1
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        heading = _as_heading(block, after, lexicon, speaks)
        if marked and heading is not None and heading.look[0] == "plain" and "numbered" not in heading.look:
            heading = None
        elements.append(heading or block)
    return elements


def _as_heading(block: Block, after: Block | None, lexicon: Lexicon, speaks: Callable[[str], bool]) -> Heading | None:
    if block.kind is BlockKind.HEADING:
        return _heading(block.text, ("level", block.level), block, lexicon)
    if block.kind is BlockKind.PARAGRAPH:
        return _paragraph_heading(block, after, lexicon, speaks)
    if block.kind is BlockKind.NUMBERED and block.level == 0 and _numbered_heading(block, after, lexicon, speaks):
        look = ("bold" if block.bold else "plain", _style(block.number), "numbered", block.number.count("."))
        return Heading(_clean(block.text), _arabic(block.number), look, block.place, labelled=True)
    return None


def _numbered_heading(block: Block, after: Block | None, lexicon: Lexicon, speaks: Callable[[str], bool]) -> bool:
    text = block.text
    if text.endswith(":") and speaks(f"{text.rstrip(' :')} {lexicon.any_verb}"):
        return False
    if (
        len(text.split()) > LONGEST_HEADING_WORDS
        or text.endswith(TERMINAL)
        or after is None
        or after.level > block.level
    ):
        return False
    if after.kind is BlockKind.NUMBERED and after.number.count(".") == block.number.count(".") and not after.bold:
        printed = _arabic(block.number)
        follows = printed.isdigit() and _arabic(after.number) == str(int(printed) + 1)
        if follows and len(after.text.split()) <= LONGEST_HEADING_WORDS:
            return False
    return block.bold or not speaks(text) or is_title_case(text, lexicon.small_words)


def _paragraph_heading(
    block: Block, after: Block | None, lexicon: Lexicon, speaks: Callable[[str], bool]
) -> Heading | None:
    text, count = block.text, len(block.text.split())
    look = ("dress", block.bold, block.underline, block.italic)
    labelled = lexicon.labels.match(text)
    listed = after is not None and after.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
    if block.bold or block.underline:
        short = count <= LONGEST_HEADING_WORDS and not text.endswith((".", ";"))
        if short or (listed and count <= LONGEST_BOLD_HEADING_WORDS):
            return _heading(text, look, block, lexicon)
        return None
    if block.lead and (lexicon.labels.match(block.lead) or (listed and len(block.lead.split()) <= 12)):
        return _run_in(block, lexicon, speaks)
    if labelled and count <= LONGEST_HEADING_WORDS and not text.endswith(TERMINAL):
        return _heading(text, ("label",), block, lexicon)
    titled = text.isupper() or is_title_case(text, lexicon.small_words)
    longest = LONGEST_HEADING_WORDS if titled and listed else LONGEST_PLAIN_HEADING_WORDS
    plain = not text.endswith((*TERMINAL, ":")) and count <= longest and after is not None and not speaks(text)
    if plain and (titled or (listed and count <= 8)) and not _signature(text):
        return _heading(text, ("plain", text.isupper()), block, lexicon)
    return None


def _run_in(block: Block, lexicon: Lexicon, speaks: Callable[[str], bool]) -> Heading | None:
    """A bold label whose paragraph goes on behind it: "GOAL 2: PREVENT CRIME – The parties seek to …"."""
    rest = block.text[len(block.lead) :]
    marked = block.lead.rstrip().endswith((":", "–", "—", "-", ".")) or rest.lstrip().startswith(("–", "—", ":", "- "))
    if not marked or speaks(block.lead):
        return None
    heading = _heading(block.lead, ("dress", True, block.underline, block.italic), block, lexicon)
    return replace(heading, following=rest.strip(" –—:-"))


def _signature(text: str) -> bool:
    return bool(re.search(r"\b(?:19|20)\d\d\b", text)) or bool(
        re.match(r"(?:President|Prime Minister|Minister|Secretary|Chancellor|Presidente|Président)\b", text)
    )


def is_title_case(text: str, small: frozenset[str]) -> bool:
    """Whether the words are capitalised as in a title: all but the small ones, and more than a name or two."""
    tokens = [token for token in re.findall(r"[^\W\d_][\w'’-]*", text) if token.casefold() not in small]
    return bool(tokens) and all(token[0].isupper() for token in tokens)


def _heading(text: str, look: tuple[object, ...], block: Block, lexicon: Lexicon) -> Heading:
    label = lexicon.labels.match(text)
    if label is not None and label.end() < len(text):
        return Heading(
            _clean(text[label.end() :]), _arabic(label["number"]), (*look, "label"), block.place, labelled=True
        )
    number = NUMBER_AT_START.match(text)
    if number is not None and number.end() < len(text):
        depth = number["number"].count(".")
        printed = _arabic(number["number"])
        return Heading(
            _clean(text[number.end() :]),
            printed,
            (*look, _style(number["number"]), "numbered", depth),
            block.place,
            labelled=True,
        )
    return Heading(_clean(text), "", look, block.place, labelled=False)


def _style(number: str) -> str:
    """ "II", "2" and "B" head different ranks."""
    if number[:1].isdigit():
        return "figures"
    return "roman" if all(letter in ROMAN for letter in number.casefold()) else "letters"


def _clean(title: str) -> str:
    return title.strip().rstrip(" :;–—-").strip()


def _arabic(number: str) -> str:
    """ "II", "two" and "B" as Arabic figures; dotted numbers stay."""
    low = number.casefold()
    if low[:1].isdigit():
        return low
    if low in SPELLED:
        return str(SPELLED[low])
    if low and all(letter in ROMAN for letter in low):
        values = [ROMAN[letter] for letter in low]
        return str(sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values)))
    return str(ord(low) - ord("a") + 1) if len(low) == 1 and low.isalpha() else number


def _pillar_looks(elements: list[Element], lexicon: Lexicon) -> frozenset[tuple[object, ...]]:
    """The looks of top-level headings."""
    headings = [element for element in elements if isinstance(element, Heading)]
    if not headings:
        return frozenset()
    labelled = [h.look for h in headings if "label" in h.look]
    if len(labelled) > 1:
        return frozenset({labelled[0]}) if Counter(labelled)[labelled[0]] > 1 else frozenset(labelled)
    levels = sorted({h.look[1] for h in headings if h.look[0] == "level"}, key=str)
    if levels:
        return _top_level(headings, elements, levels)
    counts = Counter(h.look for h in headings)
    numbered = [look for look in counts if "numbered" in look and look[-1] == 0 and counts[look] > 1]
    if numbered:
        return frozenset({numbered[0]})
    order = list(dict.fromkeys(h.look for h in headings if not lexicon.opening_titles.match(h.text)))
    many = [look for look in order if counts[look] > 1]
    return frozenset({(many or order or [headings[0].look])[0]})


def _top_level(headings: list[Heading], elements: list[Element], levels: list[object]) -> frozenset[tuple[object, ...]]:
    """Of headings with levels, the highest that has more than one; a single one above many is a wrapper."""
    for level in levels:
        looks = [h.look for h in headings if h.look[0] == "level" and h.look[1] == level]
        if len(looks) > 1 or level == levels[-1]:
            numbered = [look for look in looks if "numbered" in look]
            return frozenset(numbered) if len(numbered) > 1 else frozenset(looks)
    return frozenset()


def _sections(
    elements: list[Element], pillars: frozenset[tuple[object, ...]], lexicon: Lexicon, left_out: list[LeftOut]
) -> tuple[Section, list[Section]]:
    preamble = Section(None)
    sections: list[Section] = []
    current = preamble
    titles = {_letters(element.text) for element in elements if isinstance(element, Heading)}
    for at, element in enumerate(elements):
        if isinstance(element, Block):
            current.blocks.append(element)
        elif (
            element.look in pillars and not _over_preamble(element, elements, at, bool(sections), lexicon)
        ) or _opens_first_list(element, elements, at, bool(sections), titles):
            current = Section(element)
            sections.append(current)
            if element.following:
                current.blocks.append(Block(BlockKind.PARAGRAPH, element.following, element.place))
        else:
            left_out.append(LeftOut(element.text, "heading inside a section", element.place))
            current.inner[len(current.blocks)] = element
            if element.following:
                current.blocks.append(Block(BlockKind.PARAGRAPH, element.following, element.place))
    return preamble, sections


def _opens_first_list(heading: Heading, elements: list[Element], at: int, begun: bool, titles: set[str]) -> bool:
    """A bold line right over a list that stands before the first pillar is one too, unless it lists the pillars."""
    after = elements[at + 1] if at + 1 < len(elements) else None
    bold = heading.look[0] == "dress" and heading.look[1] is True
    if begun or not bold or not isinstance(after, Block):
        return False
    return after.kind in (BlockKind.BULLET, BlockKind.NUMBERED) and _letters(after.text) not in titles


def _over_preamble(heading: Heading, elements: list[Element], at: int, begun: bool, lexicon: Lexicon) -> bool:
    """A heading over the preamble ("Our vision") or a wrapper right above the first pillar is no pillar."""
    if heading.labelled:
        return False
    after = elements[at + 1] if at + 1 < len(elements) else None
    if isinstance(after, Heading) and (after.labelled or (not begun and after.look == heading.look)):
        return True
    return not begun and lexicon.opening_titles.match(heading.text) is not None
