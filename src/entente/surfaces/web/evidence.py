"""Public evidence and searches without result, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from entente.foundation.sources.queries import AddressView, Showing, address_states
from entente.foundation.texts.queries import States, is_unofficial
from entente.record.assessment.queries import FindingView
from entente.record.plan.queries import PlanView
from entente.record.verification.queries import CitedView, ClaimView

from . import dates, labels, links
from .sources import address_sentence, removed
from .wording import Said, said, spoken

Addresses = Mapping[UUID, AddressView]
"""Key of a document -> what became of its address."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source behind a piece of evidence.

    facts    who published it, when, in which language, whose voice it is: short phrases
    title    the document's own title, or our description of it (is_described)
    weakness why it proves less than the original would, "" when it does not
    copy     address of the archived copy, "" when there is none or it may not be shown
    source   address of the page with all copies of it
    state    what became of its address, "" while nobody looked; removed: when and why the bytes of the copy went
    """

    title: Said
    is_described: bool
    address: str
    facts: tuple[str, ...]
    quotation: Said
    weakness: str
    is_archived: bool
    sha256: str
    copy: str
    source: str
    state: str
    removed: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Something that cited sources are said to show.

    anchor      stable name on the page
    label       how far anybody stands behind it
    announced   one phrase for each side that announced it on a day of its own
    """

    anchor: str
    statement: Said
    is_unofficial: bool
    when: str
    supports: str
    label: str
    note: Said
    announced: tuple[str, ...]
    is_context: bool
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class FindingItem:
    """A search that found nothing: who looked, where, when."""

    anchor: str
    who: str
    looked_on: str
    where: Said
    note: Said


def evidence_items(
    claims: Iterable[ClaimView], plan: PlanView, language: str, states: States | None = None
) -> tuple[EvidenceItem, ...]:
    """Claims in the order given.  `states`: of the statements, to mark an unofficial translation.  One query, for addresses."""
    kept = list(claims)
    addresses = address_states({source.document_key for claim in kept for source in claim.sources})
    return tuple(_item(claim, plan, language, states or {}, addresses) for claim in kept)


def finding_items(findings: Iterable[FindingView], plan: PlanView, language: str) -> tuple[FindingItem, ...]:
    return tuple(
        FindingItem(
            anchor=f"search-{finding.slug}",
            who=owner_name(finding.owner, plan, language),
            looked_on=dates.day(finding.looked_on, language),
            where=said(finding.looked_where, language, plan.languages),
            note=said(finding.note, language, plan.languages),
        )
        for finding in findings
    )


def owner_name(owner: str, plan: PlanView, language: str) -> str:
    """Whose record something is: the keeper or a party by name, anybody else by code."""
    if owner == plan.keeper_slug:
        return said(plan.keeper_name, language, plan.languages).text
    return party_name(owner, plan, language)


def party_name(code: str, plan: PlanView, language: str) -> str:
    for party in plan.parties:
        if party.code == code:
            return said(party.name, language, plan.languages).text
    return code


def statement_subject(claim: ClaimView) -> str:
    """The subject under which the state of a claim's statement is kept."""
    return f"{claim.owner}/claims/{claim.slug}"


def _item(claim: ClaimView, plan: PlanView, language: str, states: States, addresses: Addresses) -> EvidenceItem:
    statement = said(claim.statement, language, plan.languages)
    state = states.get((statement_subject(claim), "statement"), {}).get(statement.language)
    is_archived = bool(claim.sources) and all(source.is_archived for source in claim.sources)
    return EvidenceItem(
        anchor=f"evidence-{claim.slug}",
        statement=statement,
        is_unofficial=state is not None and is_unofficial(state),
        when=dates.period(claim.happened, language) if claim.happened else "",
        supports=str(labels.SUPPORTS[claim.supports]),
        label=labels.unconfirmed(len(plan.parties), is_archived=is_archived),
        note=said(claim.note, language, plan.languages),
        announced=tuple(
            _("announced by %(party)s: %(date)s")
            % {"party": party_name(code, plan, language), "date": dates.period(on, language)}
            for code, on in claim.announced_on.items()
        ),
        is_context=claim.is_context,
        sources=tuple(_source(source, plan, language, addresses[source.document_key]) for source in claim.sources),
    )


def _source(source: CitedView, plan: PlanView, language: str, address: AddressView) -> SourceLine:
    is_shown = source.showing == Showing.COPY and source.removed_at is None
    facts = [
        said(source.publisher, language, plan.languages).text,
        _voice(source, plan, language),
        dates.period(source.stated_on, language) if source.stated_on else _("undated"),
        labels.in_language(source.language, language) if source.language else "",
        source.place,
    ]
    return SourceLine(
        title=said(source.title, language, (source.language,)),
        is_described=source.is_described,
        address=source.address,
        facts=tuple(fact for fact in facts if fact),
        quotation=spoken(source.quotation, source.language or language, language),
        weakness=str(labels.WEAKNESSES.get(source.weakness, "")),
        is_archived=source.is_archived,
        sha256=source.sha256,
        copy=links.href("copy", language, key=str(source.snapshot)) if is_shown else "",
        source=links.href("source", language, key=str(source.document_key)) if source.is_archived else "",
        state=address_sentence(address, language),
        removed=removed(source.removed_at, source.removed_for, language),
    )


def _voice(source: CitedView, plan: PlanView, language: str) -> str:
    if source.side == "party":
        return _("voice of %(party)s") % {"party": party_name(source.party, plan, language)}
    return _("voice of the governments together") if source.side == "joint" else _("a third voice")
