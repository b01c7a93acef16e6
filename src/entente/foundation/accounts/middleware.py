"""Between the session and the pages: a whole log-in first, then an Actor.

`SecondFactorRequired` stands before `ActorMiddleware`, both after allauth's own middleware.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor

from . import queries, rules
from .commands import POST_SESSION_KEY
from .models import User
from .rules import SetUpStep

ADDED_SESSION_KEY = "accounts.second_factor_added"
"""Set in the session in which the second factor was added: it need not be shown again there."""

FIRST_PAGE = {
    SetUpStep.PASSWORD: "account_change_password",
    SetUpStep.SECOND_FACTOR: "mfa_index",
    SetUpStep.CONFIRM: "mfa_reauthenticate",
}
LOG_OUT = frozenset({"account_logout"})
OPEN_PAGES = {
    SetUpStep.PASSWORD: LOG_OUT | {"account_change_password"},
    SetUpStep.SECOND_FACTOR: LOG_OUT | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"},
    SetUpStep.CONFIRM: LOG_OUT | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"},
}
"""Names of the pages that each step leaves open; static files are served before this middleware."""

POSTLESS_PREFIXES = ("account_", "mfa_")
"""Pages about the log-in itself, which need no post."""

GetResponse = Callable[[HttpRequest], HttpResponse]


class ActingRequest(HttpRequest):
    """A request behind this middleware.

    actor        who acts; PUBLIC without a whole log-in or without a post
    set_up_step  what the user must do first; None: nothing
    must_choose  the user holds several posts and has chosen none
    """

    actor: Actor
    set_up_step: SetUpStep | None
    must_choose: bool


def actor_of(request: HttpRequest) -> Actor:
    """Who acts.  For views; PUBLIC where the middleware did not run."""
    return getattr(request, "actor", PUBLIC)


class SecondFactorRequired:
    """Keeps everybody whose log-in is not whole on the pages that make it so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast(ActingRequest, request)
        acting.set_up_step = _set_up_step(request)
        response = self.get_response(request)
        was_lacking = acting.set_up_step is SetUpStep.SECOND_FACTOR
        if was_lacking and isinstance(request.user, User) and queries.has_second_factor(request.user):
            request.session[ADDED_SESSION_KEY] = True
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        step = cast(ActingRequest, request).set_up_step
        if step is None or _view_name(request) in OPEN_PAGES[step]:
            return None
        return _send_to(FIRST_PAGE[step], request)


class ActorMiddleware:
    """Sets `request.actor`; who holds several posts chooses one before seeing anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast(ActingRequest, request)
        acting.actor, acting.must_choose = PUBLIC, False
        user = _signed_in_user(request)
        if user is not None and acting.set_up_step is None:
            held = queries.posts_of(user, on=timezone.localdate())
            post = rules.acting_post(held, request.session.get(POST_SESSION_KEY))
            acting.must_choose = post is None and len(held) > 1
            if post is not None:
                acting.actor = queries.actor_through(post, user_id=str(user.pk), on=timezone.localdate())
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if not cast(ActingRequest, request).must_choose or _view_name(request).startswith(POSTLESS_PREFIXES):
            return None
        return _send_to("account_choose_post", request)


def _signed_in_user(request: HttpRequest) -> User | None:
    """None without a session cookie, and then without touching the session: public pages stay the same for all."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


def _set_up_step(request: HttpRequest) -> SetUpStep | None:
    user = _signed_in_user(request)
    if user is None:
        return None
    records = get_authentication_records(request, user)
    return rules.next_step(
        must_change_password=user.must_change_password,
        has_second_factor=queries.has_second_factor(user),
        has_shown_it=ADDED_SESSION_KEY in request.session or any(record["method"] == "mfa" for record in records),
    )


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _send_to(name: str, request: HttpRequest) -> HttpResponse:
    """To a page and back afterwards.  htmx is told in its own header, else it puts that page into this one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(name)})
    back = f"?{REDIRECT_FIELD_NAME}={quote(request.get_full_path())}" if request.method == "GET" else ""
    return HttpResponseRedirect(reverse(name) + back)
