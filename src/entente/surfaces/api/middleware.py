"""What every answer under /api/ has, whoever made it: CORS, a strong ETag, HEAD, the one error shape for a wrong method."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control

from .bearer import admit, has_token
from .errors import method_not_allowed, not_authenticated

ALLOWED_HEADERS = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match"
READING = ("GET", "HEAD", "OPTIONS")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT"})
PREFLIGHT_SECONDS = 86_400


class ApiMiddleware:
    """Public data is readable from any origin; no answer depends on a cookie, so none is taken or given.

    With a token an answer is its holder's alone, and no cache keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(settings.API_PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        language = _language_of(request)
        request.META["HTTP_ACCEPT_LANGUAGE"] = language
        with translation.override(language):
            response = self._answer(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight(self._taken_at(request))
        if request.method not in METHODS:
            return method_not_allowed(self._taken_at(request))
        if not admit(request):
            return not_authenticated()
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            response = method_not_allowed(_all_methods(response["Allow"]))
        if has_token(request) or request.method != "GET":
            _keep_nothing(response)
        else:
            _say_how_to_keep(response)
        if is_head:
            _take_body(response)
        return response

    def _taken_at(self, request: HttpRequest) -> str:
        """The methods that an address takes; those of reading where there is nothing at it.

        request: of a method that no address takes, so that asking for them does nothing.
        """
        response = self.get_response(request)
        return _all_methods(response["Allow"]) if isinstance(response, HttpResponseNotAllowed) else ", ".join(READING)


def _take_body(response: HttpResponse | StreamingHttpResponse) -> None:
    """HEAD answers as GET does, with the length and without the body."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()  # its length is told by whoever made it
        return
    response["Content-Length"] = str(len(response.content))
    response.content = b""


def _all_methods(allowed: str) -> str:
    """What an address takes, with what every one takes that can be read or asked about."""
    known = {method.strip() for method in allowed.split(",")}
    known |= {"HEAD"} if "GET" in known else set()
    return ", ".join(sorted(known | {"OPTIONS"}))


def _language_of(request: HttpRequest) -> str:
    """The interface language for errors: `lang`, else what the caller's Accept-Language says."""
    asked = request.GET.get("lang", "").partition("-")[0]
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language_from_request(request)


def _preflight(allowed: str) -> HttpResponse:
    """A browser asks before it sends If-None-Match from elsewhere."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = allowed
    response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    return response


def _say_how_to_keep(response: HttpResponse) -> None:
    """Anyone may keep an answer and ask with its ETag whether it still holds.

    The ETag is a hash of the very bytes (Django's own middleware).  The size of the log would be cheaper to ask for, but an
    embargo that ends changes an answer without an entry.
    """
    if response.status_code not in (200, 304):
        return
    patch_cache_control(response, public=True, no_cache=True)
    for header in ("Content-Language", "Vary"):  # it speaks every language at once and depends on the address alone
        response.headers.pop(header, None)


def _keep_nothing(response: HttpResponse) -> None:
    """What a token reads is not public; neither a shared cache nor a browser keeps it."""
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "Authorization"
