"""Key files: written once, for their owner alone, and read back; what is no key file is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.signing import make_key_file, read_key_file


@pytest.mark.parametrize("passphrase", ["", "six words that nobody else knows"])
def test_key_file_comes_back(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "aaa.key"
    public = make_key_file(path, name="AAA", passphrase=passphrase)
    assert read_key_file(path, passphrase=passphrase).public_key().public_bytes_raw() == public
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "aaa.key.pub").read_text().startswith("entente-key AAA ")


def test_key_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "aaa.key"
    public = make_key_file(path, name="AAA")
    with pytest.raises(RuleBroken, match="never written over"):
        make_key_file(path, name="AAA")
    assert read_key_file(path).public_key().public_bytes_raw() == public


def test_key_file_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    whole = tmp_path / "whole.key"
    locked = tmp_path / "locked.key"
    cut = tmp_path / "cut.key"
    other = tmp_path / "other.key"
    make_key_file(whole, name="AAA")
    make_key_file(locked, name="AAA", passphrase="right")
    cut.write_bytes(whole.read_bytes()[:60])
    curve = generate_private_key(SECP256R1())
    other.write_bytes(curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    said = {}
    cases = (("absent", ""), ("cut", ""), ("other", ""), ("locked", ""), ("locked", "wrong"), ("whole", "needless"))
    for name, passphrase in cases:
        with pytest.raises(RuleBroken) as raised:
            read_key_file(tmp_path / f"{name}.key", passphrase=passphrase)
        said[name, passphrase] = raised.value.sentence.replace(str(tmp_path), "")
    assert said == {
        ("absent", ""): "The key file /absent.key cannot be read: No such file or directory.",
        ("cut", ""): "/cut.key is no whole key file, or its passphrase is another.",
        ("other", ""): "/other.key holds a key of another kind; make one with `entente accord key`.",
        ("locked", ""): "/locked.key is locked with a passphrase; give it.",
        ("locked", "wrong"): "/locked.key is no whole key file, or its passphrase is another.",
        ("whole", "needless"): "/whole.key has no passphrase; give none.",
    }
