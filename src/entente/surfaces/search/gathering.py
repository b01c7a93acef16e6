"""The documents of a reader: whatever the queries answer to that reader is what can be found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter, UpdateView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView, TextView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.intake import agreed

from .documents import SearchDocument
from .words import Kind

PAGE = 500
"""Updates read at once."""


def _words(texts: Mapping[str, TextView]) -> Wording:
    return {tag: view.text for tag, view in texts.items()}


def of_plan(by: Actor, slug: str, *, as_of: datetime) -> Iterator[SearchDocument]:
    """All that a reader may find of one plan.  Raises NotVisible.  The same number of queries for any number of promises."""
    plan = plans.get_visible_plan(by, slug, as_of=as_of)
    promises = {one.ref: one for one in plans.commitments(by, slug, as_of=as_of)}
    yield from _promised(by, plan, promises, as_of)
    yield from _updates(by, slug, promises, as_of)
    yield from _proved(by, slug, promises, as_of)
    yield from _work(by, slug, promises, as_of)
    yield from _terms(by, plan, as_of)


def _day(partial: str) -> date | None:
    """The first day of a partial date; None for none."""
    return Period.parse(partial).first_on if partial else None


def _promised(
    by: Actor, plan: PlanView, promises: Mapping[str, CommitmentView], as_of: datetime
) -> Iterator[SearchDocument]:
    words = plans.plan_texts(plan.slug)
    titles, preamble = _words(words.get("title", {})), _words(words.get("preamble", {}))
    parties = tuple(party.code for party in plan.parties)
    yield SearchDocument(
        kind=Kind.PLAN,
        part=plan.slug,
        ref=plan.slug,
        subject=plan.slug,
        title=plan.title,
        said=(
            titles,
            plan.summary,
            preamble,
        ),
        parties=parties,
        states=(plan.status,),
        on=_day(plan.launched_on),
    )
    for pillar in plans.pillars(by, plan.slug, as_of=as_of):
        yield SearchDocument(
            kind=Kind.PILLAR,
            part=plan.slug,
            ref=pillar.ref,
            subject=pillar.ref,
            title=pillar.title or _words(pillar.titles),
            said=(
                _words(pillar.titles),
                pillar.summary,
                _words(pillar.introductions),
            ),
            pillar=pillar.number,
        )
    said = assessment.statuses_on_plan(by, plan.slug, as_of=as_of)
    values: dict[str, set[str]] = {}
    for status in said.values():
        values.setdefault(status.commitment, set()).add(str(status.value))
    for one in promises.values():
        yield SearchDocument(
            kind=Kind.COMMITMENT,
            part=plan.slug,
            ref=one.ref,
            subject=one.ref,
            title=one.title,
            said=(
                _words(one.texts),
                one.summary,
                *(clause.text for clause in one.clauses),
            ),
            pillar=one.pillar,
            parties=tuple(sorted({*one.obligors, *(code for clause in one.clauses for code in clause.obligors)})),
            states=tuple(sorted(values.get(one.ref, ()))),
            clauses=tuple(clause.letter for clause in one.clauses),
        )


def _updates(by: Actor, slug: str, promises: Mapping[str, CommitmentView], as_of: datetime) -> Iterator[SearchDocument]:
    seen = set()
    for one in _every_update(by, slug, as_of):
        if one.ref in seen or one.is_no_change:
            continue
        seen.add(one.ref)
        promise = promises.get(one.commitment)
        yield SearchDocument(
            kind=Kind.UPDATE,
            part=slug,
            ref=one.ref,
            subject=one.commitment,
            title=promise.title if promise else {},
            said=(
                one.done,
                one.next_step,
                one.challenges,
                one.correction,
            ),
            pillar=promise.pillar if promise else "",
            parties=(one.owner,),
            states=("published" if one.is_published else "draft",),
            on=one.as_of_on,
        )


def _every_update(by: Actor, slug: str, as_of: datetime) -> Iterator[UpdateView]:
    """What is published as it stands, and what a reader's own side has in hand."""
    drafts = [one for one in delivery.own_updates(by, as_of=as_of) if not one.is_published]
    yield from (one for one in drafts if one.commitment.partition("/")[0] == slug)
    total, done = 1, 0
    while done < total:
        total, page = delivery.latest_on_plan(by, slug, as_of=as_of, limit=PAGE, offset=done)
        yield from page
        done += PAGE


def _proved(by: Actor, slug: str, promises: Mapping[str, CommitmentView], as_of: datetime) -> Iterator[SearchDocument]:
    claims = verification.claims_on_plan(by, slug, as_of=as_of)
    yield from _sources(slug, claims)
    for claim in claims:
        quoted = [{cited.language or "und": cited.quotation} for cited in claim.sources if cited.quotation]
        yield SearchDocument(
            kind=Kind.EVIDENCE,
            part=slug,
            ref=f"{claim.owner}/{claim.slug}",
            subject=claim.subject,
            title=claim.statement,
            said=(
                claim.note,
                *(cited.title for cited in claim.sources),
                *quoted,
            ),
            pillar=_pillar(promises, claim.commitment),
            parties=tuple(sorted({cited.party for cited in claim.sources if cited.party})),
            states=(str(claim.proof.state),),
            on=claim.last_on,
        )
    for finding in assessment.findings_on_plan(by, slug, as_of=as_of):
        commitment = finding.subject.partition("#")[0]
        yield SearchDocument(
            kind=Kind.FINDING,
            part=slug,
            ref=f"{finding.owner}/{finding.slug}",
            subject=finding.subject,
            title=_title(promises, commitment),
            said=(
                finding.note,
                finding.looked_where,
            ),
            pillar=_pillar(promises, commitment),
            on=finding.looked_on,
        )
    for one in assessors.published_on_plan(slug, as_of=as_of):
        yield SearchDocument(
            kind=Kind.ASSESSMENT,
            part=slug,
            ref=str(one.key),
            subject=one.subject,
            title=_title(promises, one.commitment),
            said=(
                one.value.label if one.value else {},
                one.rationale,
                *(reply.text for reply in one.replies),
            ),
            pillar=_pillar(promises, one.commitment),
            parties=(one.party,) if one.party else (),
            states=(one.value.code,) if one.value else (),
            on=one.to_on,
        )


def _sources(slug: str, claims: Iterable[ClaimView]) -> Iterator[SearchDocument]:
    """What evidence is drawn from, each once.  A source that nothing cites is no part of a plan and is not found."""
    cited = {one.document_key: one for claim in claims for one in claim.sources}
    for key, one in sorted(cited.items()):
        yield SearchDocument(
            kind=Kind.SOURCE,
            part=slug,
            ref=str(key),
            subject="",
            title=one.title,
            said=(one.publisher,),
            parties=(one.party,) if one.party else (),
            on=_day(one.stated_on),
        )


def _work(by: Actor, slug: str, promises: Mapping[str, CommitmentView], as_of: datetime) -> Iterator[SearchDocument]:
    for one in delivery.activities_on_plan(by, slug, as_of=as_of):
        held = [wording for session in one.sessions for wording in (session.title, session.outcome, session.reason)]
        yield SearchDocument(
            kind=Kind.ACTIVITY,
            part=slug,
            ref=one.ref,
            subject=one.ref,
            title=one.title,
            said=(
                one.summary,
                *held,
                *(part.name for part in one.parts),
            ),
            parties=one.parties,
            states=tuple(stage for stage in {one.stage or one.seen} if stage),
        )
    _total, milestones = delivery.milestones(by, MilestoneFilter(plan=slug), as_of=as_of)
    for step in milestones:
        yield SearchDocument(
            kind=Kind.MILESTONE,
            part=slug,
            ref=step.ref,
            subject=step.subject,
            title=step.title,
            said=(
                step.done,
                step.reason,
            ),
            pillar=_pillar(promises, step.commitment),
            parties=(step.owner,),
            states=(step.status,),
            on=step.due_last_on,
        )
    for event in delivery.candidates_on_plan(by, slug, as_of=as_of):
        yield SearchDocument(
            kind=Kind.CANDIDATE,
            part=slug,
            ref=event.ref,
            subject=event.subject,
            title=event.title,
            said=(
                event.summary,
                *(one.text for one in event.arguments),
            ),
            pillar=_pillar(promises, event.commitment),
            parties=event.obligors,
            states=(str(event.state),),
            on=event.last_on,
        )


def _terms(by: Actor, plan: PlanView, as_of: datetime) -> Iterator[SearchDocument]:
    for term in agreed.terms(by, plan.slug, as_of=as_of):
        variants: Iterable[Wording] = ({tag: ", ".join(words)} for tag, words in term.variants.items())
        yield SearchDocument(
            kind=Kind.TERM,
            part=plan.slug,
            ref=str(term.key),
            subject=plan.slug,
            title=term.names,
            said=(
                term.note,
                *variants,
            ),
            states=("agreed" if term.is_agreed else "proposed",),
        )


def _title(promises: Mapping[str, CommitmentView], ref: str) -> Wording:
    return promises[ref].title if ref in promises else {}


def _pillar(promises: Mapping[str, CommitmentView], ref: str) -> str:
    return promises[ref].pillar if ref in promises else ""
