"""A reader says that something is wrong on a page.  Open to everybody, without a log-in and without a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.following.forms import ProblemForm
from entente.surfaces.following.limits import is_within, network_of
from entente.surfaces.notices import problems
from entente.surfaces.notices.problems import ProblemFacts
from entente.surfaces.web import links
from entente.surfaces.web.desk.forms.fields import FormError, errors_of

REPORTS_OF_NETWORK, WITHIN = 10, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TellPage:
    """The form for a problem.  about: address of the page that it is on, "" for none; sent: True once it was sent."""

    title: str
    about: str
    form: ProblemForm
    button: str
    sends_answers: bool
    errors: tuple[FormError, ...] = ()
    sent: bool = False
    description: str = ""
    bar: None = None


@csrf_exempt  # no cookie is set here: the form's stamp takes its place
@never_cache
def problem_tell(request: HttpRequest, language: str) -> HttpResponse:
    form = ProblemForm(
        request.POST if request.method == "POST" else None, initial={"page": _page(request.GET.get("page", ""))}
    )
    if not settings.MAIL_IS_ON:
        del form.fields["reply"]
    is_sent = form.is_bound and form.is_valid()
    if is_sent and not _report(request, form, language):
        form.add_error(None, _("Too many forms came from your network. Wait an hour and send it again."))
        is_sent = False
    page = TellPage(
        title=_("Report a problem"),
        about=_page(str(form["page"].value() or "")),
        form=form,
        button=_("Send"),
        sends_answers=settings.MAIL_IS_ON,
        errors=errors_of(form),
        sent=is_sent,
    )
    return render(request, "following/tell.html", {"page": page}, status=422 if page.errors else 200)


def _report(request: HttpRequest, form: ProblemForm, language: str) -> bool:
    """Whether the network may report.  What a program filled in is thrown away without a word."""
    if form.is_trapped:
        return True
    at, read = timezone.now(), form.cleaned_data
    if not is_within("problem", network_of(request), at=at, most=REPORTS_OF_NETWORK, span=WITHIN):
        return False
    page = _page(read["page"])
    plan, number = _subject(page)
    facts = ProblemFacts(page, plan, number, language, read["words"], read.get("reply", ""))
    problems.report(facts, at=at)
    return True


def _page(text: str) -> str:
    """An address within the site as it was sent, "" for any other text: it is shown on the desk as a link."""
    is_own = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if is_own and len(text) <= 500 else ""


def _subject(page: str) -> tuple[str, str]:
    """Plan and number that a page is of, as far as the public sees them; "" for none."""
    try:
        match = resolve(page.partition("?")[0])
    except Resolver404:
        return "", ""
    plan, number = str(match.kwargs.get("plan", "")), str(match.kwargs.get("number", ""))
    is_public = plan in plans.visible_slugs(PUBLIC, as_of=timezone.now()) and not links.needs_server(
        match.url_name or ""
    )
    return (plan, number) if is_public else ("", "")
