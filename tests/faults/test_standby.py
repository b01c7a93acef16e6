"""A web process over a standby that may only read serves the public side: the way in which docs/scale.md lets it grow."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import postgres
from tests.benchmarks.servers import PLAN, ROOT, Server, Site, made, serving

PAGES = [
    "/",
    "/en/",
    f"/es/planes/{PLAN}/",
    f"/fr/plans/{PLAN}/engagements/2.1/",
    f"/en/plans/{PLAN}/commitments/?q=water",
    f"/en/plans/{PLAN}/overview/",
    f"/en/plans/{PLAN}/history/",
    f"/api/v1/plans/{PLAN}",
    f"/api/v1/plans/{PLAN}/commitments",
    "/sitemap.xml",
]
FOLLOWS_SECONDS_MAX = 20


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Server]]:
    """A record on a real server, and a web process over the standby that follows it."""
    with postgres.pair() as (primary, standby):
        site = made(tmp_path_factory.mktemp("site"), 1, primary)
        reading = Site(site.var, site.scale, standby)
        with serving(reading, "site_settings", _free_port()) as server:
            yield site, server


@pytest.mark.parametrize("page", PAGES)
def test_reading_in_public_writes_nothing(both: tuple[Site, Server], page: str) -> None:
    assert _status(both[1], page) == 200


def test_what_was_put_on_record_is_read_from_the_standby(both: tuple[Site, Server]) -> None:
    site, server = both
    assert _status(server, "/en/plans/two-shores-2023/") == 404
    _entente(site, "plan", "import", str(ROOT / "tests" / "plans" / "two-shores-2023"))
    deadline = time.monotonic() + FOLLOWS_SECONDS_MAX
    while _status(server, "/en/plans/two-shores-2023/") != 200:
        assert time.monotonic() < deadline, "the standby does not follow"
        time.sleep(0.2)


def _entente(site: Site, *words: str) -> None:
    command = [str(Path(sys.executable).with_name("entente")), *words]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **site.environ("site_settings")}, check=True)


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


def _status(server: Server, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
