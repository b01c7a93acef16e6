"""What stands around every page: languages, addresses, the plan's own navigation, the instant it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from entente.foundation.ledger import queries as ledger
from entente.record.plan.queries import PlanView

from . import files, links
from .alternates import Alternate, alternates
from .wording import Said, said

PLAN_PAGES = (
    "plan",
    "commitments",
    "overview",
    "reporting",
    "activities",
    "milestones",
    "text",
    "frameworks",
    "history",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every template may rely on, whatever the page.

    canonical  absolute address of this page in this language, without its query
    elsewhere  language -> absolute address of this page in it; "x-default" where a language is chosen
    linked     address of the same facts as linked data (JSON-LD), "" where there are none
    as_of      the instant this page speaks of; of a file that of the newest thing on it, None when nothing on it is dated
    is_file    True on a page that is written to a file: no server answers its forms
    """

    language: str
    alternates: tuple[Alternate, ...]
    canonical: str
    elsewhere: Mapping[str, str]
    as_of: datetime | None
    is_demonstration: bool
    is_file: bool
    home: str
    about: str
    linked: str


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One link of a navigation; is_current: this very page or one below it."""

    label: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class PlanBar:
    """The plan that a page belongs to: its title, its pages, who keeps its record, when that last changed.

    modified_at  instant of the last public entry about the subject of the page, None when there is none or a file tells its own
    data         address of the plan's data for programs, "" where no server gives them
    """

    slug: str
    title: Said
    keeper: Said
    links: tuple[NavigationLink, ...]
    is_demonstration: bool
    modified_at: datetime | None
    data: str


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    tongues, folder = tuple(alternates(request, language)), files.current()
    elsewhere = {one.language: links.absolute(one.address) for one in tongues}
    return {
        "frame": Frame(
            language=language,
            alternates=tongues,
            canonical=links.absolute(request.path),
            elsewhere=elsewhere | {"x-default": links.absolute("/")},
            as_of=now_of(request) if folder is None else folder.told(),
            is_demonstration=settings.IS_DEMONSTRATION,
            is_file=folder is not None,
            home=links.href("home", language),
            about=links.href("about", language),
            linked=_linked(request),
        )
    }


def _linked(request: HttpRequest) -> str:
    match = request.resolver_match
    return links.linked_data(match.url_name, match.kwargs) if match is not None and match.url_name else ""


def now_of(request: HttpRequest) -> datetime:
    """The instant a request speaks of, one for the whole page: what was just put on record is on it.

    Pages tell it to the minute, so that one asked for again within the minute is the same.
    """
    as_of: datetime | None = getattr(request, "as_of", None)
    if as_of is None:
        as_of = timezone.now().astimezone(UTC)
        setattr(request, "as_of", as_of)  # noqa: B010  # HttpRequest declares no such attribute
    return as_of


def told_at(as_of: datetime) -> datetime:
    """The instant that a page, a citation or a workbook names as its own.

    In a folder of files it is that of the newest thing on the page, so that a page which nothing changed stays the same to
    the byte; until when the whole folder was checked, one page of it tells.
    """
    folder = files.current()
    return as_of if folder is None else folder.told() or as_of


def plan_modified_at(plan: str, as_of: datetime) -> datetime | None:
    """When a plan's record last changed, for a page of it that shows a part; None in a folder of files and when nothing did.

    There such a page tells the newest thing on itself: else one entry about one promise would change every page of its plan.
    """
    if files.current() is not None:
        return None
    entries = ledger.history(plan, limit=1, as_of=as_of)
    return entries[0].at if entries else None


def plan_bar(plan: PlanView, language: str, current: str, modified_at: datetime | None) -> PlanBar:
    """The bar of a plan's page; `current` is one of PLAN_PAGES or "" for none."""
    labels = {
        "plan": _("Where it stands"),
        "commitments": _("Commitments"),
        "overview": _("Overview"),
        "reporting": _("Reporting"),
        "activities": _("Activities"),
        "milestones": _("Milestones"),
        "text": _("Full text"),
        "frameworks": _("Frameworks"),
        "history": _("What changed"),
    }
    return PlanBar(
        slug=plan.slug,
        title=said(plan.title, language, plan.languages),
        keeper=said(plan.keeper_name, language, plan.languages),
        links=tuple(
            NavigationLink(labels[page], links.href(page, language, plan=plan.slug), page == current)
            for page in PLAN_PAGES
        ),
        is_demonstration=plan.is_demonstration,
        modified_at=modified_at,
        data="" if files.current() else f"{settings.API_PREFIX}v1/plans/{plan.slug}?lang={language}",
    )
