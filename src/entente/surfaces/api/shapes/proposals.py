"""What all are to sign: proposals as the parties before whom they lie read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSide:
    """Where one signatory stands on the words as they are.

    stand      draft (has said nothing), ad_referendum, confirmed (signed) or withdrawn
    since      when it said or took back its word; null for draft
    place      of the key that signed: own or host; "" without one
    dissent    why it does not sign, where it says so; is_public: everybody reads that
    """

    party: str
    stand: str
    since: datetime | None
    place: str
    dissent: Wording
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words before the parties that are to sign them.

    kind        joint-status, amendment, succession, closure, stage …; subject: ref of what it is about
    revision    number of the wording, named by whoever agrees ad referendum or dissents
    outcome     open, void (signed, then changed), agreed, concluded (carried out) or given_up
    content     what is signed, as it is signed; content_sha256: of its RFC 8785 form
    given_up_reason  why its own side took it off the table, "" while it lies there
    waits_for_me  whether it waits for the signature of the party behind the token
    """

    key: str
    plan: str
    kind: str
    subject: str
    number: int
    owner: str
    post: str
    proposed_at: datetime
    revision: int
    outcome: str
    signatories: list[str]
    sides: list[ProposalSide]
    content: dict[str, Any]
    content_sha256: str
    agreed_at: datetime | None
    concluded_at: datetime | None
    given_up_at: datetime | None
    given_up_reason: str
    waits_for_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """The proposals that the post behind the token may read, latest first; none for whoever reads what is public."""

    items: list[Proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneProposal:
    """One proposal as it stands."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFile:
    """The file that leaves for signing (docs/signing.md): all that a signer needs, and nothing else.

    entente  mark of the file, entente-proposal-v1
    record   name of the record: a signature is good for no other
    """

    entente: str
    record: str
    proposal: str
    kind: str
    number: int
    subject: str
    revision: int
    signatories: list[str]
    languages: list[str]
    content: dict[str, Any]
    content_sha256: str
