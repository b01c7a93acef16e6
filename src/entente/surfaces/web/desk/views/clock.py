"""What the calendar says of a promise, and the forms of what it needs: rhythm, outside dates, a changed basis."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.periods import Period
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import BasisFacts, RhythmFacts
from entente.record.delivery.queries import ClockView, RhythmState, RhythmView
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import initial_of
from entente.surfaces.web.desk.forms.promises import BasisForm, RhythmForm, WindowForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, cited, own_documents, sent
from .conflicts import chosen
from .parts import Choice, Crumb, DeskPage, choice, show
from .promise import About, about_of, languages_of, owner_name, subject_words, subjects_of, work_crumbs

STATES = {
    RhythmState.ON: (gettext_lazy("Keeps its rhythm"), "reviewed"),
    RhythmState.LATE: (gettext_lazy("Later than usual"), "silent"),
    RhythmState.SILENT: (gettext_lazy("Silent too long"), "refused"),
}


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One thing that the calendar says.  tag: None where it says nothing by itself."""

    words: Said
    facts: tuple[str, ...]
    tag: Tag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPage(DeskPage):
    """What the calendar says of a promise."""

    about: About
    rhythms: tuple[ClockRow, ...]
    windows: tuple[ClockRow, ...]
    changes: tuple[ClockRow, ...]
    renewals: tuple[ClockRow, ...]
    acts: tuple[Choice, ...]


@staff
def clock(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    view = queries.clock_on(by, about.ref, as_of=now())
    owner = rules.can_set_rhythm(by, owner=by.owner, obligors=about.view.obligors)
    page = ClockPage(
        title=_("Rhythm, windows and basis"),
        crumbs=work_crumbs(about, language),
        about=about,
        rhythms=tuple(_rhythm(one, about, language) for one in view.rhythms),
        windows=_windows(view, about, language),
        changes=tuple(
            ClockRow(
                said(one.basis, language, about.plan.languages),
                (
                    subject_words(about, one.subject, language),
                    dates.period(one.happened, language),
                    owner_name(about, one.owner, language),
                ),
                None,
            )
            for one in view.basis_changes
        ),
        renewals=tuple(
            ClockRow(
                said(one.title, language, about.plan.languages),
                (_("Its term ends on %(day)s: a renewal is due.") % {"day": dates.day(one.term_last_on, language)},),
                None,
            )
            for one in view.renewals
        ),
        acts=(
            choice(_("Set your side’s rhythm"), links.href("desk_rhythm", language, **about.keys), owner),
            choice(
                _("Put outside dates on record"),
                links.href("desk_window", language, **about.keys),
                rules.can_set_window(by),
            ),
            choice(
                _("Note that its basis has changed"),
                links.href("desk_basis", language, **about.keys),
                rules.can_note_basis_change(by),
            ),
        ),
    )
    return show(request, "clock.html", page)


@staff
def rhythm(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_set_rhythm(by, owner=by.owner, obligors=about.view.obligors))
    languages, owed = languages_of(by, about, language)
    subjects = subjects_of(about, language)

    def as_it_stands() -> tuple[RhythmForm, str]:
        view = queries.clock_on(by, about.ref, as_of=now())
        own = next((one for one in view.rhythms if one.owner == by.owner), None)
        initial, seen = {"subject": about.ref, "from_on": now().date()}, "none"
        if own is not None:
            days = {"every_days": own.every_days, "longest_days": own.longest_days, "from_on": own.from_on}
            initial = {"subject": own.subject, **days, **initial_of("reason", own.reason)}
            seen = rules.rhythm_seen(own.every_days, own.longest_days, own.from_on, own.reason)
        return RhythmForm(initial=initial, languages=languages, owed=owed, subjects=subjects), seen

    shown, revision = as_it_stands()
    form = RhythmForm(chosen(request, shown), initial=shown.initial, languages=languages, owed=owed, subjects=subjects)

    def do() -> None:
        read = form.cleaned_data
        facts = RhythmFacts(
            read["subject"], read["every_days"], read["longest_days"], form.words_said(), read["from_on"]
        )
        is_the_one_shown = facts.subject == shown.initial["subject"]
        seen = request.POST.get("revision", "") if is_the_one_shown else ""
        commands.set_rhythm(facts, by=by, owner=by.owner, at=now(), seen=seen)

    hint = _("Notes that nothing changed never count as activity.")
    act = Act(
        _("Set your side’s rhythm"),
        _("Put it on record"),
        _("The rhythm is on record and public."),
        form,
        do,
        hint,
        revision=revision,
        again=as_it_stands,
    )
    return answer(request, language, about, act, _back(about, language), (_crumb(about, language),))


@staff
def window(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_set_window(by))
    languages, owed = languages_of(by, about, language)
    documents = own_documents(by, language)
    form = WindowForm(sent(request), languages=languages, owed=owed, documents=documents, label=_("What bounds it"))

    def do() -> None:
        citation = cited(by, form.cleaned_data["document"], form.cleaned_data["place"])
        assert citation is not None  # the form asks for a source
        period = Period.parse(form.cleaned_data["period"])
        commands.set_window(about.ref, period, form.words_said(), citation, by=by, owner=by.owner, at=now())

    hint = _("Another stretch of days is a renewal; the earlier one stays on record.")
    sentence = _("The outside dates are on record and public.")
    act = Act(_("Put outside dates on record"), _("Put it on record"), sentence, form, do, hint)
    return answer(request, language, about, act, _back(about, language), (_crumb(about, language),))


@staff
def basis(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_note_basis_change(by))
    languages, owed = languages_of(by, about, language)
    form = BasisForm(
        sent(request),
        initial={"subject": about.ref},
        languages=languages,
        owed=owed,
        documents=own_documents(by, language),
        subjects=subjects_of(about, language),
        label=_("What it rested on, and what became of that"),
    )

    def do() -> None:
        read = form.cleaned_data
        citation = cited(by, read["document"], read["place"])
        assert citation is not None  # the form asks for a source
        commands.note_basis_change(
            BasisFacts(read["subject"], form.words_said(), read["happened"]), citation, by=by, at=now()
        )

    hint = _("The promise itself stays as it is.")
    sentence = _("The change is on record and public.")
    act = Act(_("Note that its basis has changed"), _("Put it on record"), sentence, form, do, hint)
    return answer(request, language, about, act, _back(about, language), (_crumb(about, language),))


def _back(about: About, language: str) -> str:
    return links.href("desk_clock", language, **about.keys)


def _crumb(about: About, language: str) -> Crumb:
    return Crumb(_("Rhythm, windows and basis"), _back(about, language))


def _rhythm(one: RhythmView, about: About, language: str) -> ClockRow:
    word, shape = STATES[one.state]
    last = (
        _("Last sign of activity: %(day)s") % {"day": dates.day(one.last_on, language)}
        if one.last_on
        else _("No sign of activity since %(day)s") % {"day": dates.day(one.from_on, language)}
    )
    days = {"every": one.every_days, "longest": one.longest_days}
    return ClockRow(
        words=said(one.reason, language, about.plan.languages),
        facts=(
            owner_name(about, one.owner, language),
            subject_words(about, one.subject, language),
            _("every %(every)d days, never silent for more than %(longest)d") % days,
            last,
        ),
        tag=Tag(str(word), shape),
    )


def _windows(view: ClockView, about: About, language: str) -> tuple[ClockRow, ...]:
    return tuple(
        ClockRow(
            said(one.name, language, about.plan.languages),
            (dates.period(one.period, language),),
            labels.window(is_closed=one.is_closed(view.today), is_ahead=one.is_ahead(view.today)),
        )
        for one in view.windows
    )
