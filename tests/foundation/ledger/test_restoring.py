"""After a restore from a backup older than what was published: refilled, or followed by a log that names the old."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.ledger import keys, publication, queries, restoring
from entente.foundation.ledger.models import Checkpoint, Entry, Leaf, Node, Opening, Unsealed
from entente.foundation.ledger.verifier import Broken
from entente.foundation.ledger.verify import verify as walk

from . import published
from .published import NOON, check, publish, write

pytestmark = pytest.mark.django_db


def cut_back(size: int) -> None:
    """What a restore from an older backup leaves: the first entries, the checkpoints and the key of then."""
    gone = list(Leaf.objects.filter(log="public", position__gte=size).values_list("entry_id", flat=True))
    Leaf.objects.filter(entry_id__in=gone).delete()
    Unsealed.objects.filter(entry_id__in=gone).delete()
    Opening.objects.filter(entry_id__in=gone).delete()
    Entry.objects.filter(id__in=gone).delete()
    table = connection.ops.quote_name(Node._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE log = 'public' AND (\"index\" + 1) * (1 << level) > {size}")
    Checkpoint.objects.filter(size__gt=size).delete()


@pytest.fixture
def at_backup(tmp_path: Path, ledger_unlocked: None) -> tuple[Path, bytes, int]:
    """A published folder with its newest checkpoint, and a database that ends where an earlier publication did."""
    site = tmp_path / "site"
    write(300)
    size = publish(site).size
    write(300, start=300)
    published.remove("alda-boria/5.4", newest=True)
    newest = publish(site)
    cut_back(size)
    return site, newest.checkpoint, size


def test_restored_log_is_not_published_over_a_longer_one(at_backup: tuple[Path, bytes, int]) -> None:
    site, newest, size = at_backup
    with pytest.raises(
        InvalidTransition, match=f"entries and the database {size}: it was restored from an older backup"
    ):
        publication.write_ledger(site, as_of=NOON)
    assert (site / "ledger" / "checkpoint").read_bytes() == newest


def test_refill_takes_back_all_that_was_published(at_backup: tuple[Path, bytes, int]) -> None:
    site, newest, size = at_backup
    assert queries.size("public") == size
    taken = restoring.refill(site, by=SYSTEM)
    found = walk("public")
    assert (found.is_sound, found.size, found.erased) == (True, size + taken, 1)
    assert publication.write_ledger(site, as_of=NOON).checkpoint == newest
    write(5, start=900)
    publication.write_ledger(site, as_of=NOON)
    assert len(check(site, {"old": newest})) == 2


def test_refill_of_a_database_that_went_on_by_itself_is_refused(at_backup: tuple[Path, bytes, int]) -> None:
    site, _, size = at_backup
    write(1, start=900)
    with pytest.raises(InvalidTransition, match="has gone on since by itself"):
        restoring.refill(site, by=SYSTEM)
    assert queries.size("public") == size + 1


def test_refill_from_a_folder_that_does_not_hold_is_refused(at_backup: tuple[Path, bytes, int]) -> None:
    site, _, size = at_backup
    tile = site / "ledger" / "tile" / "0" / "001"
    tile.write_bytes(tile.read_bytes()[:-1])
    with pytest.raises(RuleBroken, match=r"does not hold, and nothing was taken from it\.  ledger/tile/0/001"):
        restoring.refill(site, by=SYSTEM)
    assert queries.size("public") == size


def test_following_log_names_the_old_one_and_alarms_nobody(at_backup: tuple[Path, bytes, int], tmp_path: Path) -> None:
    site, newest, size = at_backup
    first = publication.write_ledger(tmp_path / "first", as_of=NOON).checkpoint
    old = queries.record_name()
    write(50, start=900)
    name, kept, whole = restoring.follow(site, by=SYSTEM, at=NOON)
    assert (kept, name != old, queries.record_name()) == (size, True, name)
    after = tmp_path / "after"
    publish(after)
    told = check(after, {"newest": newest, "first": first})
    assert told[0].startswith(f"Log {name}: ")
    assert told[1] == f"newest: this log says that it kept {size} of the {whole} entries of {old}."
    assert len(told) == 3


def test_log_that_follows_without_the_old_key_is_no_continuation(
    at_backup: tuple[Path, bytes, int], tmp_path: Path
) -> None:
    """Whoever has a mirror can write behind it, but not vouch for the key that signs it."""
    site, _, _ = at_backup
    write(50, start=900)
    row = keys.standing_key()
    assert row is not None
    row.secret = b""
    row.save()
    restoring.follow(site, by=SYSTEM, at=NOON)
    publish(tmp_path / "after")
    with pytest.raises(Broken, match="is by a key that nobody vouches for"):
        check(tmp_path / "after")
