"""Refusals become pages, and under /api/ JSON of one shape: {error, code, reasons, status}."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.errors import Refusal

from .sentences import in_language


class RefusalMiddleware:
    """Maps every named refusal that a view raises; anything else stays an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that tells why."""
    if refusal.status == 404:  # absent and forbidden look the same, whatever the reason was
        return page_not_found(request)
    return _answer(request, refusal.status, refusal.code, refusal.sentence, refusal.reasons)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, "bad_request", _("The address or the form holds something that cannot be read."))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, "action_denied", _("This page is not open to you."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(
        request,
        403,
        "form_expired",
        _("The form had been open too long or came from elsewhere. Load the page again and resend it."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, "not_visible", _("There is no page at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(
        request, 500, "server_error", _("Something went wrong on our side. It has been noted; please try again later.")
    )


def _answer(request: HttpRequest, status: int, code: str, sentence: str, reasons: tuple[str, ...] = ()) -> HttpResponse:
    if request.path_info.startswith(settings.API_PREFIX):
        return JsonResponse(
            {"error": sentence, "code": code, "reasons": list(reasons), "status": status}, status=status
        )
    context = {
        "status": status,
        "sentence": in_language(sentence),
        "reasons": [in_language(one) for one in reasons],
        "title": _title(status),
    }
    return render(request, "web/pages/refusal.html", context, status=status)


def _title(status: int) -> str:
    titles = {
        400: _("This request cannot be read"),
        403: _("You cannot do this"),
        404: _("Page not found"),
        409: _("This is not possible now"),
        422: _("Something in it has to be mended"),
        500: _("Something went wrong"),
    }
    return titles.get(status, _("This was refused"))
