"""Copies in a bucket: a real S3 interface in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from entente.config.snapshots import snapshot_store
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands, queries, store
from entente.foundation.sources.queries import Showing, Side
from entente.foundation.sources.words import Removal
from tests.cast import CHRIS, DANA
from tests.record.builders import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning"),
]
PDF = b"%PDF-1.7\nfictional"


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], **quiet)  # type: ignore[call-overload]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=30)


@pytest.fixture(autouse=True)
def _bucket(settings: Settings, service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=service).create_bucket(Bucket="archive")
    settings.STORAGES = {**settings.STORAGES, "default": snapshot_store("s3://archive/copies", service)}


def archive(slug: str = "page"):  # type: ignore[no-untyped-def]
    facts = commands.DocumentFacts(slug=slug, title={"en": "A page"}, side=Side.THIRD)
    document = commands.add_document(facts, by=CHRIS, owner=CHRIS.owner, tier=Tier.PUBLIC, at=NOW)
    return commands.archive_upload(document, "a.pdf", PDF, by=CHRIS, at=NOW, showing=Showing.COPY, bytes_max=1000)


def names(service: str) -> list[str]:
    listed = boto3.client("s3", endpoint_url=service).list_objects_v2(Bucket="archive")
    return [one["Key"] for one in listed.get("Contents", [])]


def test_a_copy_is_kept_shown_and_removed_in_a_bucket(service: str) -> None:
    copy = archive()
    assert type(default_storage._wrapped).__name__ == "BucketStorage"
    assert names(service) == [f"copies/{store.path_of(copy.sha256)}"]
    assert queries.get_copy(DANA, copy.pk, as_of=NOW) == (copy, PDF)
    assert archive() == copy
    commands.remove_bytes(copy, by=CHRIS, at=NOW, reason=Removal.PRIVACY)
    assert (names(service), store.read(copy.sha256)) == ([], None)


def test_what_was_left_over_in_a_bucket_is_discarded(service: str) -> None:
    store.keep(b"%PDF-stray")
    assert len(names(service)) == 1
    assert commands.discard_left_over(at=datetime.now(UTC) + timedelta(days=2)) == 1
    assert names(service) == []


@pytest.mark.parametrize(
    ("place", "endpoint", "sentence"),
    [
        ("s3://nowhere/x", None, "The archived copy cannot be written (the bucket "),
        ("s3://archive", "http://127.0.0.1:9", "The archived copy cannot be written (the bucket does not answer: "),
    ],
)
def test_a_bucket_in_trouble_is_one_sentence(
    settings: Settings, service: str, place: str, endpoint: str | None, sentence: str
) -> None:
    made = snapshot_store(place, endpoint or service)
    settings.STORAGES = {**settings.STORAGES, "default": made}
    with pytest.raises(store.NotWritten) as caught:
        store.keep(b"%PDF-x")
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize("place", ["s3://", "https://bucket/x", "bucket", "s3://a/b?c=d"])
def test_a_place_that_is_no_bucket_is_refused_with_a_remedy(place: str) -> None:
    with pytest.raises(ValueError, match="names no bucket; write s3://BUCKET"):
        snapshot_store(place, "")
