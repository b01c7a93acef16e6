"""The promises of a draft: added and worded, with their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import commands, queries
from entente.record.plan.queries import Commitment, CommitmentView, FrameworkView, PlanView, drafts
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.drafts import CheckedClauseRows, ClauseRow, ClauseRows, CommitmentForm
from entente.surfaces.web.desk.forms.fields import errors_with_rows
from entente.surfaces.web.wording import native_name

from .conflicts import MINE, THEIRS, Clash, PartToChoose, merged, show_conflict
from .parts import DeskPage, done, party_labels, plan_crumbs, show, typed, typed_rows, wants_more
from .pillars import get_draft, languages_with

CLAUSES = "clauses"
"""What the fields of the parts begin with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the forms of a promise ask for.

    languages  those in which words are asked for; others: numbers of the plan's other promises
    """

    plan: PlanView
    languages: tuple[str, ...]
    frameworks: Sequence[FrameworkView]
    language: str
    is_new: bool
    others: frozenset[str]

    def forms(
        self, data: QueryDict | None, initial: dict[str, Any], parts: list[dict[str, Any]] | None
    ) -> tuple[CommitmentForm, Any]:
        parties = party_labels(self.plan.parties, self.language)
        form = CommitmentForm(
            data,
            initial=initial,
            languages=self.languages,
            parties=parties,
            frameworks=self.frameworks,
            language=self.language,
            is_new=self.is_new,
            others=self.others,
        )
        kwargs = {"languages": self.languages, "parties": parties}
        return form, ClauseRows(data, initial=parts, prefix=CLAUSES, form_kwargs=kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPage(DeskPage):
    """A promise being written.  texts, titles, summaries: bound fields by language; serves: those of the frameworks."""

    form: CommitmentForm
    rows: BaseFormSet[ClauseRow]
    languages: tuple[tuple[str, str], ...]
    back: str
    revision: str

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
def commitment_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Add a promise to pillar `number`."""
    _row, view = get_draft(by, plan)
    pillar = queries.get_pillar_row(by, plan, number, as_of=now())
    frameworks = queries.frameworks(by, plan, as_of=now())
    promises = queries.commitments(by, plan, as_of=now())
    initial = {"number": _next_number(promises, number)}
    others = frozenset(one.number for one in promises)
    asked = Asked(view, view.languages, frameworks, language, is_new=True, others=others)
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
    return _show_commitment(request, view, language, (form, rows), title)


@staff
def commitment_edit(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    _row, view = get_draft(by, plan)
    ref = numbered_ref(plan, number)
    row: Commitment = queries.get_commitment_row(by, ref, as_of=now())
    known = queries.get_visible_commitment(by, ref, as_of=now())
    frameworks = queries.frameworks(by, plan, as_of=now())
    parts = CheckedClauseRows.starting(known)
    languages = languages_with(view, known.texts, *(clause.text for clause in known.clauses))
    others = frozenset(one.number for one in queries.commitments(by, plan, as_of=now())) - {number} | {known.parent}
    asked = Asked(view, languages, frameworks, language, is_new=False, others=others)
    revision = drafts.promise_seen(row)
    shown, _rows = asked.forms(None, CommitmentForm.starting(known), parts)
    if "merge" in request.POST:
        request.POST = _merged(request.POST, shown, parts)  # type: ignore[assignment]  # a changed copy of the same type
    form, rows = _commitment_forms(request, asked, CommitmentForm.starting(known), parts)
    if _is_whole(request, form, rows):
        try:
            seen = request.POST.get("revision", "")
            commands.edit_commitment(row, form.facts(rows.facts(), known), by=by, seen=seen)
        except Conflict:
            clash = Clash(form, shown, request.get_full_path(), revision, _parts_to_choose(rows, parts))
            return show_conflict(request, None, clash, language, plan_crumbs(view, language))
        sentence = _("Commitment %(number)s is saved.") % {"number": number}
        return done(request, sentence, links.href("desk_plan", language, plan=plan))
    title = _("Commitment %(number)s") % {"number": number}
    return _show_commitment(request, view, language, (form, rows), title, request.POST.get("revision", revision))


def _parts_to_choose(rows: Any, parts: list[dict[str, Any]]) -> tuple[PartToChoose, ...]:
    """The parts of the promise as one thing to choose; nothing where both wrote the same."""
    mine = [row.cleaned_data for row in rows if any(row.cleaned_data.values())]
    told = tuple("\n\n".join(map(_told, found)) for found in (mine, parts))
    if told[0] == told[1]:
        return ()
    options = ((THEIRS, _("Theirs")), (MINE, _("Mine")))
    choice = PartToChoose(CLAUSES, _("Its parts"), told[0], told[1], SafeString(""), options, MINE)
    return (choice,)


def _told(part: dict[str, Any]) -> str:
    """The words of a part in each language, and who owes it."""
    words = [str(value) for name, value in sorted(part.items()) if name.startswith("text_") and value]
    return "\n".join([*words, ", ".join(part.get("obligors") or [])]).strip()


def _merged(sent: QueryDict, shown: CommitmentForm, parts: list[dict[str, Any]]) -> QueryDict:
    """What was typed, with what was chosen of that which stands: its fields, and its parts as one."""
    whole = merged(sent, shown)
    if sent.get(f"choice-{CLAUSES}") != THEIRS:
        return whole
    for name in [name for name in whole if name.startswith(f"{CLAUSES}-")]:
        del whole[name]
    counts = {"TOTAL_FORMS": len(parts), "INITIAL_FORMS": 0}
    whole.update({f"{CLAUSES}-{name}": str(count) for name, count in counts.items()})
    for at, part in enumerate(parts):
        for name, value in part.items():
            whole.setlist(f"{CLAUSES}-{at}-{name}", value if isinstance(value, list) else [value])
    return whole


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
    request: HttpRequest,
    view: PlanView,
    language: str,
    forms: tuple[CommitmentForm, Any],
    title: str,
    revision: str = "",
) -> HttpResponse:
    form, rows = forms
    page = CommitmentPage(
        title=title,
        crumbs=plan_crumbs(view, language),
        errors=errors_with_rows(form, rows, before=f"title_{form.languages[0]}"),
        form=form,
        rows=rows,
        languages=tuple((tag, native_name(tag)) for tag in form.languages),
        back=links.href("desk_plan", language, plan=view.slug),
        revision=revision,
    )
    return show(request, "commitment.html", page)


def _next_number(promises: Sequence[CommitmentView], pillar: str) -> str:
    """The number after the last of a pillar: 6.5 after 6.4, 6.1 in an empty one."""
    tails = [one.number.removeprefix(f"{pillar}.") for one in promises if one.pillar == pillar]
    return f"{pillar}.{max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1}"
