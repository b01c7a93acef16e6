"""The forms of one activity: its details, one's own word on a stage, its sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible
from entente.foundation.directory.queries import get_organisation
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import MoneyFacts, SessionFacts
from entente.record.delivery.queries import Activity, MoneyKind, PartRole, SessionKind, Stream, Weight
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.activities import (
    DescribeForm,
    MoneyForm,
    PartForm,
    ReasonForm,
    ServiceForm,
    SessionForm,
    StageForm,
    TermForm,
    TextForm,
)
from entente.surfaces.web.desk.forms.fields import initial_of
from entente.surfaces.web.wording import said

from .acting import Act, answer, cited, every_body, new_slug, own_documents, sent
from .activities import list_crumb
from .conflicts import chosen
from .parts import Crumb
from .promise import About, about_of, languages_of, subjects_of


@staff
def activity_act(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, activity: str, act: str
) -> HttpResponse:
    """One detail of an activity: title, service, part, text, sum, term.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    row = queries.get_activity_row(by, plan, activity, as_of=now())
    require(rules.can_write_activity(by, owner=row.owner))
    if act not in ACTS:
        raise NotVisible(f"There is nothing “{act}” to do here.")
    back, crumbs = way_back(about, row, language)
    return answer(request, language, about, ACTS[act](request, by, about, row, language), back, crumbs)


def way_back(about: About, row: Activity, language: str) -> tuple[str, tuple[Crumb, ...]]:
    """(address of the activity, the steps to it below the commitment)"""
    back = links.href("desk_activity", language, **about.keys, activity=row.slug)
    return back, (list_crumb(about, language), Crumb(said(row.title, language, about.plan.languages).text, back))


def _edit(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    languages, owed = languages_of(by, about, language)

    def as_it_stands() -> tuple[DescribeForm, str]:
        one = queries.get_activity_row(by, row.plan, row.slug, as_of=now())
        initial = {**initial_of("title", one.title), **initial_of("summary", one.summary)}
        return DescribeForm(initial=initial, languages=languages, owed=owed), rules.words_seen(one.title, one.summary)

    shown, revision = as_it_stands()
    form = DescribeForm(chosen(request, shown), initial=shown.initial, languages=languages, owed=owed)

    def do() -> None:
        summary, seen = form.wording("summary", languages), request.POST.get("revision", "")
        commands.describe_activity(row, form.words_said(), summary, by=by, at=now(), seen=seen)

    return Act(
        _("Title and description"),
        _("Save"),
        _("The title and description are saved."),
        form,
        do,
        revision=revision,
        again=as_it_stands,
    )


def _serve(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    form = ServiceForm(sent(request), initial={"subject": about.ref}, subjects=subjects_of(about, language))
    return Act(
        _("What else it serves"),
        _("Save"),
        _("What it serves is on record."),
        form,
        lambda: commands.serve(row, form.cleaned_data["subject"], Weight(form.cleaned_data["weight"]), by=by, at=now()),
        _("What is done with others contributes to a promise or is a part of it; it never fulfils it by itself."),
    )


def _part(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    form = PartForm(sent(request), organisations=every_body(language))

    def do() -> None:
        read = form.cleaned_data
        body = get_organisation(read["organisation"])
        dates = {"from_on": read["from_on"], "to_on": read["to_on"]}
        commands.add_part(row, body, PartRole(read["role"]), by=by, at=now(), **dates)

    return Act(_("Add a body’s part"), _("Save"), _("Its part is on record."), form, do)


def _text(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    languages, _owed = languages_of(by, about, language)
    form = TextForm(sent(request), languages=languages, documents=own_documents(by, language))

    def do() -> None:
        read = form.cleaned_data
        citation = cited(by, read["document"], read["place"])
        assert citation is not None  # the form asks for a source
        commands.add_text(row, read["language"], citation, by=by, at=now(), is_authentic=read["is_authentic"])

    return Act(_("Say where its text is"), _("Save"), _("The text is on record."), form, do)


def _money(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    form = MoneyForm(sent(request), documents=own_documents(by, language))

    def do() -> None:
        read = form.cleaned_data
        facts = MoneyFacts(MoneyKind(read["kind"]), read["amount"], read["currency"], read["on"])
        commands.add_money(row, facts, by=by, at=now(), citation=cited(by, read["document"], read["place"]))

    return Act(_("Add a sum"), _("Save"), _("The sum is on record."), form, do)


def _term(request: HttpRequest, by: Actor, about: About, row: Activity, language: str) -> Act:
    def as_it_stands() -> tuple[TermForm, str]:
        one = queries.get_activity_row(by, row.plan, row.slug, as_of=now())
        shown = TermForm(initial={"term": one.term, "renewal_days": one.renewal_days})
        return shown, rules.term_seen(one.term, one.renewal_days)

    shown, revision = as_it_stands()
    form = TermForm(chosen(request, shown), initial=shown.initial)

    def do() -> None:
        read, seen = form.cleaned_data, request.POST.get("revision", "")
        commands.set_term(row, read["term"], by=by, at=now(), renewal_days=read["renewal_days"], seen=seen)

    return Act(
        _("Term and renewal"),
        _("Save"),
        _("The term is on record."),
        form,
        do,
        _("The calendar says by itself when a renewal is due."),
        revision=revision,
        again=as_it_stands,
    )


ACTS: dict[str, Callable[[HttpRequest, Actor, About, Activity, str], Act]] = {
    "edit": _edit,
    "serve": _serve,
    "part": _part,
    "text": _text,
    "money": _money,
    "term": _term,
}


@staff
def stage(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, activity: str, stage: str
) -> HttpResponse:
    """One's own word on a stage: given, given anew with another date, or taken back with a reason."""
    about = about_of(by, language, plan, number)
    row = queries.get_activity_row(by, plan, activity, as_of=now())
    table = queries.KINDS[row.kind].find(stage)
    if table is None:
        raise NotVisible(f"There is no stage “{stage}” here.")
    back, crumbs = way_back(about, row, language)
    label = activity_labels.stage(stage, table.label)
    languages, owed = languages_of(by, about, language)
    if "withdraw" in request.GET:
        mark = queries.get_mark_row(by, row, stage)
        reasons = ReasonForm(sent(request), languages=languages, owed=owed)
        act = Act(
            _("Take back: %(stage)s") % {"stage": label},
            _("Take it back"),
            _("Your side’s word is taken back; the log keeps that it was given."),
            reasons,
            lambda: commands.withdraw_mark(mark, by=by, at=now(), reason=reasons.words_said()),
        )
        return answer(request, language, about, act, back, crumbs)
    form = StageForm(sent(request), languages=languages)
    if "sign" in request.GET:
        return answer(request, language, about, _signed_by_all(by, row, stage, label, form, languages), back, crumbs)
    act = Act(
        label,
        _("Say it for your side"),
        _("Your side’s word is on record."),
        form,
        lambda: commands.mark_stage(
            row, stage, by=by, happened=form.cleaned_data["happened"], at=now(), note=form.wording("note", languages)
        ),
        _("It is shown as said, not yet checked, until somebody else has accepted evidence of it.")
        if table.needs_claim
        else "",
    )
    return answer(request, language, about, act, back, crumbs)


def _signed_by_all(by: Actor, row: Activity, stage: str, label: str, form: StageForm, languages: Sequence[str]) -> Act:
    """Put a stage to all whose word it needs, instead of one's own word on it."""

    def do() -> None:
        note = form.wording("note", languages)
        commands.propose_stage(row, stage, by=by, happened=form.cleaned_data["happened"], at=now(), note=note)

    return Act(
        _("To be signed by all: %(stage)s") % {"stage": label},
        _("Put it to all parties"),
        _("All parties find it under “To be signed by all”; with the last signature it counts as the word of each."),
        form,
        do,
        _("One that waits already has its words changed, and what was signed of it is void."),
    )


@staff
def session_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str, activity: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    row = queries.get_activity_row(by, plan, activity, as_of=now())
    view = queries.get_activity(by, plan, activity, as_of=now())
    require(rules.can_add_session(by, rules.Sides(view.parties), owner=row.owner))
    languages, owed = languages_of(by, about, language)
    form = SessionForm(sent(request), languages=languages, owed=owed)

    def do() -> None:
        read, title = form.cleaned_data, form.words_said()
        slug = new_slug(title, (one.slug for one in view.sessions), "session")
        facts = SessionFacts(slug, SessionKind(read["kind"]), title, read["happened"], Stream(read["stream"]))
        commands.add_session(row, facts, by=by, at=now())

    back, crumbs = way_back(about, row, language)
    act = Act(_("Plan a session"), _("Put it on record"), _("The session is planned."), form, do)
    return answer(request, language, about, act, back, crumbs)
