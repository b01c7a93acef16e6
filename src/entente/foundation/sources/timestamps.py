"""Outside time stamps (RFC 3161): an authority signs the hash of a copy and the instant; it learns nothing else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpcore
import structlog
from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import transaction
from rfc3161_client import (
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.foundation.ledger import commands as ledger

from . import store
from .entries import is_published, ref_of
from .models import Snapshot, Timestamp

log = structlog.get_logger("entente.sources")

SECONDS = 20.0
ANSWER_BYTES_MAX = 64 * 1024
STAMPS_A_ROUND = 10


class NotStamped(RuleBroken):
    """The authority gave no answer that can be believed; the copy is as it was and is asked for again later."""

    code = "not_stamped"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an authority said, verified.  token: its whole answer, DER."""

    token: bytes
    authority: str
    at: datetime


def stamp_new(*, at: datetime) -> int:
    """Have copies stamped that bear no stamp yet, oldest first.  Returns how many; one refusal ends the round."""
    if not settings.TIMESTAMP_ADDRESS or not settings.TIMESTAMP_ROOTS:
        return 0
    rows = (
        Snapshot.objects.filter(timestamp=None, removed_at=None)
        .select_related("document")
        .order_by("captured_at", "pk")
    )
    stamped = 0
    for snapshot in rows[:STAMPS_A_ROUND]:
        content = store.read(snapshot.sha256)
        if content is None:
            continue
        try:
            stamp = ask_stamp(content, settings.TIMESTAMP_ADDRESS, Path(settings.TIMESTAMP_ROOTS))
        except NotStamped as refused:
            log.warning("sources.not_stamped", sentence=str(refused))
            break
        put_stamp(snapshot, stamp, at=at)
        stamped += 1
    return stamped


@transaction.atomic
def put_stamp(snapshot: Snapshot, stamp: Stamp, *, at: datetime) -> Timestamp:
    """Keep a verified stamp beside its copy; the same copy again keeps the first."""
    row, is_new = Timestamp.objects.get_or_create(
        snapshot=snapshot,
        defaults={"token": stamp.token, "authority": stamp.authority, "stamped_at": stamp.at, "asked_at": at},
    )
    if is_new:
        ledger.record(
            SYSTEM,
            "sources.snapshot.stamp",
            ref_of(snapshot.document),
            at=at,
            public=is_published(snapshot.document),
            sha256=snapshot.sha256,
            authority=stamp.authority,
            stamped_at=stamp.at.isoformat(),
        )
    return row


def ask_stamp(content: bytes, address: str, roots: Path) -> Stamp:
    """Ask an authority to stamp some bytes and verify its answer.  Raises NotStamped in one sentence."""
    request = TimestampRequestBuilder().data(content).nonce(nonce=True).cert_request(cert_request=True).build()
    try:
        answer = _post(address, request.as_bytes())
        response = decode_timestamp_response(answer)
        nonce = request.nonce
        return verified(response, answer, content, roots, nonce=nonce)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise NotStamped(f"The time-stamping authority at {address} does not answer ({error}).") from error
    except ValueError as error:
        raise NotStamped(f"The time-stamping authority at {address} sent no time stamp ({error}).") from error


def verified(
    response: TimeStampResponse, token: bytes, content: bytes, roots: Path, *, nonce: int | None = None
) -> Stamp:
    """A stamp that covers these bytes and leads to one of the root certificates.  Raises NotStamped."""
    builder = VerifierBuilder()
    if nonce is not None:
        builder = builder.nonce(nonce)
    try:
        for certificate in x509.load_pem_x509_certificates(roots.read_bytes()):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, content)
    except (OSError, ValueError) as error:
        raise NotStamped(
            f"ENTENTE_TIMESTAMP_ROOTS cannot be read ({error}); docs/settings.md says what it holds."
        ) from error
    except VerificationError as error:
        raise NotStamped(f"The time stamp does not hold ({error}); check ENTENTE_TIMESTAMP_ROOTS.") from error
    return Stamp(token, _authority(response), response.tst_info.gen_time)


def _authority(response: TimeStampResponse) -> str:
    """The common name of the certificate that signed, which is no authority over others itself."""
    certificates = [x509.load_der_x509_certificate(der) for der in response.signed_data.certificates]
    issuers = {certificate.issuer for certificate in certificates}
    signers = [one for one in certificates if one.subject not in issuers or len(certificates) == 1] or certificates
    names = [name for one in signers for name in one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return str(names[0].value)[:300] if names else signers[0].subject.rfc4514_string()[:300]


def _post(address: str, body: bytes) -> bytes:
    """Raises httpcore's errors, ValueError for an answer that is none."""
    deadline = time.monotonic() + SECONDS
    extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)}
    headers = [("Content-Type", "application/timestamp-query"), ("Content-Length", str(len(body)))]
    with (
        httpcore.ConnectionPool(max_keepalive_connections=0) as pool,
        pool.stream("POST", address, headers=headers, content=body, extensions=extensions) as response,
    ):
        if response.status != 200:
            raise ValueError(f"it answers {response.status}")
        answer = b""
        for part in response.iter_stream():
            answer += part
            if len(answer) > ANSWER_BYTES_MAX or time.monotonic() > deadline:
                raise ValueError("its answer does not end")
    return answer
