"""The workspace of a commitment: what was promised, what each side says, and everything one's own side can do about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Column
from entente.record.assessment.rules import can_file_finding
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.queries import UpdateStatus
from entente.record.notes import commands as notes
from entente.record.notes import queries as note_queries
from entente.record.notes.rules import can_note
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.milestones import NoteForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.labels_of_work import COMPLETION
from entente.surfaces.web.rows import owed_by
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .editor import Editor, Opened, editor, opened
from .milestone_lines import MilestoneLine, milestone_lines
from .parts import Crumb, DeskPage, done, key_of, show
from .promise import About, about_of, plan_crumbs_of
from .work_parts import (
    ClockLine,
    EvidenceLine,
    NoteLine,
    ObstacleLine,
    PublishedLine,
    clock_lines,
    evidence_lines,
    note_lines,
    obstacle_lines,
    published_lines,
)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """What one party says of the promise.  values: where it stands, of the whole and of its clauses."""

    name: Said
    tag: Tag
    values: tuple[str, ...]
    note: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An update of one's side that is waiting for somebody.  address: of the page that shows it."""

    tag: Tag
    facts: str
    address: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage(DeskPage):
    """The workspace of a commitment.

    texts      (language, words) of the promise, the reader's language first
    editor     None while one's side may not write, or an update of it is waiting for somebody
    why_not    then: why not, "" when an update is waiting
    under_way  the update that is waiting, None for none
    can_stand_by  one's side has published what it can say is unchanged
    note_form  None for who writes no notes
    """

    about: About
    texts: tuple[tuple[str, Said], ...]
    facts: str
    parties: tuple[PartyLine, ...]
    editor: Editor | None
    why_not: str
    under_way: UnderWay | None
    published: tuple[PublishedLine, ...]
    can_stand_by: bool
    milestones: tuple[MilestoneLine, ...]
    evidence: tuple[EvidenceLine, ...]
    obstacles: tuple[ObstacleLine, ...]
    clock: tuple[ClockLine, ...]
    notes: tuple[NoteLine, ...]
    note_form: NoteForm | None
    links: tuple[Crumb, ...]


@staff
def work(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Everything about one commitment.  Raises NotVisible."""
    about = about_of(by, language, plan, number)
    return show(request, "work.html", _page(by, about, language, NoteForm()))


@staff
def note(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Add a note for one's own side, or take one away.  Raises ActionDenied, NotVisible."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    about = about_of(by, language, plan, number)
    here = links.href("desk_work", language, **about.keys)
    if key := request.POST.get("remove"):
        notes.remove_note(note_queries.get_note_row(by, key_of(key), as_of=now()), by=by, at=now())
        return done(request, _("The note is removed."), f"{here}#notes")
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, "work.html", _page(by, about, language, form))
    notes.add_note(about.ref, form.cleaned_data["text"], by=by, at=now())
    return done(request, _("The note is kept for your side."), f"{here}#notes")


@staff
def no_change(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Say that nothing changed since one's side last spoke.  Raises ActionDenied, NotVisible, RuleBroken."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    about = about_of(by, language, plan, number)
    commands.note_no_change(about.ref, by=by, at=now())
    here = links.href("desk_work", language, **about.keys)
    return done(request, _("It is on record and public that nothing changed."), f"{here}#published")


def _page(by: Actor, about: About, language: str, form: NoteForm) -> WorkPage:
    one = opened(by, about)
    may_write = rules.can_revise(by, one.row) if one.row else rules.can_write(by)
    waits = one.row is not None and one.row.status == UpdateStatus.SUBMITTED
    approved = queries.own_updates(by, as_of=now(), commitment=about.ref, statuses=[UpdateStatus.APPROVED])
    view = about.view
    facts = [str(labels.KINDS[view.kind]), str(labels.STRENGTHS[view.strength])]
    return WorkPage(
        title=f"{about.number} {about.words}",
        crumbs=plan_crumbs_of(about, language),
        errors=errors_of(form),
        about=about,
        texts=_texts(about, language),
        facts=" · ".join([*facts, owed_by(about.plan, view.obligors, language)]),
        parties=tuple(
            _party(column, by, about, language) for column in assessment.columns(about.plan, view, by=by, as_of=now())
        ),
        editor=editor(by, about, one, language) if may_write and not waits else None,
        why_not="" if waits or not isinstance(may_write, Denied) else words.in_language(may_write.reason),
        under_way=_under_way(about, one, language) if waits else _approved(approved, about, language),
        published=published_lines(by, about, language),
        can_stand_by=bool(rules.can_write(by))
        and queries.last_published(by, about.ref, by.owner, as_of=now()) is not None,
        milestones=milestone_lines(queries.milestones_on(by, about.ref, as_of=now()), about.plan, language),
        evidence=evidence_lines(by, about, language),
        obstacles=obstacle_lines(by, about, language),
        clock=clock_lines(by, about, language),
        notes=note_lines(by, about, language),
        note_form=form if can_note(by) else None,
        links=_links(by, about, language),
    )


def _texts(about: About, language: str) -> tuple[tuple[str, Said], ...]:
    texts = sorted(about.view.texts.values(), key=lambda text: text.language != language)
    return tuple((native_name(text.language), spoken(text.text, text.language, language)) for text in texts)


def _party(column: Column, by: Actor, about: About, language: str) -> PartyLine:
    values = [] if column.status is None else [str(COMPLETION[column.status.value])]
    values += [labels.named(status.clause, COMPLETION[status.value]) for status in column.clause_statuses]
    told = []
    if column.updated_at:
        told.append(_("last update %(day)s") % {"day": dates.day(column.updated_at.date(), language)})
    if column.no_change_on:
        told.append(_("no change noted on %(day)s") % {"day": dates.day(column.no_change_on, language)})
    return PartyLine(
        name=said(column.party.name, language, about.plan.languages),
        tag=labels.reported(column.state),
        values=tuple(values),
        note=", ".join(told),
        is_own=column.party.code == by.owner,
    )


def _under_way(about: About, one: Opened, language: str) -> UnderWay:
    assert one.row is not None
    keys = {**about.keys, "update": one.slug}
    change = links.with_query(links.href("desk_write", language, **about.keys), {"update": one.slug})
    facts = f"{one.row.written_by} · {dates.instant(one.row.changed_at, language)}"
    return UnderWay(words.update_tag(one.row.status), facts, links.href("desk_update", language, **keys), change)


def _approved(found: list[queries.UpdateView], about: About, language: str) -> UnderWay | None:
    if not found or found[0].working is None:
        return None
    view, working = found[0], found[0].working
    keys = {**about.keys, "update": view.ref.rpartition("/")[2]}
    facts = f"{working.written_by} · {dates.instant(working.changed_at, language)}"
    return UnderWay(words.update_tag(working.status), facts, links.href("desk_update", language, **keys), "")


def _links(by: Actor, about: About, language: str) -> tuple[Crumb, ...]:
    """What else can be done about the promise."""
    wanted = [
        ("commitment", _("Its public page")),
        ("desk_evidence", _("Add evidence")),
        ("desk_milestone_add", _("Plan a milestone")),
        ("desk_obstacle_add", _("Note an obstacle")),
        ("desk_activities", _("Activities")),
        ("desk_candidates", _("Candidates")),
        ("desk_assessments", _("Outside assessments")),
        ("desk_joint", _("Joint status")),
        ("desk_leads", _("Who leads")),
        ("desk_clock", _("Rhythm, windows and basis")),
        ("desk_form", _("Word form")),
    ]
    if can_file_finding(by, owner=by.owner):
        wanted.append(("desk_finding", _("Say that nothing was found")))
        wanted.append(("desk_asked", _("What was asked, and what came back")))
    sheets = links.href("desk_sheets", language, plan=about.plan.slug)
    here = tuple(Crumb(label, links.href(page, language, **about.keys)) for page, label in wanted)
    return (*here, Crumb(_("Excel sheets of the plan"), sheets))
