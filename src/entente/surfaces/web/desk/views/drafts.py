"""A plan on the desk, and the pillars and promises of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import commands, queries, rules
from entente.record.plan.queries import (
    Commitment,
    CommitmentView,
    FrameworkView,
    PillarView,
    Plan,
    PlanStatus,
    PlanView,
)
from entente.surfaces.intake.evidence import can_add_evidence, can_say_none_found
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.drafts import CheckedClauseRows, ClauseRow, ClauseRows, CommitmentForm, PillarForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .parts import (
    Choice,
    DeskPage,
    choice,
    done,
    party_choices,
    party_names,
    plan_crumbs,
    show,
    typed,
    typed_rows,
    wants_more,
)
from .plans import FormPage

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
    public: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the forms of a promise ask for.  languages: those in which words are asked for."""

    plan: PlanView
    languages: tuple[str, ...]
    frameworks: Sequence[FrameworkView]
    language: str
    is_new: bool

    def forms(
        self, data: QueryDict | None, initial: dict[str, Any], parts: list[dict[str, Any]] | None
    ) -> tuple[CommitmentForm, Any]:
        parties = party_choices(self.plan.parties, self.language)
        form = CommitmentForm(
            data,
            initial=initial,
            languages=self.languages,
            parties=parties,
            frameworks=self.frameworks,
            language=self.language,
            is_new=self.is_new,
        )
        kwargs = {"languages": self.languages, "parties": parties}
        return form, ClauseRows(data, initial=parts, prefix="clauses", form_kwargs=kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPage(DeskPage):
    """A promise being written.  texts, titles, summaries: bound fields by language; serves: those of the frameworks."""

    form: CommitmentForm
    rows: BaseFormSet[ClauseRow]
    languages: tuple[tuple[str, str], ...]
    back: str

    def _fields(self, name: str) -> list[Any]:
        return [self.form[f"{name}_{tag}"] for tag, _name in self.languages]

    @property
    def texts(self) -> list[Any]:
        return self._fields("text")

    @property
    def titles(self) -> list[Any]:
        return self._fields("title")

    @property
    def summaries(self) -> list[Any]:
        return self._fields("summary")

    @property
    def serves(self) -> list[Any]:
        return [self.form[f"serves_{code}"] for code in self.form.frameworks]


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


def languages_with(plan: PlanView, *wordings: Iterable[str]) -> tuple[str, ...]:
    """The plan's languages and any other in which some words are on record: what a form does not show, it would remove."""
    return tuple(dict.fromkeys([*plan.languages, *(tag for wording in wordings for tag in wording)]))


def pillar_title(pillar: PillarView, plan: PlanView, language: str) -> Said:
    """The record's own title of a pillar, else its authentic one."""
    words = pillar.title or {tag: view.text for tag, view in pillar.titles.items()}
    return said(words, language, plan.languages)


def commitment_words(one: CommitmentView, plan: PlanView, language: str) -> Said:
    """The record's own title of a promise, else its authentic text."""
    words = one.title or {tag: view.text for tag, view in one.texts.items()}
    return said(words, language, plan.languages)


# --- pillars ---------------------------------------------------------------------------------------------------------


@staff
def pillar_add(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    row, view = _draft(by, plan)
    known = queries.pillars(by, plan, as_of=now())
    last = max((int(one.number.partition(".")[0]) for one in known), default=0)
    form = PillarForm(
        request.POST if request.method == "POST" else None,
        initial={"number": str(last + 1)},
        languages=view.languages,
        is_new=True,
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = commands.add_pillar(row, form.facts(), by=by)
        except RuleBroken:  # the form checked all the rest
            form.refuse(_("There is a pillar of this number already; choose another."), "number")
        else:
            sentence = _("Pillar %(number)s is in the draft.") % {"number": added.number}
            return done(request, sentence, links.href("desk_plan", language, plan=plan))
    return _show_pillar(request, view, language, form, _("Add a pillar"))


@staff
def pillar_edit(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    _row, view = _draft(by, plan)
    row = queries.get_pillar_row(by, plan, number, as_of=now())
    known = next(one for one in queries.pillars(by, plan, as_of=now()) if one.number == number)
    form = PillarForm(
        request.POST if request.method == "POST" else None,
        initial=PillarForm.starting(known),
        languages=languages_with(view, known.titles, known.introductions),
        is_new=False,
    )
    if request.method == "POST" and form.is_valid():
        commands.edit_pillar(row, form.facts(known), by=by)
        return done(request, _("Saved."), links.href("desk_plan", language, plan=plan))
    return _show_pillar(request, view, language, form, _("Pillar %(number)s") % {"number": number})


def _show_pillar(request: HttpRequest, view: PlanView, language: str, form: PillarForm, title: str) -> HttpResponse:
    page = FormPage(
        title=title,
        crumbs=plan_crumbs(view, language),
        errors=errors_of(form),
        form=form,
        button=_("Save"),
        back=links.href("desk_plan", language, plan=view.slug),
    )
    return show(request, "pillar.html", page)


# --- promises --------------------------------------------------------------------------------------------------------


@staff
def commitment_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Add a promise to pillar `number`."""
    _row, view = _draft(by, plan)
    pillar = queries.get_pillar_row(by, plan, number, as_of=now())
    frameworks = queries.frameworks(by, plan, as_of=now())
    initial = {"number": _next_number(queries.commitments(by, plan, as_of=now()), number)}
    asked = Asked(view, view.languages, frameworks, language, is_new=True)
    form, rows = _commitment_forms(request, asked, initial, [])
    back = links.href("desk_plan", language, plan=plan)
    if _is_whole(request, form, rows):
        try:
            added = commands.add_commitment(pillar, form.facts(rows.facts()), by=by)
        except RuleBroken:  # the form checked all the rest
            form.refuse(_("There is a commitment of this number already; choose another."), "number")
        else:
            return done(request, _("Commitment %(number)s is in the draft.") % {"number": added.number}, back)
    title = _("Add a commitment to pillar %(number)s") % {"number": number}
    return _show_commitment(request, view, language, form, rows, title)


@staff
def commitment_edit(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    _row, view = _draft(by, plan)
    ref = numbered_ref(plan, number)
    row: Commitment = queries.get_commitment_row(by, ref, as_of=now())
    known = queries.get_visible_commitment(by, ref, as_of=now())
    frameworks = queries.frameworks(by, plan, as_of=now())
    parts = CheckedClauseRows.starting(known)
    languages = languages_with(view, known.texts, *(clause.text for clause in known.clauses))
    asked = Asked(view, languages, frameworks, language, is_new=False)
    form, rows = _commitment_forms(request, asked, CommitmentForm.starting(known), parts)
    if _is_whole(request, form, rows):
        commands.edit_commitment(row, form.facts(rows.facts(), known), by=by)
        sentence = _("Commitment %(number)s is saved.") % {"number": number}
        return done(request, sentence, links.href("desk_plan", language, plan=plan))
    return _show_commitment(request, view, language, form, rows, _("Commitment %(number)s") % {"number": number})


def _draft(by: Actor, plan: str) -> tuple[Plan, PlanView]:
    """A draft that the actor may edit.  Raises NotVisible, ActionDenied."""
    row = queries.get_row(by, plan, as_of=now())
    require(rules.can_edit(by, owner=row.owner, status=row.status))
    return row, queries.get_visible_plan(by, plan, as_of=now())


def _commitment_forms(
    request: HttpRequest, asked: Asked, initial: dict[str, Any], parts: list[dict[str, Any]]
) -> tuple[CommitmentForm, Any]:
    """The form and its rows of parts: new, as sent, or, when more rows are wanted, as typed with more room."""
    if request.method != "POST":
        return asked.forms(None, initial, parts)
    form, rows = asked.forms(request.POST, initial, None)  # bound rows start from nothing: an unchanged row is one too
    return asked.forms(None, typed(form), typed_rows(rows)) if wants_more(request) else (form, rows)


def _is_whole(request: HttpRequest, form: CommitmentForm, rows: Any) -> bool:
    return request.method == "POST" and form.is_bound and form.is_valid() and rows.is_valid()


def _show_commitment(
    request: HttpRequest, view: PlanView, language: str, form: CommitmentForm, rows: Any, title: str
) -> HttpResponse:
    page = CommitmentPage(
        title=title,
        crumbs=plan_crumbs(view, language),
        errors=errors_of(form, rows),
        form=form,
        rows=rows,
        languages=tuple((tag, native_name(tag)) for tag in form.languages),
        back=links.href("desk_plan", language, plan=view.slug),
    )
    return show(request, "commitment.html", page)


def _next_number(promises: Sequence[CommitmentView], pillar: str) -> str:
    """The number after the last of a pillar: 6.5 after 6.4, 6.1 in an empty one."""
    tails = [one.number.removeprefix(f"{pillar}.") for one in promises if one.pillar == pillar]
    return f"{pillar}.{max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1}"
