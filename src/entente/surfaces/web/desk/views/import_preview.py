"""What an upload would do to the record, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.directory import queries as directories
from entente.record.plan import queries
from entente.record.plan.importers import CommitmentDraft, LeftOut, PillarDraft
from entente.record.plan.rules import can_attach
from entente.surfaces.intake.align import Divergence, TextDiff
from entente.surfaces.intake.imports import Outcome, Preview
from entente.surfaces.web import labels, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .parts import DeskPage, desk_crumb, reason

SHOWN_MAX = 1000
"""Commitments, and pieces left out, that a preview lists; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class WentBy:
    """An axis in words, and the words of the text that decided it; "" where nothing was said and a default holds."""

    axis: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A commitment as it was read.  clauses: (text, the verb it went by)."""

    number: str
    text: Said
    went_by: tuple[WentBy, ...]
    clauses: tuple[tuple[Said, str], ...]
    parent: str


@dataclass(frozen=True, slots=True)
class TakenPillar:
    """A pillar as it was read."""

    number: str
    title: Said
    introduction: Said
    commitments: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """One subject in the languages on record and in the document's."""

    number: str
    known: tuple[Said, ...]
    fresh: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage(DeskPage):
    """What an upload would do to the record.

    outcome      new, fill, same, attach or changed
    parties      (code, name or "") of the parties found
    more, more_left_out  how many commitments and pieces are not listed
    aligned      for attach: the new words beside those on record
    differences  for changed: word by word
    reason       why it cannot be confirmed, "" when it can
    """

    address: str
    outcome: str
    file_name: str
    slug: str
    heading: Said
    language: str
    parties: tuple[str, ...]
    preamble: Said
    pillars: tuple[TakenPillar, ...]
    commitments: int
    more: int
    left_out: tuple[LeftOut, ...]
    more_left_out: int
    notes: tuple[str, ...]
    aligned: tuple[AlignedRow, ...]
    known_languages: tuple[str, ...]
    differences: tuple[TextDiff, ...]
    divergences: tuple[Divergence, ...]
    reason: str
    plan: str


def preview_page(seen: Preview, key: str, by: Actor, language: str) -> PreviewPage:
    draft = seen.draft
    commitments = sum(len(pillar.commitments) for pillar in draft.pillars)
    names = _party_names(draft.parties, language)
    known_languages, aligned = _aligned(seen, by, language)
    return PreviewPage(
        title=_("What was read in “%(name)s”") % {"name": seen.file_name},
        crumbs=(desk_crumb(language),),
        address=links.href("desk_import_job", language, key=key),
        outcome=str(seen.outcome),
        file_name=seen.file_name,
        slug=seen.slug,
        heading=spoken(draft.title, draft.language, language),
        language=native_name(draft.language),
        parties=tuple(names.values()),
        preamble=spoken(draft.preamble, draft.language, language),
        pillars=_taken_pillars(draft.pillars, draft.language, names, language),
        commitments=commitments,
        more=max(0, commitments - SHOWN_MAX),
        left_out=tuple(replace(one, reason=words.in_language(one.reason)) for one in draft.left_out[:SHOWN_MAX]),
        more_left_out=max(0, len(draft.left_out) - SHOWN_MAX),
        notes=draft.notes,
        aligned=aligned,
        known_languages=known_languages,
        differences=seen.differences,
        divergences=seen.divergences,
        reason=_why_not(seen, by),
        plan=links.href("desk_plan", language, plan=seen.slug),
    )


def _why_not(seen: Preview, by: Actor) -> str:
    if seen.outcome is Outcome.ATTACH:
        owner = queries.get_visible_plan(by, seen.slug, as_of=now()).owner
        return reason(can_attach(by, owner=owner))
    return ""


def _party_names(codes: Sequence[str], language: str) -> dict[str, str]:
    """Name by code; the code with its own name in brackets where the party is on record."""
    bare = [code.partition("=")[0] for code in codes]
    known = {row.code: said(row.name, language, row.languages).text for row in directories.parties()}
    return {code: known.get(code, code) for code in bare}


def _taken_pillars(
    pillars: Sequence[PillarDraft], tag: str, names: dict[str, str], language: str
) -> tuple[TakenPillar, ...]:
    room = SHOWN_MAX
    shown = []
    for pillar in pillars:
        taken = tuple(_taken(one, tag, names, language) for one in islice(pillar.commitments, room))
        room -= len(taken)
        title, introduction = (spoken(text, tag, language) for text in (pillar.title, pillar.introduction))
        shown.append(TakenPillar(pillar.number, title, introduction, taken))
        if room <= 0:
            break
    return tuple(shown)


def _taken(one: CommitmentDraft, tag: str, names: dict[str, str], language: str) -> Taken:
    by_axis: dict[str, list[str]] = {}
    for why in one.reasons:
        by_axis.setdefault(why.axis, []).append(why.words)
    values = (
        ("obligors", _("Who owes it"), labels.listed([names.get(code, code) for code in one.obligors])),
        ("kind", _("Kind"), str(labels.KINDS[one.kind])),
        ("strength", _("Strength"), str(labels.STRENGTHS[one.strength])),
    )
    return Taken(
        number=one.ref,
        text=spoken(one.text, tag, language),
        went_by=tuple(
            WentBy(axis, value, ", ".join(dict.fromkeys(filter(None, by_axis.get(code, [])))))
            for code, axis, value in values
        ),
        clauses=tuple((spoken(clause.text, tag, language), clause.words) for clause in one.clauses)
        if len(one.clauses) > 1
        else (),
        parent=one.parent,
    )


def _aligned(seen: Preview, by: Actor, language: str) -> tuple[tuple[str, ...], tuple[AlignedRow, ...]]:
    """For wording that joins a plan: the languages on record, and each subject in them and in the document's."""
    if seen.outcome is not Outcome.ATTACH:
        return (), ()
    plan = queries.get_visible_plan(by, seen.slug, as_of=now())
    on_record: dict[str, dict[str, str]] = {}
    for tag in plan.languages:
        if tag != seen.draft.language:
            for subject, field, text in queries.texts_in(seen.slug, tag):
                on_record.setdefault(f"{subject} {field}", {})[tag] = text
    tags = tuple(tag for tag in plan.languages if any(tag in texts for texts in on_record.values()))
    rows = tuple(
        AlignedRow(
            number=subject.partition("/")[2],
            known=tuple(spoken(on_record.get(f"{subject} {field}", {}).get(tag, ""), tag, language) for tag in tags),
            fresh=spoken(text, seen.draft.language, language),
        )
        for (subject, field), text in seen.texts.items()
    )
    return tuple(native_name(tag) for tag in tags), rows
