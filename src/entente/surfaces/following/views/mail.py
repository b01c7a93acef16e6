"""Following by e-mail: the form, and the pages that mails lead to.  Nothing here knows a session or sets a cookie.

A GET changes nothing.  The views take no CSRF cookie: the open form carries a stamp of its own, and the others are opened by a
signed link, which is the right to do what they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from entente.foundation.common.errors import NotVisible
from entente.surfaces.following import follows, passes
from entente.surfaces.following.follows import Follow, Wish
from entente.surfaces.following.forms import RHYTHMS, FollowForm, RhythmForm
from entente.surfaces.following.items import title_of
from entente.surfaces.following.limits import is_within, network_of
from entente.surfaces.following.subjects import Subject, find
from entente.surfaces.following.words import Rhythm, SubjectKind
from entente.surfaces.web import links
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.frame import now_of
from entente.surfaces.web.wording import Said, spoken

ASKS_OF_NETWORK, WITHIN = 20, timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form for following by e-mail.

    about  what is followed; is_on: whether this site sends mails
    sent   True once it was sent: then there is no form
    """

    title: str
    about: Said
    is_on: bool
    form: FollowForm
    button: str
    back: str
    errors: tuple[FormError, ...] = ()
    sent: bool = False
    description: str = ""
    bar: None = None


@dataclass(frozen=True, slots=True)
class DonePage:
    """A page that a mail leads to.  sentence: what was done, "" before; button: what does it; link: where to go on."""

    title: str
    question: str = ""
    button: str = ""
    sentence: str = ""
    about: Said | None = None
    link: str = ""
    link_words: str = ""
    description: str = ""
    bar: None = None
    errors: tuple[FormError, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowLine:
    """One thing that an address follows.  key: for ending it."""

    key: str
    about: Said
    address: str


@dataclass(frozen=True, slots=True)
class FollowsPage:
    """All that an address follows, without the address."""

    title: str
    lines: tuple[FollowLine, ...]
    form: RhythmForm
    button: str
    sentence: str = ""
    errors: tuple[FormError, ...] = ()
    description: str = ""
    bar: None = None


@csrf_exempt  # no cookie is set here: the form's stamp takes its place
@never_cache
def follow_mail(request: HttpRequest, language: str, plan: str, subject: str) -> HttpResponse:
    """Ask for mails.  Says the same whether the address follows already or not."""
    wanted = _subject(plan, subject, request)
    form = FollowForm(
        request.POST if request.method == "POST" else None,
        initial={"rhythm": Rhythm.DAILY.value, "language": language},
    )
    is_asked = settings.MAIL_IS_ON and form.is_bound and form.is_valid()
    if is_asked and not _ask(request, wanted, form):
        form.add_error(None, _("Too many forms came from your network. Wait an hour and send it again."))
        is_asked = False
    page = AskPage(
        title=_("Follow by e-mail"),
        about=title_of(wanted, language),
        is_on=settings.MAIL_IS_ON,
        form=form,
        button=_("Send me the link"),
        back=wanted.page(language),
        errors=errors_of(form),
        sent=is_asked,
    )
    return render(request, "following/ask.html", {"page": page}, status=422 if page.errors else 200)


def _ask(request: HttpRequest, wanted: Subject, form: FollowForm) -> bool:
    """Whether the network may ask.  What a program filled in is thrown away without a word."""
    if form.is_trapped:
        return True
    at = timezone.now()
    if not is_within("network", network_of(request), at=at, most=ASKS_OF_NETWORK, span=WITHIN):
        return False
    read = form.cleaned_data
    wish = Wish(wanted.plan.slug, wanted.kind, wanted.key, Rhythm(read["rhythm"]), read["language"])
    follows.ask(read["address"], wish, at=at)
    return True


def _subject(plan: str, subject: str, request: HttpRequest) -> Subject:
    """ "plan", "pillar-6", "commitment-6.4", "body-SLUG".  Raises Http404 for another word, NotVisible for what is not there."""
    kind, _dash, key = subject.partition("-")
    if kind not in SubjectKind.values or bool(key) == (kind == SubjectKind.PLAN):
        raise Http404
    return find(plan, SubjectKind(kind), key, as_of=now_of(request))


@csrf_exempt  # the signed link is the right to confirm
@never_cache
def follow_confirm(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """From a mail: the button says that its reader wants the mails."""
    key = passes.read_confirm(token)
    title = _("Do you want these mails?")
    try:
        follow = follows.find_follow(key or "")
        about = _about(follow, language, request)
    except NotVisible:
        gone = _("This link has expired, or what it was for is deleted. Ask again on the page that you want to follow.")
        return _outside(request, DonePage(title, sentence=gone), 410)
    if request.method != "POST":
        often = dict(RHYTHMS)[Rhythm(follow.rhythm).value]
        asked = _("You will be told of what changes in it (%(often)s).") % {"often": str(often).lower()}
        return _outside(request, DonePage(title, question=asked, button=_("Yes, I want them"), about=about))
    follows.confirm(str(follow.pk), at=timezone.now())
    mine = links.href("follows", language, token=passes.write_door(follow.follower_id))
    done = DonePage(
        title,
        sentence=_("It is confirmed. Each mail has a link that ends it."),
        about=about,
        link=mine,
        link_words=_("What you follow"),
    )
    return _outside(request, done)


@csrf_exempt  # the signed link is the right to change what this one address follows
@never_cache
def follows_page(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """From a mail: what an address follows, how often it is told, in which language; and the end of it."""
    title = _("What you follow")
    try:
        follower = follows.find_follower(passes.read_door(token) or "")
    except NotVisible:
        return _gone(request, title)
    form = RhythmForm(
        request.POST if "save" in request.POST else None,
        initial={"rhythm": follower.rhythm, "language": follower.language},
    )
    sentence = ""
    if "erase" in request.POST:
        follows.erase(str(follower.pk))
        return _outside(request, DonePage(title, sentence=_left()))
    if "end" in request.POST:
        if follows.end(follower, request.POST["end"]):
            return _outside(request, DonePage(title, sentence=_left()))
        sentence = _("You are told no more of that.")
    if form.is_bound and form.is_valid():
        read = form.cleaned_data
        follows.change(follower, rhythm=Rhythm(read["rhythm"]), language=read["language"], at=timezone.now())
        sentence = _("Your choice is saved.")
    page = FollowsPage(
        title, tuple(_lines(follower, language, request)), form, _("Save"), sentence=sentence, errors=errors_of(form)
    )
    return render(request, "following/follows.html", {"page": page}, status=422 if page.errors else 200)


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the signed link is the right to do it
@never_cache
def follow_leave(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """From a mail: no more of them, and the address is erased.  Looking changes nothing; the button does."""
    key = passes.read_leave(token)
    if key is None:
        raise Http404
    title = _("No more mails?")
    if request.method != "POST":
        asked = _("With the button no more mails come to you, and your address is erased here.")
        return _outside(request, DonePage(title, question=asked, button=_("No more mails")))
    follows.erase(key)
    return _outside(request, DonePage(title, sentence=_left()))


def _lines(follower: follows.Follower, language: str, request: HttpRequest) -> list[FollowLine]:
    found = []
    for follow in follows.follows_of(follower):
        try:
            subject = find(follow.plan, SubjectKind(follow.kind), follow.key, as_of=now_of(request))
        except NotVisible:
            gone = spoken(f"{follow.plan} {follow.key}".strip(), language, language)
            found.append(FollowLine(str(follow.pk), gone, ""))
        else:
            found.append(FollowLine(str(follow.pk), title_of(subject, language), subject.page(language)))
    return found


def _about(follow: Follow, language: str, request: HttpRequest) -> Said:
    subject = find(follow.plan, SubjectKind(follow.kind), follow.key, as_of=now_of(request))
    return title_of(subject, language)


def _left() -> str:
    return _("No more mails come to you, and your address is erased here.")


def _gone(request: HttpRequest, title: str) -> HttpResponse:
    sentence = _("Nothing is kept under this link: the address was erased, and no more mails go to it.")
    return _outside(request, DonePage(title, sentence=sentence), 410)


def _outside(request: HttpRequest, page: DonePage, status: int = 200) -> HttpResponse:
    return render(request, "following/done.html", {"page": page}, status=status)
