"""The plan's full text, numbered, with a second language beside it on demand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView, PlanView, TextView
from entente.surfaces.intake import agreed
from entente.surfaces.web import labels, links
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.rows import title_of
from entente.surfaces.web.signed import Signed, signed
from entente.surfaces.web.terms import DifferenceItem, difference_items
from entente.surfaces.web.wording import Said, native_name, said, spoken


class Column(NamedTuple):
    """The words of one passage in one language.  is_authentic: those of the plan itself, not of this record."""

    native: str
    words: Said
    is_authentic: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A promise in the languages shown, side by side."""

    number: str
    anchor: str
    heading: Said
    address: str
    columns: tuple[Column, ...]
    differences: tuple[DifferenceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PillarText:
    """A pillar: its heading, its introduction when on record, its promises."""

    number: str
    anchor: str
    heading: Said
    introduction: tuple[Column, ...]
    promises: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LanguageOption:
    """A language that can be put beside the page's own."""

    tag: str
    native: str
    address: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class TextPage:
    """The whole plan.

    shown     languages side by side, the reader's first
    is_authentic  True when any authentic words are on record; else the page shows the record's own wording and says so
    adopted   the signatures by which all parties made these words theirs; None while not all have signed
    """

    title: str
    description: str
    bar: PlanBar
    heading: Said
    shown: tuple[str, ...]
    options: tuple[LanguageOption, ...]
    single: str
    preamble: tuple[Column, ...]
    pillars: tuple[PillarText, ...]
    is_authentic: bool
    project_label: str
    source: str
    terms: str
    adopted: Signed | None


def text(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    own = language if language in view.languages else view.languages[0]
    shown = [own, *(tag for tag in view.languages if tag != own and tag in request.GET.getlist("beside"))]
    promises: dict[str, list[CommitmentView]] = {}
    for promise in plans.commitments(PUBLIC, plan, as_of=as_of):
        promises.setdefault(promise.pillar, []).append(promise)
    words = plans.plan_texts(plan)
    differing = _differences(view, language, as_of)
    heading = said(view.title, language, view.languages)
    page = TextPage(
        title=_("Full text"),
        description=_("The full text of %(plan)s, numbered, with its languages side by side.") % {"plan": heading.text},
        bar=plan_bar(view, language, "text", plan_modified_at(plan, as_of)),
        heading=heading,
        shown=tuple(shown),
        options=tuple(_options(view, shown, own, language)),
        single=links.href("text", language, plan=plan),
        preamble=_columns(words.get("preamble", {}), {}, shown, language),
        pillars=tuple(
            _pillar(pillar, promises.get(pillar.number, []), view, shown, language, differing)
            for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)
        ),
        is_authentic=view.has_authentic_text,
        project_label=labels.not_reviewed(len(view.parties)),
        source=view.source_address,
        terms=links.href("terms", language, plan=plan),
        adopted=signed(plans.adopted_by_all(plan, as_of=as_of), (), Reader(view, language, as_of)),
    )
    return render(request, "web/pages/text.html", {"page": page})


def _options(plan: PlanView, shown: list[str], own: str, language: str) -> list[LanguageOption]:
    address = links.href("text", language, plan=plan.slug)
    return [
        LanguageOption(tag, native_name(tag), links.with_query(address, {"beside": tag}), tag in shown)
        for tag in plan.languages
        if tag != own
    ]


def _pillar(
    pillar: PillarView,
    promises: list[CommitmentView],
    plan: PlanView,
    shown: list[str],
    language: str,
    differing: dict[str, list[DifferenceItem]],
) -> PillarText:
    title = pillar.title or {tag: text.text for tag, text in pillar.titles.items()}
    heading = said(title, language, plan.languages)
    words = _columns(pillar.introductions, {}, shown, language)
    passages = (
        replace(_promise(promise, plan, shown, language), differences=tuple(differing.get(promise.number, ())))
        for promise in promises
    )
    return PillarText(
        number=pillar.number,
        anchor=f"pillar-{pillar.number}",
        heading=heading,
        introduction=words,
        promises=tuple(passage for passage in passages if passage.columns),
    )


def _differences(plan: PlanView, language: str, as_of: datetime) -> dict[str, list[DifferenceItem]]:
    """Number of a promise -> where its authentic texts differ."""
    views = agreed.differences(PUBLIC, plan.slug, as_of=as_of)
    reader = reader_of(plan, language, as_of, owners={view.owner for view in views})
    found: dict[str, list[DifferenceItem]] = {}
    for item in difference_items(views, reader):
        found.setdefault(item.number, []).append(item)
    return found


def _promise(promise: CommitmentView, plan: PlanView, shown: list[str], language: str) -> Passage:
    return Passage(
        number=promise.number,
        anchor=f"c-{promise.number}",
        heading=title_of(promise, plan, language),
        address=links.href("commitment", language, plan=plan.slug, number=promise.number),
        columns=_columns(promise.texts, promise.summary or promise.title, shown, language),
    )


def _columns(
    texts: dict[str, TextView], wording: dict[str, str], shown: list[str], language: str
) -> tuple[Column, ...]:
    """The words in each language shown; where there are none in any of them, those that there are, marked as such."""
    found = [tag for tag in shown if tag in texts or tag in wording]
    found = found or [*texts, *wording][:1]
    return tuple(
        Column(
            native_name(tag),
            spoken(texts[tag].text if tag in texts else wording[tag], tag, language),
            tag in texts,
        )
        for tag in found
    )
