"""The door of the staff pages: somebody who acts through a post, else the log-in or the choice of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from entente.foundation.accounts.middleware import actor_of
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied
from entente.surfaces.web import links

DeskView = Callable[..., HttpResponse]


def staff(view: DeskView) -> DeskView:
    """The view gets `by`, the actor, as its second argument.

    Without a log-in: to the log-in page and back.  Who holds several posts and chose none was sent to the choice before.
    Raises ActionDenied for a log-in that holds no post, and for a post that only gives posts and log-ins: every page of the
    desk shows something of the record, but those of `any_post`.  Nothing here is kept by a cache.
    """
    return _guarded(view, shows_records=True)


def any_post(view: DeskView) -> DeskView:
    """As `staff`, for a page that shows nothing of the record: people, posts and log-ins."""
    return _guarded(view, shows_records=False)


def _guarded(view: DeskView, *, shows_records: bool) -> DeskView:
    @wraps(view)
    def guarded(request: HttpRequest, language: str, **keys: Any) -> HttpResponse:
        by = actor_of(request)
        if by.is_signed_in and (by.reads_records or not shows_records):
            return view(request, by, language, **keys)
        if by.is_signed_in and request.path == links.href("desk", language):
            return HttpResponseRedirect(links.href("desk_people", language))
        if by.is_signed_in:
            raise ActionDenied(_("Your post gives posts and log-ins and reads no record; go to “People and posts”."))
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
