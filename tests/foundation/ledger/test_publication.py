"""The published folder: what is written, what a second writing adds, what it refuses; and that the verifier finds it whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.ledger import checkpoints, commands, keys, publication, queries
from entente.foundation.ledger.manifests import file_list
from entente.foundation.ledger.models import Checkpoint, Entry, Identity, Leaf, Node
from entente.foundation.ledger.notes import cosign_line, sign_line
from entente.foundation.ledger.verifier import Broken, key_of, note_of

from . import published
from .published import ANA, NOON, check, publish, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication of some six hundred entries, with an agreement, a removal and a key that was replaced."""
    write(300)
    published.register_party_keys()
    published.agree("One workshop held.")
    site = tmp_path / "site"
    publish(site)
    keys.rotate_key(by=SYSTEM, at=NOON, reason="yearly")
    published.remove("alda-boria/3.5")
    write(300, start=300)
    publish(site)
    return site


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_published_folder_holds(folder: Path) -> None:
    size, root = queries.size("public"), queries.root("public").hex()
    assert check(folder) == [
        f"Log {queries.record_name()}: {size} entries, root {root}; 1 removed, each with its notice.",
        "Not known: whether the whole log was replaced or cut at its end; an old checkpoint or a witness tells.",
        "Not known: whether what is said is true, and what a host did with the keys that are kept on it.",
    ]


def test_verifier_runs_alone_where_it_lies(folder: Path) -> None:
    command = [sys.executable, "-I", str(folder / "ledger" / "verify.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()) == (0, check(folder))
    page = folder / "en/plans/alda-boria/commitments/8.2/index.html"
    page.write_bytes(page.read_bytes().replace(b"14", b"15"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    name = page.relative_to(folder).as_posix()
    assert (done.returncode, done.stdout) == (
        1,
        f"DOES NOT HOLD: {name}: alda-boria/8.2: is not the file that was published.\n",
    )


def test_second_writing_adds_and_gives_what_a_whole_one_gives(folder: Path, tmp_path: Path) -> None:
    again = publication.write_ledger(folder, as_of=NOON)
    before = files_of(folder)
    write(40, start=600)
    written = publication.write_ledger(folder, as_of=NOON)
    assert (again.size + 40, written.files) == (written.size, 7)
    other = tmp_path / "other"
    publication.write_ledger(other, as_of=NOON)
    assert files_of(other / "ledger") == files_of(folder / "ledger")
    whole = {name: data for name, data in before.items() if "tile" in name and ".p/" not in name}
    assert whole.items() <= files_of(folder).items()


def test_removed_content_leaves_the_folder(folder: Path) -> None:
    told = b"Update 11"
    assert sum(told + b'"' in data for data in files_of(folder).values()) == 1
    published.remove("alda-boria/2.4")
    publication.write_ledger(folder, as_of=NOON)
    assert sum(told + b'"' in data for data in files_of(folder).values()) == 0
    assert check(folder)[0].endswith("; 2 removed, each with its notice.")


def test_parties_and_witnesses_cosign(folder: Path) -> None:
    secret, text = published.witness_key()
    witness = key_of(text, "witness")
    parties = published.keys_of_parties()
    data = (folder / "ledger/checkpoint").read_bytes()
    note = note_of(data, "")
    signed = (
        data + sign_line(note.text, "AAA", parties["AAA"]) + cosign_line(note.text, witness.name, secret, 1_772_366_400)
    )
    standing = [(code, one.public_key().public_bytes_raw()) for code, one in parties.items()]
    with pytest.raises(RuleBroken, match="by nobody whose key stands on record"):
        checkpoints.receive_cosignatures(signed, standing, by=ANA, at=NOON)
    keys.name_witness(text, by=SYSTEM, at=NOON)
    taken = checkpoints.receive_cosignatures(signed, standing, by=ANA, at=NOON)
    assert [one.name for one in taken] == ["AAA", "witness.example/w1"]
    publication.write_ledger(folder, as_of=NOON)
    assert (folder / "ledger" / "cosigned" / str(note.size)).read_bytes() == signed
    assert check(folder, given=[witness])[1] == (
        f"The witness witness.example/w1 vouches for the first {note.size} entries, seen at 2026-03-01 12:00:00+00:00."
    )
    other = key_of(published.witness_key("witness.example/w2")[1], "witness")
    with pytest.raises(Broken, match="has signed nothing here"):
        check(folder, given=[other])


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda data: data[:-9], "no whole checkpoint"),
        (lambda data: data.replace(b"entente-", b"entente-0", 1), "which this record"),
        (lambda data: data + b"\xe2\x80\x94 AAA AAAA\n", "does not hold|by nobody"),
        (lambda data: data, "no signature but the record's own"),
        (lambda data: data * 400, "too long"),
    ],
)
def test_cosignature_that_is_none_is_refused(folder: Path, spoil, sentence: str) -> None:  # type: ignore[no-untyped-def]
    data = spoil((folder / "ledger/checkpoint").read_bytes())
    with pytest.raises(RuleBroken, match=sentence):
        checkpoints.receive_cosignatures(data, [], by=ANA, at=NOON)


@pytest.mark.parametrize("text", ["", "w", "w+00000000+AAAA", "w+zz+" + "A" * 44, "two words+00000000+AQ=="])
def test_malformed_witness_key_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="no key of a witness"):
        keys.name_witness(text, by=SYSTEM, at=NOON)


def test_log_that_lost_entries_is_not_signed(folder: Path, ledger_unlocked: None) -> None:
    before = files_of(folder)
    size = queries.size("public")
    Leaf.objects.filter(log="public", position__gte=size - 3).delete()
    with pytest.raises(InvalidTransition, match=f"has {size - 3} entries and was signed with {size}"):
        publication.write_ledger(folder, as_of=NOON)
    assert files_of(folder) == before


def test_log_that_was_rewritten_is_not_signed(folder: Path, ledger_unlocked: None) -> None:
    before = files_of(folder)
    Node.objects.filter(log="public", level=9, index=0).update(hash=bytes(32))
    write(1, start=900)
    with pytest.raises(InvalidTransition, match="are not those that were signed on 2026-03-01; nothing was signed"):
        publication.write_ledger(folder, as_of=NOON)
    assert files_of(folder) == before


def test_entry_that_does_not_hold_is_not_published(folder: Path, ledger_unlocked: None) -> None:
    before = files_of(folder)
    write(1, start=900)
    commands.seal()
    last = Entry.objects.order_by("-id")[0]
    Entry.objects.filter(pk=last.pk).update(commitment=bytes(32))
    with pytest.raises(
        InvalidTransition, match=f"does not hold at position {queries.size('public') - 1}, about {last.subject}"
    ):
        publication.write_ledger(folder, as_of=NOON)
    assert files_of(folder)["ledger/checkpoint"] == before["ledger/checkpoint"]
    assert check(folder)[0].startswith("Log ")


def test_folder_of_another_record_is_refused(folder: Path) -> None:
    before = files_of(folder)
    Identity.objects.update(name="entente-another")
    with pytest.raises(InvalidTransition, match="choose another folder"):
        publication.write_ledger(folder, as_of=NOON)
    assert files_of(folder) == before


def test_checkpoint_half_written_in_the_folder_is_named_and_written_anew_elsewhere(folder: Path) -> None:
    path = folder / "ledger" / "checkpoint"
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(Broken, match="ledger/checkpoint: is not a whole checkpoint"):
        check(folder)
    with pytest.raises(InvalidTransition, match=r"is not a whole checkpoint .* move .* aside, and it is written anew"):
        publication.write_ledger(folder, as_of=NOON)
    (folder / "ledger").rename(folder.with_name("aside"))
    publication.write_ledger(folder, as_of=NOON)
    assert check(folder)[0].startswith("Log ")


def test_clock_that_jumps_back_signs_all_the_same(folder: Path) -> None:
    write(1, start=900)
    written = publication.write_ledger(folder, as_of=NOON.replace(year=1999))
    assert Checkpoint.objects.get(size=written.size).made_at.year == 1999
    assert check(folder)[0].startswith(f"Log {queries.record_name()}: {written.size} entries")


def test_revoked_key_signs_no_more(folder: Path) -> None:
    old = keys.standing_key()
    assert old is not None
    secret = keys.secret_of(old)
    keys.revoke_key(by=SYSTEM, at=NOON, reason="the host was entered")
    written = publication.write_ledger(folder, as_of=NOON)
    assert check(folder)[0].startswith(f"Log {queries.record_name()}: {written.size} entries")
    path = folder / "ledger" / "checkpoint"
    note = note_of(path.read_bytes(), "")
    path.write_bytes(note.text + b"\n" + sign_line(note.text, old.name, secret))
    with pytest.raises(Broken, match="is by a key not in force"):
        check(folder)


def test_private_log_leaves_for_its_own_side(tmp_path: Path) -> None:
    commands.name_record()
    with published.transaction.atomic():
        commands.record(ANA, "delivery.update", "alda-boria/1.1", at=NOON, text="a draft")
    written = publication.write_ledger(tmp_path, as_of=NOON, log="AAA")
    row = keys.standing_key()
    assert row is not None
    key = key_of(keys.text_of(row), "record")
    assert check(tmp_path, given=[key])[0].startswith(f"Log {queries.record_name()}/AAA: {written.size} entries")
    with pytest.raises(Broken, match="by a key that nobody vouches for"):
        check(tmp_path)


def test_only_the_keeper_and_the_operator_publish_and_keep_keys() -> None:
    with pytest.raises(ActionDenied, match="only the keeper of the record publishes it"):
        commands.record_release(file_list([]), by=ANA, at=NOON)
    with pytest.raises(ActionDenied, match="only the keeper of the record publishes it"):
        keys.rotate_key(by=ANA, at=NOON, reason="why not")
    with pytest.raises(ActionDenied, match="only the keeper of the record publishes it"):
        keys.name_witness(published.witness_key()[1], by=ANA, at=NOON)
