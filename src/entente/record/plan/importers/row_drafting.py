"""Rows to a draft: each row with a text is a commitment; a filled cell decides, else the text does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from entente.record.plan.importers.blocks import Reading, Row
from entente.record.plan.importers.classify import Judgement, Setting, judge, read_unit
from entente.record.plan.importers.draft import (
    ClauseDraft,
    CommitmentDraft,
    PillarDraft,
    PlanDraft,
    PlanUnreadable,
    Reason,
)
from entente.record.plan.importers.lexicons import detect_language, lexicon_for
from entente.record.plan.importers.lexicons.shapes import DELIVERABLE, FIRM, STANDING, STRENGTHS, TIME_BOUND, Form
from entente.record.plan.importers.obligors import Cast, cast_for
from entente.record.plan.importers.parties import code_list, detect_parties, names_for, parse_parties
from entente.record.plan.importers.promises import Promise, Voice
from entente.record.plan.importers.sentences import Span

Progress = Callable[[int, int], None]
KINDS = (DELIVERABLE, STANDING, TIME_BOUND)
CODE = re.compile(r"[A-Z]{3}")
ALL = frozenset(
    {
        "all",
        "both",
        "joint",
        "all parties",
        "both parties",
        "tous",
        "toutes",
        "les deux",
        "todas",
        "todos",
        "ambos",
        "ambas",
    }
)
SEPARATORS = re.compile(r"[;,/&+|]|\band\b|\bet\b|\by\b")
REF = re.compile(r"(\d{1,3})\.(\d{1,4})(?:\.(\d{1,4}))?\.?")


def draft_rows(
    name: str, reading: Reading, parties: tuple[str, ...], language: str, progress: Progress | None
) -> PlanDraft:
    """A draft of a table: pillars in the order in which they first appear."""
    codes, given = parse_parties(parties)
    language = language or detect_language(" ".join(row.text for row in reading.rows[:500]))
    lexicon = lexicon_for(language)
    title = reading.title or _title_of(name)
    codes = codes or _named_parties(reading.rows) or detect_parties(title, "", [])
    names = names_for(codes, given) if codes else names_for((), given)
    cast = cast_for(codes, names, lexicon)
    voice = Voice(lexicon, names)
    groups: dict[str, list[CommitmentDraft]] = {}
    order = list(dict.fromkeys(row.pillar for row in reading.rows))
    numbers = {pillar: _number(pillar, at) for at, pillar in enumerate(order, start=1)}
    for done, row in enumerate(reading.rows, start=1):
        group = groups.setdefault(row.pillar, [])
        number = numbers[row.pillar]
        group.append(_commitment(row, f"{number}.{len(group) + 1}", cast, voice))
        if progress is not None and (done % 100 == 0 or done == len(reading.rows)):
            progress(done, len(reading.rows))
    pillars = tuple(PillarDraft(numbers[p], _unnumbered(p), "", tuple(groups[p])) for p in order)
    notes = list(reading.notes)
    if not codes:
        notes.append("No country is named as a party: name them with --party CODE or --party CODE=Name.")
    return PlanDraft(title, language, codes, "", pillars, reading.left_out, tuple(notes))


NUMBERED = re.compile(r"\s*(\d{1,3})\s*[.):–—-]\s*(?=\S)")


def _number(pillar: str, running: int) -> str:
    match = NUMBERED.match(pillar)
    return match.group(1) if match else str(running)


def _unnumbered(pillar: str) -> str:
    return NUMBERED.sub("", pillar, count=1)


def _title_of(name: str) -> str:
    stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    return " ".join(re.split(r"[\s_-]+", stem)).strip()


def _named_parties(rows: tuple[Row, ...]) -> tuple[str, ...]:
    names = names_for()
    found: set[str] = set()
    for cell in {cell for row in rows for cell in (row.party, row.lead)}:
        found.update(token for token in CODE.findall(cell) if token in code_list())
        found.update(mention.code for mention in names.mentions(cell))
    return tuple(sorted(found))


def _commitment(row: Row, ref: str, cast: Cast, voice: Voice) -> CommitmentDraft:
    found = _judged(row, cast, voice)
    owners = _owners(row, cast)
    kind = _scale(row, "kind", row.kind, KINDS) or found.kind
    strength = _scale(row, "strength", row.strength, STRENGTHS) or found.strength
    said = {
        "obligors": (",".join(owners), row.party or row.lead),
        "kind": (kind if row.kind else "", row.kind),
        "strength": (strength if row.strength else "", row.strength),
    }
    reasons = tuple(_by_cell(reason, *said.get(reason.axis, ("", ""))) for reason in found.reasons)
    return CommitmentDraft(ref, row.text, owners or found.obligors, kind, strength, found.clauses, "", reasons)


def _by_cell(reason: Reason, value: str, words: str) -> Reason:
    """A filled cell is the reason; an empty one leaves the text's."""
    return Reason(reason.axis, value, words) if value else reason


def _judged(row: Row, cast: Cast, voice: Voice) -> Judgement:
    """A row is a commitment by being a row, even where its text only names a thing."""
    said = read_unit(row.text, "", voice)
    if not any(one.promises for one in said):
        whole = Promise(0, 0, "", FIRM, Span("", 0, 0), Form.OTHER, bare=True)
        said = [replace(said[0], promises=[whole])]
        found = judge(said, Setting(cast, voice))
        clause = ClauseDraft(row.text, "")
        reasons = tuple(Reason("clauses", "1", "") if reason.axis == "clauses" else reason for reason in found.reasons)
        return replace(
            found,
            kind=DELIVERABLE if voice.lexicon.products & set(row.text.casefold().split()) else found.kind,
            clauses=(clause,),
            reasons=reasons,
        )
    return judge(said, Setting(cast, voice))


def _owners(row: Row, cast: Cast) -> tuple[str, ...]:
    """The codes that the party cell names; bodies that are no country are left to the text."""
    if row.party.casefold().strip() in ALL:
        return tuple(sorted(cast.parties))
    found: set[str] = set()
    for part in SEPARATORS.split(row.party):
        word = part.strip()
        if CODE.fullmatch(word) and word not in cast.parties:
            raise PlanUnreadable(
                f"In {row.place}, the party “{word}” is not one of {', '.join(cast.parties) or 'the known codes'}: "
                "correct the cell or name the party."
            )
        if word in cast.parties:
            found.add(word)
    found.update(mention.code for mention in cast.names.mentions(f"{row.party}; {row.lead}"))
    return tuple(sorted(found))


def _scale(row: Row, column: str, cell: str, values: tuple[str, ...]) -> str:
    if not cell:
        return ""
    word = re.sub(r"[\s-]+", "_", cell.strip().casefold())
    if word not in values:
        raise PlanUnreadable(
            f"In {row.place}, the {column} “{cell[:40]}” is not known: "
            f"write one of {', '.join(values)}, or leave the cell empty."
        )
    return word
