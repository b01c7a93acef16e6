"""Public evidence and searches without result, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from entente.foundation.common.refs import split_ref
from entente.foundation.sources.queries import AddressView, Showing, address_states
from entente.foundation.texts.queries import States, is_unofficial
from entente.record.assessment.inquiry_words import InquiryState
from entente.record.assessment.queries import FindingView
from entente.record.assessment.queries.inquiries import InquiryView
from entente.record.verification.queries import CitedView, ClaimView

from . import dates, labels, links
from .proof import Standing, standing
from .reader import Reader
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
    announced   one phrase for each side that announced it on a day of its own
    about       what is done for the promise and its stage or session, "" for evidence of the promise itself
    maker       who put it forward, "" for the keeper of the record
    standing    who checked it and with what result, None for context, which nobody has to check
    """

    anchor: str
    statement: Said
    is_unofficial: bool
    when: str
    supports: str
    maker: str
    standing: Standing | None
    note: Said
    announced: tuple[str, ...]
    is_context: bool
    sources: tuple[SourceLine, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class AskedLine:
    """What was asked of an authority, and what came of it.  title, address: of the document that came back, if any did."""

    sentence: str
    title: Said
    address: str


@dataclass(frozen=True, slots=True)
class FindingItem:
    """A search that found nothing: who looked, where, when.

    ask     address of the letters about it, "" on their page
    asked   what was asked about it already, latest first
    """

    anchor: str
    who: str
    looked_on: str
    where: Said
    note: Said
    ask: str
    asked: tuple[AskedLine, ...] = ()


def evidence_items(
    claims: Iterable[ClaimView],
    reader: Reader,
    states: States | None = None,
    addresses: Addresses | None = None,
    about: Mapping[str, str] | None = None,
) -> tuple[EvidenceItem, ...]:
    """Claims in the order given.

    about      ref -> words, for claims on something else than the promise itself

    states     of the statements, to mark an unofficial translation
    addresses  what became of the sources' addresses, where they were read already; else they take one query
    """
    kept = list(claims)
    known = addresses_of(kept) if addresses is None else addresses
    return tuple(_item(claim, reader, states or {}, known, (about or {}).get(claim.subject, "")) for claim in kept)


def addresses_of(claims: Iterable[ClaimView]) -> Addresses:
    """What became of the addresses behind some claims.  One query."""
    return address_states({source.document_key for claim in claims for source in claim.sources})


def finding_items(
    findings: Iterable[FindingView], reader: Reader, inquiries: Iterable[InquiryView] = ()
) -> tuple[FindingItem, ...]:
    asked = list(inquiries)
    return tuple(
        FindingItem(
            anchor=f"search-{finding.slug}",
            who=reader.owner(finding.owner),
            looked_on=reader.day(finding.looked_on),
            where=reader.said(finding.looked_where),
            note=reader.said(finding.note),
            ask=ask_address(finding, reader),
            asked=tuple(asked_line(one, reader) for one in asked if one.finding == f"{finding.owner}/{finding.slug}"),
        )
        for finding in findings
    )


def asked_line(one: InquiryView, reader: Reader) -> AskedLine:
    """ "Sudria was asked on 3 October 2026 (parliamentary question): no answer by 2 November 2026"."""
    told = {
        InquiryState.WAITING: _("no answer yet, due by %(due)s") if one.due_on else _("no answer yet"),
        InquiryState.OVERDUE: _("no answer by %(due)s"),
        InquiryState.ANSWERED: _("answered on %(answered)s"),
        InquiryState.REFUSED: _("refused on %(answered)s"),
    }[one.state] % {
        "due": reader.day(one.due_on) if one.due_on else "",
        "answered": reader.day(one.answered_on) if one.answered_on else "",
    }
    sentence = _("%(party)s was asked on %(day)s (%(way)s): %(told)s") % {
        "party": reader.party(one.party),
        "day": reader.day(one.asked_on),
        "way": labels.WAYS[one.kind],
        "told": told,
    }
    return AskedLine(sentence, said(one.title, reader.language, (one.language,)), one.address)


def ask_address(finding: FindingView, reader: Reader) -> str:
    """Of the page with the drafts that ask about a finding."""
    plan, number, _letter = split_ref(finding.subject)
    return links.href("ask", reader.language, plan=plan, number=number, owner=finding.owner, finding=finding.slug)


def statement_subject(claim: ClaimView) -> str:
    """The subject under which the state of a claim's statement is kept."""
    return f"{claim.owner}/claims/{claim.slug}"


def _item(claim: ClaimView, reader: Reader, states: States, addresses: Addresses, about: str) -> EvidenceItem:
    statement = reader.said(claim.statement)
    state = states.get((statement_subject(claim), "statement"), {}).get(statement.language)
    by_keeper = claim.owner == reader.plan.keeper_slug
    return EvidenceItem(
        anchor=f"evidence-{claim.slug}",
        statement=statement,
        is_unofficial=state is not None and is_unofficial(state),
        when=reader.period(claim.happened) if claim.happened else "",
        supports=str(labels.SUPPORTS[claim.supports]),
        maker="" if by_keeper else _("put forward by %(who)s") % {"who": reader.owner(claim.owner)},
        standing=None if claim.is_context else standing(claim.proof, reader),
        note=reader.said(claim.note),
        announced=tuple(
            _("announced by %(party)s: %(date)s") % {"party": reader.party(code), "date": reader.period(on)}
            for code, on in claim.announced_on.items()
        ),
        is_context=claim.is_context,
        sources=tuple(_source(source, reader, addresses[source.document_key]) for source in claim.sources),
        about=about,
    )


def _source(source: CitedView, reader: Reader, address: AddressView) -> SourceLine:
    language = reader.language
    is_shown = source.showing == Showing.COPY and source.removed_at is None
    facts = [
        reader.said(source.publisher).text,
        _voice(source, reader),
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
        copy=links.copy(language, str(source.snapshot), source.media_type) if is_shown else "",
        source=links.href("source", language, key=str(source.document_key)) if source.is_archived else "",
        state=address_sentence(address, language),
        removed=removed(source.removed_at, source.removed_for, language),
    )


def _voice(source: CitedView, reader: Reader) -> str:
    if source.side == "party":
        return _("voice of %(party)s") % {"party": reader.party(source.party)}
    return _("voice of the governments together") if source.side == "joint" else _("a third voice")
