"""What people of the stories do on the staff pages, one function for each thing: by its labels, as they read it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from entente.surfaces.web.wording import native_name
from tests.surfaces.web.desk.forms import PDF

from .stage import Stage, file_of, press


def fill_in(page: Page, label: str, **texts: str) -> None:
    """Write something in each of these languages."""
    for tag, text in texts.items():
        page.get_by_label(f"{label} ({native_name(tag)})", exact=True).fill(text)


def is_told(page: Page, sentence: str) -> None:
    """The page says what has been done."""
    expect(page.locator("[role=status]").first).to_contain_text(sentence)


def open_work(stage: Stage, name: str, number: str) -> Page:
    """From the desk to the promise, and to what its side does about it."""
    return stage.go(stage.as_(name), "desk_work", number=number)


def add_file(page: Page, folder: Path, *, title: str, subject: str, supports: str, happened: str, **said: str) -> None:
    """Put evidence on record that rests on an uploaded file in the voice of somebody else; the form is open."""
    page.set_input_files("[type=file]", file_of(folder, "paper.pdf", PDF))
    page.get_by_label("The quotation only; the copy stays in the archive").check()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Somebody else speaks").check()
    page.get_by_label(subject, exact=True).check()
    page.get_by_label(supports, exact=True).check()
    page.get_by_label("When it happened (optional)").fill(happened)
    fill_in(page, "What happened, in one or two sentences", **said)
    press(page, "Put it on record")
    expect(page.get_by_role("heading", name="Add evidence")).to_have_count(0)


def accept(page: Page, stage: Stage, statement: str) -> None:
    """Read what waits for a check, and accept it whole."""
    stage.go(page, "desk_checks")
    page.get_by_role("link", name=statement).click()
    page.get_by_label("Accept: the sources show what is claimed").check()
    press(page, "Put your check on record")
    is_told(page, "Your check is on record.")


def write_update(page: Page, *, as_of: str, **done: str) -> None:
    """Say what was done, a tab for each language; the workspace is open."""
    page.get_by_label("As of which day").fill(as_of)
    for tag, text in done.items():
        page.get_by_role("tab", name=native_name(tag)).click()
        page.get_by_role("textbox", name="What was done").fill(text)


def approve_and_publish(page: Page, stage: Stage, number: str) -> None:
    """What waits for whoever decides: read, approved and published from the desk."""
    stage.go(page, "desk_approvals")
    page.locator("main .ent-desk-row").filter(has_text=number).get_by_role("button").click()
    press(page, "Approve and publish")
