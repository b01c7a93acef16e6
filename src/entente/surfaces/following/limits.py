"""How much one network and one address may send, and fetch, in a time.  Kept for that: a keyed hash, for a day at most."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .models import Attempt

KEPT = timedelta(days=1)
PREFIXES = {4: 24, 6: 48}
"""Bits of an address that name its network: whoever holds one address of it often holds them all."""


def digest_of(kind: str, text: str) -> str:
    """A keyed hash: whoever reads the database learns nothing of what it stands for."""
    return salted_hmac(f"entente following {kind}", text, algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from; behind a proxy, the one the proxy was called from."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2] if settings.ENV.behind_tls else ""
    try:
        address = ipaddress.ip_address((told or request.META.get("REMOTE_ADDR", "")).strip())
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((address, PREFIXES[address.version]), strict=False))


def is_within(kind: str, text: str, *, at: datetime, most: int, span: timedelta) -> bool:
    """Count one more, and say whether it is within what may be sent in a time."""
    digest = digest_of(kind, text)
    sent = Attempt.objects.filter(digest=digest, at__gt=at - span).count()
    if sent < most:
        Attempt.objects.create(digest=digest, at=at)
    return sent < most


def is_fetched_within(network: str, address: str, *, at: datetime, most: int) -> bool:
    """Count one more fetch of a file, and say whether it is within what one network may fetch in this minute.

    Counted in the cache of this machine and in no table: after its minute nothing is left of it.
    """
    key = f"following-{digest_of('fetch', f'{network} {address} {at:%Y%m%d%H%M}')}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ended between the two
        return True


def forget_attempts(*, at: datetime) -> None:
    Attempt.objects.filter(at__lt=at - KEPT).delete()
