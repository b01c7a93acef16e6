"""A document becomes a plan, or joins one: first a preview that says what and why, then, in one transaction, the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import pick
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import Organisation
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Document, Showing, Side
from entente.foundation.sources.rules import SUFFIXES
from entente.foundation.texts.queries import WordingStatus
from entente.record.plan import commands as plans
from entente.record.plan import importers
from entente.record.plan import queries as plan_queries
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.facts import ClauseFacts, CommitmentFacts, PillarFacts, PlanFacts
from entente.record.plan.importers import CommitmentDraft, PillarDraft, PlanDraft
from entente.record.plan.queries import Kind, Plan, PlanStatus, PlanView, Strength

from .align import Divergence, Key, TextDiff, align, differences, fold_title, texts_of
from .countries import country

Progress = Callable[[int, int], None]


class Outcome(StrEnum):
    """What a document would do to the record."""

    NEW = "new"
    """A plan that is not on record: it becomes a draft."""
    SAME = "same"
    """Every word is on record already: nothing to do."""
    ATTACH = "attach"
    """A known plan, in a language whose words are not on record: they join the same refs."""
    FILL = "fill"
    """A known draft with pillars and no promise yet: the document's promises go under its pillars."""
    CHANGED = "changed"
    """A known plan with other words: never overwritten, it takes an amendment."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What the one who imports says about a document; empty means: find out.

    name  short name of the plan; parties: codes; keeper: slug of the organisation that keeps a new plan's record
    """

    name: str = ""
    parties: tuple[str, ...] = ()
    language: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and why.

    texts        authentic words that would join the record, by (subject, field)
    differences  words on record that differ, for CHANGED
    divergences  where the shapes of a language version and of the record part
    """

    outcome: Outcome
    slug: str
    draft: PlanDraft
    wish: ImportWish
    file_name: str
    data: bytes
    sentence: str
    texts: dict[Key, str]
    differences: tuple[TextDiff, ...] = ()
    divergences: tuple[Divergence, ...] = ()


def preview(
    file_name: str, data: bytes, wish: ImportWish, *, by: Actor, as_of: datetime, progress: Progress | None = None
) -> Preview:
    """Read a document and say what importing it would do.  Raises PlanUnreadable, RuleBroken (a taken name)."""
    draft = read(file_name, data, wish, progress=progress)
    return consider(draft, file_name, data, wish, by=by, as_of=as_of)


def read(file_name: str, data: bytes, wish: ImportWish, *, progress: Progress | None = None) -> PlanDraft:
    """Read a document.  Raises PlanUnreadable."""
    parties = [named(code, wish.language) for code in wish.parties]
    return importers.read_plan(file_name, data, parties=parties, language=wish.language, progress=progress)


def consider(draft: PlanDraft, file_name: str, data: bytes, wish: ImportWish, *, by: Actor, as_of: datetime) -> Preview:
    """Say what importing a document that was read would do to the record as it is now."""
    known = _known_plan(draft, wish, by=by, as_of=as_of)
    if known is None:
        slug = wish.name or slugify(draft.title)[:80].strip("-") or slugify(PurePath(file_name).stem)[:80]
        count = sum(len(pillar.commitments) for pillar in draft.pillars)
        sentence = f"A new plan “{slug}” with {len(draft.pillars)} pillars and {count} commitments."
        return Preview(Outcome.NEW, slug, draft, wish, file_name, data, sentence, texts_of(slug, draft))
    return _beside(known, draft, wish, file_name, data, by=by, as_of=as_of)


def named(code: str, language: str) -> str:
    """A party code with the name under which a document may call it, as the reader of documents takes it."""
    if "=" in code or country(code) is not None:
        return code
    party = directories.parties().filter(code=code).first()
    name, _ = pick(party.name, language) if party else ("", "")
    return f"{code}={name}" if name else code


def _known_plan(draft: PlanDraft, wish: ImportWish, *, by: Actor, as_of: datetime) -> PlanView | None:
    views = plan_queries.visible_plans(by, as_of=as_of)
    if wish.name:
        return next((view for view in views if view.slug == wish.name), None)
    title = fold_title(draft.title)
    for view in views:
        texts = plan_queries.plan_texts(view.slug).get("title", {})
        titles = [*view.text_titles.values(), *(text.text for text in texts.values())]
        if title and title in map(fold_title, titles):
            return view
    return None


def _beside(
    known: PlanView, draft: PlanDraft, wish: ImportWish, file_name: str, data: bytes, *, by: Actor, as_of: datetime
) -> Preview:
    """The document beside a plan on record."""
    slug = known.slug
    if known.status == PlanStatus.DRAFT and known.commitments == 0:
        return _into_shell(known, draft, wish, file_name, data, by=by, as_of=as_of)
    on_record: dict[Key, str] = {
        (subject, field): text for subject, field, text in plan_queries.original_texts_in(slug, draft.language)
    }
    numbers: dict[str, list[str]] = {pillar.number: [] for pillar in plan_queries.pillars(by, slug, as_of=as_of)}
    for pillar, number in plan_queries.commitment_numbers(by, slug, as_of=as_of):
        numbers[pillar].append(number)
    aligned = align(slug, numbers, draft)
    changed = differences(on_record, aligned.texts)
    fresh = {key: text for key, text in aligned.texts.items() if key not in on_record}
    said = (draft, wish, file_name, data)
    if _is_another_plan(aligned.matched, len(changed), len(aligned.texts)):
        raise RuleBroken(f"The name “{slug}” is taken by another plan; choose another with --name.")
    if changed or (on_record and aligned.divergences):
        sentence = (
            f"The plan “{slug}” is on record with other words; "
            "a changed promise takes an amendment that every party signs."
        )
        return Preview(Outcome.CHANGED, slug, *said, sentence, {}, tuple(changed), aligned.divergences)
    if not fresh:
        sentence = f"Every word of “{slug}” in “{draft.language}” is on record already; nothing to do."
        return Preview(Outcome.SAME, slug, *said, sentence, {}, (), aligned.divergences)
    sentence = f"The wording in “{draft.language}” joins the plan “{slug}” under the same refs: {len(fresh)} texts."
    return Preview(Outcome.ATTACH, slug, *said, sentence, fresh, (), aligned.divergences)


def _into_shell(
    known: PlanView, draft: PlanDraft, wish: ImportWish, file_name: str, data: bytes, *, by: Actor, as_of: datetime
) -> Preview:
    """The document beside a draft that waits for its promises.  Raises RuleBroken when it has other pillars or parties."""
    ours = [pillar.number for pillar in plan_queries.pillars(by, known.slug, as_of=as_of)]
    theirs = [pillar.number for pillar in draft.pillars]
    if ours and ours != theirs:
        raise RuleBroken(
            f"The draft “{known.slug}” has {len(ours)} pillars and the document {len(theirs)}; "
            "give the draft the pillars of the document first, or import it under another name with --name."
        )
    count = sum(len(pillar.commitments) for pillar in draft.pillars)
    sentence = f"The draft “{known.slug}” receives {count} commitments under its {len(theirs)} pillars."
    texts = texts_of(known.slug, draft)
    return Preview(Outcome.FILL, known.slug, draft, wish, file_name, data, sentence, texts)


def _is_another_plan(matched: int, changed: int, texts: int) -> bool:
    """No pillar has the same promises, or nearly every text differs: the name belongs to something else."""
    return matched == 0 or changed > 0.7 * texts


@transaction.atomic
def carry_out(found: Preview, *, by: Actor, at: datetime, progress: Progress | None = None) -> Plan:
    """Do what a preview said, in one transaction.  The same document again changes nothing.

    Raises RuleBroken for CHANGED, ActionDenied when the actor may not.
    """
    if found.outcome is Outcome.CHANGED:
        raise RuleBroken(found.sentence)
    if found.outcome is Outcome.SAME:
        return plan_queries.get_row(by, found.slug, as_of=at)
    document = _document(found, by=by, at=at)
    plan = _put(found, document, by=by, at=at, progress=progress)
    _archive(found, document, by=by, at=at)  # last: a refusal undoes rows, not files
    return plan


def _put(found: Preview, document: Document, *, by: Actor, at: datetime, progress: Progress | None) -> Plan:
    if found.outcome is Outcome.ATTACH:
        plan = plan_queries.get_row(by, found.slug, as_of=at)
        facts = [
            TextFacts(subject, field, found.draft.language, text) for (subject, field), text in found.texts.items()
        ]
        plans.attach_texts(plan, facts, by=by, at=at, document=document)
        return plan
    if found.outcome is Outcome.FILL:
        return _fill(found, by=by, at=at, document=document, progress=progress)
    return _start(found, document, by=by, progress=progress)


def _fill(found: Preview, *, by: Actor, at: datetime, document: Document, progress: Progress | None) -> Plan:
    """Promises and their words go into a draft; its own title, and the wording of its pillars, stay beside them."""
    draft, language = found.draft, found.draft.language
    plan = plan_queries.get_row(by, found.slug, as_of=at)
    own = {pillar.number: pillar for pillar in plan_queries.pillars(by, plan.slug, as_of=at)}
    pillars = [
        replace(read, title=own[read.number].title, summary=own[read.number].summary) if read.number in own else read
        for read in (pillar_facts(pillar, language) for pillar in draft.pillars)
    ]
    plans.put_structure(
        plan,
        pillars,
        by=by,
        status=WordingStatus.PROJECT,
        document=document,
        only_if_empty=True,
        progress=progress,
    )
    facts = [
        TextFacts(plan.slug, field, language, text)
        for (subject, field), text in found.texts.items()
        if subject == plan.slug
    ]
    plans.attach_texts(plan, facts, by=by, at=at, document=document)
    return plan


def _start(found: Preview, document: Document, *, by: Actor, progress: Progress | None) -> Plan:
    draft, language = found.draft, found.draft.language
    codes = tuple(code.partition("=")[0] for code in draft.parties)
    for code in codes:
        _register_country(code, by=by)
    facts = PlanFacts(
        slug=found.slug,
        title={},
        languages=(language,),
        parties=codes,
        summary={},
        titles={language: draft.title},
        preambles={language: draft.preamble} if draft.preamble else {},
        text_titles={language: draft.title},
    )
    plan = plans.start_plan(facts, by=by, keeper=_keeper(found.wish, by), document=document)
    pillars = [pillar_facts(pillar, language) for pillar in draft.pillars]
    return plans.put_structure(plan, pillars, by=by, progress=progress)


def pillar_facts(pillar: PillarDraft, language: str) -> PillarFacts:
    """A pillar as read, as the plan's commands take it: the words are authentic, the record's own wording is empty."""
    return PillarFacts(
        number=pillar.number,
        commitments=tuple(commitment_facts(one, language) for one in pillar.commitments),
        title={},
        summary={},
        titles={language: pillar.title} if pillar.title else {},
        introductions={language: pillar.introduction} if pillar.introduction else {},
    )


def commitment_facts(commitment: CommitmentDraft, language: str) -> CommitmentFacts:
    """A promise as read; a promise of one part has no clauses of its own."""
    several = commitment.clauses if len(commitment.clauses) > 1 else ()
    return CommitmentFacts(
        number=commitment.ref,
        obligors=tuple(commitment.obligors),
        kind=Kind(commitment.kind),
        strength=Strength(commitment.strength),
        title={},
        summary={},
        texts={language: commitment.text},
        clauses=tuple(ClauseFacts({language: clause.text}) for clause in several),
        parent=commitment.parent,
    )


def _register_country(code: str, *, by: Actor) -> None:
    """A country that is not on record yet is registered from CLDR; any other code must be registered by hand."""
    known = country(code)
    if known is not None and not directories.parties().filter(code=code).exists():
        directory.register_party(
            code=code, name=known.name, languages=known.languages, time_zone=known.time_zone, by=by
        )


def _keeper(wish: ImportWish, by: Actor) -> Organisation:
    slug = wish.keeper or by.post.partition("/")[0]
    keeper = directories.organisations().filter(slug=slug).first()
    if keeper is None:
        raise RuleBroken(f"“{slug}” is no organisation on record; name the keeper of the new plan with --keeper.")
    return keeper


def _document(found: Preview, *, by: Actor, at: datetime) -> Document:
    """The document that the words come from."""
    draft = found.draft
    facts = sources.DocumentFacts(
        slug=f"{found.slug}-text-{draft.language}"[:120],
        title={draft.language: draft.title or found.file_name},
        side=Side.JOINT,
        language=draft.language,
    )
    owner = by.owner or _keeper(found.wish, by).slug
    return sources.add_document(facts, by=by, owner=owner, tier=Tier.PUBLIC, at=at)


def _archive(found: Preview, document: Document, *, by: Actor, at: datetime) -> None:
    """Keep the bytes of the document where their kind is archived."""
    if PurePath(found.file_name).suffix.lower() in SUFFIXES:
        sources.archive_upload(
            document,
            found.file_name,
            found.data,
            by=by,
            at=at,
            showing=Showing.REFERENCE,
            bytes_max=settings.UPLOAD_BYTES_MAX,
        )
