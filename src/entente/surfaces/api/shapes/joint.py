"""What all parties say together of promises, and that there is nothing while they have not signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class JointSignature:
    """One party's signature.  place: own or host; key, statement, signature: what a stranger checks it by (docs/signing.md)."""

    party: str
    signed_at: datetime
    place: str
    key: str
    statement: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """What there is together about a promise or a part of it.

    state      agreed; unproven (signed, its proof no longer stands); differ, alike, none: there is no joint status
    value      null unless the state is agreed
    voices     party -> the value that it says itself; a party that owes it and is not there has said nothing
    since      when the last signature came; ended_at: when the last joint status ceased to be one, null while there is one
    ended_by   party that took its signature back; "" when the words were changed
    claims     "owner/slug" of the evidence that was signed with it
    """

    subject: str
    state: str
    value: str | None
    as_of_on: date | None
    reason: Wording
    claims: list[str]
    voices: dict[str, str]
    since: datetime | None
    content_sha256: str
    signatures: list[JointSignature]
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joints:
    """What there is together, promise by promise, each before its parts."""

    language: str | None
    items: list[Joint]
