"""Problems that readers reported on pages of one's own side: the list, and one of them with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Refusal
from entente.foundation.common.rights import may
from entente.surfaces.notices import problems as reported
from entente.surfaces.notices.problems import Problem
from entente.surfaces.notices.words import ProblemState
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.problems import AnswerForm
from entente.surfaces.web.wording import native_name

from .home import PageLink, paged
from .parts import Crumb, DeskPage, desk_crumb, done, reason, show

PAGE = 50
STATES = {
    ProblemState.OPEN: gettext_lazy("Open"),
    ProblemState.ANSWERED: gettext_lazy("Answered"),
    ProblemState.CLOSED: gettext_lazy("Closed"),
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A report in the list.  words: its beginning; decided: by which post and when, "" while it is open."""

    page: str
    words: str
    state: str
    when: str
    decided: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemsPage(DeskPage):
    """The reports, latest first; those of one state where one is chosen."""

    lines: tuple[ProblemLine, ...]
    choices: tuple[PageLink, ...]
    pages: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage(DeskPage):
    """One report.

    wants_answer  its reader gave an address; reason: why it cannot be answered now, "" when it can
    """

    line: ProblemLine
    words: str
    language: str
    answer: str
    wants_answer: bool
    reason: str
    form: AnswerForm
    back: str


@staff
def problems(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    require(may(by, "problem.answer"))
    here = links.href("desk_problems", language)
    state = request.GET.get("state", "")
    found = reported.problems(by, as_of=now())
    if state in ProblemState.values:
        found = found.filter(state=state)
    number = links.asked_page(request.GET)
    page = ProblemsPage(
        title=_("Problems that readers reported"),
        crumbs=(desk_crumb(language),),
        lines=tuple(_line(one, language) for one in found[(number - 1) * PAGE : number * PAGE]),
        choices=(
            PageLink(_("All"), here, state not in ProblemState.values),
            *(
                PageLink(str(label), links.with_query(here, {"state": one.value}), one == state)
                for one, label in STATES.items()
            ),
        ),
        pages=paged(here, {"state": state}, number, found.count(), PAGE),
    )
    return show(request, "problems.html", page)


@staff
def problem(request: HttpRequest, by: Actor, language: str, key: UUID) -> HttpResponse:
    """Read it, answer it, or close it without an answer."""
    require(may(by, "problem.answer"))
    one = reported.get_problem(by, str(key), as_of=now())
    here = links.href("desk_problems", language)
    form = AnswerForm(request.POST if "answer" in request.POST else None)
    try:
        if "close" in request.POST:
            reported.close(str(key), by=by, at=now())
            return done(request, _("It is closed."), here)
        if form.is_bound and form.is_valid():
            reported.answer(str(key), form.cleaned_data["words"], by=by, at=now())
            return done(request, _("It is answered."), here)
    except Refusal as refused:
        if request.method != "POST" or not form.is_bound:
            raise
        form.refuse(refused.sentence)
    page = ProblemPage(
        title=_("Problem that a reader reported"),
        crumbs=(desk_crumb(language), Crumb(_("Problems that readers reported"), here)),
        errors=errors_of(form),
        line=_line(one, language),
        words=one.words,
        language=native_name(one.language),
        answer=one.answer,
        wants_answer=bool(one.reply),
        reason=reason(reported.can_answer(by, one)),
        form=form,
        back=here,
    )
    return show(request, "problem.html", page)


def _line(one: Problem, language: str) -> ProblemLine:
    decided = ""
    if one.decided_at:
        decided = _("by %(post)s, %(day)s") % {
            "post": one.decided_by,
            "day": dates.day(one.decided_at.date(), language),
        }
    return ProblemLine(
        page=one.page,
        words=one.words[:200],
        state=str(STATES[ProblemState(one.state)]),
        when=dates.instant(one.made_at, language),
        decided=decided,
        address=links.href("desk_problem", language, key=str(one.pk)),
    )
