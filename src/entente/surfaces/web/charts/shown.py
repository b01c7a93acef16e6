"""A chart as a page shows it: picture, twin, and the addresses under which it leaves the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from math import ceil

from django.utils.safestring import SafeString, mark_safe

from entente.surfaces.charts import PAGE, Figure, Table, badge_width, svg, table
from entente.surfaces.web import files, links

HEIGHT = re.compile(r'viewBox="0 0 \S+ ([\d.]+)"')
FRAME_SCALE = 1.5
FRAME_LINE, FRAME_LINE_CHARACTERS = 24, 62
FRAME_REST = 235
"""Title, source, table and downloads of a chart alone, folded, in px."""


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart on a page.

    key       its name in addresses, and in ids of the page
    picture   the SVG; twin: the same as a table
    svg, csv  addresses of its files; alone: of the page that another site may frame
    png       of the picture as PNG, "" where only a server draws it; preview: the same with the site's own origin
    code      what somebody writes into a page of their own to show it there
    """

    key: str
    title: str
    summary: str
    source: str
    as_of: str
    picture: SafeString
    twin: Table
    svg: str
    csv: str
    png: str
    preview: str
    alone: str
    code: str


@dataclass(frozen=True, slots=True)
class ShownBadge:
    """A badge on a page.  image: its address; width: in pixels; code: what shows it elsewhere."""

    image: str
    width: int
    words: str
    code: str


def plan_badge(label: str, words: str, plan: str, language: str) -> ShownBadge:
    page = links.href("overview", language, plan=plan)
    return _badge(links.href("plan_badge", language, plan=plan), label, words, page)


def promise_badge(label: str, words: str, plan: str, number: str, language: str) -> ShownBadge:
    page = links.href("commitment", language, plan=plan, number=number)
    return _badge(links.href("promise_badge", language, plan=plan, number=number), label, words, page)


def _badge(image: str, label: str, words: str, page: str) -> ShownBadge:
    return ShownBadge(
        image, badge_width(label, words), words, image_code(links.absolute(image), words, links.absolute(page))
    )


def record_chart(figure: Figure) -> ShownChart:
    """A chart of the whole record."""
    tongue = figure.language
    return _shown(
        figure,
        lambda ending: links.href("chart", tongue, file=f"{figure.code}.{ending}"),
        links.href("embed", tongue, chart=figure.code),
    )


def plan_chart(figure: Figure, plan: str) -> ShownChart:
    tongue = figure.language
    return _shown(
        figure,
        lambda ending: links.href("plan_chart", tongue, plan=plan, file=f"{figure.code}.{ending}"),
        links.href("plan_embed", tongue, plan=plan, chart=figure.code),
    )


def promise_chart(figure: Figure, plan: str, number: str) -> ShownChart:
    tongue = figure.language
    return _shown(
        figure,
        lambda ending: links.href("promise_chart", tongue, plan=plan, number=number, file=f"{figure.code}.{ending}"),
        links.href("promise_embed", tongue, plan=plan, number=number, chart=figure.code),
        has_png=files.current() is None,  # ten thousand promises would have as many pictures in a folder
    )


def _shown(figure: Figure, file: Callable[[str], str], alone: str, *, has_png: bool = True) -> ShownChart:
    png = file("png") if has_png else ""
    drawn = svg(figure, theme=PAGE)
    return ShownChart(
        key=figure.code,
        title=figure.title,
        summary=figure.summary,
        source=figure.source,
        as_of=figure.as_of_words,
        picture=mark_safe(drawn),  # noqa: S308  every text in it is escaped where it is drawn
        twin=table(figure),
        svg=file("svg"),
        csv=file("csv"),
        png=png,
        preview=links.absolute(png) if png else "",
        alone=alone,
        code=frame_code(links.absolute(alone), figure.title, _frame_height(drawn, figure.summary)),
    )


def frame_code(address: str, title: str, height: int) -> str:
    """What shows a page of this site in another page, for whoever copies it.  height: px."""
    size = f'width="100%" height="{height}"'
    return f'<iframe src="{escape(address)}" title="{escape(title)}" {size} loading="lazy"></iframe>'


def _frame_height(drawn: str, summary: str) -> int:
    """So many px hold the page of a chart alone where it is widest: the picture as it is scaled there, its words and the rest."""
    found = HEIGHT.search(drawn)
    picture = float(found[1]) if found else 0.0
    lines = ceil(len(summary) / FRAME_LINE_CHARACTERS)
    return ceil((picture * FRAME_SCALE + lines * FRAME_LINE + FRAME_REST) / 10) * 10


def image_code(address: str, words: str, page: str) -> str:
    """What shows an image of this site in another page, and leads to the page it speaks of."""
    return f'<a href="{escape(page)}"><img src="{escape(address)}" alt="{escape(words)}" height="24"></a>'
