"""Milestones: planned, reported, accepted or returned; all of them as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.queries import Milestone, MilestoneView
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import FormError, errors_of, initial_of
from entente.surfaces.web.desk.forms.milestones import MilestoneForm, MilestoneReportForm, MilestoneReturnForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, said, spoken

from .acting import Act, answer, new_slug, sent
from .conflicts import Clash, merged, show_conflict
from .milestone_lines import milestone_tag
from .parts import DeskPage, done, number_of, reason, show, speaks_in
from .promise import About, about_of, languages_of, subject_words, subjects_of, work_crumbs


@staff
def add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Plan a milestone of one's own side.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    require(rules.can_plan_milestone(by))
    languages, owed = languages_of(by, about, language)
    form = MilestoneForm(
        sent(request),
        initial={"subject": about.ref},
        languages=languages,
        owed=owed,
        subjects=subjects_of(about, language),
    )
    act = Act(
        _("Plan a milestone"),
        _("Plan it"),
        _("The milestone is planned."),
        form,
        lambda: commands.plan_milestone(_facts(form, by, about), by=by, at=now()),
        hint=_("A step of your side on the way to the promise. The promised text stays as it is."),
        anchor="#milestones",
    )
    return answer(request, language, about, act, links.href("desk_work", language, **about.keys))


def _facts(form: MilestoneForm, by: Actor, about: About) -> MilestoneFacts:
    """With a short name made from the title; one that is taken gets a number."""
    title = form.words_said()
    taken = {view.slug for view in queries.milestones_on(by, about.ref, as_of=now())}
    slug = new_slug(title, taken, "milestone")
    return MilestoneFacts(form.cleaned_data["subject"], slug, title, form.cleaned_data["due"])


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonePage(DeskPage):
    """A milestone with what can be done about it; a form is None where that is not this person's to do.

    why_not  why nothing of it, in sentences
    kept     words that were typed and can no longer be saved here, to be copied
    """

    about: About
    tag: Tag
    facts: tuple[tuple[str, str], ...]
    done: Said
    reason: Said
    report: MilestoneReportForm | None
    decide: MilestoneReturnForm | None
    revise: MilestoneForm | None
    revision: int
    why_not: tuple[str, ...]
    kept: tuple[Said, ...] = ()


@staff
def milestone(request: HttpRequest, by: Actor, language: str, plan: str, number: str, milestone: str) -> HttpResponse:
    """Read a milestone; report it, change it, accept or return it.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    ref = f"{about.ref}/milestones/{milestone}"
    row = queries.get_milestone_row(by, ref, as_of=now())
    view = queries.get_milestone(by, ref, as_of=now())
    forms = _forms(request, by, about, view, language)
    refusal = ""
    if request.method == "POST":
        try:
            sentence = _act(request, by, row, forms)
        except RuleBroken as wrong:
            sentence, refusal = "", words.in_language(wrong.sentence)
        except (Conflict, InvalidTransition):
            return _moved(request, by, about, ref, forms, language)
        if sentence:
            return done(request, sentence, links.href("desk_milestone", language, **about.keys, milestone=milestone))
    page = _page(by, about, row, view, forms, language)
    if refusal:
        page = replace(page, errors=(FormError(refusal, ""), *page.errors))
    return show(request, "milestone.html", page)


def _moved(request: HttpRequest, by: Actor, about: About, ref: str, forms: Forms, language: str) -> HttpResponse:
    """Somebody else moved or changed it meanwhile: how it stands now, with all that was typed.  409: nothing was saved."""
    row = queries.get_milestone_row(by, ref, as_of=now())
    view = queries.get_milestone(by, ref, as_of=now())
    if forms.revise.is_bound and rules.can_revise_milestone(by, row):
        clash = Clash(forms.revise, _as_it_stands(by, about, view, language), request.path, str(view.revision))
        return show_conflict(request, about, clash, language)
    page = _page(by, about, row, view, forms, language)
    shown = (page.report, page.decide, page.revise)
    sentence = _("It was changed after you opened it. This is how it stands now; nothing of yours was saved.")
    page = replace(
        page,
        errors=(FormError(sentence, ""),),
        kept=tuple(
            spoken(text, tag, language)
            for form in (forms.report, forms.returning, forms.revise)
            if form.is_bound and form not in shown
            for tag, text in form.words_said().items()
        ),
    )
    response = show(request, "milestone.html", page)
    response.status_code = Conflict.status
    return response


def _as_it_stands(by: Actor, about: About, view: MilestoneView, language: str) -> MilestoneForm:
    languages, owed = languages_of(by, about, language)
    return MilestoneForm(
        initial={"due": view.due, "subject": view.subject, **initial_of("title", view.title)},
        languages=languages,
        owed=owed,
        subjects=[(view.subject, "")],
    )


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; the one that was sent is bound."""

    report: MilestoneReportForm
    returning: MilestoneReturnForm
    revise: MilestoneForm


def _forms(request: HttpRequest, by: Actor, about: About, view: MilestoneView, language: str) -> Forms:
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    languages, owed = languages_of(by, about, language)
    today = timezone.localdate()
    stands = _as_it_stands(by, about, view, language)
    data = (merged(request.POST, stands) if "merge" in request.POST else request.POST).copy()
    data.setdefault("subject", view.subject)
    return Forms(
        MilestoneReportForm(
            request.POST if verb == "report" else None,
            initial={"on": today},
            languages=languages,
            owed=owed,
            today=today,
        ),
        MilestoneReturnForm(request.POST if verb == "return" else None, languages=languages, owed=owed),
        MilestoneForm(
            data if verb == "revise" else None,
            initial=stands.initial,
            languages=languages,
            owed=owed,
            subjects=[(view.subject, "")],
        ),
    )


def _act(request: HttpRequest, by: Actor, row: Milestone, forms: Forms) -> str:
    """Do what was asked; one sentence that says so, "" when a form has something to mend."""
    verb, revision = request.POST.get("verb", ""), number_of(request.POST.get("revision", ""))
    today = timezone.localdate()
    if verb == "accept":
        commands.accept_milestone(row, by=by, on=today, at=now(), revision=revision)
        return _("The milestone is accepted.")
    if verb == "return" and forms.returning.is_valid():
        said_why = forms.returning.words_said()
        commands.return_milestone(row, by=by, on=today, reason=said_why, at=now(), revision=revision)
        return _("The milestone is returned.")
    if verb == "report" and forms.report.is_valid():
        on = forms.report.cleaned_data["on"]
        commands.report_milestone(row, by=by, on=on, done=forms.report.words_said(), at=now(), revision=revision)
        return _("The milestone is reported.")
    if verb == "revise" and forms.revise.is_valid():
        title, due = forms.revise.words_said(), forms.revise.cleaned_data["due"]
        commands.revise_milestone(row, by=by, at=now(), revision=revision, title=title, due=due)
        return _("The milestone is changed.")
    return ""


def _page(by: Actor, about: About, row: Milestone, view: MilestoneView, forms: Forms, language: str) -> MilestonePage:
    order = about.plan.languages
    title = said(view.title, language, order)
    names = {party.code: said(party.name, language, party.languages).text for party in about.plan.parties}
    can_report = rules.can_report_milestone(by, row) if view.status in rules.STILL_OWED else None
    sides = queries.deciding_sides(row)
    decide = rules.can_decide_milestone(by, row, other_sides=sides) if view.status == "reported" else None
    if decide and row.tier != Tier.OWN:
        decide = speaks_in(by, about.plan)
    facts = [
        (_("Due"), dates.period(view.due, language)),
        (_("What it belongs to"), subject_words(about, view.subject, language)),
        (_("Whose"), names.get(view.owner, view.owner)),
    ]
    if view.reported_on:
        facts.append((_("Reported"), f"{dates.day(view.reported_on, language)} · {view.reported_by}"))
    if view.decided_on:
        facts.append((_("Decided"), f"{dates.day(view.decided_on, language)} · {view.decided_by}"))
    return MilestonePage(
        title=title.text or view.slug,
        crumbs=work_crumbs(about, language),
        errors=errors_of(forms.report, forms.returning, forms.revise),
        about=about,
        tag=milestone_tag(view),
        facts=tuple(facts),
        done=said(view.done, language, order),
        reason=said(view.reason, language, order),
        report=forms.report if can_report else None,
        decide=forms.returning if decide else None,
        revise=forms.revise if rules.can_revise_milestone(by, row) else None,
        revision=view.revision,
        why_not=tuple(_reasons(can_report, decide)),
    )


def _reasons(*decisions: Decision | None) -> list[str]:
    return [why for decision in decisions if decision is not None and (why := reason(decision))]
