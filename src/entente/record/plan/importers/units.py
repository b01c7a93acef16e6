"""From a section to the units that may be commitments: items, or the sentences of running text."""

from __future__ import annotations

from dataclasses import dataclass

from entente.record.plan.importers.blocks import Block, BlockKind
from entente.record.plan.importers.classify import Said, holds_promise, label_end, read_unit
from entente.record.plan.importers.draft import LeftOut
from entente.record.plan.importers.lexicons.shapes import FIRM, Lexicon
from entente.record.plan.importers.parties import Names
from entente.record.plan.importers.promises import Voice, find_promises
from entente.record.plan.importers.sentences import levelled, sentences
from entente.record.plan.importers.structure import Heading, Section, is_title_case

LISTED = (BlockKind.BULLET, BlockKind.NUMBERED)
LONGEST_TOPIC_WORDS = 14
LONGEST_LEAD_IN = 600  # characters from its end


@dataclass(frozen=True, slots=True)
class Unit:
    """One proposed commitment, still unjudged.  `lead_in` is the text above its list; `owner` a heading's words."""

    text: str
    said: list[Said]
    place: str
    depth: int
    lead_in: str = ""
    owner: str = ""
    label_number: int = 0  # which bare label it stands under, 0 for none


@dataclass(frozen=True, slots=True)
class Body:
    introduction: str
    units: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...]


def body_of(section: Section, voice: Voice, *, preamble_first: bool = False) -> Body:
    """The units of a section.  `preamble_first`: without headings, the first paragraph is the preamble."""
    reader = _Reader(section, voice, preamble_first)
    return reader.body()


class _Reader:
    """Walks a section's blocks once; what it needs to remember between them is in its fields."""

    def __init__(self, section: Section, voice: Voice, preamble_first: bool) -> None:
        self.blocks = section.blocks
        self.section = section
        self.voice = voice
        self.preamble_first = preamble_first
        self.units: list[Unit] = []
        self.left_out: list[LeftOut] = []
        self.introduction: list[str] = []
        self.lead_in = ""
        self.owner = section.heading.text if section.heading else ""
        self.labels: dict[int, int] = {}
        self.carried: dict[int, str] = {}
        first_list = next((at for at, block in enumerate(self.blocks) if block.kind in LISTED), None)
        self.first_list = first_list if first_list is not None else -1

    def body(self) -> Body:
        for at, block in enumerate(self.blocks):
            if at in self.section.inner:
                self._inner_heading(self.section.inner[at])
            if block.kind in LISTED:
                self._item(block, at)
            else:
                self._paragraph(block, at)
        return Body(" ".join(self.introduction), tuple(self.units), tuple(self.left_out))

    def _inner_heading(self, heading: Heading) -> None:
        self.lead_in = ""
        self.carried.clear()
        self.owner = heading.text

    def _paragraph(self, block: Block, at: int) -> None:
        leads = at + 1 < len(self.blocks) and self.blocks[at + 1].kind in LISTED and (at + 1) not in self.section.inner
        if not self.units:
            if leads or at < self.first_list or (self.preamble_first and at == 0):
                self.introduction.append(block.text)
                self.lead_in = block.text[-LONGEST_LEAD_IN:] if leads else ""
                return
        elif leads:
            self.lead_in = block.text[-LONGEST_LEAD_IN:]
            self.left_out.append(LeftOut(block.text, "leads into a list", block.place))
            return
        self.lead_in = ""
        self._running_text(block)

    def _running_text(self, block: Block) -> None:
        skipped: list[str] = []
        start = label_end(block.text, block.lead, self.voice) if block.lead else 0
        for sentence in sentences(block.text[start:], self.voice.lexicon.abbreviations):
            promises = find_promises(sentence.text, self.voice)
            strong = [promise for promise in promises if not promise.weak]
            if strong:
                said = read_unit(sentence.text, "", self.voice)
                self.units.append(Unit(sentence.text, said, block.place, 0, owner=self.owner))
            else:
                skipped.append(sentence.text)
        if not self.units:
            self.introduction.extend(skipped)
        else:
            self.left_out.extend(LeftOut(text, "running text that promises nothing", block.place) for text in skipped)

    def _item(self, block: Block, at: int) -> None:
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        parent = following is not None and following.kind in LISTED and following.level > block.level
        lead_in = self.carried.get(block.level, self.lead_in)
        for level in [level for level in self.carried if level > block.level]:
            del self.carried[level]
        if parent:
            self.carried[block.level + 1] = block.text[-LONGEST_LEAD_IN:]
        if is_label(block, self.voice.lexicon):
            if parent:
                self.labels[block.level] = self.labels.get(block.level, 0) + 1
            self.left_out.append(
                LeftOut(
                    block.text, "label over other items" if parent else "label without words of its own", block.place
                )
            )
            return
        if topic_list(lead_in, self.voice.lexicon) and not self._speaks_plainly(block):
            self.left_out.append(LeftOut(block.text, "topic of a list", block.place))
            return
        if parent and is_open_ended(block.text, self.voice):
            self.left_out.append(LeftOut(block.text, "leads into a list", block.place))
            return
        said = read_unit(block.text, block.lead, self.voice)
        if not holds_promise(said):
            self.left_out.append(LeftOut(block.text, "promises nothing: a report, a view or a topic", block.place))
            return
        label = self.labels.get(block.level - 1, 0) if block.level else 0
        self.units.append(Unit(block.text, said, block.place, block.level, lead_in, self.owner, label))

    def _speaks_plainly(self, block: Block) -> bool:
        return any(not promise.weak for promise in find_promises(block.text, self.voice))


def is_label(block: Block, lexicon: Lexicon) -> bool:
    """A few capitalised words without a full stop: a name for what follows, not a promise."""
    text = block.text.rstrip(" :–—-")
    if len(text.split()) > LONGEST_TOPIC_WORDS or text.endswith((".", "!", "?", ";")):
        return False
    if len(text.split()) == 1:
        return True
    return is_title_case(text, lexicon.small_words)


def is_open_ended(text: str, voice: Voice) -> bool:
    """ "Both sides will:" promises only through the items below it."""
    plain = levelled(text[-LONGEST_LEAD_IN:]).rstrip()
    if not plain.endswith((":", "-", "…")):
        return False
    promises = find_promises(plain, voice)
    return not promises or len(plain) - promises[-1].complement < 30


def topic_list(lead_in: str, lexicon: Lexicon) -> bool:
    """Whether a lead-in announces topics, principles or what was done, rather than acts to come."""
    if not lead_in:
        return False
    last = sentences(levelled(lead_in), lexicon.abbreviations)[-1].text
    return last.endswith(":") and lexicon.topics.search(last) is not None


def runs_on(lead_in: str) -> bool:
    """Whether a lead-in's sentence goes on into the items: it ends with a colon or without any stop."""
    return bool(lead_in) and not lead_in.rstrip().endswith((".", "!", "?", "”", '"'))


def lead_in_strength(lead_in: str, voice: Voice) -> str:
    """What a lead-in that runs on leaves of its items' strength ("will seek to:")."""
    if not runs_on(lead_in):
        return FIRM
    last = sentences(levelled(lead_in), voice.lexicon.abbreviations)[-1].text.rstrip(" :")
    promises = find_promises(f"{last} {voice.lexicon.any_verb}", voice)
    return promises[-1].strength if promises else FIRM


def owners_in(heading: str, names: Names, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The party whose pledges stand under a heading that is its name ("Kenya", "Commitments by Kenya")."""
    mentions = [m for m in names.mentions(heading) if m.code in parties and not m.adjective]
    if len({m.code for m in mentions}) != 1:
        return ()
    rest = len(heading.split()) - len(heading[mentions[0].start : mentions[0].end].split())
    return (mentions[0].code,) if rest <= 3 else ()
