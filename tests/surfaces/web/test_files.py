"""Where an address lies in a folder of files, and how one page leads to another there."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

import pytest

from entente.surfaces.web import files, links


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/fr/plans/p/", "fr/plans/p/index.html"),
        ("/sitemap.xml", "sitemap.xml"),
        ("/en/plans/p/commitments/?evidence=found", "en/plans/p/commitments/index.evidence-found.html"),
        (
            "/en/plans/p/commitments/list.csv?kind=standing&page=2",
            "en/plans/p/commitments/list.kind-standing.page-2.csv",
        ),
        ("/en/plans/p/commitments/?q=..%2Fa.b", "en/plans/p/commitments/index.q-~2E~2E~2Fa~2Eb.html"),
        ("/en/plans/p/frameworks/a%20b/", "en/plans/p/frameworks/a b/index.html"),
    ],
)
def test_file_of_an_address(address: str, file: str) -> None:
    assert files.file_of(address) == file


def test_links_of_a_page_are_remembered_with_the_address_that_each_file_shows() -> None:
    with files.written("/en/plans/p/", origin="https://record.example/") as folder:
        everything = links.href("commitments", "en", plan="p")
        found = links.with_query(everything, {"evidence": "found", "kind": ""})
        style = links.asset("entente/app.css")
    assert (everything, found) == ("commitments/index.html", "commitments/index.evidence-found.html")
    assert style == "../../../assets/entente/app.css"
    assert folder.reached == {
        "en/plans/p/commitments/index.html": "/en/plans/p/commitments/",
        "en/plans/p/commitments/index.evidence-found.html": "/en/plans/p/commitments/?evidence=found",
    }
    assert folder.assets == {"entente/app.css"}


def test_what_needs_a_server_is_reached_where_the_server_is() -> None:
    with files.written("/en/plans/p/", origin="https://record.example/") as folder:
        assert links.href("desk", "en") == "https://record.example/en/desk/"
    assert folder.reached == {}


def test_absolute_addresses_are_those_of_the_site() -> None:
    with files.written("/en/plans/p/pillars/1/", origin="https://record.example/canada"):
        assert links.absolute(links.href("plan", "fr", plan="p")) == "https://record.example/canada/fr/plans/p/"
        assert links.absolute("/en/") == "https://record.example/canada/en/"


def test_links_of_a_page_shown_anywhere_begin_at_the_host() -> None:
    with files.written("/404.html", origin="https://record.example/canada", is_anywhere=True):
        assert links.href("home", "en") == "/canada/en/index.html"
        assert links.asset("entente/app.css") == "/canada/assets/entente/app.css"


@pytest.mark.parametrize(
    ("media_type", "file"),
    [
        ("application/pdf", "copies/KEY.pdf"),
        ("text/html", "copies/KEY.html.txt"),
        ("image/svg+xml", "copies/KEY.bin"),
    ],
)
def test_archived_copy_is_one_file_for_all_languages_and_never_a_page(media_type: str, file: str) -> None:
    with files.written("/fr/", origin="https://record.example") as folder:
        assert links.copy("fr", "KEY", media_type) == f"../{file}"
    assert folder.reached == {file: "/fr/copies/KEY/"}


@pytest.mark.parametrize("here", ["", "en", "en/plans/p", "en/plans/q/commitments/1.1"])
@pytest.mark.parametrize("file", ["index.html", "en/index.html", "en/plans/p/index.html", "fr/a b/c/ñ.csv"])
def test_way_from_a_folder_to_a_file_is_the_shortest(here: str, file: str) -> None:
    with files.written(f"/{here}/" if here else "/") as folder:
        assert folder.link(file) == quote(posixpath.relpath(file, here or "."))
