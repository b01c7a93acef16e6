"""Every form of the staff pages in a real browser, as the post that may fill it in: sound, and nothing scrolls sideways.

The pages and the world are those of the walk of rights; `test_desk` looks at what everybody sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entente.surfaces.web import links
from entente.surfaces.web.desk.urls import DESK_PAGES
from tests.e2e.test_desk import PAGES, faults_of
from tests.surfaces.test_rights_desk import filled_in
from tests.surfaces.walked_world import Walker, walkers, world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROMISE = {"plan": "tri-plan", "number": "2.1"}
MEMO = {"activity": "memo"}
TALK = {**MEMO, "session": "talk"}
DRAFT = {"plan": "draft-plan", "number": "1"}
OF_1_1 = {"number": "1.1"}
TRANSLATED = {"subject": "{planned_words}", "field": "title", "to": "ar", "from": "en"}

Seen = tuple[str, Mapping[str, str], Mapping[str, str]]
"""A page, the keys of its address, and what stands behind it."""


def _plain(*names: str) -> list[Seen]:
    return [(name, {}, {}) for name in names]


def _acts(page: str, keys: Mapping[str, str], *acts: str) -> list[Seen]:
    return [(page, {**keys, "act": act}, {}) for act in acts]


FORMS: dict[str, list[Seen]] = {
    "AAA administrator": [
        *(
            ("desk_people_propose", {"kind": kind}, {})
            for kind in ("open-post", "appoint", "end", "give-log-in", "recover-log-in")
        ),
        ("desk_people_act", {"key": "{act}"}, {}),
        *_plain("desk_people"),
    ],
    "AAA contributor": [
        *_acts("desk_activity_act", MEMO, "edit", "serve", "part", "text", "money", "term"),
        *_acts("desk_session_act", TALK, "report", "lapse", "replan"),
        ("desk_obstacle", {"key": "{obstacle}"}, {}),
        ("desk_lead_end", {"key": "{lead}"}, {}),
        ("desk_write", {}, {}),
        ("desk_write", {}, {"update": "{draft}"}),
        ("desk_correct", {"update": "{public}"}, {}),
        ("desk_update_preview", {"update": "{draft}"}, {}),
        ("desk_source", {"source": "source-aaa"}, {}),
        ("desk_sheet", {"key": "{workbook}"}, {}),
        ("desk_sheet", {"key": "{applied}"}, {}),
        ("desk_texts", {"key": "{translations}"}, {}),
        ("desk_texts", {"key": "{translations_applied}"}, {}),
        ("desk_translation", {}, TRANSLATED),
        ("desk_amendment_add", OF_1_1, {}),
        ("desk_amendment", {"key": "{amendment}"}, {}),
        ("desk_amendment", {"key": "{amendment_before_all}"}, {}),
        ("desk_amendment", {"key": "{amendment_overtaken}"}, {}),
        *_plain("desk_amendments", "desk_succession", "desk_joint", "desk_words", "desk_translations"),
        *_plain("desk_calendars", "desk_calendar_add", "desk_assessments"),
        ("desk_assessment", {**OF_1_1, "key": "{sent_out}"}, {}),
        *_acts("desk_assessment_act", {**OF_1_1, "key": "{sent_out}"}, "reply"),
        ("desk_candidate_act", {"candidate": "fair", "act": "argue"}, {}),
    ],
    "AAA approver": [
        *_plain(
            "desk_adoption",
            "desk_search",
            "desk_keys",
            "desk_proposals",
            "desk_tokens",
            "desk_approvals",
            "desk_standing",
        ),
        ("desk_proposal", {"key": "{proposal}"}, {}),
        ("desk_proposal", {"key": "{agreed_first}"}, {}),
        ("desk_proposal_sign", {"key": "{proposal}"}, {"revision": "1"}),
        ("desk_update", {"update": "{submitted}"}, {}),
        ("desk_elsewhere", {"update": "{submitted}"}, {}),
        ("desk_copy_remove", {"source": "source-aaa", "key": "{copy}"}, {}),
        ("desk_calendar_act", {"calendar": "half-yearly", "act": "accept"}, {}),
        ("desk_calendar_act", {"calendar": "taken", "act": "end"}, {}),
        ("desk_candidate_act", {"candidate": "fair", "act": "decide"}, {}),
        ("desk_translation", {}, {**TRANSLATED, "subject": "{reported_words}"}),
        *_plain("desk_words", "desk_succession"),
    ],
    "BBB approver": [
        ("desk_keys", {}, {}),
        *_acts("desk_assessment_act", {"key": "{reply_written}"}, "approve"),
    ],
    "institute contributor": [
        *_plain("desk_assessments", "desk_scale_add"),
        ("desk_guideline_add", {}, {"method": "g20-compliance/1"}),
        ("desk_guideline", {"key": "{guideline}"}, {}),
        *_acts("desk_guideline_act", {"key": "{guideline}"}, "open"),
        ("desk_assessment", {"key": "{coding}"}, {}),
        *_acts("desk_assessment_act", {"key": "{coding}"}, "code"),
        ("desk_assessment", {"key": "{coded}"}, {}),
        *_acts("desk_assessment_act", {"key": "{coded}"}, "consolidate"),
    ],
    "institute approver": [
        *_acts("desk_guideline_act", {"key": "{guideline_draft}"}, "publish"),
        *_acts("desk_assessment_act", {"key": "{consolidated}"}, "send", "reconsider"),
        *_acts("desk_assessment_act", {**OF_1_1, "key": "{sent_out}"}, "recall"),
        *_acts("desk_assessment_act", {**OF_1_1, "key": "{replied}"}, "publish"),
        *_acts("desk_assessment_act", {**OF_1_1, "key": "{assessed}"}, "correct"),
        ("desk_assessment", {**OF_1_1, "key": "{assessed}"}, {}),
    ],
    "observatory keeper": [
        *_plain("desk_succession", "desk_asked", "desk_calendars", "desk_amendments", "desk_problems"),
        ("desk_problem", {"key": "{problem}"}, {}),
        ("desk_ask", {"owner": "observatory", "finding": "none-found"}, {}),
        ("desk_answer", {"key": "{question}"}, {}),
        ("desk_import_job", {"key": "{job}"}, {}),
        ("desk_pillar_add", DRAFT, {}),
        ("desk_pillar_remove", DRAFT, {}),
    ],
}

NO_PAGES = frozenset(
    {
        "calendar", "copy", "copy_text", "desk_autosave", "desk_form", "desk_no_change", "desk_note",
        "desk_proposal_file", "desk_seen", "desk_succession_autosave", "desk_translation_autosave", "no_change", "source",
        "source_changes", "stop_mails",
    }
)  # fmt: skip
"""What answers with a file, or only takes something in; and what anybody reads, which `test_public_pages` looks at."""


def test_every_page_of_the_desk_is_looked_at() -> None:
    seen = {name for name, _keys in PAGES} | {name for pages in FORMS.values() for name, _keys, _query in pages}
    assert DESK_PAGES.keys() - seen - NO_PAGES == set(), (
        "Add each of these pages to FORMS, with a post that may fill it in"
    )


@pytest.fixture
def posts(transactional_db: None, settings: Settings, tmp_path: object) -> tuple[dict[str, Any], dict[str, Walker]]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path
    settings.CAPTURE = True
    names = world()
    return names, {one.reader.name: one for one in walkers(names) if one.reader.name in FORMS}


def _signed_in(browser: Browser, base: str, walker: Walker) -> BrowserContext:
    context = browser.new_context()
    cookies = [{"name": name, "value": one.value, "url": base} for name, one in walker.client.cookies.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]  # the stubs ask for a TypedDict
    return context


def test_every_form_is_sound_for_the_post_that_fills_it_in(
    live_server: LiveServer, browser: Browser, posts: tuple[dict[str, Any], dict[str, Walker]]
) -> None:
    """By the rules of accessibility in one language, and at 320 px in all: words of one language are longer."""
    names, walking = posts
    faults: dict[str, list[str]] = {}
    for post, pages in FORMS.items():
        own = {**names, **walking[post].own}
        context = _signed_in(browser, live_server.url, walking[post])
        page = context.new_page()
        for seen in pages:
            for language in ("en", "es", "fr"):
                address = _address(seen, own, language)
                response = page.goto(f"{live_server.url}{address}")
                assert response is not None
                status = [] if response.status == 200 else [f"status {response.status}"]
                faults[f"{post}: {address}"] = status or (faults_of(page) if language == "en" else _too_wide(page))
        context.close()
    assert {address: found for address, found in faults.items() if found} == {}


def _too_wide(page: Page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 900})
    is_wide = page.evaluate("document.documentElement.scrollWidth") > 320
    return ["scrolls sideways at 320"] if is_wide else []


def _address(seen: Seen, own: Mapping[str, Any], language: str) -> str:
    name, given, query = seen
    wanted = {**PROMISE, **filled_in(given, own)}
    keys = {key: value for key, value in wanted.items() if f":{key}>" in links.PAGES[name]}
    return links.with_query(links.href(name, language, **keys), filled_in(query, own))
