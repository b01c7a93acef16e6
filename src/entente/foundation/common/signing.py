"""Key files: where a party's, the record's or a witness's secret key lies on its holder's own machine.

One form for all that is signed: PKCS #8 in PEM, an Ed25519 key, as other programs write and read it too; beside it a `.pub`
of one line, `entente-key NAME BASE64`, to hand over.  Without Django: these lines also run away from any record.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from .errors import RuleBroken

KEY_FILE_MAX = 16 * 1024
"""Bytes; a key file has about a hundred and twenty."""


def make_key_file(path: Path, *, name: str, passphrase: str = "") -> bytes:
    """Make a key, write it for this user alone, and its public half beside it as PATH.pub.  Returns the 32 public bytes.

    Raises RuleBroken when the file exists (a key is never written over) or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    hidden = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    public = key.public_key().public_bytes_raw()
    line = f"entente-key {name} {base64.b64encode(public).decode()}\n"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden))
            out.flush()
            os.fsync(out.fileno())
        path.with_name(path.name + ".pub").write_text(line, "utf-8")
    except FileExistsError as error:
        raise RuleBroken(f"{path} exists already, and a key is never written over; choose another name.") from error
    except OSError as error:
        raise RuleBroken(f"{path} cannot be written: {error.strerror}.") from error
    return public


def read_key_file(path: Path, *, passphrase: str = "") -> Ed25519PrivateKey:
    """The key in a file.  Raises RuleBroken when there is none, or the passphrase is wrong or missing."""
    try:
        with path.open("rb") as source:
            data = source.read(KEY_FILE_MAX)
        key = load_pem_private_key(data, passphrase.encode() or None)
    except OSError as error:
        raise RuleBroken(f"The key file {path} cannot be read: {error.strerror}.") from error
    except TypeError as error:
        raise RuleBroken(
            f"{path} is locked with a passphrase; give it."
            if not passphrase
            else f"{path} has no passphrase; give none."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise RuleBroken(f"{path} is no whole key file, or its passphrase is another.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RuleBroken(f"{path} holds a key of another kind; make one with `entente accord key`.")
    return key
