"""Our templates in another maker's language make our pages: promises to which many things happened, of two records."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from unittest import mock

import pytest
import time_machine
from django.template import NodeList, Template
from django.test.signals import template_rendered
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries as plans
from entente.surfaces.web import links
from entente.surfaces.web.settled import Whole
from tests.cast import ANA, BELA
from tests.record.assessment.calendar_acts import accepted
from tests.record.builders import adopted_plan
from tests.surfaces.publish.happenings import HAPPENINGS
from tests.surfaces.publish.test_changed import ACTS, BEGIN, var
from tests.surfaces.test_rights import CELLS, KINDS
from tests.surfaces.walked_world import world

from .data_sites import HugoSource, PagesAsData
from .other_makers import hugo
from .same_pages import other_pages

assert var  # publications of this test, too, keep their notes in its own folder

pytestmark = pytest.mark.django_db
PLAN = "tri-plan"


def much_happens() -> datetime:
    """One thing of each kind that the random records of publications know, and public records of all kinds."""
    adopted_plan()
    accepted(ANA, BELA)
    for cell in (one for one in CELLS if one.tier == Tier.PUBLIC):
        KINDS[cell.kind](cell)
    random, at = Random(1), BEGIN
    for act in dict.fromkeys((*ACTS, *HAPPENINGS)):
        at += timedelta(minutes=5)
        with time_machine.travel(at, tick=False):
            act(random, at)
    ledger.seal()
    return at


def much_is_written() -> datetime:
    """What a walk of rights finds."""
    world()
    ledger.seal()
    return timezone.now() + timedelta(minutes=1)


NOT_SHOWN = {
    much_happens: {"assessment", "difference", "obstacles", "outsider", "sessions", "signed"},
    much_is_written: {"diff", "obstacles", "signed", "status"},
}
"""Parts that no page of a record shows."""


@pytest.mark.parametrize("begin", NOT_SHOWN)
def test_hugo_makes_our_pages_by_our_templates(begin: Callable[[], datetime], tmp_path: Path) -> None:
    at, tags = begin(), [tag for tag, _name in links.languages()]
    numbers = [promise.number for promise in plans.commitments(PUBLIC, PLAN, as_of=at)]
    pages = [(tag, links.href("commitment", tag, plan=PLAN, number=number)) for number in numbers for tag in tags]
    data, source, ours = PagesAsData(tmp_path / "values"), HugoSource(tmp_path / "source"), tmp_path / "ours"
    with included() as shown:
        for page in data.made(pages, as_of=at, origin="https://record.example"):
            (ours / page.name).parent.mkdir(parents=True)
            (ours / page.name).write_bytes(page.content)
    data.add_to([source])

    subprocess.run([*hugo(source.folder), str(tmp_path / "theirs")], check=True)

    assert other_pages(ours, tmp_path / "theirs") == []
    layout = (source.folder / "layouts" / "_default" / "en.html").read_text("utf-8")
    assert set(re.findall(r'define "en/(\w+)"', layout)) - shown == NOT_SHOWN[begin]


@contextmanager
def included() -> Iterator[set[str]]:
    """The names of all templates that are rendered within: Django tells of each part while it walks over nodes."""
    names = set[str]()

    def seen(template: Template, **_of_the_signal: object) -> None:
        names.add(Path(str(template.name)).stem)

    template_rendered.connect(seen)
    with mock.patch.object(Whole, "render", NodeList.render):
        yield names
    template_rendered.disconnect(seen)


def test_a_page_that_differs_is_told(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    pages = {
        "spelt": ("<p>It&#x27;s &quot;so&quot;,\n a&amp;b</p>", "<p>It's &#34;so&#34;,  a&amp;b</p>\n"),
        "not-escaped": ("<p>&lt;b&gt;</p>", "<p><b></p>"),
        "one-word": ("<p>It was reported.</p>", "<p>It was not reported.</p>"),
        "not-made": ("<p>Said.</p>", None),
        "of-theirs": (None, "<p>Said.</p>"),
    }
    for name, texts in pages.items():
        for folder, text in zip((ours, theirs), texts, strict=True):
            folder.mkdir(exist_ok=True)
            if text is not None:
                (folder / f"{name}.html").write_text(text, "utf-8")
    assert other_pages(ours, theirs) == ["not-escaped.html", "not-made.html", "of-theirs.html", "one-word.html"]
