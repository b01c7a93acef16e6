"""The door of the staff pages: somebody who acts through a post, else the log-in or the choice of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from entente.foundation.accounts.middleware import actor_of
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied

DeskView = Callable[..., HttpResponse]


def staff(view: DeskView) -> DeskView:
    """The view gets `by`, the actor, as its second argument.

    Without a log-in: to the log-in page and back.  Who holds several posts and chose none was sent to the choice before.
    Raises ActionDenied for a log-in that holds no post.  Nothing here is kept by a cache.
    """

    @wraps(view)
    def guarded(request: HttpRequest, language: str, **keys: Any) -> HttpResponse:
        by = actor_of(request)
        if by.is_signed_in:
            return view(request, by, language, **keys)
        if not request.user.is_authenticated:
            return redirect_to_login(_here(request))
        raise ActionDenied(_("Your log-in holds no post today; ask whoever gave it to you to appoint you to one."))

    return never_cache(guarded)


def _here(request: HttpRequest) -> str:
    """Where to come back to; after a form was sent, the page that shows it."""
    return request.get_full_path() if request.method == "GET" else request.path


def now() -> datetime:
    """The instant of an act, or of what somebody signed in reads: to the second, unlike a public page's."""
    return timezone.now()


def keeper_slug(by: Actor) -> str:
    """The organisation of the post acted through: it keeps what is started through it."""
    return by.post.partition("/")[0]
