"""The gallery of components: each part of a page in each of its states, with invented content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.sources.queries import AddressState, AddressView
from entente.record.assessment.queries import EvidenceState, Reported
from entente.surfaces.web import labels
from entente.surfaces.web.changes import Change, ChangeDay, ChangeGroup
from entente.surfaces.web.choices import Choice, Option
from entente.surfaces.web.cite import Citation
from entente.surfaces.web.evidence import EvidenceItem, FindingItem, SourceLine
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.rows import CommitmentRow
from entente.surfaces.web.sources import address_sentence
from entente.surfaces.web.standing import Figure
from entente.surfaces.web.wording import Said, spoken

from .commitment.promise import Authentic
from .commitment.sides import PartyColumn
from .components_together import TogetherSamples, together_samples
from .components_work import WorkSamples, work_samples

SAMPLE_INSTANT = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ComponentsPage:
    """One sample of everything."""

    title: str
    description: str
    tags: tuple[Tag, ...]
    columns: tuple[PartyColumn, ...]
    evidence: EvidenceItem
    finding: FindingItem
    wording: Authentic
    others: tuple[Authentic, ...]
    rows: tuple[CommitmentRow, ...]
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    days: tuple[ChangeDay, ...]
    citations: tuple[Citation, ...]
    pages: tuple[NavigationLink, ...]
    links: tuple[NavigationLink, ...]
    choice: Choice
    errors: tuple[dict[str, str], ...]
    facts: tuple[dict[str, str], ...]
    work: WorkSamples
    together: TogetherSamples
    bar: None = None


def components(request: HttpRequest, language: str) -> HttpResponse:
    return render(request, "web/pages/components.html", {"page": _page(language)})


def _page(language: str) -> ComponentsPage:
    change = Change(
        "6.4", "", "#", _("Public evidence added"), spoken("A workshop was held.", "en", language), "2026", "–", 41
    )
    links = (NavigationLink("1", "#", True), NavigationLink("2", "#", False))
    return ComponentsPage(
        title=_("Components"),
        description=_("The parts that pages are made of, each with invented content."),
        tags=_tags(),
        columns=tuple(
            PartyColumn(spoken(name, "en", language), labels.reported(state), str(labels.REPORTED_NOTES[state]))
            for name, state in (
                ("Arcadia", Reported.NOT_TAKING_PART),
                ("Borduria", Reported.NOTHING_YET),
                ("Cimmeria", Reported.NOT_OWED),
            )
        ),
        evidence=_evidence(language),
        finding=FindingItem(
            "search-sample", "The Observatory", "2026", spoken("Public pages.", "en", language), _nothing(language), ""
        ),
        wording=Authentic(
            spoken("The parties will hold a fair.", "en", language), "English", "0" * 64, "https://example.org/"
        ),
        others=(Authentic(spoken("سيقيم الأطراف معرضا.", "ar", language), "العربية", "1" * 64, ""),),
        rows=(_row(language),),
        figures=(
            Figure(26, labels.commitments(26).partition(" ")[2], "#"),
            Figure(19, _("with public evidence found"), "#"),
        ),
        changes=(change,),
        days=(
            ChangeDay(
                "2026",
                (ChangeGroup(change.action, 1, (change,), False), ChangeGroup(change.action, 6, (change,) * 6, True)),
                "2026-11-24",
                "",
            ),
        ),
        citations=(Citation("cite-sample", "APA", "The Observatory (2026). 6.4 A fair."),),
        pages=links,
        links=links,
        choice=Choice(
            "sample", _("Kind"), (Option("", _("All"), True), Option("x", str(labels.KINDS["standing"]), False))
        ),
        errors=({"anchor": "filter-sample", "sentence": "Sheet 1, row 4: the number is missing; write it as 6.4."},),
        facts=(
            {"key": _("Who owes it"), "value": "Arcadia"},
            {"key": _("Kind"), "value": str(labels.KINDS["standing"])},
        ),
        work=work_samples(language),
        together=together_samples(language),
    )


def _tags() -> tuple[Tag, ...]:
    return (
        *(labels.evidence(state) for state in EvidenceState),
        *(labels.reported(state) for state in Reported),
        Tag(_("Authentic wording"), "reviewed"),
        Tag(labels.not_reviewed(2), "project"),
        Tag(_("Removed"), "refused"),
    )


def _nothing(language: str) -> Said:
    return spoken("", language, language)


def _evidence(language: str) -> EvidenceItem:
    source = SourceLine(
        title=spoken("A ministry’s page on the workshop", "en", language),
        is_described=True,
        address="https://example.org/",
        facts=("Arcadian Ministry", _("voice of %(party)s") % {"party": "Arcadia"}, "2026"),
        quotation=spoken("The workshop was held.", "en", language),
        weakness=str(labels.WEAKNESSES["secondary"]),
        is_archived=False,
        sha256="",
        copy="",
        source="",
        state=address_sentence(AddressView(AddressState.GONE, SAMPLE_INSTANT, SAMPLE_INSTANT), language),
        removed="",
    )
    return EvidenceItem(
        anchor="evidence-sample",
        statement=spoken("A workshop was held.", "en", language),
        is_unofficial=False,
        when="2026",
        supports=str(labels.SUPPORTS["part"]),
        maker="",
        standing=None,
        note=_nothing(language),
        announced=(),
        is_context=False,
        sources=(source,),
    )


def _row(language: str) -> CommitmentRow:
    return CommitmentRow(
        "6.4",
        "#",
        spoken("Hold a fair", "en", language),
        str(labels.KINDS["deliverable"]),
        labels.evidence(EvidenceState.FOUND),
        "",
    )
