"""Checkpoints as signed notes (C2SP): the text, and the lines under it.  Pure; `verifier` reads what is written here."""

from __future__ import annotations

from base64 import b64encode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .verifier import PLAIN, TIMED, Key


def note_text(origin: str, size: int, root: bytes) -> bytes:
    """The three lines that are signed: origin, number of entries, root in base64."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n".encode()


def sign_line(text: bytes, name: str, secret: Ed25519PrivateKey) -> bytes:
    """The line of a signer for whom the text speaks for itself: the record, a party."""
    return line_of(name, PLAIN, secret.public_key().public_bytes_raw(), secret.sign(text))


def cosign_line(text: bytes, name: str, secret: Ed25519PrivateKey, second: int) -> bytes:
    """The line of a witness (C2SP tlog-cosignature): it has seen this, and no longer log, at that second of Unix time."""
    signature = second.to_bytes(8, "big") + secret.sign(b"cosignature/v1\ntime %d\n%b" % (second, text))
    return line_of(name, TIMED, secret.public_key().public_bytes_raw(), signature)


def line_of(name: str, kind: int, public_key: bytes, signature: bytes) -> bytes:
    number = Key("", name, kind, public_key).id()[1]
    return f"— {name} {b64encode(number + signature).decode()}\n".encode()


def whole_note(text: bytes, lines: list[bytes]) -> bytes:
    return text + b"\n" + b"".join(lines)
