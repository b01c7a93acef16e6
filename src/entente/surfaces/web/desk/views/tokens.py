"""The keys with which the programs of one's own log-in act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.queries import Token, User
from entente.foundation.accounts.words import Scope
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied
from entente.foundation.common.rights import may
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk.access import any_post, now
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.forms.people import SCOPE_WORDS, TokenForm

from .parts import DeskPage, desk_crumb, done, reason, show

fresh_second_factor = reauthentication_required(allow_get=True)
"""A key that outlives the session asks for the second factor again, unless it was shown a few minutes ago."""


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token of one's own.  ended: why it no longer works, "" while it does."""

    label: str
    handle: str
    post: str
    may: str
    used: str
    until: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensPage(DeskPage):
    """One's own tokens and a form for a new one.  raw: a key made a moment ago, told this once, "" otherwise."""

    tokens: tuple[TokenLine, ...]
    form: TokenForm
    post: str
    reason: str
    raw: str


@any_post
@fresh_second_factor  # type: ignore[untyped-decorator]  # allauth has no types
def tokens(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    user, there = _user(request), links.href("desk_tokens", language)
    if request.method == "POST" and "revoke" in request.POST:
        commands.revoke_token(user, request.POST["revoke"], by=by, at=now())
        return done(request, _("The token is revoked and opens nothing from now on."), there)
    form, raw = TokenForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        scopes = [Scope(scope) for scope in read["scopes"]]
        _token, raw = commands.make_token(
            user, by.post, label=read["label"], scopes=scopes, days=read["days"], by=by, on=timezone.localdate()
        )
        form = TokenForm()
    page = TokensPage(
        title=_("Tokens"),
        crumbs=(desk_crumb(language),),
        errors=errors_of(form),
        tokens=tuple(_line(token, timezone.localdate(), language) for token in queries.tokens_of(user)),
        form=form,
        post=by.post,
        reason=reason(may(by, "token.make")),
        raw=raw,
    )
    return show(request, "tokens.html", page)


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise ActionDenied(_("Log in to make a token."))
    return request.user


def _line(token: Token, today: date, language: str) -> TokenLine:
    held = token.appointment
    ended = ""
    if token.revoked_at is not None:
        ended = pgettext("a token", "revoked")
    elif token.expires_on <= today:
        ended = _("out of time")
    elif held.to_on is not None and held.to_on <= today:
        ended = _("ended with the post")
    return TokenLine(
        label=token.label,
        handle=token.handle,
        post=held.post.ref,
        may=", ".join(
            [_("read"), *(str(words) for scope, words in SCOPE_WORDS.items() if scope.value in token.scopes)]
        ),
        used=dates.day(token.last_used_on, language) if token.last_used_on else _("never used"),
        until=dates.day(token.expires_on, language),
        ended=ended,
    )
