"""Proposals that all parties sign: what waits, the file that leaves for signing, and what one's own party says of it.

Nothing is signed here with a key on the host: that takes a person with a passkey or a code, on the desk.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Query

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import ProposalView, Stand
from entente.foundation.common.actors import Actor
from entente.surfaces.intake import agreements

from . import asked, shapes, told
from .answers import ABSENT, ALWAYS, WRITING, json_answer
from .reading import Eyes
from .routes import router
from .writing import writing

ONE = "/proposals/{proposal}"
WRITTEN = {200: shapes.OneProposal, **WRITING}


@router.get("/proposals", operation_id="list_proposals", response={200: shapes.Proposals, **ALWAYS})
def list_proposals(request: HttpRequest, query: Query[asked.ProposalsAsked]) -> HttpResponse:
    """The proposals that the post behind the token may read, latest first."""
    eyes = Eyes.of(request)
    found = accords.proposals(eyes.by, as_of=eyes.as_of, plan=query.plan or "")
    kept = [one for one in found if not query.waiting or one.waits_for(eyes.by.owner)]
    return json_answer(shapes.Proposals(items=[proposal(one, eyes.by) for one in kept]))


@router.get(ONE, operation_id="get_proposal", response={200: shapes.OneProposal, **ABSENT})
def get_proposal(request: HttpRequest, proposal: Path[UUID]) -> HttpResponse:
    """One proposal: its words, and where each side stands."""
    return json_answer(one_proposal(Eyes.of(request), proposal))


@router.get(f"{ONE}/file", operation_id="get_proposal_file", response={200: shapes.ProposalFile, **ABSENT})
def get_proposal_file(request: HttpRequest, proposal: Path[UUID]) -> HttpResponse:
    """The file that leaves for signing: what `entente accord sign` reads on the party's own machine."""
    eyes = Eyes.of(request)
    _name, content = agreements.proposal_file(eyes.by, proposal, as_of=eyes.as_of)
    return HttpResponse(content, content_type="application/json")


@router.post("/signatures", operation_id="hand_in_signature", response=WRITTEN)
def hand_in_signature(request: HttpRequest, body: Body[told.SignatureHandedIn]) -> HttpResponse:
    """Hand in the signature file that one's own party made; it names the proposal itself.  With the last one it is agreed."""
    made: list[UUID] = []

    def write(by: Actor, at: datetime) -> None:
        said = agreements.receive_signature(body.model_dump_json().encode(), by=by, at=at)
        made.append(said.proposal.key)

    return writing(request, write, lambda eyes: one_proposal(eyes, made[0]))


@router.post(f"{ONE}/ad-referendum", operation_id="agree_ad_referendum", response=WRITTEN)
def agree_ad_referendum(request: HttpRequest, proposal: Path[UUID], body: Body[told.Approved]) -> HttpResponse:
    """Agree for one's own party, subject to its capital's confirmation; it makes nothing joint."""

    def write(by: Actor, at: datetime) -> None:
        row = accords.get_row(by, proposal, as_of=at)
        agreements.agree_ad_referendum(row, by=by, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: one_proposal(eyes, proposal))


@router.post(f"{ONE}/dissents", operation_id="dissent", response=WRITTEN)
def dissent(request: HttpRequest, proposal: Path[UUID], body: Body[told.DissentStated]) -> HttpResponse:
    """Say that one's own party does not sign these words, and why."""

    def write(by: Actor, at: datetime) -> None:
        row = accords.get_row(by, proposal, as_of=at)
        agreements.dissent(row, body.reason, body.is_public, by=by, at=at, revision=body.revision)

    return writing(request, write, lambda eyes: one_proposal(eyes, proposal))


@router.post(f"{ONE}/withdraw", operation_id="withdraw_signature", response=WRITTEN)
def withdraw_signature(request: HttpRequest, proposal: Path[UUID], body: Body[told.Because]) -> HttpResponse:
    """Take back what one's own party said of these words."""

    def write(by: Actor, at: datetime) -> None:
        agreements.withdraw(accords.get_row(by, proposal, as_of=at), by=by, at=at, reason=body.reason)

    return writing(request, write, lambda eyes: one_proposal(eyes, proposal))


@router.post(f"{ONE}/give-up", operation_id="give_up_proposal", response=WRITTEN)
def give_up_proposal(request: HttpRequest, proposal: Path[UUID], body: Body[told.Because]) -> HttpResponse:
    """Take a proposal of one's own side off the table, for good."""

    def write(by: Actor, at: datetime) -> None:
        agreements.give_up(accords.get_row(by, proposal, as_of=at), by=by, at=at, reason=body.reason)

    return writing(request, write, lambda eyes: one_proposal(eyes, proposal))


def one_proposal(eyes: Eyes, key: UUID) -> shapes.OneProposal:
    return shapes.OneProposal(proposal=proposal(accords.get_visible(eyes.by, key, as_of=eyes.as_of), eyes.by))


def proposal(view: ProposalView, by: Actor) -> shapes.Proposal:
    return shapes.Proposal(
        key=str(view.key),
        plan=view.plan,
        kind=view.kind,
        subject=view.subject,
        number=view.number,
        owner=view.owner,
        post=view.post,
        proposed_at=view.made_at,
        revision=view.revision,
        outcome=view.outcome.value,
        signatories=list(view.signatories),
        sides=[side(view, party) for party in view.signatories],
        content=dict(view.content),
        content_sha256=view.current.content_sha256,
        agreed_at=view.agreed_at,
        concluded_at=view.concluded_at,
        given_up_at=view.given_up_at,
        given_up_reason=view.given_up_reason,
        waits_for_me=view.waits_for(by.owner),
    )


def side(view: ProposalView, party: str) -> shapes.ProposalSide:
    stand = view.stands[party]
    said = [one for one in view.current.signatures if one.party == party]
    last = max(said, key=lambda one: (one.withdrawn_at is None, one.arrived_at), default=None)
    not_signed = stand is not Stand.CONFIRMED
    dissents = [one for one in view.current.dissents if one.party == party and not_signed]
    return shapes.ProposalSide(
        party=party,
        stand=stand.value,
        since=None if last is None else last.withdrawn_at or last.arrived_at,
        place=last.place if last and stand is Stand.CONFIRMED else "",
        dissent=dict(dissents[0].reason) if dissents else {},
        is_public=bool(dissents) and dissents[0].is_public,
    )
