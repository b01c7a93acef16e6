"""One table of addresses, in every language, absolute and relative."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from django.urls import Resolver404, resolve

from entente.surfaces.following.urls import FOLLOWING_PAGES
from entente.surfaces.opendata.urls import OPENDATA_PAGES
from entente.surfaces.publish.urls import PUBLISH_PAGES
from entente.surfaces.reports.urls import REPORT_DESK_PAGES, REPORT_PAGES
from entente.surfaces.web import files, links
from entente.surfaces.web.desk.urls import DESK_PAGES
from entente.surfaces.web.patterns import patterns
from entente.surfaces.web.urls import PUBLIC_PAGES

KEYS = {"plan": "tri-plan", "number": "6.4", "framework": "goals", "target": "15.c"}
KEYS |= {"release": "2026-11-29.2"}
KEYS |= {"chart": "sides"}
KEYS |= {"activity": "memo", "update": "AAA-12345", "version": "2"}
KEYS |= {
    "owner": "observatory",
    "finding": "none-6-4",
    "file": "access-request-AAA-fr.docx",
    "method": "g20-compliance.1",
}
KEYS |= {"letter": "a", "party": "AAA", "on": "2026-03-01"}
PARTS = {
    "a_z_letter": ("letter",),
    "pillar": ("plan", "number"),
    "commitment": ("plan", "number"),
    "framework": ("plan", "framework"),
    "target": ("plan", "framework", "target"),
    **dict.fromkeys(
        ("plan", "commitments", "commitments_csv", "commitments_xlsx", "text", "frameworks", "history", "terms"),
        ("plan",),
    ),
    **dict.fromkeys(("activities", "candidates", "milestones", "overview", "overview_csv", "reporting"), ("plan",)),
    "activity": ("plan", "activity"),
    "data_release": ("release",),
    "assessors": ("plan",),
    "assessor": ("plan", "owner", "method"),
    **dict.fromkeys(("amendments", "succession", "succession_csv", "succession_xlsx"), ("plan",)),
    "amendment": ("plan", "number"),
    "ask": ("plan", "number", "owner", "finding"),
    "ask_letter": ("plan", "number", "owner", "finding", "file"),
    "update": ("plan", "number", "update"),
    "side_now": ("plan", "party"),
    "side_on": ("plan", "party", "on"),
    "chart": ("file",),
    "embed": ("chart",),
    "plan_chart": ("plan", "file"),
    "plan_embed": ("plan", "chart"),
    "plan_badge": ("plan",),
    "promise_chart": ("plan", "number", "file"),
    "promise_embed": ("plan", "number", "chart"),
    "promise_badge": ("plan", "number"),
    "update_version": ("plan", "number", "update", "version"),
}
KEY = re.compile(r"<(\w+):(\w+)>")
SAMPLES = {"slug": "memo", "number": "6.4", "segment": "AAA-12345", "uuid": "0b9f6c1e-6b0c-4a53-9a53-0d8f6f0f3c11"}


def keys_for(page: str) -> dict[str, str]:
    return {key: KEYS[key] for key in PARTS.get(page, ())}


@pytest.mark.parametrize(
    ("page", "language", "address"),
    [
        ("home", "en", "/en/"),
        ("commitment", "en", "/en/plans/tri-plan/commitments/6.4/"),
        ("commitment", "fr", "/fr/plans/tri-plan/engagements/6.4/"),
        ("commitment", "es", "/es/planes/tri-plan/compromisos/6.4/"),
        ("commitments_csv", "es", "/es/planes/tri-plan/compromisos/lista.csv"),
        ("target", "fr", "/fr/plans/tri-plan/cadres/goals/15.c/"),
        ("problem", "es", "/es/acerca/informar-de-un-problema/"),
    ],
)
def test_href(page: str, language: str, address: str) -> None:
    assert links.href(page, language, **keys_for(page)) == address


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("page", list(PUBLIC_PAGES))
def test_href_leads_to_its_own_view(page: str, language: str) -> None:
    found = resolve(links.href(page, language, **keys_for(page)))
    assert (found.url_name, found.kwargs) == (page, {**keys_for(page), "language": language})


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("page", [*DESK_PAGES, *REPORT_DESK_PAGES, *REPORT_PAGES])
def test_desk_address_leads_to_its_own_view(page: str, language: str) -> None:
    """Above all the addresses that end in a word, such as `milestones/add/`: no key may take them."""
    keys = {key: SAMPLES[kind] for kind, key in KEY.findall(links.PAGES[page])}
    found = resolve(links.href(page, language, **keys))
    assert (found.url_name, {key: str(value) for key, value in found.kwargs.items()}) == (
        page,
        {**keys, "language": language},
    )


def test_word_comes_before_key_in_whatever_order_the_pages_are_listed() -> None:
    pages = {name: DESK_PAGES[name] for name in ("desk_milestone", "desk_milestone_add", "desk_month", "desk_work")}
    orders = [
        [pattern.name for pattern in patterns("en", dict(order))[0].url_patterns]
        for order in permutations(pages.items())
    ]
    assert {order.index("desk_milestone_add") < order.index("desk_milestone") for order in orders} == {True}


def test_every_page_of_the_table_has_one_view() -> None:
    pages = [
        *PUBLIC_PAGES,
        *DESK_PAGES,
        *FOLLOWING_PAGES,
        *PUBLISH_PAGES,
        *REPORT_PAGES,
        *REPORT_DESK_PAGES,
        *OPENDATA_PAGES,
    ]
    assert sorted(links.PAGES) == sorted(pages)


def test_addresses_of_one_language_do_not_answer_in_another() -> None:
    with pytest.raises(Resolver404):
        resolve("/fr/plans/tri-plan/commitments/6.4/")


def test_href_quotes_what_an_address_cannot_hold() -> None:
    assert links.href("framework", "en", plan="p", framework="a b") == "/en/plans/p/frameworks/a%20b/"


def test_href_with_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        links.href("commitment", "en", plan="tri-plan")


@pytest.mark.parametrize(
    ("base", "page", "relative"),
    [
        ("/fr/plans/tri-plan/", "commitment", "engagements/6.4/index.html"),
        ("/fr/plans/tri-plan/engagements/1.1/", "commitment", "../6.4/index.html"),
        ("/fr/plans/tri-plan/engagements/6.4/", "commitment", "index.html"),
        ("/fr/", "commitments_csv", "plans/tri-plan/engagements/liste.csv"),
    ],
)
def test_href_relative_to_a_file(base: str, page: str, relative: str) -> None:
    with files.written(base):
        assert links.href(page, "fr", **keys_for(page)) == relative
    assert links.href("home", "fr") == "/fr/"


def test_with_query_leaves_out_what_is_empty() -> None:
    assert links.with_query("/en/", {"q": "a b", "kind": ""}) == "/en/?q=a+b"
    assert links.with_query("/en/", {"kind": ""}) == "/en/"


def test_absolute_has_the_sites_own_origin() -> None:
    assert links.absolute("/en/") == "http://localhost:8000/en/"


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("1", 1),
        ("7", 7),
        ("999999", 999_999),
        ("0", 1),
        ("-3", 1),
        ("1000000", 1),
        ("", 1),
        ("2.5", 1),
        ("²", 1),
        ("two", 1),
    ],
)
def test_page_of_a_list_is_a_number_or_the_first(asked: str, page: int) -> None:
    assert links.asked_page({"page": asked}) == page


def test_no_page_asked_for_is_the_first() -> None:
    assert links.asked_page({}) == 1
