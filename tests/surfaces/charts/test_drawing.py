"""Pictures: the same bytes each time, whole as XML, with nothing foreign in them, mirrored, and drawn by typst as well."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import typst

from entente.surfaces.charts import (
    FILE,
    NARROW,
    PAGE,
    PRINT,
    Bar,
    Bars,
    Fractions,
    Lane,
    Look,
    Mark,
    Matrix,
    MatrixRow,
    Moment,
    OverTime,
    Rhythms,
    Shape,
    Strip,
    Theme,
    Tick,
    Timeline,
    Value,
    svg,
)
from entente.surfaces.charts.canvas import MOST_ROWS
from entente.surfaces.charts.figures import Kind
from entente.surfaces.charts.kinds.over_time import MOST_COLUMNS
from entente.surfaces.charts.kinds.rhythms import silences

from .some_figures import AS_OF, BARS, FRACTIONS, KINDS, MATRIX, OVER_TIME, RHYTHMS, STATES, TIMELINE, figure, values

SVG = "{http://www.w3.org/2000/svg}"
THEMES = (PAGE, FILE, NARROW, PRINT)
LONG = "Interinstitutional " * 40 + "a" * 500
MARKUP = '<script>alert("x")</script> & \'"]]> \x00\x07 <!--'


def drawn(kind: Kind, theme: Theme = PAGE, **changed: object) -> ElementTree.Element:
    return ElementTree.fromstring(svg(figure(kind, **changed), theme=theme))


def words(tree: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in tree.iter(f"{SVG}text")]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_picture_is_whole_named_and_always_the_same(kind: Kind, theme: Theme) -> None:
    text = svg(figure(kind), theme=theme)
    tree = ElementTree.fromstring(text)

    assert text == svg(figure(kind), theme=theme)
    assert [tree[0].text, tree[1].text] == [figure(kind).title, figure(kind).summary]
    assert tree.get("aria-labelledby") == tree[0].get("id")
    assert tree.get("role") == ("group" if tree.find(f".//{SVG}a") is not None else "img")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_picture_brings_nothing_foreign_and_no_style_that_a_page_forbids(kind: Kind, theme: Theme) -> None:
    text = svg(figure(kind), theme=theme)

    assert re.findall(r"<script|<foreignObject|<image|<use|@import|\son\w+=|\sstyle=", text) == []
    assert set(re.findall(r"url\((.)", text)) == {"#"}
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert ("<style>" in text) is theme.has_style


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_mark_and_text_lies_on_the_sheet(kind: Kind, theme: Theme, direction: str) -> None:
    tree = drawn(kind, theme, direction=direction)
    _left, _top, width, height = (float(part) for part in (tree.get("viewBox") or "").split())
    body = [node for node in tree.iter() if node not in list(tree.iter(f"{SVG}pattern"))]

    for node in body:
        if node.tag == f"{SVG}rect":
            x, own = float(node.get("x", 0)), float(node.get("width", 0))
            assert x + 0.01 >= 0
            assert x + own <= width + 0.01
            assert float(node.get("y", 0)) + float(node.get("height", 0)) <= height
        if node.tag == f"{SVG}text":
            assert 0 <= float(node.get("x", 0)) <= width
            assert float(node.get("y", 0)) <= height


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_picture_from_right_to_left_is_the_mirror_of_the_other(kind: Kind) -> None:
    there, here = (
        [
            (float(node.get("x", 0)), float(node.get("width", 0)), node.get("y"))
            for node in drawn(kind, direction=direction).findall(f".//{SVG}rect[@class='ech-edge']")
        ]
        for direction in ("ltr", "rtl")
    )

    mirrored = [(pytest.approx(PAGE.width - x - width, abs=0.02), width, y) for x, width, y in there]
    assert here == mirrored
    assert there


def test_numbers_of_a_page_lead_to_their_lists_and_say_what_they_are() -> None:
    links = drawn(BARS).findall(f".//{SVG}a")

    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("/en/list/?state=0", "Norvania, Complete, 3"),
        ("/en/list/?state=1", "Norvania, Substantial, 2"),
        ("/en/list/?state=2", "Norvania, Limited, 3"),
        ("/en/list/?state=4", "Norvania, Nothing reported yet, 18"),
        ("/en/list/?state=4", "Sudria, Nothing reported yet, 25"),
    ]
    assert drawn(BARS, FILE).findall(f".//{SVG}a") == []


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    many = Bars(STATES, (Bar("N", values(12345, 0, 0, 0, 0)),), "Side")

    assert "Complete 12,345" in words(drawn(many, language="en"))
    assert "Complete 12\N{NO-BREAK SPACE}345" in words(drawn(many, language="fr"))
    assert "29 nov 2026" in words(drawn(OVER_TIME, language="es"))


def test_texts_are_text_whatever_they_hold() -> None:
    bars = Bars(STATES, (Bar(MARKUP, values(1, 0, 0, 0, 0), MARKUP),), MARKUP)
    for theme in THEMES:
        tree = drawn(bars, theme, title=MARKUP, summary=MARKUP, source=MARKUP)

        assert tree.find(f".//{SVG}script") is None
        assert tree[0].text == MARKUP.replace("\x00", "").replace("\x07", "")


@pytest.mark.parametrize(
    "kind",
    [
        Bars(STATES, (), "Side"),
        Bars(STATES, (Bar("Norvania", values(0, 0, 0, 0, 0)),), "Side"),
        Matrix((), (), "Pillar"),
        OverTime(STATES, (), "Day"),
        Timeline((), (), ("What", "When", "State")),
        Rhythms((), "done", "long", "too long", ("Side", "Day", "What")),
        Fractions((), ("What", "Done", "Of")),
    ],
    ids=lambda kind: type(kind).__name__,
)
def test_where_there_is_nothing_to_draw_the_words_stand(kind: Kind) -> None:
    for theme in THEMES:
        assert "Norvania has reported on 8 of 26" in " ".join(words(drawn(kind, theme)))


def test_a_day_with_no_promise_on_it_draws_no_column() -> None:
    tree = drawn(OverTime(STATES, (Moment(AS_OF, values(0, 0, 0, 0, 0)),), "Day"))

    assert all(float(node.get("height", 0)) == 10 for node in tree.findall(f".//{SVG}rect[@class='ech-edge']"))


def test_twelve_sides_and_labels_of_any_length_stay_on_the_sheet() -> None:
    bars = Bars(STATES, tuple(Bar(LONG, values(at, 1, 0, 2, 30), LONG) for at in range(12)), "Side")
    for theme in THEMES:
        tree = drawn(bars, theme, title=LONG, summary=LONG)
        lengths = [len(text) for text in words(tree)]

        assert max(lengths) < 140
        assert sum(text.endswith("…") for text in words(tree)) >= 24


def test_ten_thousand_days_make_a_picture_of_a_bounded_size() -> None:
    points = 10_000
    moments = tuple(Moment(AS_OF - timedelta(days=points - at), values(1, 2, 3, 4, at)) for at in range(points))
    columns = drawn(OverTime(STATES, moments, "Day")).findall(f".//{SVG}rect[@class='ech-edge']")
    ticks = tuple(Tick(AS_OF - timedelta(days=at)) for at in range(points))
    strip = Strip("N", AS_OF - timedelta(days=points), 30, 60, ticks, "n")
    lanes = tuple(Lane(str(at), (Mark(AS_OF, AS_OF, Shape.POINT, 0, "w"),)) for at in range(points))
    matrix = Matrix(STATES, tuple(MatrixRow(str(at), values(1, 0, 0, 0, 9)) for at in range(points)), "Pillar")

    assert len(columns) <= MOST_COLUMNS * len(STATES) + len(STATES)
    assert len(svg(figure(replace(RHYTHMS, strips=(strip,))))) < 30_000
    assert f"{MOST_ROWS} / 10,000" in words(drawn(replace(TIMELINE, lanes=lanes)))
    assert f"{MOST_ROWS} / 10,000" in words(drawn(matrix))


def test_a_day_before_everything_is_shown_before_everything() -> None:
    for kind in (TIMELINE, RHYTHMS):
        tree = drawn(kind, as_of=AS_OF.replace(year=1999), as_of_words="as of 1999")

        assert "as of 1999" in words(tree)


def test_silences_are_told_by_how_long_they_were() -> None:
    (strip,) = RHYTHMS.strips

    told = [(look, (last - first).days) for look, first, last in silences(strip, AS_OF)]

    assert told == [(Look.MIXED, 59), (Look.MIXED, 90), (Look.LATE, 276)]


def test_milestones_are_boxes_while_they_can_be_counted() -> None:
    boxes = drawn(FRACTIONS).findall(f".//{SVG}rect[@class='ech-edge']")

    assert len(boxes) == 8
    assert sum("-full)" in (box.get("fill") or "") for box in boxes) == 2


def test_a_cell_without_a_promise_has_no_link_and_no_look() -> None:
    matrix = Matrix(STATES, (MatrixRow("1. Water", (Value(7, "/en/"), *values(0, 0, 0, 0))),), "Pillar")

    assert len(drawn(matrix).findall(f".//{SVG}a")) == 1
    assert len(drawn(MATRIX).findall(f".//{SVG}a")) == 7


def test_typst_draws_each_kind_as_a_tagged_pdf(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("typst")
    shown = []
    for name, kind in KINDS.items():
        for direction in ("ltr", "rtl"):
            file = f"{name}-{direction}.svg"
            (folder / file).write_text(svg(figure(kind, direction=direction), theme=PRINT), "utf-8")
            shown.append(f'#figure(image("{file}", alt: "A chart"), caption: [A chart])')
    (folder / "charts.typ").write_text(
        '#set document(title: "Charts")\n#set text(lang: "en")\n' + "\n".join(shown), "utf-8"
    )

    pdf = typst.compile(str(folder / "charts.typ"), pdf_standards=["ua-1"])

    assert pdf[:5] == b"%PDF-"
