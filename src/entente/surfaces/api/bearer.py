"""Who asks: the reader whom everybody is, or the post behind a token in `Authorization: Bearer …`."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from entente.foundation.accounts import commands
from entente.foundation.common.actors import PUBLIC, Actor


class BearerRequest(HttpRequest):
    """A request behind the middleware.  bearer: who its token acts as; None: it came without one."""

    bearer: Actor | None


def api_actor(request: HttpRequest) -> Actor:
    """Who acts in an operation: the actor of the token, with the roles that its scopes keep; PUBLIC without a token.

    Sessions and cookies count for nothing under /api/.
    """
    return getattr(request, "bearer", None) or PUBLIC


def has_token(request: HttpRequest) -> bool:
    """Whether a request says that it comes with a token, right or wrong."""
    return "Authorization" in request.headers


def admit(request: HttpRequest) -> bool:
    """Note who a request acts as; whether it may come in: a wrong token does not pass as a reader."""
    acting = cast(BearerRequest, request)
    acting.bearer = None
    if not has_token(request):
        return True
    scheme, _, raw = request.headers["Authorization"].partition(" ")
    if scheme.lower() == "bearer":
        acting.bearer = commands.use_token(raw.strip(), on=timezone.localdate())
    return acting.bearer is not None
