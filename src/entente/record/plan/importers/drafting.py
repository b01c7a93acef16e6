"""The whole way from a reading to a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from entente.record.plan.importers.blocks import BlockKind, Reading
from entente.record.plan.importers.classify import Setting, judge
from entente.record.plan.importers.draft import CommitmentDraft, LeftOut, PillarDraft, PlanDraft
from entente.record.plan.importers.lexicons import detect_language, lexicon_for
from entente.record.plan.importers.lexicons.shapes import Lexicon
from entente.record.plan.importers.obligors import Cast, after_label, cast_for
from entente.record.plan.importers.parties import detect_parties, names_for, parse_parties
from entente.record.plan.importers.promises import Voice, find_promises
from entente.record.plan.importers.sentences import sentences, words
from entente.record.plan.importers.structure import Outline, Section, outline
from entente.record.plan.importers.units import Body, Unit, body_of, lead_in_strength, owners_in

Progress = Callable[[int, int], None]
SUBJECT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the whole document."""

    cast: Cast
    voice: Voice


def draft_blocks(reading: Reading, parties: tuple[str, ...], language: str, progress: Progress | None) -> PlanDraft:
    """A draft of a document made of headings, paragraphs and items."""
    codes, given = parse_parties(parties)
    language = language or detect_language(" ".join(block.text for block in reading.blocks)[:40_000])
    lexicon = lexicon_for(language)
    every = Voice(lexicon, names_for((), given))
    plan = outline(reading, lexicon, lambda text: bool(find_promises(text, every)))
    voice = replace(every, reports=lexicon.report_titles.search(plan.title) is not None)
    if not codes:
        codes = _detected(plan, voice)
    names = names_for(codes, given) if codes else every.names
    voice = replace(voice, names=names, things=_things(reading, lexicon))
    cast = cast_for(codes, names, lexicon)
    return _drafted(plan, Frame(cast, voice), reading, language, progress)


DEFINED = re.compile(r"(?<![\w-])([^\W\d_][\w-]*+)\s+\(([A-Z][A-Z0-9-]{1,9})\)")


def _things(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    """Acronyms that the text itself gives to a dialogue, framework or programme: these promise nothing themselves."""
    defined = (pair for block in reading.blocks for pair in DEFINED.findall(block.text))
    return frozenset(acronym for word, acronym in defined if word.casefold() in lexicon.products)


def _drafted(plan: Outline, frame: Frame, reading: Reading, language: str, progress: Progress | None) -> PlanDraft:
    left_out = list(plan.left_out)
    sections = list(plan.sections)
    preamble = " ".join(block.text for block in plan.preamble.blocks)
    headless = not sections
    if headless:
        sections = [plan.preamble]
    else:
        left_out.extend(_preamble_left_out(plan))
    bodies = [body_of(section, frame.voice, preamble_first=headless) for section in sections]
    total, done = sum(len(body.units) for body in bodies), 0
    pillars = []
    for running, (section, body) in enumerate(zip(sections, bodies, strict=True), start=1):
        left_out.extend(body.left_out)
        pillar = _pillar(section, body, running, frame)
        done += len(body.units)
        if progress is not None:
            progress(done, total)
        if not headless or pillar.commitments:
            pillars.append(pillar)
    notes = list(reading.notes)
    if not frame.cast.parties:
        notes.append("No country is named as a party: name them with --party CODE or --party CODE=Name.")
    if headless and pillars:
        preamble, pillars = pillars[0].introduction, [replace(pillars[0], introduction="")]
    return PlanDraft(plan.title, language, frame.cast.parties, preamble, tuple(pillars), tuple(left_out), tuple(notes))


def _preamble_left_out(plan: Outline) -> list[LeftOut]:
    titles = {_letters(section.heading.text) for section in plan.sections if section.heading}
    found = []
    for block in plan.preamble.blocks:
        listed = block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
        reason = "list of pillar titles" if listed and _letters(block.text) in titles else "preamble"
        found.append(LeftOut(block.text, reason, block.place))
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _pillar(section: Section, body: Body, running: int, frame: Frame) -> PillarDraft:
    heading = section.heading
    number = heading.number.split(".")[-1] if heading and heading.number else str(running)
    commitments: list[CommitmentDraft] = []
    parents: dict[int, str] = {}
    counts: dict[str, int] = {}
    for unit in body.units:
        parent = parents.get(unit.depth - 1, "") if unit.depth else ""
        above = parent or (f"{number}.{unit.label_number}" if unit.label_number else number)
        counts[above] = counts.get(above, 0) + 1
        ref = f"{above}.{counts[above]}"
        parents = {depth: known for depth, known in parents.items() if depth < unit.depth} | {unit.depth: ref}
        commitments.append(_commitment(unit, ref, parent, frame))
    title = heading.text if heading else ""
    return PillarDraft(number, title, body.introduction, tuple(commitments))


def _commitment(unit: Unit, ref: str, parent: str, frame: Frame) -> CommitmentDraft:
    owners = owners_in(unit.owner, frame.cast.names, frame.cast.parties) if unit.owner else ()
    setting = Setting(frame.cast, frame.voice, owners, lead_in_strength(unit.lead_in, frame.voice))
    found = judge(unit.said, setting)
    return CommitmentDraft(
        ref, unit.text, found.obligors, found.kind, found.strength, found.clauses, parent, found.reasons
    )


def _detected(plan: Outline, voice: Voice) -> tuple[str, ...]:
    """Parties named in the title, or that speak at the start of items."""
    preamble = " ".join(block.text for block in plan.preamble.blocks[:6])
    subjects = [
        section.heading.text for section in plan.sections if section.heading and len(section.heading.text.split()) <= 4
    ]
    for section in (plan.preamble, *plan.sections):
        for block in section.blocks:
            listed = block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
            if listed or section is not plan.preamble:
                subjects.append(_subject(block.text, voice.lexicon))
    return detect_parties(plan.title, preamble, subjects)


def _subject(text: str, lexicon: Lexicon) -> str:
    """The words before the first verb of an item's first sentence, as far as they can be told without a parse."""
    first = next(iter(sentences(text[:400], lexicon.abbreviations)), None)
    if first is None:
        return ""
    opening = []
    for token in words(after_label(first.text, names_for()))[:SUBJECT_WORDS]:
        word = token.text.casefold()
        if word in lexicon.not_subject_after or word in lexicon.stops_subject or word in {",", ":", "("}:
            break
        opening.append(token.text)
    return " ".join(opening)
