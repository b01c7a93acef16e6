"""The bytes that a party signs, and the two files that travel: a proposal goes out, a signature comes back.

Pure, and without Django: the same lines run on the party's own machine, away from any record.  docs/signing.md fixes the bytes.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import RuleBroken

PREFIX = b"entente-accord-v1\n"
"""Begins all that is signed here: no signature made for something else can be taken for one."""

CONFIRM = "confirm"
"""The one act that takes a key."""

PROPOSAL_FILE = "entente-proposal-v1"
SIGNATURE_FILE = "entente-signature-v1"
KEY_BYTES = 32
SIGNATURE_BYTES = 64
SIGNATURE_FILE_MAX = 64 * 1024
"""Bytes; a signature file has about two thousand."""
PROPOSAL_FILE_MAX = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Statement:
    """What a party says with its key.

    record    name of the record; the same words in another record are another thing
    proposal  key of the proposal (UUID); revision: which of its wordings, from 1
    content_sha256  of the canonical bytes of the content
    party     code of the party that speaks
    at        instant of signing by the clock of the signer's machine (ISO 8601), which nothing is decided by: it makes
              two signatures of one party on the same words two things
    """

    record: str
    proposal: str
    kind: str
    subject: str
    revision: int
    signatories: tuple[str, ...]
    party: str
    content_sha256: str
    at: str
    act: str = CONFIRM
    v: int = 1

    def to_bytes(self) -> bytes:
        return PREFIX + canonical_bytes({**asdict(self), "signatories": list(self.signatories)})

    @classmethod
    def parse(cls, text: str) -> Statement:
        """Raises RuleBroken unless the text is exactly what `to_bytes` writes."""
        try:
            values = json.loads(text.removeprefix(PREFIX.decode()))
            said = cls(**{**values, "signatories": tuple(values["signatories"])})
            is_exact = said.to_bytes() == text.encode()
        except (ValueError, TypeError, KeyError) as wrong:
            raise RuleBroken(NOT_A_SIGNATURE) from wrong
        if not is_exact or said.act != CONFIRM or said.v != 1:
            raise RuleBroken(NOT_A_SIGNATURE)
        return said


NOT_A_SIGNATURE = (
    "This is no whole signature file of Entente; make it again with `entente accord sign` and send it once more."
)
NOT_A_PROPOSAL = "This is no whole proposal file of Entente; download it from the record again."


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """What comes back: the statement as it was signed, the public key and the signature.  key and signature: raw bytes."""

    statement: str
    key: bytes
    signature: bytes

    def to_bytes(self) -> bytes:
        values = {
            "entente": SIGNATURE_FILE,
            "statement": self.statement,
            "key": base64_text(self.key),
            "signature": base64_text(self.signature),
        }
        return json.dumps(values, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def parse(cls, data: bytes) -> SignatureFile:
        """Raises RuleBroken for anything that is no whole signature file, or whose signature its own key did not make."""
        values = _object(data, SIGNATURE_FILE, NOT_A_SIGNATURE, longest=SIGNATURE_FILE_MAX)
        try:
            made = cls(values["statement"], from_base64(values["key"]), from_base64(values["signature"]))
            is_made_with_key = verifies(made.key, made.signature, made.statement.encode())
        except (KeyError, TypeError, AttributeError, ValueError) as wrong:
            raise RuleBroken(NOT_A_SIGNATURE) from wrong
        if not is_made_with_key:
            raise RuleBroken(
                "The signature does not fit what it says it signs: the file was changed on its way; sign again and send it "
                "once more."
            )
        return made


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """What goes out: all that a signer needs to see what is signed and to sign it.

    content   the words and facts themselves; `content_sha256` is worked out anew by whoever reads the file
    languages the record's, in which the words stand
    """

    record: str
    proposal: str
    kind: str
    number: int
    subject: str
    revision: int
    signatories: tuple[str, ...]
    languages: tuple[str, ...]
    content: Mapping[str, Any]

    @property
    def content_sha256(self) -> str:
        return sha256_hex(canonical_bytes(self.content))

    def statement_of(self, party: str, *, at: str) -> Statement:
        """What a party would sign.  Raises RuleBroken when it is none of the signatories."""
        if party not in self.signatories:
            raise RuleBroken(f"“{party}” does not sign this; it waits for {', '.join(self.signatories)}.")
        return Statement(
            self.record,
            self.proposal,
            self.kind,
            self.subject,
            self.revision,
            self.signatories,
            party,
            self.content_sha256,
            at,
        )

    def to_bytes(self) -> bytes:
        values = {"entente": PROPOSAL_FILE, **asdict(self), "content_sha256": self.content_sha256}
        return json.dumps(values, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def parse(cls, data: bytes) -> ProposalFile:
        """Raises RuleBroken for anything that is no whole proposal file, or whose words do not fit its hash."""
        values = _object(data, PROPOSAL_FILE, NOT_A_PROPOSAL, longest=PROPOSAL_FILE_MAX)
        said = values.pop("content_sha256", None)
        try:
            made = cls(
                **{
                    **values,
                    "signatories": tuple(values["signatories"]),
                    "languages": tuple(values["languages"]),
                    "content": dict(values["content"]),
                }
            )
            computed = made.content_sha256
        except (KeyError, TypeError, ValueError) as wrong:
            raise RuleBroken(NOT_A_PROPOSAL) from wrong
        if said != computed:
            raise RuleBroken(
                "The words in this file do not fit its hash: it was changed on its way.  Sign nothing; download it from the "
                "record again."
            )
        return made


def sign(statement: Statement, secret: bytes) -> SignatureFile:
    """Sign with the 32 secret bytes of an Ed25519 key."""
    key = Ed25519PrivateKey.from_private_bytes(secret)
    said = statement.to_bytes()
    return SignatureFile(said.decode(), key.public_key().public_bytes_raw(), key.sign(said))


def verifies(key: bytes, signature: bytes, said: bytes) -> bool:
    """Whether an Ed25519 key made this signature over these bytes.  Raises ValueError for a key of another size."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except InvalidSignature:
        return False
    return True


def key_id(public_key: bytes) -> str:
    """What people compare: the first 16 hexadecimal digits of the key's SHA-256, in groups of four."""
    digits = sha256_hex(public_key)[:16]
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def base64_text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    """Raises ValueError."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as wrong:
        raise ValueError("no base64") from wrong


def public_key_of(text: str) -> bytes:
    """The 32 bytes of a public key as people hand it over: base64, also as the line of a `.pub` file.  Raises RuleBroken."""
    words: Sequence[str] = text.split()
    try:
        raw = from_base64(words[-1]) if words else b""
        if len(raw) == KEY_BYTES:
            Ed25519PublicKey.from_public_bytes(raw)
            return raw
    except ValueError:
        pass
    raise RuleBroken("This is no public key; hand over the .pub file that `entente accord key` wrote, or its one line.")


def _object(data: bytes, what: str, refusal: str, *, longest: int) -> dict[str, Any]:
    """The JSON object of a file of ours, without its mark."""
    try:
        values = json.loads(data) if len(data) <= longest else None
    except (ValueError, RecursionError) as wrong:
        raise RuleBroken(refusal) from wrong
    if not isinstance(values, dict) or values.pop("entente", None) != what:
        raise RuleBroken(refusal)
    return values
