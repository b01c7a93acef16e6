"""One address of the site as the bytes of a file: the same view and template as on the site with a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation

from entente.foundation.common import notes
from entente.foundation.common.errors import Refusal
from entente.surfaces.web import files, languages, refusals
from entente.surfaces.web.pages.root import missing

from .grouping import ADDRESSES
from .words import PublicationRefused

REQUESTS = RequestFactory()
NOT_THERE = (403, 404)
"""A page that tells why it cannot be shown (the words of a damaged copy) is one; what the public may not read is none."""
OF_THE_MACHINE = 500
"""From this status on a refusal tells of the machine at this moment and not of the record: no page says it."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a file holds.

    reached   file -> address, of all that it leads to within the site
    assets    files of style, script and image that it shows
    is_there  False for an address at which the public finds no page: the file says so
    """

    content: bytes
    reached: Mapping[str, str]
    assets: frozenset[str]
    is_there: bool = True


def render(address: str, *, as_of: datetime, origin: str) -> Rendered:
    """The page at an address, for everybody, as of an instant."""
    request = _request(address, as_of)
    language = languages.from_path(request.path) or settings.LANGUAGE_CODE
    with translation.override(language), files.written(address, origin=origin, told=newest) as folder:
        response = _answer(request)
    return _rendered(response, folder)


def render_missing(language: str, *, as_of: datetime, origin: str) -> Rendered:
    """What a host shows at an address without a page, in one language, or with "" in all of them."""
    address = f"/{language}/404.html" if language else "/404.html"
    request = _request(address, as_of)
    with (
        translation.override(language or settings.LANGUAGE_CODE),
        files.written(address, origin=origin, is_anywhere=True, told=newest) as folder,
    ):
        response = refusals.page_not_found(request) if language else missing(request)
    return _rendered(response, folder)


def newest() -> datetime | None:
    """The newest instant that any row told, which was read so far for the page in progress."""
    noted = notes.current()
    return noted.newest if noted else None


def _request(address: str, as_of: datetime) -> HttpRequest:
    request: HttpRequest = REQUESTS.get(address)
    request.user = AnonymousUser()
    setattr(request, "as_of", as_of)  # noqa: B010  # HttpRequest declares no such attribute
    return request


def _answer(request: HttpRequest) -> HttpResponseBase:
    try:
        match = resolve(request.path, ADDRESSES)
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Refusal as refusal:
        if refusal.status >= OF_THE_MACHINE:
            raise PublicationRefused(f"{refusal}  The site that was there before stays as it was.") from refusal
        return refusals.refused(request, refusal)
    except (Http404, Resolver404):
        return refusals.page_not_found(request)
    return response


def _rendered(response: HttpResponseBase, folder: files.Folder) -> Rendered:
    content = b"".join(response)  # a response iterates over its parts
    return Rendered(content, folder.reached, frozenset(folder.assets), response.status_code not in NOT_THERE)
