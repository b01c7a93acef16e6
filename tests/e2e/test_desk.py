"""The staff pages in a real browser: from a log-in with a second factor to what the public reads."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from entente.config.env import ROOT
from entente.foundation.directory.commands import register_organisation
from entente.foundation.directory.queries import OrganisationKind
from entente.surfaces.intake import jobs
from entente.surfaces.web import links
from tests import cast
from tests.foundation.accounts.codes import code_of
from tests.record.builders import adopted_plan, draft_plan, three_parties
from tests.record.verification.test_claims import claim
from tests.surfaces.busy import work_on
from tests.surfaces.web.desk.forms import PDF
from tests.surfaces.web.desk.test_imports import ENGLISH

from .dark import faults_in_the_dark
from .focus import faults_of_focus
from .reach import faults_in_reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARABIC = "ستقيم الأطراف معرضا كل عام."


@pytest.fixture
def secret(transactional_db: None) -> str:
    """Chris keeps the record, and an authenticator app holds this secret."""
    cache.clear()
    assert (Path(settings.ENV.assets) / "entente" / "app.css").exists(), "build the assets first: npm ci, npm run build"
    three_parties()
    user = cast.holder(cast.keepers_desk(), name="Chris")
    key: str = generate_totp_secret()
    TOTP.activate(user, key)
    return key


def log_in(context: BrowserContext, base: str, secret: str) -> Page:
    """From the desk to the log-in, through both factors and back to the desk."""
    page = context.new_page()
    page.goto(f"{base}/en/desk/")
    page.fill("[name=login]", "chris@example.org")
    page.fill("[name=password]", cast.PASSWORD)
    page.click("main button:has-text('Log in') >> nth=0")
    page.fill("[name=code]", code_of(secret))
    page.click("main button:has-text('Log in') >> nth=0")
    page.wait_for_url(f"{base}/en/desk/")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_a_document_is_imported_looked_at_confirmed_and_adopted(
    live_server: LiveServer, browser: Browser, secret: str, tmp_path: Path
) -> None:
    (tmp_path / "basin.md").write_text(ENGLISH)
    page = log_in(browser.new_context(), live_server.url, secret)
    press(page, "Import a plan from a document")
    page.set_input_files("[type=file]", tmp_path / "basin.md")
    page.get_by_label("Parties").fill("AAA, BBB")
    press(page, "Read the document")
    expect(page.locator("main")).to_contain_text("waiting to be read")
    jobs.run(UUID(page.url.rstrip("/").rpartition("/")[2]))  # the worker's part
    expect(page.locator("h1")).to_have_text("What was read in “basin.md”")  # the page came back by itself
    expect(page.locator("main")).to_contain_text("page furniture")
    press(page, "Make it a draft")
    expect(page.locator("main")).to_contain_text("Draft: only your side sees it")
    press(page, "Adopt this plan")
    press(page, "Adopt and publish")
    expect(page.locator("[role=status]")).to_contain_text("The plan is adopted and public.")
    reader = browser.new_context().new_page()
    reader.goto(f"{live_server.url}/en/plans/river-basin-action-plan/commitments/2.1/")
    expect(reader.locator("blockquote").first).to_have_text("Arcadia will hold annual consultations of flood experts.")


def test_a_plan_is_written_by_hand_between_three_parties_without_scripts(
    live_server: LiveServer, browser: Browser, secret: str
) -> None:
    page = log_in(browser.new_context(java_script_enabled=False), live_server.url, secret)
    press(page, "Write a plan by hand")
    page.get_by_label("Short name").fill("three-rivers")
    for at, (tag, title) in enumerate([("en", "Three Rivers"), ("pt", "Três Rios"), ("ar", "ثلاثة أنهار")]):
        page.get_by_label("Language tag").nth(at).fill(tag)
        page.get_by_label("Title in that language").nth(at).fill(title)
    for name in ("Arcadia", "Borduria", "Cimmeria"):
        page.get_by_label(name).check()
    page.get_by_label("Short name").press("Enter")  # the first button of the form is the one that saves
    expect(page.locator("h1")).to_have_text("Three Rivers")
    press(page, "Add a pillar")
    page.get_by_label("Title, word for word (English)").fill("Fairs")
    press(page, "Save")
    press(page, "Add a commitment to pillar 1")
    page.get_by_label("Text, word for word (English)").fill("The parties will hold a fair every year.")
    page.get_by_text("Text, word for word (العربية)").first.click()  # unfolds
    page.get_by_label("Text, word for word (العربية)").fill(ARABIC)
    page.get_by_label("Cimmeria").first.check()
    page.get_by_label("a continuing duty").check()
    page.get_by_label("a firm promise").check()
    press(page, "Save")
    expect(page.locator("article")).to_contain_text("Cimmeria")
    press(page, "Adopt this plan")
    press(page, "Adopt and publish")
    reader = browser.new_context().new_page()
    reader.goto(f"{live_server.url}/en/plans/three-rivers/commitments/1.1/")
    expect(reader.locator("blockquote[lang=ar][dir=rtl]")).to_have_text(ARABIC)


def test_an_uploaded_file_stands_on_the_public_page_as_archived(
    live_server: LiveServer, browser: Browser, secret: str, tmp_path: Path
) -> None:
    adopted_plan()
    (tmp_path / "fair.pdf").write_bytes(PDF)
    page = log_in(browser.new_context(), live_server.url, secret)
    page.get_by_role("link", name="Plan of the Three").click()
    page.get_by_role("link", name="Add evidence 1.1").click()
    page.set_input_files("[type=file]", tmp_path / "fair.pdf")
    page.get_by_label("The copy itself").check()
    page.get_by_label("Title", exact=True).fill("A fair was held")
    page.get_by_label("Somebody else speaks").check()
    page.get_by_label("Shows part of it").check()
    page.get_by_label("What happened, in one or two sentences (English)").fill("A fair was held in May.")
    press(page, "Put it on record")
    page.wait_for_url(f"{live_server.url}/en/plans/tri-plan/commitments/1.1/")
    expect(page.locator("main")).to_contain_text("A fair was held in May.")
    expect(page.locator("main")).to_contain_text("archived")


def test_an_error_leads_to_its_field_and_loses_nothing(live_server: LiveServer, browser: Browser, secret: str) -> None:
    page = log_in(browser.new_context(), live_server.url, secret)
    page.goto(f"{live_server.url}/en/desk/new-plan/")
    page.get_by_label("Short name").fill("Río")
    page.get_by_label("Title in that language").first.fill("Ríos")
    press(page, "Start the draft")
    page.get_by_role("link", name="Write small letters, figures and single hyphens only.").click()
    expect(page.get_by_label("Short name")).to_be_focused()
    expect(page.get_by_label("Short name")).to_have_value("Río")
    expect(page.get_by_label("Title in that language").first).to_have_value("Ríos")
    page.get_by_role("link", name="Choose the parties of the plan.").click()
    expect(page.get_by_label("Arcadia")).to_be_focused()


DRAFT = {"plan": "draft-plan"}
PUBLIC = {"plan": "tri-plan", "number": "2.1"}
ACTIVITY = {**PUBLIC, "activity": "memo-1"}
SESSION = {**ACTIVITY, "session": "first"}
CANDIDATE = {**PUBLIC, "candidate": "fair-1"}
PAGES: list[tuple[str, dict[str, str]]] = [
    ("desk", {}),
    ("desk_start", {}),
    ("desk_party", {}),
    ("desk_import", {}),
    ("desk_sources", {}),
    ("desk_plan", DRAFT),
    ("desk_plan_edit", DRAFT),
    ("desk_preview", DRAFT),
    ("desk_adopt", DRAFT),
    ("desk_discard", DRAFT),
    ("desk_pillar", {**DRAFT, "number": "1"}),
    ("desk_commitment_add", {**DRAFT, "number": "1"}),
    ("desk_commitment", {**DRAFT, "number": "2.1"}),
    ("desk_commitment_remove", {**DRAFT, "number": "2.1"}),
    ("desk_plan", {"plan": "tri-plan"}),
    ("desk_evidence", PUBLIC),
    ("desk_finding", PUBLIC),
    ("desk_checks", {}),
    ("desk_check", {"owner": "BBB", "claim": "workshop"}),
    *((name, {}) for name in ("desk_people", "desk_tokens", "desk_forms", "desk_absence", "desk_approvals")),
    *((name, {}) for name in ("desk_audit", "desk_milestones", "desk_notices")),
    ("desk_list", {"which": "waiting"}),
    ("desk_proposals", {}),
    ("desk_month", {"month": "2026-05"}),
    ("desk_sheets", {"plan": "tri-plan"}),
    ("desk_translations", {}),
    ("desk_words", {"plan": "tri-plan"}),
    *((name, PUBLIC) for name in ("desk_activities", "desk_activity_add", "desk_basis", "desk_candidates")),
    *((name, PUBLIC) for name in ("desk_candidate_add", "desk_clock", "desk_leads", "desk_lead_add", "desk_rhythm")),
    *((name, PUBLIC) for name in ("desk_window", "desk_work", "desk_obstacle_add", "desk_milestone_add")),
    ("desk_activity", ACTIVITY),
    ("desk_stage", {**ACTIVITY, "stage": "mandate"}),
    ("desk_session_add", ACTIVITY),
    ("desk_session", SESSION),
    ("desk_candidate", CANDIDATE),
    ("desk_candidate_act", {**CANDIDATE, "act": "argue"}),
    ("desk_milestone", {**PUBLIC, "milestone": "step-1"}),
]


def faults_of(page: Page, *, is_whole: bool = True) -> list[str]:
    """What is wrong with a page that is open, at a wide and at a narrow width and on a dark screen; [] for nothing.

    is_whole  else only what a language can change: words are longer in one than in another
    """
    faults: list[str] = []
    page.evaluate(AXE.read_text())
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"scrolls sideways at {width}")
        if width != 320 and not is_whole:
            continue
        found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        faults += [f"{width} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]
    if not is_whole:
        return faults
    return faults + faults_in_the_dark(page) + faults_in_reach(page) + faults_of_focus(page)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_staff_page_is_sound(live_server: LiveServer, browser: Browser, secret: str, language: str) -> None:
    adopted_plan()
    draft_plan("draft-plan")
    claim(by=cast.BELA, subject="tri-plan/2.1")
    register_organisation(
        slug="fair-office", name={"en": "Fair Office"}, kind=OrganisationKind.MECHANISM, by=cast.CHRIS
    )
    work_on("tri-plan/2.1", 2)
    page = log_in(browser.new_context(), live_server.url, secret)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    faults: dict[str, list[str]] = {}
    for name, keys in PAGES:
        address = links.href(name, language, **keys)
        response = page.goto(f"{live_server.url}{address}")
        assert response is not None
        is_whole = language == "es"  # of the longest words
        faults[address] = (
            faults_of(page, is_whole=is_whole) if response.status == 200 else [f"status {response.status}"]
        )
    assert ({address: found for address, found in faults.items() if found}, heard) == ({}, [])
