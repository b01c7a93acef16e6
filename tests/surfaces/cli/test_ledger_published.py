"""`entente ledger` on a published folder: verify from disk and from an address, keys, cosignatures, a private log."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.common.signing import make_key_file
from entente.foundation.ledger import keys, publication, queries
from entente.foundation.ledger.verifier import TIMED, Key, note_of
from tests import cast
from tests.cast import ANA
from tests.foundation.ledger import published
from tests.foundation.ledger.published import NOON

from .conftest import Entente, Said

pytestmark = pytest.mark.django_db

PAGE = "en/plans/alda-boria/commitments/8.2/index.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    published.write(300)
    published.publish(tmp_path / "site")
    return tmp_path / "site"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder; /away sends elsewhere."""

    def do_GET(self) -> None:
        if self.path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "http://localhost:1/ledger/checkpoint")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Says nothing."""


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_folder_and_address_that_hold(entente: Entente, folder: Path, address: str) -> None:
    from_disk = entente("ledger", "verify", folder)
    assert (from_disk.code, from_disk.out.splitlines()) == (0, published.check(folder))
    from_web = entente("ledger", "verify", address, "--json").json
    assert from_web["holds"]
    assert "Not known: whether other files lie beside those of the manifest." in from_web["told"]


def test_one_changed_digit_names_the_page_and_what_it_is_about(entente: Entente, folder: Path, address: str) -> None:
    page = folder / PAGE
    page.write_bytes(page.read_bytes().replace(b"14", b"15"))
    for place in (folder, address):
        said = entente("ledger", "verify", place)
        sentence = f"Error: This does not hold.  {PAGE}: alda-boria/8.2: is not the file that was published.\n"
        assert (said.code, said.err) == (1, sentence)
    said = entente("ledger", "verify", folder, "--json")
    assert (said.json["subject"], said.json["path"]) == ("alda-boria/8.2", PAGE)


def test_address_that_sends_elsewhere_is_not_followed(entente: Entente, address: str) -> None:
    said = entente("ledger", "verify", f"{address}/away")
    assert (said.code, said.err) == (
        1,
        "Error: This does not hold.  ledger/checkpoint: the site did not give the file (it answered 302).\n",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--witness", "w1"], "A key has the form NAME+ID+BASE64, all on one line."),
        (["--witness", "w1+00000000+AAAA"], "A key has the form NAME+ID+BASE64, all on one line."),
        (["--checkpoint", "absent"], "absent cannot be read: No such file or directory."),
    ],
)
def test_what_is_given_wrongly_is_said(entente: Entente, folder: Path, arguments: list[str], sentence: str) -> None:
    said = entente("ledger", "verify", folder, *arguments)
    assert (said.code, said.err.splitlines()[-1]) == (2, f"Error: {sentence}")


def test_old_checkpoint_shows_what_was_cut(entente: Entente, folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes((folder / "ledger" / "checkpoint").read_bytes())
    assert entente("ledger", "verify", folder, "--checkpoint", old).code == 0
    longer = old.read_bytes().replace(b"\n302\n", b"\n303\n")
    old.write_bytes(longer)
    said = entente("ledger", "verify", folder, "--checkpoint", old)
    assert said.err.endswith("counts 303 entries and the log has 302: the newest were taken away.\n")
    old.write_bytes(longer[:40])
    said = entente("ledger", "verify", folder, "--checkpoint", old)
    assert said.err.endswith("is not a whole checkpoint (cut short or damaged).\n")


def test_party_and_witness_sign_on_their_own_machine_and_are_published(
    entente: Entente, folder: Path, tmp_path: Path
) -> None:
    chris, ana = cast.holder(cast.keepers_desk(), name="Chris").email, cast.holder(cast.desk(), name="Ana").email
    public = make_key_file(tmp_path / "aaa.key", name="AAA")
    raw = make_key_file(tmp_path / "w1.key", name="w1.example")
    accord.register_key("AAA", public, by=ANA, at=NOON)
    witness = text_of("w1.example", raw)
    assert entente("ledger", "witness", witness, "--email", chris).out == (
        "Cosignatures of w1.example are published from now on.\n"
    )
    signed, both = tmp_path / "signed", tmp_path / "both"
    assert entente("ledger", "cosign", folder, "--key", tmp_path / "aaa.key", "--name", "AAA", "--out", signed) == Said(
        0, "", ""
    )
    said = entente("ledger", "cosign", signed, "--key", tmp_path / "w1.key", "--name", "w1.example", "--as-witness")
    both.write_text(said.out, "utf-8")
    received = entente("ledger", "receive", both, "--email", ana)
    assert received.out == f"Signed by AAA, w1.example; published with the next writing of {queries.record_name()}.\n"
    publication.write_ledger(folder, as_of=NOON)
    size = note_of(both.read_bytes(), "").size
    vouched = entente("ledger", "verify", folder, "--witness", witness, "--since", "2026-11-01").out.splitlines()[1]
    assert vouched.startswith(f"The witness w1.example vouches for the first {size} entries, seen at 2")
    refused = entente("ledger", "verify", folder, "--witness", witness, "--since", "2999-01-01")
    assert refused.err.endswith("has signed nothing here, or nothing since then.\n")


def test_keeper_replaces_and_revokes_the_key(entente: Entente, folder: Path) -> None:
    chris, ana = cast.holder(cast.keepers_desk(), name="Chris").email, cast.holder(cast.desk(), name="Ana").email
    texts = [
        entente("ledger", "key", verb, "--reason", "because", "--email", chris).out.strip()
        for verb in ("rotate", "revoke")
    ]
    row = keys.standing_key()
    assert row is not None
    assert (texts[0] != texts[1], texts[1]) == (True, keys.text_of(row))
    refused = entente("ledger", "key", "rotate", "--reason", "because", "--email", ana)
    assert (refused.code, refused.err) == (
        1,
        "Error: only the keeper of the record publishes it and keeps the keys that sign it\n",
    )
    publication.write_ledger(folder, as_of=NOON)
    assert entente("ledger", "verify", folder).code == 0


def test_private_log_is_taken_out_by_its_own_side_alone(entente: Entente, tmp_path: Path) -> None:
    ana, bela = cast.holder(cast.desk(), name="Ana").email, cast.holder(cast.desk("BBB"), name="Bela").email
    with published.transaction.atomic():
        published.commands.record(ANA, "delivery.update", "alda-boria/1.1", at=NOON, text="a draft")
    refused = entente("ledger", "export", tmp_path / "own", "--log", "AAA", "--email", bela)
    assert (refused.code, refused.err) == (1, "Error: a working log leaves only for the side whose it is\n")
    said = entente("ledger", "export", tmp_path / "own", "--log", "AAA", "--email", ana).out.splitlines()
    command = said[1].removeprefix("Check it with: entente ").split()
    assert entente(*command).out.startswith(f"Log {queries.record_name()}/AAA: ")


def test_folder_that_does_not_hold_is_not_signed(entente: Entente, folder: Path, tmp_path: Path) -> None:
    make_key_file(tmp_path / "aaa.key", name="AAA")
    (folder / PAGE).write_bytes(b"other words")
    said = entente("ledger", "cosign", folder, "--key", tmp_path / "aaa.key", "--name", "AAA")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Error: This does not hold, and is not signed.")


def test_the_record_shows_its_key(entente: Entente) -> None:
    text = entente("ledger", "key", "show").out.strip()
    row = keys.standing_key()
    assert row is not None
    assert text == keys.text_of(row)
    assert publication.LEDGER == "ledger"


def text_of(name: str, raw: bytes) -> str:
    """A witness's key as it is handed over."""
    row = keys.NoteKey(role="witness", name=name, kind=TIMED, public_key=raw)
    assert Key("witness", name, TIMED, raw) == keys.held(row)
    return keys.text_of(row)
