"""Where following is found; the addresses come from `web.links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web.patterns import View, in_all_languages

from .views.feeds import feed
from .views.follow import follow
from .views.mail import follow_confirm, follow_leave, follow_mail, follows_page
from .views.problem import problem_tell

FOLLOWING_PAGES: dict[str, View] = {
    "follow": follow,
    "follow_mail": follow_mail,
    "follow_confirm": follow_confirm,
    "follow_leave": follow_leave,
    "follows": follows_page,
    "problem_tell": problem_tell,
    **dict.fromkeys(("feed", "feed_body", "feed_pillar", "feed_commitment"), feed),
}

urlpatterns: list[URLPattern | URLResolver] = in_all_languages(FOLLOWING_PAGES)
