"""By what a search can be narrowed: kinds, plans, pillars, parties and states, in the words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import PillarView, PlanView
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind

from . import labels, labels_of_work
from .choices import Choice, choice
from .wording import said

KINDS = {
    Kind.PLAN: gettext_lazy("Plan"),
    Kind.PILLAR: gettext_lazy("Pillar"),
    Kind.COMMITMENT: gettext_lazy("Commitment"),
    Kind.UPDATE: gettext_lazy("Update"),
    Kind.EVIDENCE: gettext_lazy("Evidence"),
    Kind.SOURCE: gettext_lazy("Source"),
    Kind.FINDING: gettext_lazy("Search without result"),
    Kind.ACTIVITY: gettext_lazy("Activity"),
    Kind.MILESTONE: gettext_lazy("Milestone"),
    Kind.CANDIDATE: gettext_lazy("Candidate"),
    Kind.ASSESSMENT: gettext_lazy("Outside assessment"),
    Kind.TERM: gettext_lazy("Agreed word"),
    Kind.AMENDMENT: gettext_lazy("Amendment"),
}


def states() -> dict[str, str]:
    """The states by which can be narrowed: what a side says of a promise, and where a milestone stands."""
    said_of = {str(code): str(word) for code, word in labels_of_work.COMPLETION.items()}
    return said_of | {str(code): str(word) for code, word in labels_of_work.MILESTONES.items()}


def choices(
    question: Question, known: Sequence[PlanView], pillars: Sequence[PillarView], language: str
) -> tuple[Choice, ...]:
    """On a page that a server answers: the pillars are those of the plan that was chosen."""
    titles = [(one.number, f"{one.number}. {said(one.title, language).text}") for one in pillars]
    return _choices(question, known, titles, language)


def choices_of_files(language: str, *, as_of: datetime) -> tuple[Choice, ...]:
    """On a page that is a file: the pillars of every plan, named with it where there are several."""
    known = plans.visible_plans(PUBLIC, as_of=as_of)
    titles = []
    for plan in known:
        for one in plans.pillars(PUBLIC, plan.slug, as_of=as_of):
            title = f"{one.number}. {said(one.title, language).text}"
            whole = labels.named(_named(plan, language), title) if len(known) > 1 else title
            titles.append((f"{plan.slug}/{one.number}", whole))
    return _choices(Question(""), known, titles, language)


def _choices(
    question: Question, known: Sequence[PlanView], pillars: list[tuple[str, str]], language: str
) -> tuple[Choice, ...]:
    names = {party.code: said(party.name, language, one.languages).text for one in known for party in one.parties}
    found = [
        choice("kind", _("Kind"), [(str(kind), str(word)) for kind, word in KINDS.items()], question.kind),
        choice("plan", _("Plan"), [(one.slug, _named(one, language)) for one in known], question.plan),
    ]
    if pillars:
        found.append(choice("pillar", _("Pillar"), pillars, question.pillar))
    return (
        *found,
        choice("party", _("Party"), sorted(names.items(), key=lambda one: one[1].casefold()), question.party),
        choice("state", _("State"), list(states().items()), question.state),
    )


def _named(plan: PlanView, language: str) -> str:
    return said(plan.title, language, plan.languages).text
