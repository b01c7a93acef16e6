"""A plan on the desk: a draft with its verbs, or an adopted plan to which evidence is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.record.plan import queries, rules
from entente.record.plan.queries import CommitmentView, PillarView, PlanStatus, PlanView
from entente.surfaces.intake.evidence import can_add_evidence, can_say_none_found
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .adopting import adoption_choice
from .parts import Choice, DeskPage, choice, party_choices, party_names, plan_crumbs, show
from .standing import standing_choice

WORDS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise in the overview.  written: languages in which its text is on record; parts: how many clauses, 0 for none."""

    number: str
    words: Said
    owed_by: str
    kind: str
    strength: str
    parts: int
    written: tuple[str, ...]
    edit: str
    remove: str
    evidence: str
    finding: str


@dataclass(frozen=True, slots=True)
class PillarPart:
    """A pillar in the overview, with its promises."""

    number: str
    title: Said
    edit: str
    remove: str
    add: str
    commitments: tuple[CommitmentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage(DeskPage):
    """A plan on the desk: a draft with its verbs, or an adopted plan to which evidence is added.

    parties, languages  as phrases
    edit                whether and why not its text can be edited; adopt, evidence, finding likewise
    standing            the way to say whether one's own side takes part; None for whoever is no party
    adoption            the way to put the plan to all parties, or to what lies before them; None for a draft
    """

    slug: str
    heading: Said
    is_draft: bool
    keeper: Said
    parties: str
    languages: str
    launched: str
    adopted: str
    pillars: tuple[PillarPart, ...]
    commitments: int
    edit: Choice
    adopt: Choice
    evidence: Choice
    finding: Choice
    standing: Choice | None
    adoption: Choice | None
    public: str


@staff
def plan(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """The overview of a plan.  What is not ours and not public is not there."""
    view = queries.get_visible_plan(by, plan, as_of=now())
    promises = queries.commitments(by, plan, as_of=now())
    pillars = queries.pillars(by, plan, as_of=now())
    return show(request, "plan.html", _plan_page(view, pillars, promises, by, language))


def _plan_page(
    view: PlanView, pillars: Sequence[PillarView], promises: Sequence[CommitmentView], by: Actor, language: str
) -> PlanPage:
    heading = said(view.title, language, view.languages)
    at = {"plan": view.slug}
    edit = rules.can_edit(by, owner=view.owner, status=view.status)
    adopt = rules.can_adopt(by, owner=view.owner, status=view.status, commitments=view.commitments)
    return PlanPage(
        title=heading.text,
        crumbs=plan_crumbs(view, language)[:1],
        slug=view.slug,
        heading=heading,
        is_draft=view.status == PlanStatus.DRAFT,
        keeper=said(view.keeper_name, language, view.languages),
        parties=labels.listed([name for _code, name in party_choices(view.parties, language)]),
        languages=labels.listed([native_name(tag) for tag in view.languages]),
        launched=dates.period(view.launched_on, language) if view.launched_on else "",
        adopted=dates.instant(view.adopted_at, language) if view.adopted_at else "",
        pillars=tuple(_pillar_part(view, pillar, promises, language) for pillar in pillars),
        commitments=view.commitments,
        edit=choice(_("Edit the title, preamble and date"), links.href("desk_plan_edit", language, **at), edit),
        adopt=choice(_("Adopt this plan"), links.href("desk_adopt", language, **at), adopt),
        evidence=choice(_("Add evidence"), "", can_add_evidence(by, view.status)),
        finding=choice(_("Say that nothing was found"), "", can_say_none_found(by, view.status)),
        standing=None if view.status == PlanStatus.DRAFT else standing_choice(by, view, language),
        adoption=None if view.status == PlanStatus.DRAFT else adoption_choice(by, view, language),
        public=links.href("plan", language, **at),
    )


def _pillar_part(plan: PlanView, pillar: PillarView, promises: Sequence[CommitmentView], language: str) -> PillarPart:
    at = {"plan": plan.slug, "number": pillar.number}
    return PillarPart(
        number=pillar.number,
        title=pillar_title(pillar, plan, language),
        edit=links.href("desk_pillar", language, **at),
        remove=links.href("desk_pillar_remove", language, **at),
        add=links.href("desk_commitment_add", language, **at),
        commitments=tuple(_line(plan, one, language) for one in promises if one.pillar == pillar.number),
    )


def _line(plan: PlanView, one: CommitmentView, language: str) -> CommitmentLine:
    at = {"plan": plan.slug, "number": one.number}
    words = commitment_words(one, plan, language)
    return CommitmentLine(
        number=one.number,
        words=spoken(Truncator(words.text).words(WORDS_SHOWN), words.language, language),
        owed_by=labels.listed([name.text for name in party_names(one.obligors, plan, language)]),
        kind=str(labels.KINDS[one.kind]),
        strength=str(labels.STRENGTHS[one.strength]),
        parts=len(one.clauses),
        written=tuple(native_name(tag) for tag in one.texts),
        edit=links.href("desk_commitment", language, **at),
        remove=links.href("desk_commitment_remove", language, **at),
        evidence=links.href("desk_evidence", language, **at),
        finding=links.href("desk_finding", language, **at),
    )


def pillar_title(pillar: PillarView, plan: PlanView, language: str) -> Said:
    """The record's own title of a pillar, else its authentic one."""
    words = pillar.title or {tag: view.text for tag, view in pillar.titles.items()}
    return said(words, language, plan.languages)


def commitment_words(one: CommitmentView, plan: PlanView, language: str) -> Said:
    """The record's own title of a promise, else its authentic text."""
    words = one.title or {tag: view.text for tag, view in one.texts.items()}
    return said(words, language, plan.languages)
