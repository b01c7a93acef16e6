"""What queries answer, as the documents that can be found.  Pure: nothing is read here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.texts.queries import TermView
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import FindingView
from entente.record.delivery.queries import ActivityView, CandidateView, MilestoneView, UpdateView
from entente.record.plan.queries import AmendmentView, CommitmentView, PillarView, PlanView, TextView
from entente.record.verification.queries import CitedView, ClaimView

from .documents import SearchDocument
from .words import Kind

Promises = Mapping[str, CommitmentView]
"""Ref -> the promise, those that the reader may read."""


def words_of(texts: Mapping[str, TextView]) -> Wording:
    return {tag: view.text for tag, view in texts.items()}


def day_of(partial: str) -> date | None:
    """The first day of a partial date; None for none."""
    return Period.parse(partial).first_on if partial else None


def of_the_plan(plan: PlanView, texts: Mapping[str, Mapping[str, TextView]]) -> SearchDocument:
    return SearchDocument(
        kind=Kind.PLAN,
        part=plan.slug,
        ref=plan.slug,
        subject=plan.slug,
        title=plan.title,
        said=(words_of(texts.get("title", {})), plan.summary, words_of(texts.get("preamble", {}))),
        parties=tuple(party.code for party in plan.parties),
        states=(plan.status,),
        on=day_of(plan.launched_on),
    )


def of_pillar(slug: str, pillar: PillarView) -> SearchDocument:
    return SearchDocument(
        kind=Kind.PILLAR,
        part=slug,
        ref=pillar.ref,
        subject=pillar.ref,
        title=pillar.title or words_of(pillar.titles),
        said=(words_of(pillar.titles), pillar.summary, words_of(pillar.introductions)),
        pillar=pillar.number,
    )


def of_commitment(slug: str, one: CommitmentView, said: Collection[str]) -> SearchDocument:
    """said: what its parties say of it or of a clause."""
    return SearchDocument(
        kind=Kind.COMMITMENT,
        part=slug,
        ref=one.ref,
        subject=one.ref,
        title=one.title,
        said=(words_of(one.texts), one.summary, *(clause.text for clause in one.clauses)),
        pillar=one.pillar,
        parties=tuple(sorted({*one.obligors, *(code for clause in one.clauses for code in clause.obligors)})),
        states=tuple(sorted(set(said))),
        clauses=tuple(clause.letter for clause in one.clauses),
    )


def of_updates(slug: str, updates: Iterable[UpdateView], promises: Promises) -> Iterator[SearchDocument]:
    """Of several versions the first."""
    seen = set()
    for one in updates:
        if one.ref in seen or one.is_no_change:
            continue
        seen.add(one.ref)
        yield SearchDocument(
            kind=Kind.UPDATE,
            part=slug,
            ref=one.ref,
            subject=one.commitment,
            title=_title(promises, one.commitment),
            said=(one.done, one.next_step, one.challenges, one.correction),
            pillar=_pillar(promises, one.commitment),
            parties=(one.owner,),
            states=("published" if one.is_published else "draft",),
            on=one.as_of_on,
        )


def of_claim(slug: str, claim: ClaimView, promises: Promises) -> SearchDocument:
    quoted = [{cited.language or "und": cited.quotation} for cited in claim.sources if cited.quotation]
    return SearchDocument(
        kind=Kind.EVIDENCE,
        part=slug,
        ref=f"{claim.owner}/{claim.slug}",
        subject=claim.subject,
        title=claim.statement,
        said=(claim.note, *(cited.title for cited in claim.sources), *quoted),
        pillar=_pillar(promises, claim.commitment),
        parties=tuple(sorted({cited.party for cited in claim.sources if cited.party})),
        states=(str(claim.proof.state),),
        sources=tuple(sorted({str(cited.document_key) for cited in claim.sources})),
        on=claim.last_on,
    )


def of_source(slug: str, one: CitedView) -> SearchDocument:
    return SearchDocument(
        kind=Kind.SOURCE,
        part=slug,
        ref=str(one.document_key),
        subject="",
        title=one.title,
        said=(one.publisher,),
        parties=(one.party,) if one.party else (),
        on=day_of(one.stated_on),
    )


def of_sources(slug: str, claims: Iterable[ClaimView]) -> Iterator[SearchDocument]:
    """What evidence is drawn from, each once.  A source that nothing cites is no part of a plan and is not found."""
    cited = {one.document_key: one for claim in claims for one in claim.sources}
    yield from (of_source(slug, one) for _key, one in sorted(cited.items()))


def of_finding(slug: str, finding: FindingView, promises: Promises) -> SearchDocument:
    commitment = finding.subject.partition("#")[0]
    return SearchDocument(
        kind=Kind.FINDING,
        part=slug,
        ref=f"{finding.owner}/{finding.slug}",
        subject=finding.subject,
        title=_title(promises, commitment),
        said=(finding.note, finding.looked_where),
        pillar=_pillar(promises, commitment),
        on=finding.looked_on,
    )


def of_assessment(slug: str, one: AssessmentView, promises: Promises) -> SearchDocument:
    return SearchDocument(
        kind=Kind.ASSESSMENT,
        part=slug,
        ref=str(one.key),
        subject=one.subject,
        title=_title(promises, one.commitment),
        said=(one.value.label if one.value else {}, one.rationale, *(reply.text for reply in one.replies)),
        pillar=_pillar(promises, one.commitment),
        parties=(one.party,) if one.party else (),
        states=(one.value.code,) if one.value else (),
        on=one.to_on,
    )


def of_activity(slug: str, one: ActivityView) -> SearchDocument:
    held = [wording for session in one.sessions for wording in (session.title, session.outcome, session.reason)]
    return SearchDocument(
        kind=Kind.ACTIVITY,
        part=slug,
        ref=one.ref,
        subject=one.ref,
        title=one.title,
        said=(one.summary, *held, *(part.name for part in one.parts)),
        parties=one.parties,
        states=tuple(stage for stage in {one.stage or one.seen} if stage),
        sessions=tuple(session.slug for session in one.sessions),
    )


def of_milestone(slug: str, step: MilestoneView, promises: Promises) -> SearchDocument:
    return SearchDocument(
        kind=Kind.MILESTONE,
        part=slug,
        ref=step.ref,
        subject=step.subject,
        title=step.title,
        said=(step.done, step.reason),
        pillar=_pillar(promises, step.commitment),
        parties=(step.owner,),
        states=(step.status,),
        on=step.due_last_on,
    )


def of_candidate(slug: str, event: CandidateView, promises: Promises) -> SearchDocument:
    return SearchDocument(
        kind=Kind.CANDIDATE,
        part=slug,
        ref=event.ref,
        subject=event.subject,
        title=event.title,
        said=(event.summary, *(one.text for one in event.arguments)),
        pillar=_pillar(promises, event.commitment),
        parties=event.obligors,
        states=(str(event.state),),
        on=event.last_on,
    )


def of_term(slug: str, term: TermView) -> SearchDocument:
    variants: Iterable[Wording] = ({tag: ", ".join(words)} for tag, words in term.variants.items())
    return SearchDocument(
        kind=Kind.TERM,
        part=slug,
        ref=str(term.key),
        subject=slug,
        title=term.names,
        said=(term.note, *variants),
        states=("agreed" if term.is_agreed else "proposed",),
    )


def of_amendment(slug: str, one: AmendmentView, promises: Promises) -> SearchDocument:
    """With the words that it replaces: who remembers those finds what became of them."""
    agreed = (term.text for term in one.after.agreed)
    clauses = (clause.text for terms in (one.after, one.before) for clause in terms.clauses)
    return SearchDocument(
        kind=Kind.AMENDMENT,
        part=slug,
        ref=f"{slug}/amendments/{one.number}",
        subject=one.ref,
        title=one.title,
        said=(one.reason, one.after.texts, one.before.texts, *clauses, *agreed),
        pillar=_pillar(promises, one.ref),
        parties=one.after.obligors,
        on=one.agreed_at.date() if one.agreed_at else None,
    )


def _title(promises: Promises, ref: str) -> Wording:
    return promises[ref].title if ref in promises else {}


def _pillar(promises: Promises, ref: str) -> str:
    return promises[ref].pillar if ref in promises else ""
