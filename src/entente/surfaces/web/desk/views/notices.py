"""Notices: what a person chooses, the calendar behind a secret address, and the pages that mails lead to."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import Refusal
from entente.foundation.common.refs import Ref
from entente.record.delivery import commands
from entente.record.plan import queries
from entente.surfaces.notices import calendars, feed, passes, recipients, wishes
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.notices import WishForm
from entente.surfaces.web.wording import Said

from .overview import commitment_words
from .parts import DeskPage, desk_crumb, done, show


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesPage(DeskPage):
    """What a person is told.  address: a calendar address just made, shown this once; made_at: of the one there is."""

    is_on: bool
    form: WishForm
    address: str
    made_at: str


@staff
def notices(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Choose mails; make or revoke the address of one's calendar."""
    user = by.user_id or ""
    here = links.href("desk_notices", language)
    known = wishes.wish_of(user)
    initial = {"rhythm": known.rhythm, "has_singles": known.has_singles, "language": known.language}
    form = WishForm(request.POST if "save" in request.POST else None, initial=initial)
    if form.is_bound and form.is_valid():
        wishes.set_wish(user, form.facts())
        return done(request, _("Your choice is saved."), here)
    if request.method == "POST" and "revoke" in request.POST:
        calendars.revoke_address(user)
        return done(request, _("The address is revoked; calendar programs find nothing there any more."), here)
    address = ""
    if request.method == "POST" and "make" in request.POST:
        secret = calendars.make_address(user, at=now())
        address = links.absolute(links.href("calendar", known.language, secret=secret))
    made_at = calendars.made_at(user)
    page = NoticesPage(
        title=_("Notices and calendar"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(form),
        is_on=settings.MAIL_IS_ON,
        form=form,
        address=address,
        made_at=dates.instant(made_at, language) if made_at else "",
    )
    return show(request, "notices.html", page)


@never_cache
def calendar(request: HttpRequest, language: str, secret: str) -> HttpResponse:
    """Somebody's dates, for a calendar program.  404 for an unknown or revoked address, and after their last post ended."""
    user = calendars.holder(secret)
    actors = recipients.actors_of(user, on=timezone.localdate()) if user else ()
    if not actors:
        raise Http404
    with override(language):
        lines = [line for by in actors for line in feed.lines(by, as_of=now(), language=language, address=absolute)]
        data = calendars.written(lines, name=_("Entente: my dates"), at=now())
    return HttpResponse(
        data,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="entente.ics"', "X-Robots-Tag": "noindex"},
    )


def absolute(page: str, language: str, **keys: str) -> str:
    """The address of a page, for what leaves the site."""
    return links.absolute(links.href(page, language, **keys))


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """A page that a mail leads to, open to whoever holds its link.  sentence: what was done, or why nothing is; "" before."""

    title: str
    sentence: str = ""
    number: str = ""
    words: Said | None = None
    post: str = ""
    description: str = ""
    bar: None = None


@never_cache
def no_change(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """From a mail: looking changes nothing, the button notes that nothing changed.  No log-in: the pass is the right."""
    granted = passes.read_no_change(token)
    title = _("Has nothing changed?")
    by = recipients.actor_at(granted.user, granted.post, on=timezone.localdate()) if granted else None
    if granted is None or by is None:
        gone = _("This link has expired, or whoever it was made for no longer holds that post. Open your desk instead.")
        return _outside(request, "no_change.html", OutsidePage(title, gone), 410)
    ref = Ref.parse(granted.commitment)
    view = queries.get_visible_commitment(by, granted.commitment, as_of=now())
    plan = queries.get_visible_plan(by, ref.plan, as_of=now())
    if request.method != "POST":
        page = OutsidePage(title, "", ref.number, commitment_words(view, plan, language), granted.post)
        return _outside(request, "no_change.html", page)
    try:
        commands.note_no_change(granted.commitment, by=by, at=now())
    except Refusal as refused:
        page = OutsidePage(title, words.in_language(refused.sentence))
        return _outside(request, "no_change.html", page, refused.status)
    return _outside(request, "no_change.html", OutsidePage(title, _("It is noted, dated today. Thank you.")))


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the pass in the address is the right to do it
@never_cache
def stop_mails(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """From a mail: no more of them.  Looking changes nothing; the button, or the mail program's own, does."""
    user = passes.read_stop(token)
    if user is None:
        raise Http404
    title = _("No more mails?")
    if request.method != "POST":
        return _outside(request, "stop_mails.html", OutsidePage(title))
    wishes.stop_mails(user)
    return _outside(request, "stop_mails.html", OutsidePage(title, _("No more mails are sent to you.")))


def _outside(request: HttpRequest, template: str, page: OutsidePage, status: int = 200) -> HttpResponse:
    return render(request, f"desk/{template}", {"page": page}, status=status)
