"""What a dark screen changes about a page that is open: its colours, and nothing else."""

from __future__ import annotations

from playwright.sync_api import Page

NIGHT = "rgb(20, 32, 31)"
GROUNDS = "[document.documentElement, document.body].map(one => getComputedStyle(one).backgroundColor)"
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def faults_in_the_dark(page: Page) -> list[str]:
    """What axe, which the page holds already, finds about colours on a dark screen; [] for nothing, and where the reader
    forces colours of their own, which are then not ours to judge.
    """
    if page.evaluate("matchMedia('(forced-colors: active)').matches"):
        return []
    page.emulate_media(color_scheme="dark")
    grounds = page.evaluate(GROUNDS)
    found = page.evaluate("options => axe.run(document, options)", COLOURS)["violations"]
    page.emulate_media(color_scheme="light")
    faults = [] if NIGHT in grounds else [f"dark: its ground is {grounds}"]
    return faults + [f"dark: axe {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
