"""Charts and badges alone: as files, and as small pages that any other site may frame."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.refs import numbered_ref
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.surfaces.charts import EMBED, FILE, Figure, Table, rows, svg, table
from entente.surfaces.charts.images import png
from entente.surfaces.charts.looks import DARK
from entente.surfaces.web import activities, links
from entente.surfaces.web.charts import badges, home, promise
from entente.surfaces.web.charts.plan import figure_named, read_plan
from entente.surfaces.web.fonts import print_fonts
from entente.surfaces.web.frame import NavigationLink, now_of
from entente.surfaces.web.patterns import View
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.sheets import as_csv
from entente.surfaces.web.wording import said

STYLE = f"'sha256-{b64encode(sha256(DARK.encode()).digest()).decode()}'"
"""The one style that a picture which stands alone brings along; a browser that opens the file applies it, and no other."""

SVG_TYPE, CSV_TYPE = "image/svg+xml", "text/csv; charset=utf-8"
TABLE_ROWS_MOST = 200


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """A chart to be framed by another site.  back: where the record tells more; csv: every row of its table."""

    title: str
    summary: str
    source: str
    picture: SafeString
    twin: Table
    csv: str
    back: NavigationLink


def framed(view: View) -> View:
    """A view whose pages any site may put in a frame: these alone."""
    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view))


def with_style(view: View) -> View:
    """A view whose pictures bring their one style."""
    return csp_replace({"style-src": [STYLE]})(view)


@with_style
def chart(request: HttpRequest, language: str, file: str) -> HttpResponse:
    return _file(file, _of_record(request, language))


@with_style
def plan_chart(request: HttpRequest, language: str, plan: str, file: str) -> HttpResponse:
    name = file.rpartition(".")[0]
    return _file(file, _of_plan(request, language, plan, name))


@with_style
def promise_chart(request: HttpRequest, language: str, plan: str, number: str, file: str) -> HttpResponse:
    return _file(file, _of_promise(request, language, plan, number)[1])


@framed
def embed(request: HttpRequest, language: str, chart: str) -> HttpResponse:
    back = NavigationLink(_("Action plans on record"), links.href("home", language), False)
    figure = _named(chart, _of_record(request, language))
    return _embedded(request, figure, links.href("chart", language, file=f"{chart}.csv"), back)


@framed
def plan_embed(request: HttpRequest, language: str, plan: str, chart: str) -> HttpResponse:
    figure = _named(chart, _of_plan(request, language, plan, chart))
    view = plans.get_visible_plan(PUBLIC, plan, as_of=now_of(request))
    title = said(view.title, language, view.languages).text
    back = NavigationLink(title, links.href("overview", language, plan=plan), False)
    return _embedded(request, figure, links.href("plan_chart", language, plan=plan, file=f"{chart}.csv"), back)


@framed
def promise_embed(request: HttpRequest, language: str, plan: str, number: str, chart: str) -> HttpResponse:
    title, figures = _of_promise(request, language, plan, number)
    csv = links.href("promise_chart", language, plan=plan, number=number, file=f"{chart}.csv")
    back = NavigationLink(title, links.href("commitment", language, plan=plan, number=number), False)
    return _embedded(request, _named(chart, figures), csv, back)


def plan_badge(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    return _picture(badges.plan_badge(read_plan(plan, language, now_of(request))))


def promise_badge(request: HttpRequest, language: str, plan: str, number: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    made = plans.get_visible_commitment(PUBLIC, numbered_ref(plan, number), as_of=as_of)
    reports = assessment.reports_on_plan(PUBLIC, plan, as_of=as_of, refs=[made.ref])
    reader = Reader(view, language, as_of)
    return _picture(badges.promise_badge(number, assessment.columns_of(view, made, reports), reader))


def _of_record(request: HttpRequest, language: str) -> dict[str, Figure]:
    as_of = now_of(request)
    views, pictures = plans.visible_plans(PUBLIC, as_of=as_of), assessment.pictures(PUBLIC, as_of=as_of)
    return {home.EVIDENCE: home.evidence_figure(views, pictures, language, as_of)}


def _of_plan(request: HttpRequest, language: str, plan: str, name: str) -> dict[str, Figure]:
    """The one of this name, if there is one."""
    figure = figure_named(name, plan, language, now_of(request))
    return {name: figure} if figure else {}


def _of_promise(request: HttpRequest, language: str, slug: str, number: str) -> tuple[str, dict[str, Figure]]:
    """Its number and title, and its charts."""
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, slug, as_of=as_of)
    made = plans.get_visible_commitment(PUBLIC, numbered_ref(slug, number), as_of=as_of)
    clock = delivery.clock_on(PUBLIC, made.ref, as_of=as_of)
    milestones = delivery.milestones_on(PUBLIC, made.ref, as_of=as_of)
    done = delivery.activities_on(PUBLIC, made.ref, as_of=as_of)
    owners = {one.owner for one in milestones} | {one.owner for one in clock.rhythms} | activities.speakers(done)
    reader = reader_of(view, language, as_of, owners=owners)
    title = f"{number} {said(made.title, language, view.languages)}".strip()
    return title, promise.figures(number, clock, milestones, done, reader)


def _named(name: str, figures: Mapping[str, Figure]) -> Figure:
    if name not in figures:
        raise NotVisible(f"There is no chart “{name}” here.")
    return figures[name]


def _file(file: str, figures: Mapping[str, Figure]) -> HttpResponse:
    """The picture, as SVG or PNG, or its table, by the ending of the file's name."""
    name, _dot, ending = file.rpartition(".")
    figure = _named(name, figures)
    if ending == "svg":
        return _picture(svg(figure, theme=FILE))
    if ending == "png":
        return HttpResponse(png(figure, fonts=print_fonts()), content_type="image/png")
    if ending != "csv":
        raise NotVisible(f"There is no chart “{file}” here.")
    disposition = f'attachment; filename="{name}-{figure.language}.csv"'
    return HttpResponse(as_csv(rows(figure)), content_type=CSV_TYPE, headers={"Content-Disposition": disposition})


def _picture(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=SVG_TYPE)


def _embedded(request: HttpRequest, figure: Figure, csv: str, back: NavigationLink) -> HttpResponse:
    twin = table(figure)
    page = EmbedPage(
        title=figure.title,
        summary=figure.summary,
        source=figure.source,
        picture=mark_safe(svg(figure, theme=EMBED)),  # noqa: S308  every text in it is escaped where it is drawn
        twin=Table(twin.caption, twin.headings, twin.rows[:TABLE_ROWS_MOST]),
        csv=csv,
        back=back,
    )
    return render(request, "web/pages/embed.html", {"page": page})
