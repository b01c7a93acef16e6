"""Fetching from a real site on this machine: what is let in, and what is not."""

from __future__ import annotations

import hashlib
import socket
import ssl
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.foundation.sources.capture.fetch import (
    USER_AGENT,
    AddressGone,
    AddressTroubled,
    Fetched,
    Known,
    Limits,
    fetch,
)

from .site import PAGE, PDF, Site, open_site

BYTES_MAX = 2 * 1024 * 1024


def limits_for(*sites: Site, **changes: float) -> Limits:
    return Limits(BYTES_MAX, allowed={site.place for site in sites}, **changes)  # type: ignore[arg-type]


def test_a_page_is_fetched_whole_with_its_facts(site: Site, tmp_path: Path) -> None:
    fetched = fetch(site.address("/fair"), tmp_path / "x", limits=limits_for(site))
    assert fetched == Fetched(
        final_address=site.address("/fair"),
        http_status=200,
        sha256=hashlib.sha256(PAGE).hexdigest(),
        size_bytes=len(PAGE),
        media_type="text/html",
        etag='"one"',
    )
    assert (tmp_path / "x").read_bytes() == PAGE


def test_nothing_but_the_question_is_sent(site: Site, tmp_path: Path) -> None:
    site.show("/cookie", PAGE, Set_Cookie="a=b")
    fetch(site.address("/cookie"), tmp_path / "x", limits=limits_for(site))
    fetch(site.address("/cookie"), tmp_path / "x", limits=limits_for(site))
    assert [headers for _, headers in site.asked] == [
        {
            "host": site.place,
            "user-agent": USER_AGENT,
            "accept": "*/*",
            "accept-encoding": "identity",
            "connection": "close",
        }
    ] * 2


def test_a_known_version_is_asked_about_and_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.refuse("/fair", 304)
    known = Known('"one"', "Sun, 01 Mar 2026 12:00:00 GMT")
    fetched = fetch(site.address("/fair"), tmp_path / "x", limits=limits_for(site), known=known)
    asked = site.asked[0][1]
    assert (fetched.is_unchanged, asked["if-none-match"], asked["if-modified-since"], (tmp_path / "x").exists()) == (
        True,
        '"one"',
        "Sun, 01 Mar 2026 12:00:00 GMT",
        False,
    )


REFUSED = [
    ("/says_five_gb", "{} is larger than the 2,097,152 bytes that are archived; upload the part that is cited."),
    ("/streams_five_gb", "{} is larger than the 2,097,152 bytes that are archived; upload the part that is cited."),
    ("/bomb", "{} is larger than the 2,097,152 bytes that are archived; upload the part that is cited."),
    ("/empty", "{} shows an empty document; there is nothing to keep."),
    ("/exe", "{} sends a kind of file that is not archived (application/pdf)."),
    ("/lie", "{} says that it sends application/pdf and sends text/html; what lies about its kind is not archived."),
    (
        "/lie-too",
        "{} says that it sends text/html and sends application/pdf; what lies about its kind is not archived.",
    ),
    ("/json", "{} says that it sends application/json and sends text/plain; what lies about its kind is not archived."),
    ("/packed", "{} packs its document as br, though asked not to; it is not fetched."),
    ("/loop", "{} leads on more than 5 times; it is not followed further."),
]


@pytest.mark.parametrize(("path", "sentence"), REFUSED)
def test_what_is_not_let_in_gets_one_sentence_soon(site: Site, tmp_path: Path, path: str, sentence: str) -> None:
    site.show("/empty", b"")
    site.show("/exe", b"MZ\x90\x00\x03", "application/pdf")
    site.show("/lie", PAGE, "application/pdf")
    site.show("/lie-too", PDF, "text/html")
    site.show("/json", b'{"a": 1}', "application/json")
    site.show("/packed", b"x", Content_Encoding="br")
    site.lead("/loop", "/loop")
    began = time.monotonic()
    with pytest.raises(RuleBroken) as caught:
        fetch(site.address(path), tmp_path / "x", limits=limits_for(site))
    assert (str(caught.value), type(caught.value)) == (sentence.format(site.address(path)), RuleBroken)
    assert time.monotonic() - began < 10


TROUBLED = [
    ("/never_ends", "{} was silent for 0.4 seconds or not done within 1; nothing of it was kept."),
    ("/never_begins", "{} was silent for 0.4 seconds or not done within 1; nothing of it was kept."),
    ("/falls_silent", "{} was silent for 0.4 seconds or not done within 1; nothing of it was kept."),
    ("/breaks_off", "{} broke off in its middle; nothing of it was kept."),
    ("/busy", "{} does not show it now (503)."),
    ("/damaged", "{} sends a damaged document; nothing of it was kept."),
    ("/cut", "{} broke off in its middle; nothing of it was kept."),
]


@pytest.mark.parametrize(("path", "sentence"), TROUBLED)
def test_a_passing_trouble_ends_in_time_and_is_told_from_a_refusal(
    site: Site, tmp_path: Path, path: str, sentence: str
) -> None:
    site.refuse("/busy", 503)
    site.show("/damaged", b"not packed", Content_Encoding="gzip")
    site.show("/cut", bytes.fromhex("1f8b08000000000002ff4b4c"), Content_Encoding="gzip")
    began = time.monotonic()
    with pytest.raises(AddressTroubled) as caught:
        fetch(site.address(path), tmp_path / "x", limits=limits_for(site, idle_seconds=0.4, total_seconds=1.0))
    assert str(caught.value) == sentence.format(site.address(path))
    assert time.monotonic() - began < 3


def test_what_is_gone_says_so(site: Site, tmp_path: Path) -> None:
    site.refuse("/gone", 410)
    said = []
    for address in (site.address("/nothing"), site.address("/gone")):
        with pytest.raises(AddressGone) as caught:
            fetch(address, tmp_path / "x", limits=limits_for(site))
        said.append((str(caught.value), caught.value.http_status))
    assert said == [
        (f"{site.address('/nothing')} says that nothing is there any more (404).", 404),
        (f"{site.address('/gone')} says that nothing is there any more (410).", 410),
    ]


def test_a_machine_that_does_not_answer_is_gone_without_a_status(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(AddressGone) as caught:
            fetch(f"http://{place}/", tmp_path / "x", limits=Limits(BYTES_MAX, allowed={place}))
    assert caught.value.http_status is None


# --- closed networks --------------------------------------------------------------------------------------------------


class Resolver:
    """Answers each question with the next of its answers, and the last one for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), 0

    def __call__(self, host: str, port: int, seconds: float) -> Sequence[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_not_fetched_by_any_of_its_names(tmp_path: Path, host: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        fetch(f"http://{host}/", tmp_path / "x", limits=Limits(BYTES_MAX))
    assert str(caught.value).endswith("which is not on the public network; it is not fetched.")


def test_one_closed_machine_among_public_ones_closes_the_name(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken) as caught:
        fetch("http://a.example/", tmp_path / "x", limits=Limits(BYTES_MAX), resolve=Resolver(["8.8.8.8", "10.0.0.1"]))
    assert str(caught.value) == "a.example leads to 10.0.0.1, which is not on the public network; it is not fetched."


def test_a_redirect_to_a_closed_network_is_not_followed(site: Site, tmp_path: Path) -> None:
    with open_site() as inner:
        site.lead("/out", inner.address("/fair").replace(inner.place, "127.0.0.1"))
        site.lead("/port", inner.address("/fair"))
        for path in ("/out", "/port"):
            with pytest.raises(RuleBroken):
                fetch(site.address(path), tmp_path / "x", limits=limits_for(site))
        assert inner.asked == []


def test_a_redirect_is_followed_where_both_are_open(site: Site, tmp_path: Path) -> None:
    with open_site() as other:
        site.lead("/out", other.address("/report.pdf"))
        fetched = fetch(site.address("/out"), tmp_path / "x", limits=limits_for(site, other))
    assert (fetched.final_address, fetched.media_type) == (other.address("/report.pdf"), "application/pdf")


def test_a_name_that_answers_otherwise_the_second_time_is_checked_again(site: Site, tmp_path: Path) -> None:
    """Rebinding: the name is public when it is checked and private a moment later.  Each connection looks it up once,
    goes to the very machine that was checked, and the next one starts anew."""
    resolver = Resolver(["127.0.0.1"], ["10.0.0.1"])
    place = f"rebound.example:{site.port}"
    site.show("/fair", PAGE)
    limits = Limits(BYTES_MAX, allowed={place})
    fetched = fetch(f"http://{place}/fair", tmp_path / "x", limits=limits, resolve=resolver)
    assert (fetched.http_status, resolver.asked, site.asked[0][1]["host"]) == (200, 1, place)

    site.lead("/again", "http://rebound.example/fair")
    resolver = Resolver(["127.0.0.1"], ["10.0.0.1"])
    with pytest.raises(RuleBroken) as caught:
        fetch(f"http://{place}/again", tmp_path / "x", limits=limits, resolve=resolver)
    assert (str(caught.value), resolver.asked) == (
        "rebound.example leads to 10.0.0.1, which is not on the public network; it is not fetched.",
        2,
    )


# --- certificates -----------------------------------------------------------------------------------------------------


def certificate(folder: Path, name: str) -> Path:
    made = folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}", "-keyout", made, "-out", folder / "certificate"],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(made.read_bytes() + (folder / "certificate").read_bytes())
    return made


def test_the_certificate_is_checked_against_the_name_and_not_the_machine(tmp_path: Path) -> None:
    pem = certificate(tmp_path, "gazette.example")
    trust, resolver = ssl.create_default_context(cafile=str(pem)), Resolver(["127.0.0.1"])
    with open_site(certificate=pem) as site:
        mine, other = f"gazette.example:{site.port}", f"other.example:{site.port}"
        limits = Limits(BYTES_MAX, allowed={mine, other})
        fetched = fetch(f"https://{mine}/fair", tmp_path / "x", limits=limits, resolve=resolver, trust=trust)
        with pytest.raises(RuleBroken) as caught:
            fetch(f"https://{other}/fair", tmp_path / "x", limits=limits, resolve=resolver, trust=trust)
    assert fetched.media_type == "text/html"
    assert str(caught.value) == (
        f"https://{other}/fair cannot prove that it is who it says (Hostname mismatch, certificate is not valid for "
        "'other.example'); it is not fetched."
    )


def test_a_disk_that_is_full_is_an_error_of_the_disk(site: Site, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        fetch(site.address("/fair"), Path("/dev/full"), limits=limits_for(site))
