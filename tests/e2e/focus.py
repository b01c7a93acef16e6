"""Whether what has the focus is told from what has not (WCAG 2.4.13): as many pixels as a frame of 2 px around it has differ
by 3:1 and more, by day and in the dark.  Measured on pictures of the page, once for each look that a link, button or field has.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page

COMPARE = (Path(__file__).parent / "focus.js").read_text("utf-8")
MARGIN = 8
"""Pixels around a target in which its focus may show."""

WIDTH, HEIGHT = 1280, 900
LOOKS: WeakKeyDictionary[BrowserContext, set[str]] = WeakKeyDictionary()
"""The looks that were measured in a browser before: a site has some hundred, on thousands of links."""

TARGETS = """() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const look = (one) => [
    one.tagName, one.type || "", [...one.classList].sort().join("."),
    one.closest("header, footer, nav, table, svg, main, figure")?.tagName, getComputedStyle(one).color,
    getComputedStyle(one).backgroundColor, one.matches("[type=radio], [type=checkbox]") ? one.checked : "",
  ].join(" ");
  return [...document.querySelectorAll(kinds)]
    .filter((one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility({ visibilityProperty: true }))
    .map((one, at) => { one.dataset.at = at; return [at, look(one)]; });
}"""
PLACE = """at => {
  const one = document.querySelector(`[data-at="${at}"]`);
  document.activeElement.blur();
  one.scrollIntoView({ block: "center", behavior: "instant" });
  const words = (one.textContent || one.getAttribute("aria-label") || one.name || "").trim().slice(0, 40);
  return {
    name: `${one.tagName.toLowerCase()} “${words}”`,
    boxes: [...one.getClientRects()].map((box) => [box.x, box.y, box.width, box.height]),
  };
}"""
FOCUS = 'at => document.querySelector(`[data-at="${at}"]`).focus({ preventScroll: true })'


def faults_of_focus(page: Page) -> list[str]:
    """What does not show well enough that it has the focus; [] for nothing, and where the reader forces their own colours."""
    if page.evaluate("matchMedia('(forced-colors: active)').matches"):
        return []
    faults = []
    known = LOOKS.setdefault(page.context, set())
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.keyboard.press("Tab")  # from here on the browser shows the focus as to who uses keys
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        for at, look in page.evaluate(TARGETS):
            if f"{scheme} {look}" not in known:
                known.add(f"{scheme} {look}")
                faults += [f"{scheme}: {fault}" for fault in _fault(page, at)]
    page.emulate_media(color_scheme="light")
    return faults


def _fault(page: Page, at: int) -> list[str]:
    place = page.evaluate(PLACE, at)
    boxes = [box for box in place["boxes"] if box[2] > 0 and box[3] > 0]
    clip = _clip(boxes)
    if clip is None:  # larger than the screen, or nowhere on it
        return []
    before = _picture(page, clip)
    page.evaluate(FOCUS, at)
    after = _picture(page, clip)
    beside = page.context.new_page()  # a page without a policy of its own
    differ = beside.evaluate(COMPARE, [before, after])
    beside.close()
    wanted = sum(2 * (2 * width + 2 * height) - 16 for _x, _y, width, height in boxes)
    return (
        [] if differ >= wanted else [f"{place['name']}: {differ} pixels of {round(wanted)} tell that it has the focus"]
    )


def _clip(boxes: list[list[float]]) -> dict[str, Any] | None:
    if not boxes:
        return None
    left, top = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right = max(box[0] + box[2] for box in boxes) + MARGIN
    foot = max(box[1] + box[3] for box in boxes) + MARGIN
    if top < 0 or foot > HEIGHT or right < 0 or left > WIDTH:
        return None
    return {"x": max(left, 0), "y": top, "width": min(right, WIDTH) - max(left, 0), "height": foot - top}


def _picture(page: Page, clip: dict[str, Any]) -> str:
    return b64encode(page.screenshot(clip=clip, animations="disabled")).decode()  # type: ignore[arg-type]  # a FloatRect
