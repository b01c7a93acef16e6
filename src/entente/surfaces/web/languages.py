"""Which language a page speaks: the first part of its address; where there is none, the one that the browser asks for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real


def hold_for_each_thread() -> None:
    """Keep the language of a page where a thread keeps its own things.

    Django keeps it where a coroutine keeps its own, which takes ten times as long to look at; a page looks a hundred times,
    at each word and label.  No coroutine runs here: a request has a thread.
    """
    setattr(trans_real, "_active", threading.local())  # noqa: B010  # Django has no setting for it


def from_path(path: str) -> str | None:
    """The interface language that an address begins with, or None."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else None


def asked_for(request: HttpRequest) -> str:
    """The interface language that a browser asks for first among those there are.  Nothing that was stored is looked at."""
    for tag, _weight in trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return translation.get_supported_language_variant(tag)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Activates the language for the request and says it in Content-Language.

    Django's LocaleMiddleware knows prefixed addresses only through i18n_patterns, which cannot translate the words of an
    address; hence this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        tag = from_path(request.path_info)
        is_negotiated = tag is None
        language = tag or asked_for(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        if is_negotiated:
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response
