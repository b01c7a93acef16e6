"""`entente accord`: a proposal leaves as a file, is signed away from any record, and the signature comes back."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries
from entente.foundation.accord.queries import Stand
from entente.foundation.accord.statement import ProposalFile, public_key_of
from entente.foundation.common.actors import SYSTEM
from tests import cast
from tests.cast import ANA, BELA
from tests.foundation.accord.signing import AT, OTHER_WORDS, WORDS, public_key
from tests.record.builders import shared_plan
from tests.surfaces.web.desk.conftest import ministry_desk

from .conftest import Entente

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).resolve().parents[3] / "src"
ALONE = """
import runpy, sys
for name in ("django", "pydantic", "lxml", "rich", "structlog", "allauth"):
    sys.modules[name] = None
sys.argv = ["accord", *sys.argv[1:]]
runpy.run_module("entente.surfaces.cli.accord", run_name="__main__")
"""
"""The signer with nothing installed but click, cryptography and rfc8785: anything else it imported would fail."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "passphrase").write_text("nine rivers meet here\n")
    return tmp_path


def alone(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the signer on a machine that has no record and no settings."""
    command = [sys.executable, "-c", ALONE, *(str(one) for one in arguments)]
    environment = {"PYTHONPATH": str(SOURCE), "PATH": "", "LANG": "C.UTF-8"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def exported(entente: Entente, folder: Path) -> Path:
    """A proposal that both parties are to sign, as the file that leaves; party A's key is made and on record."""
    shared_plan()
    cast.holder(ministry_desk("AAA"), name="Ana")
    made = alone(folder, "key", "--out", "aaa.key", "--party", "AAA", "--passphrase-file", "passphrase")
    assert made.returncode == 0, made.stderr
    accord.register_key("AAA", public_key_of((folder / "aaa.key.pub").read_text()), by=ANA, at=AT)
    accord.register_key("BBB", public_key("BBB"), by=BELA, at=AT)
    (folder / "words.json").write_text(json.dumps(WORDS))
    key = entente(
        "accord", "propose", folder / "words.json", "--kind", "joint-status", "--subject", "tri-plan/8.2",
        "--plan", "tri-plan", "--signatory", "AAA", "--signatory", "BBB", "--email", "ana@example.org",
    ).out.strip()  # fmt: skip
    out = folder / "proposal.json"
    assert entente("accord", "export", key, "--out", out).code == 0
    return out


def signed(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return alone(folder, "sign", "proposal.json", "--key", "aaa.key", "--passphrase-file", "passphrase", *more)


def stand(exported: Path) -> Stand:
    key = UUID(ProposalFile.parse(exported.read_bytes()).proposal)
    return queries.get_visible(SYSTEM, key, as_of=datetime.now(UTC)).stands["AAA"]


def test_signed_away_from_any_record_and_received(entente: Entente, exported: Path, folder: Path) -> None:
    said = signed(folder, "--yes", "--language", "fr")
    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "état conjoint, proposition 1, rédaction 1"
    assert "titre: L’atelier a eu lieu." in lines
    assert "état: achevé" in lines
    assert f"SHA-256 du texte, calculé ici: {ProposalFile.parse(exported.read_bytes()).content_sha256}" in lines
    received = entente("accord", "receive", folder / "proposal.AAA.signature.json", "--email", "ana@example.org")
    assert received.out == "Taken in: proposal 1, AAA confirmed, BBB draft.\n"
    assert stand(exported) is Stand.CONFIRMED
    entente("accord", "withdraw", queries.proposals(SYSTEM, as_of=datetime.now(UTC))[0].key, "--reason", "Too early.",
            "--email", "ana@example.org")  # fmt: skip
    assert stand(exported) is Stand.WITHDRAWN


def test_without_yes_nothing_is_signed(exported: Path, folder: Path) -> None:
    said = signed(folder)
    assert (said.returncode, "Nothing was signed." in said.stdout) == (0, True)
    assert not list(folder.glob("*.signature.json"))


def test_a_language_that_is_missing_is_named(exported: Path, folder: Path) -> None:
    assert "título (solo en «en»): The workshop was held." in signed(folder, "--language", "es").stdout.splitlines()


def test_words_changed_on_the_way_are_not_signed(exported: Path, folder: Path) -> None:
    exported.write_text(exported.read_text().replace("was held", "was not held"))
    said = signed(folder, "--yes")
    assert (said.returncode, "do not fit its hash" in said.stderr) == (1, True)
    assert not list(folder.glob("*.signature.json"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("sign", "none.json", "--key", "aaa.key"), "none.json cannot be read"),
        (("sign", "passphrase", "--key", "aaa.key"), "no whole proposal file"),
        (("sign", "proposal.json", "--key", "none.key", "--party", "AAA", "--yes"), "none.key cannot be read"),
        (("sign", "proposal.json", "--key", "none.key"), "name the party with --party"),
        (("sign", "proposal.json", "--key", "aaa.key", "--party", "ZZZ"), "“ZZZ” does not sign this"),
        (("sign", "proposal.json", "--key", "aaa.key", "--yes"), "locked with a passphrase"),
        (("sign", "proposal.json", "--key", "aaa.key", "--yes", "--passphrase-file", "proposal.json"), "is another"),
        (("key", "--out", "aaa.key", "--party", "AAA", "--passphrase-file", "passphrase"), "never written over"),
        (("key", "--out", "new.key", "--party", "AAA"), "A key is locked with a passphrase"),
    ],
)
def test_bad_input_is_one_sentence(exported: Path, folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    said = alone(folder, *arguments)
    assert (said.returncode, sentence in said.stderr, "Traceback" in said.stderr) == (1, True, False)
    assert not list(folder.glob("*.signature.json"))


def test_a_stale_signature_is_refused(entente: Entente, exported: Path, folder: Path) -> None:
    assert signed(folder, "--yes").returncode == 0
    row = queries.get_row(ANA, UUID(ProposalFile.parse(exported.read_bytes()).proposal), as_of=datetime.now(UTC))
    accord.revise(row, OTHER_WORDS, by=BELA, at=datetime.now(UTC), revision=1)
    refused = entente("accord", "receive", folder / "proposal.AAA.signature.json", "--email", "ana@example.org")
    assert (refused.code, "were changed after this signature was made" in refused.err) == (1, True)


def test_list_and_show(entente: Entente, exported: Path) -> None:
    (one,) = entente("accord", "list", "tri-plan", "--json").json
    assert (one["kind"], one["stands"]) == ("joint-status", {"AAA": "draft", "BBB": "draft"})
    assert "joint-status" in entente("accord", "list", "tri-plan").out
    shown = entente("accord", "show", one["key"]).out.splitlines()
    assert shown[-2:] == ["title: The workshop was held.", "status: complete"]
    assert entente("accord", "show", one["key"], "--json").json["number"] == 1
