"""Where a page can be followed: the addresses of its feed and its calendar.  What is in them is written above this surface."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from . import links

ATOM_FILE, JSON_FILE, DATES_FILE = "changes.atom", "changes.json", "dates.ics"
ON_PROMISE = ("commitment", "update", "update_version", "ask")
"""Pages that speak of one promise; they are followed as that promise."""


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Addresses.

    page  of the page that says how to follow the plan; atom, json, dates: of the files
    mail  of the form for following by e-mail, "" where no server answers it
    """

    page: str
    mail: str
    atom: str
    json: str
    dates: str


def of_plan(plan: str, language: str) -> FeedLinks:
    return _links("feed", "plan", language, plan=plan)


def of_pillar(plan: str, number: str, language: str) -> FeedLinks:
    return _links("feed_pillar", f"pillar-{number}", language, plan=plan, number=number)


def of_commitment(plan: str, number: str, language: str) -> FeedLinks:
    return _links("feed_commitment", f"commitment-{number}", language, plan=plan, number=number)


def of_body(plan: str, body: str, language: str) -> FeedLinks:
    return _links("feed_body", f"body-{body}", language, plan=plan, body=body)


def of_page(request: HttpRequest, language: str) -> FeedLinks | None:
    """How the page being shown is followed: as its promise, its pillar or its plan; None for a page that is of no plan."""
    match = request.resolver_match
    if match is None or "plan" not in match.kwargs or links.needs_server(match.url_name or ""):
        return None
    plan, number = match.kwargs["plan"], match.kwargs.get("number", "")
    if match.url_name in ON_PROMISE:
        return of_commitment(plan, number, language)
    return of_pillar(plan, number, language) if match.url_name == "pillar" else of_plan(plan, language)


def _links(page: str, subject: str, language: str, *, plan: str, **keys: str) -> FeedLinks:
    atom, json, dates = (
        links.href(page, language, plan=plan, file=file, **keys) for file in (ATOM_FILE, JSON_FILE, DATES_FILE)
    )
    takes_mail = settings.MAIL_IS_ON and links.has_server()
    mail = links.href("follow_mail", language, plan=plan, subject=subject) if takes_mail else ""
    return FeedLinks(links.href("follow", language, plan=plan), mail, atom, json, dates)
