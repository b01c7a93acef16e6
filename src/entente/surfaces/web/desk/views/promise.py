"""The promise that a staff page is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import queries
from entente.record.plan.queries import Commitment, CommitmentView, PlanView
from entente.surfaces.intake.evidence import owed_languages
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import Said, said

from .overview import commitment_words
from .parts import Crumb, plan_crumbs


@dataclass(frozen=True, slots=True)
class About:
    """The promise that a page is about.  words: its own title, else its authentic text; public: its public page."""

    row: Commitment
    plan: PlanView
    number: str
    words: Said
    view: CommitmentView
    public: str

    @property
    def ref(self) -> str:
        return self.view.ref

    @property
    def keys(self) -> dict[str, str]:
        """What its addresses take."""
        return {"plan": self.plan.slug, "number": self.number}


def about_of(by: Actor, language: str, plan: str, number: str) -> About:
    """Raises NotVisible."""
    ref = numbered_ref(plan, number)
    row = queries.get_commitment_row(by, ref, as_of=now())
    plan_view = queries.get_visible_plan(by, plan, as_of=now())
    view = queries.get_visible_commitment(by, ref, as_of=now())
    public = links.href("commitment", language, plan=plan, number=number)
    return About(row, plan_view, number, commitment_words(view, plan_view, language), view, public)


def subjects_of(about: About, language: str) -> list[tuple[str, str]]:
    """(ref, words) of the whole commitment and of each of its clauses."""
    return [(ref, subject_words(about, ref, language)) for ref in (about.ref, *(one.ref for one in about.view.clauses))]


def subject_words(about: About, ref: str, language: str) -> str:
    """The whole commitment, or "b. publish a report"."""
    clause = next((one for one in about.view.clauses if one.ref == ref), None)
    if clause is None:
        return _("The whole commitment")
    return f"{clause.letter}. {shortened(str(said(clause.text, language, about.plan.languages)))}"


def owner_name(about: About, owner: str, language: str) -> str:
    """A party or the keeper by name; another body by its short name."""
    return Reader(about.plan, language, now()).owner(owner)


def plan_crumbs_of(about: About, language: str) -> tuple[Crumb, ...]:
    return plan_crumbs(about.plan, language)


def work_crumbs(about: About, language: str) -> tuple[Crumb, ...]:
    """Desk, plan, commitment."""
    label = f"{about.number} {shortened(about.words.text, 40)}"
    return (*plan_crumbs(about.plan, language), Crumb(label, links.href("desk_work", language, **about.keys)))


def languages_of(by: Actor, about: About, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(languages in which something can be said, those that its side owes): owed first, the reader's own at the head."""
    owed = owed_languages(by)
    every = dict.fromkeys([*owed, *about.plan.languages])
    head = [language] if language in owed else []
    return tuple(dict.fromkeys([*head, *every])), owed
