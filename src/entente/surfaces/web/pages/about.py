"""About the record: who keeps it, how it works, what its words mean, and the pages that every public site owes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.surfaces.web import files, labels, labels_of_activities, labels_of_work, links
from entente.surfaces.web.frame import NavigationLink, now_of
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.wording import Said, said

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who keeps the record of one plan."""

    plan: Said
    address: str
    keeper: Said


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the record, its tag where it has one, and its meaning."""

    word: str
    tag: Tag | None
    meaning: str


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words of one kind, with what they have in common."""

    heading: str
    note: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """A page about the record.

    siblings  the pages of this kind
    check_days  within how many days evidence should be checked
    made_at   on a page in a file: the instant of the whole folder
    contact   the e-mail address to write to, "" while the operator has set none
    form      address of the form for a problem, "" where no server takes it
    """

    title: str
    description: str
    siblings: tuple[NavigationLink, ...]
    keepings: tuple[Keeping, ...] = ()
    words: tuple[Word, ...] = ()
    check_days: int = 0
    groups: tuple[WordGroup, ...] = ()
    contact: str = ""
    form: str = ""
    made_at: datetime | None = None
    bar: None = None


def about(request: HttpRequest, language: str) -> HttpResponse:
    keepings = tuple(
        Keeping(
            said(view.title, language, view.languages),
            links.href("plan", language, plan=view.slug),
            said(view.keeper_name, language, view.languages),
        )
        for view in plans.visible_plans(PUBLIC, as_of=now_of(request))
    )
    page = AboutPage(
        _("About this record"),
        _("Who keeps it and how it works."),
        _siblings("about", language),
        keepings,
        check_days=settings.CHECK_DAYS,
        made_at=now_of(request) if files.current() else None,
    )
    return render(request, "web/pages/about.html", {"page": page})


def words(request: HttpRequest, language: str) -> HttpResponse:
    page = AboutPage(
        _("What the words mean"),
        _("The words of this record and what each of them says."),
        _siblings("words", language),
        words=_words(),
    )
    return render(request, "web/pages/words.html", {"page": page})


def states(request: HttpRequest, language: str) -> HttpResponse:
    page = AboutPage(
        _("How statuses and proof work"),
        _("What a side says of itself, what stands beside it as proof, and what each state means."),
        _siblings("states", language),
        groups=_states(),
    )
    return render(request, "web/pages/states.html", {"page": page})


def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    page = AboutPage(
        _("Accessibility"), _("How this site can be used by everyone."), _siblings("accessibility", language)
    )
    return render(request, "web/pages/accessibility.html", {"page": page})


def privacy(request: HttpRequest, language: str) -> HttpResponse:
    page = AboutPage(_("Privacy"), _("What this site knows about its readers."), _siblings("privacy", language))
    return render(request, "web/pages/privacy.html", {"page": page})


def problem(request: HttpRequest, language: str) -> HttpResponse:
    page = AboutPage(
        _("Report a problem"),
        _("How to have a mistake corrected."),
        _siblings("problem", language),
        contact=settings.ENV.contact,
        form=links.href("problem_tell", language) if links.has_server() else "",
    )
    return render(request, "web/pages/problem.html", {"page": page})


ABOUT_PAGES: dict[str, Callable[..., HttpResponse]] = {
    "about": about,
    "words": words,
    "states": states,
    "accessibility": accessibility,
    "privacy": privacy,
    "problem": problem,
}


def _siblings(current: str, language: str) -> tuple[NavigationLink, ...]:
    named = {
        "about": _("About this record"),
        "words": _("What the words mean"),
        "states": _("How statuses and proof work"),
        "accessibility": _("Accessibility"),
        "privacy": _("Privacy"),
        "problem": _("Report a problem"),
    }
    return tuple(NavigationLink(label, links.href(page, language), page == current) for page, label in named.items())


def _words() -> tuple[Word, ...]:
    said_of_promises = [Word(str(labels.KINDS[code]), None, str(labels.KIND_NOTES[code])) for code in labels.KINDS] + [
        Word(str(labels.STRENGTHS[code]), None, str(labels.STRENGTH_NOTES[code])) for code in labels.STRENGTHS
    ]
    columns = [
        Word(str(word), labels.reported(state), str(labels.REPORTED_NOTES[state]))
        for state, word in labels.REPORTED.items()
    ]
    evidence = [
        Word(str(word), labels.evidence(state), str(labels.EVIDENCE_NOTES[state]))
        for state, word in labels.EVIDENCE.items()
    ]
    return (*said_of_promises, *columns, *evidence, *_other_words())


def _states() -> tuple[WordGroup, ...]:
    """The scales of the record, from what a side says to what the calendar tells."""
    return (
        WordGroup(
            _("Where a side says it stands"),
            _("Each government says this of itself alone. The scale is that of the Open Government Partnership."),
            _scale(labels_of_work.COMPLETION, labels_of_work.COMPLETION_SHAPES, labels_of_work.COMPLETION_NOTES),
        ),
        WordGroup(
            _("The proof beside it"),
            _("“Substantial” and “complete” stand only beside proof. Nobody’s silence and nobody’s no stops a side."),
            _scale(labels_of_work.STATUS_PROOF, labels_of_work.STATUS_PROOF_SHAPES, labels_of_work.STATUS_PROOF_NOTES),
        ),
        WordGroup(
            _("A piece of evidence"),
            _(
                "A source is said to show something; somebody who did not put it forward reads it and says whether it does."
            ),
            _scale(labels_of_work.PROOF, labels_of_work.PROOF_SHAPES, labels_of_work.PROOF_NOTES),
        ),
        WordGroup(
            _("Milestones"),
            _("Steps on the way, added beside the promised words."),
            _scale(labels_of_work.MILESTONES, labels_of_work.MILESTONE_SHAPES, labels_of_work.MILESTONE_NOTES),
        ),
        WordGroup(
            _("Rhythm"),
            _(
                "A continuing duty is never complete: it is kept up. The calendar tells whether it is, and nobody has to say so."
            ),
            _scale(labels_of_work.RHYTHMS, labels_of_work.RHYTHM_SHAPES, labels_of_work.RHYTHM_NOTES),
        ),
        WordGroup(
            _("Candidates"),
            _(
                "Events that somebody proposed as the fulfilment of a promise. Each side that owes it decides for itself."
            ),
            _scale(
                labels_of_activities.CANDIDATES,
                labels_of_activities.CANDIDATE_SHAPES,
                labels_of_activities.CANDIDATE_NOTES,
            ),
        ),
    )


def _scale(words: Mapping[Key, object], shapes: Mapping[Key, str], notes: Mapping[Key, object]) -> tuple[Word, ...]:
    return tuple(Word(str(word), Tag(str(word), shapes[key]), str(notes[key])) for key, word in words.items())


def _other_words() -> list[Word]:
    return [
        Word(_("Authentic wording"), None, _("The words of the plan itself, word for word. They are never edited.")),
        Word(
            _("Wording of this project"),
            None,
            _("Titles and summaries written for this record. The governments have not reviewed them."),
        ),
        Word(_("Unofficial translation"), None, _("A text that nobody who owes it has reviewed in this language.")),
        Word(
            _("No joint status"),
            None,
            _("No value has been signed by all parties. Until one is, each side’s own words stand side by side."),
        ),
        Word(
            _("Keeper"), None, _("Who keeps the record: an observer, one party or all of them. It speaks for no party.")
        ),
        Word(
            _("Cited and not yet archived"),
            None,
            _("The source is named with its address, and no copy of it is kept here yet."),
        ),
    ]
