"""The secret half of a key kept on the host, encrypted with the site's secret key.  Its administrator can open it (docs/adr)."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from entente.foundation.common.encryption import box_for
from entente.foundation.common.errors import RuleBroken

PURPOSE = "entente key on the host"


def make_secret() -> tuple[bytes, bytes]:
    """A new key: (its public half, its secret half encrypted)."""
    key = Ed25519PrivateKey.generate()
    return key.public_key().public_bytes_raw(), box_for(PURPOSE).encrypt(key.private_bytes_raw())


def open_secret(encrypted: bytes) -> bytes:
    """The 32 secret bytes.  Raises RuleBroken when the site's secret key is another now."""
    try:
        return box_for(PURPOSE).decrypt(encrypted)
    except InvalidToken as lost:
        raise RuleBroken(
            "The key on this host cannot be opened any more, because the secret key of the site was changed; "
            "revoke it and register another."
        ) from lost
