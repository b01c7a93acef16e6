"""A report too long for one file comes in volumes; what is longer than those is refused with how to narrow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.reports import limits
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.model import Document, Item, Items, Paragraph, Row, Section, Table, plain, words
from entente.surfaces.reports.volumes import outlined, shown, volumes
from entente.surfaces.web.sentences import in_language

from .pdf_parts import opened, text_of
from .sample import DOCUMENT

SAID = Paragraph(words("The working group met and agreed the text, which both capitals then signed on one day. " * 10))


def area(number: int, promises: int) -> Section:
    below = tuple(
        Section(f"commitment-{number}.{at}", words(f"{number}.{at} A promise"), (SAID,) * 8)
        for at in range(1, promises + 1)
    )
    return Section(f"area-{number}", words(f"{number}. An area"), (SAID,), below)


def report(areas: int, promises: int = 6) -> Document:
    groups = Section("groups", words("Part III"), (SAID,), tuple(area(at, promises) for at in range(1, areas + 1)))
    return replace(DOCUMENT, sections=(Section("message", words("Part I"), (SAID,)), groups))


@pytest.fixture(autouse=True)
def _thin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES_MAX", 20)
    monkeypatch.setattr(limits, "PAGES_OF_VOLUME", 10)


def blocks(document: Document) -> Iterator[object]:
    for section in document.walk():
        yield from section.blocks


def test_what_fits_into_one_file_stays_as_it_is() -> None:
    assert volumes(DOCUMENT) == [DOCUMENT]
    assert shown(DOCUMENT) == DOCUMENT


def test_volumes_hold_everything_once_in_its_order_and_none_is_thicker_than_it_may_be() -> None:
    whole = report(4)
    held = volumes(whole)
    assert len(held) > 2
    assert [block for volume in held for block in blocks(volume)] == list(blocks(whole))
    assert all(sum(map(limits.pages_of, volume.sections)) <= limits.PAGES_OF_VOLUME for volume in held)


def test_each_volume_says_which_it_is_what_all_hold_and_what_goes_on_in_it() -> None:
    held = volumes(report(4))
    assert [volume.title for volume in held] == [
        f"Annual report: River plan. Volume {at} of {len(held)}" for at in range(1, len(held) + 1)
    ]
    told = [plain(fact) for fact in held[1].facts]
    assert told[-len(held)].startswith("Volume 1: from “Part I” to “Part III, ")
    headings = [plain(section.heading) for section in held[1].walk()]
    assert headings[:2] == ["Part III (continued)", "2. An area (continued)"]


def test_a_volume_is_a_file_of_its_own_with_cover_and_contents() -> None:
    last = volumes(report(4))[-1]
    read = opened(as_file(last, Form.PDF))
    assert last.title in " ".join(read.pages[0].extract_text().split())
    assert "4. An area" in text_of(read)
    assert len(read.pages) < 16


def test_a_table_and_a_list_longer_than_a_volume_are_parted_between_their_rows() -> None:
    row = Row((words("A fact"), words("what it says " * 12)))
    table = Table("Facts", ("Fact", "Says"), (row,) * 900)
    items = Items(tuple(Item(words("What happened on that day. " * 6)) for _at in range(900)))
    held = volumes(replace(DOCUMENT, sections=(Section("annex", words("Annex"), (table, items)),)))
    found = [block for volume in held for block in blocks(volume)]
    assert sum(len(block.rows) for block in found if isinstance(block, Table)) == 900
    assert sum(len(block.items) for block in found if isinstance(block, Items)) == 900
    assert all(limits.pages_about(volume) <= limits.PAGES_MAX for volume in held)


def test_a_page_shows_the_headings_of_a_report_in_volumes() -> None:
    document = shown(report(4))
    assert document == outlined(report(4))
    assert not list(blocks(document))
    assert [plain(one.heading) for one in document.walk()][:3] == ["Part I", "Part III", "1. An area"]
    assert "comes in volumes" in plain(document.facts[-1])


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "at most 20 are made, in volumes. Choose 2 areas or fewer, or leave out “Part III”, which takes "),
        ("es", "como máximo 20, en volúmenes. Elija como máximo 2 áreas, o quite «Part III», que ocupa "),
        (
            "fr",
            "en est établi 20 au plus, en volumes. Choisissez au plus 2 domaines, ou retirez « Part III », qui en prend ",
        ),
    ],
)
def test_what_fills_no_shelf_is_refused_with_how_many_areas_would_fit(
    monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setattr(limits, "VOLUMES_MAX", 2)
    for read in (volumes, shown):
        with pytest.raises(RuleBroken) as refused:
            read(report(4))
        with translation.override(language):
            assert told in in_language(refused.value.sentence).replace("\xa0", " ")


def test_a_report_without_areas_is_told_its_longest_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VOLUMES_MAX", 2)
    long = Section("annex", words("Annex"), (SAID,) * 200)
    with pytest.raises(RuleBroken, match="Leave out “Annex”, which takes "):
        volumes(replace(DOCUMENT, sections=(*DOCUMENT.sections, long)))
