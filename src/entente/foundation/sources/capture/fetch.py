"""Fetch what an address shows into a file: hostile until proven otherwise, within size and time, redirects one by one."""

from __future__ import annotations

import hashlib
import ssl
import time
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpcore

import entente
from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources.media import media_type_of_file

from .addresses import Address, follow, read_address
from .wire import GuardedBackend, Resolve, resolve

REDIRECTS_MAX = 5
REDIRECTING = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
NOT_CHANGED = 304
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
PIECE_BYTES = 1024 * 1024
ETAG_LENGTH, LAST_MODIFIED_LENGTH = 200, 60
USER_AGENT = f"Entente/{entente.__version__} (archives public documents that a record of promises cites)"


class NoDocument(RuleBroken):
    """The address showed no document.  http_status: its answer, None when none came."""

    def __init__(self, sentence: str, http_status: int | None = None) -> None:
        super().__init__(sentence)
        self.http_status = http_status


class AddressGone(NoDocument):
    """Nothing is there: no such page, no such name, no machine that answers."""

    code = "address_gone"


class AddressTroubled(NoDocument):
    """A passing trouble: the machine says that it cannot now, or the line broke; worth another try."""

    code = "address_troubled"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long.

    allowed       HOST:PORT pairs that an operator lets through, for trials
    bytes_max     of the document, after decompression
    idle_seconds  longest silence; total_seconds: everything together, redirects included
    """

    bytes_max: int
    allowed: Collection[str] = ()
    idle_seconds: float = 10.0
    total_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address showed.  sha256, media_type: "" when it says that nothing has changed (http_status 304)."""

    final_address: str
    http_status: int
    sha256: str = ""
    size_bytes: int = 0
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def is_unchanged(self) -> bool:
        return self.http_status == NOT_CHANGED


@dataclass(frozen=True, slots=True)
class Known:
    """What the address said of the version that is archived, for asking only for a newer one."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> list[tuple[str, str]]:
        given = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return [(name, value) for name, value in given if value]


NOTHING_KNOWN = Known()


@dataclass(slots=True)
class _Hop:
    """One question and where its answer leads."""

    address: Address
    known: Known
    limits: Limits
    into: Path
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(
    text: str,
    into: Path,
    *,
    limits: Limits,
    known: Known = NOTHING_KNOWN,
    resolve: Resolve = resolve,
    trust: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetch an address into a file.

    resolve, trust  where names are looked up and whose certificates are believed; None: as everybody believes
    Raises RuleBroken (not let in), AddressGone, AddressTroubled, each one sentence; OSError when the file cannot be written.
    """
    address = read_address(text, allowed=limits.allowed)
    deadline = time.monotonic() + limits.total_seconds
    backend = GuardedBackend(resolve, allowed=limits.allowed, deadline=deadline)
    context = trust or httpcore.default_ssl_context()
    with httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_keepalive_connections=0) as pool:
        for _ in range(REDIRECTS_MAX + 1):
            answer = _ask(pool, _Hop(address, known, limits, into))
            if isinstance(answer, Fetched):
                return answer
            address = follow(address, answer, allowed=limits.allowed)
    raise RuleBroken(f"{text} leads on more than {REDIRECTS_MAX} times; it is not followed further.")


def _ask(pool: httpcore.ConnectionPool, hop: _Hop) -> Fetched | str:
    """One question: the document, or where to ask next."""
    try:
        with pool.stream(
            "GET",
            str(hop.address),
            headers=[
                ("Host", _host_header(hop.address)),
                ("User-Agent", USER_AGENT),
                ("Accept", "*/*"),
                ("Accept-Encoding", "identity"),
                ("Connection", "close"),
                *hop.known.headers(),
            ],
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), hop.limits.idle_seconds)},
        ) as response:
            hop.headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            return _answer(response, hop)
    except httpcore.ConnectError as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = cause.verify_message.rstrip(".")
            raise RuleBroken(
                f"{hop.address} cannot prove that it is who it says ({reason}); it is not fetched."
            ) from error
        raise AddressGone(f"{hop.address} does not answer ({error}).") from error
    except httpcore.ConnectTimeout as error:
        raise AddressGone(f"{hop.address} does not answer (it took too long).") from error
    except httpcore.TimeoutException as error:
        raise AddressTroubled(
            f"{hop.address} was silent for {hop.limits.idle_seconds:g} seconds or not done within "
            f"{hop.limits.total_seconds:g}; nothing of it was kept."
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise AddressTroubled(f"{hop.address} broke off in its middle; nothing of it was kept.") from error


def _host_header(address: Address) -> str:
    return str(address).split("/", 3)[2]


def _answer(response: httpcore.Response, hop: _Hop) -> Fetched | str:
    status, location = response.status, hop.headers.get("location", "")
    if status in REDIRECTING and location:
        return location
    if status == NOT_CHANGED and hop.known.headers():
        return Fetched(str(hop.address), status)
    if status in GONE:
        raise AddressGone(f"{hop.address} says that nothing is there any more ({status}).", status)
    if status != 200:
        raise AddressTroubled(f"{hop.address} does not show it now ({status}).", status)
    return _document(response, hop)


def _document(response: httpcore.Response, hop: _Hop) -> Fetched:
    said = hop.headers.get("content-length", "")
    if said.isdigit() and int(said) > hop.limits.bytes_max:
        raise _too_large(hop)
    digest, size = hashlib.sha256(), 0
    with hop.into.open("wb") as file:
        for part in _decoded(response.iter_stream(), hop):
            size += len(part)
            if size > hop.limits.bytes_max:
                raise _too_large(hop)
            digest.update(part)
            file.write(part)
    if not size:
        raise RuleBroken(f"{hop.address} shows an empty document; there is nothing to keep.")
    return Fetched(
        final_address=str(hop.address),
        http_status=response.status,
        sha256=digest.hexdigest(),
        size_bytes=size,
        media_type=media_type_of_file(hop.into, hop.headers.get("content-type", ""), str(hop.address)),
        etag=_kept(hop.headers.get("etag", ""), ETAG_LENGTH),
        last_modified=_kept(hop.headers.get("last-modified", ""), LAST_MODIFIED_LENGTH),
    )


def _decoded(parts: Iterator[bytes], hop: _Hop) -> Iterator[bytes]:
    """The document's own bytes, in pieces of bounded size: what unpacks to a thousand times its length stops at the limit."""
    encoding = hop.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise RuleBroken(f"{hop.address} packs its document as {encoding}, though asked not to; it is not fetched.")
    if encoding in ("", "identity"):
        yield from parts
        return
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32 if "gzip" in encoding else zlib.MAX_WBITS)
    try:
        for part in parts:
            rest = part
            while rest:
                yield unpack.decompress(rest, PIECE_BYTES)
                rest = unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error as error:
        raise AddressTroubled(f"{hop.address} sends a damaged document; nothing of it was kept.") from error
    if not unpack.eof:
        raise AddressTroubled(f"{hop.address} broke off in its middle; nothing of it was kept.")


def _too_large(hop: _Hop) -> RuleBroken:
    return RuleBroken(
        f"{hop.address} is larger than the {hop.limits.bytes_max:,} bytes that are archived; upload the part that is cited."
    )


def _kept(value: str, length: int) -> str:
    """A header that is sent back as it came; one that is too long is not kept."""
    return value if len(value) <= length and value.isprintable() else ""
