"""An upload or an address becomes evidence: document, archived copy, citation and claim, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import ALLOWED, Decision, Denied, require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.directory import queries as directory
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Showing
from entente.foundation.texts.queries import LanguageState, WordingStatus
from entente.foundation.texts.rules import can_publish
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import FindingFacts
from entente.record.assessment.rules import can_file_finding
from entente.record.plan.queries import Commitment, PlanStatus
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Support
from entente.record.verification.rules import can_claim

NAME_MAX = 80
"""Longest readable part of a slug that is made here; the hash behind it tells equal titles apart."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The bytes that somebody uploads as the copy of a document, and what of it may be shown."""

    file_name: str
    content: bytes
    showing: Showing


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """What somebody puts forward as evidence.

    document   its `slug` is made here; whatever is given there is not looked at
    subject    ref of the commitment or of one of its clauses
    copy       None: cited and not archived
    is_background  it says what surrounds the promise and counts for nothing by itself
    statement  what happened, wording; a party owes it in each of its official languages
    """

    subject: str
    document: DocumentFacts
    supports: Support
    statement: Wording
    happened: str = ""
    place: str = ""
    quotation: str = ""
    copy: Copy | None = None
    is_background: bool = False


def can_add_evidence(by: Actor, status: str) -> Decision:
    """Evidence is public in its own name, so it is about a plan that is public; a draft waits for its adoption."""
    allowed = can_claim(by, owner=by.owner)
    return allowed if not allowed else _about_public(status)


def can_say_none_found(by: Actor, status: str) -> Decision:
    """As `can_add_evidence`, for a search that found nothing."""
    allowed = can_file_finding(by, owner=by.owner)
    return allowed if not allowed else _about_public(status)


def owed_languages(by: Actor) -> tuple[str, ...]:
    """The languages in which whoever acts must word what it says: a party's official ones; nobody else owes any."""
    return tuple(directory.get_party(by.owner).languages) if by.capacity is Capacity.PARTY else ()


@transaction.atomic
def add_evidence(facts: EvidenceFacts, commitment: Commitment, *, by: Actor, at: datetime) -> str:
    """Put a source and a claim on record in the actor's own name.  Returns the slug of the claim.

    The same facts again change nothing.  Raises ActionDenied, RuleBroken (no source, no archived kind of file, a language
    that is owed and missing).
    """
    require(can_add_evidence(by, commitment.plan.status))
    _require_whole(facts, by)
    document_facts = replace(facts.document, slug=_document_slug(facts))
    document = sources.add_document(document_facts, by=by, owner=by.owner, tier=Tier.PUBLIC, at=at)
    snapshot = None
    if facts.copy is not None:
        snapshot = sources.archive_upload(
            document,
            facts.copy.file_name,
            facts.copy.content,
            by=by,
            at=at,
            showing=facts.copy.showing,
            bytes_max=settings.UPLOAD_BYTES_MAX,
        )
    citation = sources.cite(document, by=by, place=facts.place, quotation=facts.quotation, snapshot=snapshot, at=at)
    claim = ClaimFacts(
        _claim_slug(facts),
        facts.subject,
        facts.supports,
        facts.statement,
        happened=facts.happened,
        announced_on=facts.document.announced_on,
        is_context=facts.is_background,
    )
    verification.make_claim(claim, [citation], by=by, owner=by.owner, at=at, status=WordingStatus.REVIEWED)
    return claim.slug


@transaction.atomic
def say_none_found(
    commitment: Commitment, *, by: Actor, at: datetime, looked_on: date, looked_where: Wording, note: Wording
) -> str:
    """Record that a search found nothing.  Returns the finding's slug; the same search again changes nothing."""
    require(can_say_none_found(by, commitment.plan.status))
    said = {"subject": commitment.ref, "on": looked_on.isoformat(), "where": looked_where, "note": note}
    slug = f"{slugify(commitment.ref.replace('/', '-').replace('.', '-'))[:NAME_MAX]}-{looked_on}-{_mark(said)}"
    facts = FindingFacts(slug, commitment.ref, looked_on, looked_where, note)
    assessment.file_finding(facts, by=by, owner=by.owner, at=at, status=WordingStatus.REVIEWED)
    return slug


def _about_public(status: str) -> Decision:
    if status == PlanStatus.DRAFT:
        return Denied("this plan is a draft; evidence is added once it is adopted")
    return ALLOWED


def _require_whole(facts: EvidenceFacts, by: Actor) -> None:
    if facts.copy is None and not facts.document.address:
        raise RuleBroken("Evidence needs a source: upload a file, give an address, or both.")
    if not any(facts.statement.values()):
        raise RuleBroken("Say in one or two sentences what happened, in at least one language.")
    states = {tag: LanguageState(WordingStatus.REVIEWED) for tag, text in facts.statement.items() if text}
    gate = can_publish(owed_languages(by), states)
    if isinstance(gate, Denied):
        raise RuleBroken(f"The statement cannot be published: {gate.reason}.")


def _document_slug(facts: EvidenceFacts) -> str:
    """From all that is said of the document: other facts are another document, so that none on record is overwritten."""
    values = {**facts.document.values(), "publisher": "", "side": str(facts.document.side)}
    if facts.copy is not None and not facts.document.address:
        values["sha256"] = sha256_hex(facts.copy.content)
    return f"{_readable(facts.document.title)}-{_mark(values)}"


def _claim_slug(facts: EvidenceFacts) -> str:
    said = {
        "subject": facts.subject,
        "document": _document_slug(facts),
        "supports": str(facts.supports),
        "statement": facts.statement,
        "happened": facts.happened,
        "place": facts.place,
        "quotation": facts.quotation,
        **({"background": True} if facts.is_background else {}),
    }
    return f"{_readable(facts.document.title)}-{_mark(said)}"


def _readable(title: Wording) -> str:
    return next((slug for text in title.values() if (slug := slugify(text)[:NAME_MAX].strip("-"))), "source")


def _mark(said: Mapping[str, object]) -> str:
    """Ten figures of a hash: the same content has the same slug, so that sending a form twice changes nothing."""
    return sha256_hex(canonical_bytes(said))[:10]
