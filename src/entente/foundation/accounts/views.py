"""Pages about a log-in that allauth does not have: its home, and the choice of a post."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entente.foundation.common.languages import pick

from . import commands, queries
from .middleware import actor_of
from .queries import Post


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as the pages show it.  Titles in another language than the page's carry their own tag."""

    ref: str
    title: str
    title_language: str
    organisation: str
    organisation_language: str
    is_chosen: bool


class ChoosePostForm(forms.Form):
    post = forms.CharField(max_length=129, error_messages={"required": _("Choose one of your posts.")})


@require_safe
@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who is logged in, through which post, and what can be changed about the log-in."""
    return render(request, "account/home.html", {"posts": _posts(request)})


@never_cache
@login_required
def choose_post(request: HttpRequest) -> HttpResponse:
    """The posts that the user holds today, and the choice among them."""
    form = ChoosePostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.choose_post(request.session, request.user, form.cleaned_data["post"], on=timezone.localdate())
        return HttpResponseRedirect(_next(request))
    return render(request, "account/choose_post.html", {"form": form, "posts": _posts(request), "next": _next(request)})


def _posts(request: HttpRequest) -> list[HeldPost]:
    chosen = actor_of(request).post
    return [_held_post(post, chosen) for post in queries.posts_of(request.user, on=timezone.localdate())]


def _held_post(post: Post, chosen: str) -> HeldPost:
    wanted = get_language() or ""
    title, title_language = pick(post.title, wanted)
    name, name_language = pick(post.organisation.name, wanted)
    return HeldPost(post.ref, title, title_language, name, name_language, is_chosen=post.ref == chosen)


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this site that was handed over, else where a log-in begins."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)
