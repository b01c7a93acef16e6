"""Two parties with a key each, and a proposal that both are to sign."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.accord.commands.signatures import statement_of
from entente.foundation.accord.models import Proposal, Revision
from entente.foundation.accord.statement import sign
from entente.foundation.common.actors import Actor
from tests import cast
from tests.cast import ANA, BELA

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
SUBJECT = "tri-plan/8.2"
WORDS = {"title": {"en": "The workshop was held.", "fr": "L’atelier a eu lieu."}, "value": "complete"}
OTHER_WORDS = {**WORDS, "value": "substantial"}

SECRETS = {code: Ed25519PrivateKey.from_private_bytes(code.encode().ljust(32, b"*")) for code in ("AAA", "BBB", "CCC")}
"""Keys as they would lie on the parties' own machines."""


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def public_key(code: str) -> bytes:
    return SECRETS[code].public_key().public_bytes_raw()


def keyed() -> None:
    """Parties A and B, each with the key of its own machine on record."""
    for by in (ANA, BELA):
        cast.party(by.owner)
        accord.register_key(by.owner, public_key(by.owner), by=by, at=AT)


def proposed(
    *, by: Actor = ANA, concludes: bool = False, subject: str = SUBJECT, kind: str = "joint-status"
) -> Proposal:
    facts = ProposalFacts(kind, subject, "tri-plan", WORDS, ("BBB", "AAA"), concludes)
    return accord.propose(facts, by=by, at=AT)


def signed_file(proposal: Proposal, party: str, *, secret: str = "", at: datetime = AT) -> bytes:
    """What a party hands in for the words as they are now."""
    row = Proposal.objects.get(pk=proposal.pk)
    wording = Revision.objects.get(proposal=row, number=row.revision)
    statement = statement_of(row, wording, party, at.isoformat())
    return sign(statement, SECRETS[secret or party].private_bytes_raw()).to_bytes()


def hand_in(proposal: Proposal, by: Actor, *, at: datetime = AT) -> None:
    accord.receive_signature(signed_file(proposal, by.owner, at=at), by=by, at=at)


def both_signed(proposal: Proposal, *, at: datetime = AT) -> Proposal:
    for by in (ANA, BELA):
        hand_in(proposal, by, at=at)
    return proposal


def seen(proposal: Proposal, *, by: Actor = ANA, at: datetime = AT) -> queries.ProposalView:
    return queries.get_visible(by, proposal.pk, as_of=at)
