"""The same request sent twice writes once: `Idempotency-Key` names a request, and its answer is kept beside what it wrote.

The answer is stored in the transaction of the write itself: a process killed in between leaves both or neither.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.errors import RuleBroken

from .models import Answer

HEADER = "Idempotency-Key"
KEY_MAX = 80
TOKEN_SIGNS = 16
"""As much of a token's hash as tells two tokens of one post and log-in apart: each has keys and answers of its own."""

KEPT_DAYS = 7
"""A retry that comes later than this is a new request."""


def once(request: HttpRequest, by: Actor, write: Callable[[], HttpResponse]) -> HttpResponse:
    """What `write` answers, or what it answered before under the same key.  A refusal is not kept: it may be mended.

    Raises RuleBroken for a key that is too long or was used for another request.
    """
    key = request.headers.get(HEADER, "").strip()
    if not key:
        return write()
    if len(key) > KEY_MAX:
        raise RuleBroken(_("An %(header)s has at most %(most)d signs.") % {"header": HEADER, "most": KEY_MAX})
    bearer = request.headers.get("Authorization", "").partition(" ")[2].strip()
    token = sha256_hex(bearer.encode())[:TOKEN_SIGNS]
    caller = f"{by.owner} {by.post} {by.user_id} {token}"
    asked = sha256_hex(b"\n".join([(request.method or "").encode(), request.get_full_path().encode(), request.body]))
    with transaction.atomic():
        Answer.objects.filter(made_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
        # The row comes first: two requests under one key wait for each other here.
        row, is_new = Answer.objects.get_or_create(
            caller=caller,
            key=key,
            defaults={"asked": asked, "status": 0, "content": "", "made_at": timezone.now()},
        )
        if not is_new:
            return _again(row, asked)
        response = write()
        row.status, row.content = response.status_code, response.content.decode()
        row.save(update_fields=["status", "content"])
    return response


def _again(row: Answer, asked: str) -> HttpResponse:
    if row.asked != asked:
        raise RuleBroken(
            _("The key “%(key)s” was used for another request; name each request by a key of its own.")
            % {"key": row.key}
        )
    return HttpResponse(row.content, content_type="application/json", status=row.status, headers={"Replayed": "true"})
