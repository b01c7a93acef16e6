"""Whether everything on a page that is open can be hit and is seen when the keyboard is on it, at a wide and a narrow width."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

MEASURE = (Path(__file__).parent / "reach.js").read_text("utf-8")
WIDTHS = (1280, 320)


def faults_in_reach(page: Page) -> list[str]:
    """What is too small, unseen when it has the focus, or covered then; [] for nothing."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.keyboard.press("Tab")  # from here on the browser shows the focus as to who uses keys
        faults += [f"{width}: {fault}" for fault in page.evaluate(MEASURE)]
    return faults
