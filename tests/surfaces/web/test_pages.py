"""Each public page: what it says, in which language, at what cost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan, Standing
from tests.cast import BELA
from tests.record.builders import draft_plan

from .conftest import get, parsed, queries_of, tags_of, texts_of
from .stage import ARABIC, SLUG, claim, gazette, staged_plan

BASE = f"/en/plans/{SLUG}/"
PAGES = [
    "/en/",
    BASE,
    f"{BASE}pillars/1/",
    f"{BASE}commitments/",
    f"{BASE}commitments/1.1/",
    f"{BASE}activities/",
    f"{BASE}milestones/",
    f"{BASE}candidates/",
    f"{BASE}text/",
    f"{BASE}frameworks/",
    f"{BASE}frameworks/goals/",
    f"{BASE}frameworks/goals/17.16/",
    f"{BASE}history/",
    "/en/about/",
    "/en/about/words/",
    "/en/about/states/",
    "/en/about/accessibility/",
    "/en/about/privacy/",
    "/en/about/report-a-problem/",
    "/en/components/",
]


def headings(html: str) -> list[str]:
    """The words of each h1 to h3, in order."""
    reader = parsed(html)
    return [tag for tag, _attrs in reader.attrs if tag in ("h1", "h2", "h3")]


# --- every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_title_and_no_inline_code(plan: Plan, address: str) -> None:
    html = get(address)
    assert headings(html).count("h1") == 1
    (title,) = re.findall("<title>(.*?)</title>", html)
    assert len({*title.split(" – ")}) == title.count(" – ") + 1  # nothing is named twice
    assert [attrs for _tag, attrs in parsed(html).attrs if "style" in attrs or "onclick" in attrs] == []
    assert [tag for tag in tags_of(html, "script") if "src" not in tag] == []
    assert tags_of(html, "style") == []


@pytest.mark.parametrize("address", PAGES)
def test_page_sets_no_cookie_and_loads_nothing_from_elsewhere(plan: Plan, address: str) -> None:
    response = Client().get(address)
    assert dict(response.cookies) == {}
    html = response.content.decode()
    loaded = [tag.get("src") or tag.get("href") or "" for name in ("script", "img") for tag in tags_of(html, name)]
    own = [address for address in loaded if re.fullmatch(r"/en/plans/.*badge\.svg", address)]
    loaded = [address for address in loaded if address not in own]
    loaded += [tag["href"] or "" for tag in tags_of(html, "link") if tag["rel"] in ("stylesheet", "icon")]
    assert [address for address in loaded if not address.startswith("/static/")] == []


@pytest.mark.parametrize("address", PAGES)
def test_page_asked_for_again_is_not_sent_again(plan: Plan, address: str) -> None:
    client = Client()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    # The page says the minute it speaks of; when that turned between the two, the page is another.
    assert again.status_code == (304 if again.headers["ETag"] == first.headers["ETag"] else 200)


@pytest.mark.parametrize(
    "address",
    [
        "/en/plans/none/",
        f"{BASE}pillars/9/",
        f"{BASE}commitments/9.9/",
        f"{BASE}frameworks/none/",
        f"{BASE}frameworks/goals/none/",
        "/sitemap-plan-none.xml",
    ],
)
def test_what_is_not_on_record_is_not_found(plan: Plan, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_draft_is_on_no_public_page(db: None) -> None:
    draft_plan("secret-plan")
    client = Client()
    pages = ["", "commitments/", "commitments/1.1/", "text/", "frameworks/", "history/", "commitments/list.csv"]
    assert [client.get(f"/en/plans/secret-plan/{page}").status_code for page in pages] == [404] * len(pages)
    assert "secret-plan" not in get("/en/")
    assert "secret-plan" not in get("/sitemap.xml")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "pillars/1/",
        "commitments/",
        "commitments/2.1/",
        "text/",
        "frameworks/",
        "frameworks/goals/17.16/",
        "history/",
    ],
)
def test_page_costs_the_same_with_1_and_30_promises(db: None, page: str) -> None:
    staged_plan(1)
    staged_plan(30, "long-plan")
    assert queries_of(f"/en/plans/long-plan/{page}") == queries_of(f"{BASE}{page}")


def test_list_of_plans_costs_the_same_with_1_and_3(db: None) -> None:
    staged_plan(1)
    few = queries_of("/en/")
    staged_plan(1, "second-plan")
    staged_plan(1, "third-plan")
    assert queries_of("/en/") == few
    assert [tag.get("class") for tag in tags_of(get("/en/"), "h2")].count("govuk-heading-l") == 3


@pytest.mark.parametrize(("contact", "links"), [("", []), ("keeper@example.org", ["mailto:keeper@example.org"])])
def test_problem_is_reported_to_the_address_that_the_operator_set(
    db: None, monkeypatch: pytest.MonkeyPatch, contact: str, links: list[str]
) -> None:
    monkeypatch.setattr(settings.ENV, "contact", contact)
    html = get("/en/about/report-a-problem/")
    assert [tag["href"] for tag in tags_of(html, "a") if str(tag.get("href")).startswith("mailto:")] == links


# --- home and plan ---------------------------------------------------------------------------------------------------


def test_home_says_where_each_plan_stands(plan: Plan) -> None:
    words = texts_of(get("/en/"))
    sentence = (
        "4 commitments in 2 pillars. Public evidence was found for 3. 1 has not been searched. "
        "None of the 3 governments takes part in this record so far."
    )
    assert words.count(sentence) == 1


def test_home_without_a_plan_says_so(db: None) -> None:
    assert texts_of(get("/en/")).count("No plan is on record yet.") == 1


def test_plan_tells_who_takes_part(plan: Plan) -> None:
    plans.set_standing(plan, "BBB", Standing.TAKING_PART, by=BELA, on=date(2026, 6, 2))
    words = texts_of(get(BASE))
    assert words.count("1 of the 3 governments takes part in this record.") == 1
    assert words.count("takes part since 2 June 2026") == 1
    column = texts_of(get(f"{BASE}commitments/1.1/"))
    assert column.count("Nothing reported yet") == 1
    assert column.count("Nothing reported: not taking part") == 2


def test_figures_lead_to_the_lists_they_count(plan: Plan) -> None:
    links = [tag["href"] for tag in tags_of(get(BASE), "a") if tag.get("class") == "ent-figures__link"]
    assert links == [
        f"{BASE}commitments/",
        f"{BASE}commitments/?evidence=found",
        f"{BASE}commitments/?evidence=none_found",
        f"{BASE}commitments/?evidence=not_looked",
    ]


# --- commitment ------------------------------------------------------------------------------------------------------


def test_commitment_shows_what_each_side_says(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}commitments/2.1/"))
    assert words.count("Not applicable It does not owe this promise.") == 1
    assert words.count("Nothing reported: not taking part") == 2
    assert words.count("No joint status") == 1


def test_commitment_shows_evidence_as_confirmed_by_nobody(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}commitments/1.1/"))
    label = "Public evidence found, confirmed by none of the governments, cited and not yet archived"
    assert words.count(label) == 1
    assert words.count("The Gazette · a third voice · 3 May 2024 · in English · page 2") == 2
    assert words.count("Shows all of it · 2–3 May 2024 · announced by Arcadia: May 2024") == 1
    assert words.count("Background: counts for nothing by itself") == 1


def test_commitment_shows_evidence_at_the_instant_it_is_added(plan: Plan) -> None:
    assert texts_of(get(f"{BASE}commitments/2.2/")).count("Not searched yet") == 1
    claim("just-now", f"{SLUG}/2.2", gazette(), at=timezone.now())
    assert texts_of(get(f"{BASE}commitments/2.2/")).count("Something happened: just-now.") == 1


def test_commitment_shows_evidence_with_the_part_it_bears_on(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}commitments/2.1/"))
    parts = words.partition("The parts of the promise")[2].partition("History")[0]
    part_a, part_b = parts.split("publish a report", 1)
    assert part_a.count("Observatory looked on 1 May 2026 and found no public evidence.") == 1
    assert part_b.count("Shows part of it") == 1
    assert part_b.count("Owed by: Arcadia") == 1


def test_commitment_shows_authentic_words_in_other_languages_marked(plan: Plan) -> None:
    html = get(f"/fr/plans/{SLUG}/engagements/1.1/")
    quotes = tags_of(html, "blockquote")
    assert [(quote.get("lang"), quote.get("dir")) for quote in quotes] == [("ar", "rtl"), ("en", "ltr"), ("pt", "ltr")]
    assert texts_of(html).count(ARABIC) == 1


def test_commitment_without_authentic_words_says_so(plan: Plan) -> None:
    html = get(f"{BASE}commitments/2.2/")
    assert texts_of(html).count("Authentic wording not on record") == 1
    assert tags_of(html, "blockquote") == []


def test_commitment_bound_by_outside_dates_tells_them(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}commitments/2.2/"))
    assert words.count("Window closed Closed on 31 December 2025: Years of the fair 2024 – 2025 ( source )") == 1
    assert texts_of(get(f"{BASE}commitments/2.1/")).count("Window") == 0


def test_commitment_is_cited_in_three_styles_with_its_instant(plan: Plan) -> None:
    html = get(f"{BASE}commitments/1.1/")
    cited = [tag["id"] for tag in tags_of(html, "span") if str(tag.get("id", "")).startswith("cite-")]
    assert cited == ["cite-apa", "cite-chicago", "cite-ref"]
    assert (
        texts_of(html).count("http://localhost:8000/en/plans/tri-plan/commitments/1.1/") == 6
    )  # the badge leads to it, too, and paper says it


def test_commitment_history_is_that_of_the_public_log(plan: Plan) -> None:
    html = get(f"{BASE}commitments/2.1/")
    assert texts_of(html).count("of the public log)") == 4  # the promise, its words, evidence, the search
    assert texts_of(html).count("1 June 2026 · Observatory") == 4


def test_neighbours_are_the_promises_before_and_after(plan: Plan) -> None:
    html = get(f"{BASE}commitments/1.2/")
    rel = {tag["rel"]: tag["href"] for tag in tags_of(html, "a") if tag.get("rel") in ("prev", "next")}
    assert rel == {"prev": f"{BASE}commitments/1.1/", "next": f"{BASE}commitments/2.1/"}


# --- text, frameworks, history ---------------------------------------------------------------------------------------


def test_text_puts_languages_side_by_side(plan: Plan) -> None:
    html = get(f"{BASE}text/?beside=ar")
    columns = [tag for tag in tags_of(html, "div") if tag.get("class") == "ent-parallel__text"]
    assert [(tag.get("lang"), tag.get("dir")) for tag in columns] == [
        (None, None),
        ("ar", "rtl"),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_text_numbers_every_promise_for_links(plan: Plan) -> None:
    anchors = [tag["id"] for tag in tags_of(get(f"{BASE}text/"), "article")]
    assert anchors == ["c-1.1", "c-1.2", "c-2.1", "c-2.2"]


def test_target_lists_the_promises_that_serve_it(plan: Plan) -> None:
    html = get(f"{BASE}frameworks/goals/17.16/")
    links = [tag["href"] for tag in tags_of(html, "a") if str(tag.get("href")).startswith(f"{BASE}commitments/1")]
    assert links == [f"{BASE}commitments/1.1/"]


def test_framework_lists_targets_that_nothing_serves_too(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}frameworks/goals/"))
    assert words.count("17.16 Partnerships 1 promise") == 1
    assert words.count("17.17 More partnerships none") == 1


def test_history_counts_a_day_by_the_log(plan: Plan) -> None:
    words = texts_of(get(f"{BASE}history/"))
    assert words.count("Commitment put on record 1.1 A fair for all 1.2 2.1 2.2 A register of fairs") == 1
    assert words.count("Public evidence added") == 1


# --- maps ------------------------------------------------------------------------------------------------------------


def test_sitemap_names_every_page_in_every_language(plan: Plan) -> None:
    assert get("/sitemap.xml").count("<loc>") == 2
    entries = get(f"/sitemap-plan-{SLUG}.xml")
    assert entries.count("<loc>") == 3 * (5 + 2 + 4)
    assert entries.count(f'hreflang="fr" href="http://localhost:8000/fr/plans/{SLUG}/engagements/1.1/"') == 3


def test_robots_keep_out_of_the_desk(db: None) -> None:
    assert get("/robots.txt").splitlines() == [
        "User-agent: *",
        "Disallow: /en/desk/",
        "Disallow: /es/escritorio/",
        "Disallow: /fr/bureau/",
        "Sitemap: http://localhost:8000/sitemap.xml",
    ]
