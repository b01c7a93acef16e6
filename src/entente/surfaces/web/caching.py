"""Which answers a cache between us and the readers may keep: those that say the same to everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class CachingMiddleware:
    """Says `public` on what was answered without looking at who asks, and `private` on the rest, where a view said neither.

    It stands outside the session, which adds Cookie to Vary as soon as anybody has looked into it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.method in ("GET", "HEAD")
            and response.status_code == 200
            and "Cache-Control" not in response.headers
        ):
            response.headers["Cache-Control"] = _kept() if _says_the_same_to_all(response) else "private, no-cache"
        return response


def _kept() -> str:
    seconds = settings.ENV.cache_seconds
    return f"public, max-age={seconds}" if seconds else "public, no-cache"


def _says_the_same_to_all(response: HttpResponse) -> bool:
    looked_at = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return not response.cookies and not looked_at & {"cookie", "authorization", "*"}
