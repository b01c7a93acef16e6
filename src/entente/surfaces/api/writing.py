"""What every operation that writes does: who acts, once for each key, and the thing as it stands afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import clause_ref
from entente.record.verification import queries as verification
from entente.record.verification.queries import Claim

from .answers import json_answer
from .bearer import api_actor
from .errors import no_token
from .reading import Eyes
from .replays import once

Write = Callable[[Actor, datetime], None]
Read = Callable[[Eyes], Any]


def writing(request: HttpRequest, write: Write, read: Read) -> HttpResponse:
    """Write as the post behind the token, and answer with what then stands."""
    by = api_actor(request)
    if not by.is_signed_in:
        return no_token()
    at = timezone.now()

    def act() -> HttpResponse:
        write(by, at)
        return json_answer(read(Eyes(by, at)))

    return once(request, by, act)


def subject_of(commitment: str, letter: str | None) -> str:
    """The ref of a promise, or of a part of it."""
    return clause_ref(commitment, letter) if letter else commitment


def claims_named(by: Actor, names: Iterable[str], *, at: datetime) -> list[Claim]:
    """The claims with these names ("owner/slug").  Raises NotVisible."""
    return [claim_named(by, name, at=at) for name in names]


def claim_named(by: Actor, name: str, *, at: datetime) -> Claim:
    owner, _, slug = name.partition("/")
    return verification.get_claim_row(by, owner, slug, as_of=at)
