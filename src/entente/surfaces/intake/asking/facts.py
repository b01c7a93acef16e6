"""What a draft is filled in with: the promise, the search that found nothing, and how the party's authorities are asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered
from entente.foundation.common.refs import numbered_ref, split_ref
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import Asking
from entente.record.assessment import queries as assessment
from entente.record.assessment.inquiry_words import InquiryKind
from entente.record.assessment.queries import FindingView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PartyView, PlanView

Letter = InquiryKind
"""What is drafted: a letter for each way of asking."""


@dataclass(frozen=True, slots=True)
class Question:
    """One finding, as it is put to one party.

    part        words of the clause that the finding is about, {} for the whole promise
    authentic   the promise's own words by language, {} when not on record
    searcher    who looked, by name
    """

    plan: PlanView
    number: str
    title: Wording
    summary: Wording
    part: Wording
    authentic: Wording
    party: PartyView
    asking: Asking
    searcher: Wording
    looked_on: date
    looked_where: Wording
    note: Wording


@dataclass(frozen=True, slots=True)
class Askable:
    """A finding and what it is about.  owing: the parties that can be asked, for they owe what was looked for."""

    plan: PlanView
    promise: CommitmentView
    finding: FindingView
    owing: tuple[PartyView, ...]


@remembered
def askable(by: Actor, owner: str, slug: str, *, as_of: datetime) -> Askable:
    """What a finding lets somebody ask, and whom.  Raises NotVisible."""
    finding = assessment.get_finding(by, owner, slug, as_of=as_of)
    plan_slug, number, letter = split_ref(finding.subject)
    plan = plans.get_visible_plan(by, plan_slug, as_of=as_of)
    promise = plans.get_visible_commitment(by, numbered_ref(plan_slug, number), as_of=as_of)
    codes = next((one.obligors for one in promise.clauses if one.letter == letter), promise.obligors)
    return Askable(plan, promise, finding, tuple(party for party in plan.parties if party.code in codes))


def question_to(asked: Askable, party: str) -> Question:
    """The finding as it is put to one party.  Raises RuleBroken for a party that does not owe what was looked for."""
    addressee = next((one for one in asked.owing if one.code == party), None)
    if addressee is None:
        raise RuleBroken(
            f"{party} does not owe {asked.finding.subject}; ask {' or '.join(o.code for o in asked.owing)}."
        )
    finding, promise = asked.finding, asked.promise
    part = next((one.text for one in promise.clauses if one.letter == finding.clause), {})
    names = directory.names_of([finding.owner])
    return Question(
        plan=asked.plan,
        number=promise.number,
        title=promise.title,
        summary=promise.summary,
        part=part,
        authentic={tag: text.text for tag, text in promise.texts.items()},
        party=addressee,
        asking=directory.asking_of([party]).get(party, Asking()),
        searcher=names.get(finding.owner, {}),
        looked_on=finding.looked_on,
        looked_where=finding.looked_where,
        note=finding.note,
    )


def file_name(letter: Letter, party: str, language: str) -> str:
    return f"{letter}-{party}-{language}.docx"


def read_file_name(name: str) -> tuple[Letter, str, str] | None:
    """(letter, party, language) of a file name that `file_name` made; None for any other."""
    stem, dot, ending = name.rpartition(".")
    head, _, language = stem.rpartition("-")
    kind, _, party = head.rpartition("-")
    if ending != "docx" or not dot or kind not in set(Letter):
        return None
    return Letter(kind), party, language
