"""Every error in one shape: {error, code, reasons, status}, in the language asked for."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from entente.foundation.common.errors import Conflict, NotVisible, Refusal
from entente.foundation.common.saying import in_language

from .shapes import Error


def answer(status: int, code: str, sentence: str, reasons: list[str] | None = None) -> HttpResponse:
    """An error as the API says it."""
    error = Error(error=sentence, code=code, reasons=reasons or [], status=status)
    response = HttpResponse(
        json.dumps(asdict(error), ensure_ascii=False), content_type="application/json", status=status
    )
    response["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    return response


def not_found(request: HttpRequest, *_path: Any, **_keys: Any) -> HttpResponse:
    """Absent and forbidden look the same."""
    match = request.resolver_match
    keys = [str(key) for key in match.kwargs.values()] if match else []
    if not keys:
        return answer(404, NotVisible.code, _("There is nothing at this address."))
    return answer(
        404, NotVisible.code, _("There is nothing on public record under “%(ref)s”.") % {"ref": "/".join(keys)}
    )


def method_not_allowed(allowed: str) -> HttpResponse:
    """allowed: the methods that the address takes, as the header Allow names them."""
    sentence = _("This address can only be read: use GET.")
    if "GET" not in allowed:
        sentence = _("This address only takes what is sent to it: use %(methods)s.") % {"methods": allowed}
    response = answer(405, "method_not_allowed", sentence)
    response["Allow"] = allowed
    return response


def not_authenticated() -> HttpResponse:
    """The same for a token that is unknown, revoked, out of time or whose user left the post."""
    sentence = _("This token opens nothing: it is wrong, revoked or out of time. Leave it out to read what is public.")
    response = answer(401, "not_authenticated", sentence)
    response["WWW-Authenticate"] = "Bearer"
    response["Cache-Control"] = "no-store"
    return response


def no_token() -> HttpResponse:
    """For a write that comes without a token."""
    response = answer(401, "not_authenticated", _("Writing takes a token: send it as “Authorization: Bearer …”."))
    response["WWW-Authenticate"] = "Bearer"
    return response


def register(api: NinjaAPI) -> None:
    """Put the handlers in place.  What none of them knows is an error of ours and goes on to Django's."""

    @api.exception_handler(NotVisible)
    @api.exception_handler(Http404)
    def _absent(request: HttpRequest, _exception: Exception) -> HttpResponse:
        return not_found(request)

    @api.exception_handler(Refusal)
    def _refused(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return answer(
            refusal.status, refusal.code, in_language(refusal.sentence), [in_language(one) for one in refusal.reasons]
        )

    @api.exception_handler(ValidationError)
    def _invalid(_request: HttpRequest, invalid: ValidationError) -> HttpResponse:
        reasons = [_reason(error) for error in invalid.errors]
        is_body = any(error["loc"][0] == "body" for error in invalid.errors)
        sentence = _("What was sent is not as it should be.") if is_body else None
        return answer(422, "invalid_request", sentence or _("The address asks for something that it cannot."), reasons)

    @api.exception_handler(Conflict)
    def _conflict(_request: HttpRequest, conflict: Conflict) -> HttpResponse:
        reasons = [_("It stands at revision %(revision)d now; read it again.") % {"revision": conflict.revision}]
        return answer(conflict.status, conflict.code, in_language(conflict.sentence), reasons)

    @api.exception_handler(RequestDataTooBig)
    def _too_big(_request: HttpRequest, _refused: RequestDataTooBig) -> HttpResponse:
        return answer(413, "too_large", _("What was sent is too large; send it in smaller parts."))

    @api.exception_handler(HttpError)
    def _http(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(error.status_code, "bad_request", _("The request cannot be read."))


def _reason(error: dict[str, Any]) -> str:
    """One wrong parameter in one sentence."""
    name = str(error["loc"][-1])
    bounds = error.get("ctx", {})
    choices = ", ".join(re.findall(r"'([^']*)'", str(bounds.get("expected"))))
    what = {
        "missing": _("is missing"),
        "int_parsing": _("takes a whole number"),
        "greater_than_equal": _("takes no number below %(bound)s") % {"bound": bounds.get("ge")},
        "less_than_equal": _("takes no number above %(bound)s") % {"bound": bounds.get("le")},
        "enum": _("takes one of %(choices)s") % {"choices": choices},
        "literal_error": _("takes one of %(choices)s") % {"choices": choices},
        "string_too_long": _("takes at most %(bound)s signs") % {"bound": bounds.get("max_length")},
    }
    otherwise = _("is not written as it should be")
    return _("%(name)s: %(words)s") % {"name": name, "words": what.get(error["type"], otherwise)}
