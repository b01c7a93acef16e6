"""Rights: which roles, acting for whom, may do what.  One table; rules ask it first and then look at the thing itself.

What only the thing can tell (whose it is, in which state, who made it) is the rule's; who may come to the door at all
stands here.  `docs/rights.md` is generated from this table, and a test walks every cell of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .actors import Actor, Capacity, Role
from .decisions import ALLOWED, Decision, Denied

PARTY = frozenset({Capacity.PARTY})
ASSESSOR = frozenset({Capacity.ASSESSOR})
KEEPER = frozenset({Capacity.KEEPER})
OUTSIDE = frozenset({Capacity.KEEPER, Capacity.ASSESSOR})
ANYBODY = PARTY | OUTSIDE
"""Everybody who acts for somebody, in its own name."""

WRITES = frozenset({Role.CONTRIBUTOR, Role.KEEPER})
APPROVES = frozenset({Role.APPROVER})


@dataclass(frozen=True, slots=True)
class Right:
    """Who may come to do something.

    capacities  for whom one must act
    roles       of which one must have one
    denied      the reason told to everybody else, in plain words
    """

    capacities: frozenset[Capacity]
    roles: frozenset[Role]
    denied: str


RIGHTS: Mapping[str, Right] = {
    # --- proof ---
    "source.add": Right(
        ANYBODY, WRITES | APPROVES | {Role.VERIFIER}, "your post adds no sources; a contributor of your side does"
    ),
    "source.remove": Right(
        ANYBODY, APPROVES | {Role.KEEPER}, "only an approver of its own side removes the bytes of a copy"
    ),
    "claim.make": Right(ANYBODY, WRITES, "your post adds no evidence; a contributor of your side does"),
    "claim.check": Right(ANYBODY, frozenset({Role.VERIFIER}), "your post checks no evidence; a verifier does"),
    # --- delivery ---
    "lead.name": Right(ANYBODY, WRITES, "your post names no bodies; a contributor of your side does"),
    "activity.write": Right(ANYBODY, WRITES, "your post writes no activities; a contributor of your side does"),
    "stage.mark": Right(
        ANYBODY, WRITES | APPROVES, "your post moves no stages; a contributor or approver of your side does"
    ),
    "candidate.propose": Right(ANYBODY, WRITES, "your post proposes no candidates; a contributor of your side does"),
    "candidate.argue": Right(ANYBODY, WRITES, "your post writes no arguments; a contributor of your side does"),
    "candidate.decide": Right(
        PARTY, APPROVES, "only an approver of a party that owes the promise decides on a candidate"
    ),
    "milestone.plan": Right(ANYBODY, WRITES, "your post plans no milestones; a contributor of your side does"),
    "milestone.report": Right(ANYBODY, WRITES, "your post reports no milestones; a contributor of its own side does"),
    "milestone.accept": Right(ANYBODY, APPROVES, "your post accepts no milestones; an approver does"),
    "rhythm.set": Right(ANYBODY, WRITES, "your post sets no rhythm; a contributor of your side does"),
    "window.set": Right(KEEPER, WRITES, "only the keeper of the record puts outside dates on it"),
    "basis.note": Right(ANYBODY, WRITES, "your post notes no change of a basis; a contributor of your side does"),
    "obstacle.note": Right(ANYBODY, WRITES, "your post notes no obstacles; a contributor of your side does"),
    "update.write": Right(ANYBODY, WRITES, "your post writes no updates; a contributor of your side does"),
    "update.approve": Right(ANYBODY, APPROVES, "your post approves nothing; an approver of your side does"),
    "text.translate": Right(
        ANYBODY, WRITES | {Role.TRANSLATOR}, "your post translates nothing; a translator of your side does"
    ),
    "text.review": Right(ANYBODY, APPROVES, "your post reviews no words; an approver of your side does"),
    "term.propose": Right(
        PARTY | KEEPER,
        WRITES | APPROVES | {Role.TRANSLATOR},
        "your post proposes no terms; a contributor or translator of your side does",
    ),
    "term.agree": Right(PARTY, APPROVES, "only an approver of a party agrees to its terms"),
    "divergence.note": Right(
        PARTY | KEEPER,
        WRITES | APPROVES | {Role.TRANSLATOR},
        "your post notes nothing of the authentic texts; a contributor or translator of your side does",
    ),
    "divergence.explain": Right(PARTY, APPROVES, "only an approver of a party says how it reads the authentic texts"),
    "note.write": Right(
        ANYBODY,
        WRITES | APPROVES | {Role.TRANSLATOR, Role.VERIFIER},
        "your post reads notes and writes none",
    ),
    # --- standing ---
    "status.set": Right(PARTY, WRITES, "only a contributor of a party says where that party stands"),
    "finding.file": Right(OUTSIDE, WRITES, "only a keeper or an assessor files that it searched and found nothing"),
    "calendar.propose": Right(
        PARTY | KEEPER,
        WRITES | APPROVES | {Role.SECRETARIAT},
        "your post proposes no calendars; the keeper of the record, a secretariat or a party does",
    ),
    "calendar.accept": Right(PARTY, APPROVES, "only an approver of the party itself accepts or ends a calendar for it"),
    # --- what all sign ---
    "accord.propose": Right(
        ANYBODY, WRITES | APPROVES, "your post proposes nothing to be signed; a contributor of your side does"
    ),
    "accord.sign": Right(PARTY, APPROVES, "only an approver of a party signs for it"),
    "key.keep": Right(PARTY, APPROVES, "only an approver of a party registers and revokes its key"),
    "finding.ask": Right(OUTSIDE, WRITES, "only a keeper or an assessor puts on record what it asked an authority"),
    # --- outside assessments ---
    "assessment.define": Right(
        ASSESSOR, WRITES, "only a contributor of an assessor defines its scales and writes its guidelines"
    ),
    "assessment.code": Right(ASSESSOR, WRITES, "only a contributor of an assessor codes"),
    "assessment.consolidate": Right(
        ASSESSOR, WRITES | APPROVES, "only a contributor or approver of an assessor consolidates its codes"
    ),
    "assessment.send": Right(ASSESSOR, APPROVES, "only an approver of an assessor sends and publishes what it says"),
    "reply.write": Right(PARTY, WRITES, "only a contributor of the party that is assessed writes its reply"),
    "reply.approve": Right(PARTY, APPROVES, "only an approver of the party that is assessed gives its reply"),
    # --- the record itself ---
    "plan.start": Right(
        PARTY | KEEPER, WRITES, "only a keeper or a party starts a plan; log in and act through such a post"
    ),
    "plan.edit": Right(PARTY | KEEPER, WRITES, "your post writes no plans; a contributor of your side does"),
    "plan.adopt": Right(
        PARTY | KEEPER, APPROVES | {Role.KEEPER}, "your post adopts no plans; an approver of your side does"
    ),
    "change.write": Right(
        PARTY | KEEPER, WRITES, "your post writes no changes of what is agreed; a contributor of your side does"
    ),
    "change.propose": Right(
        PARTY | KEEPER,
        APPROVES | {Role.KEEPER},
        "your post puts no change to the parties; an approver of your side does",
    ),
    "succession.publish": Right(
        KEEPER, frozenset({Role.KEEPER}), "only the keeper of the record shows a proposal of its own to everybody"
    ),
    "standing.set": Right(PARTY, APPROVES, "only an approver of the party itself says whether it takes part"),
    "record.publish": Right(
        KEEPER, frozenset({Role.KEEPER}), "only the keeper of the record publishes it and keeps the keys that sign it"
    ),
    "directory.keep": Right(
        KEEPER, frozenset({Role.KEEPER}), "Only the keeper of the record changes its parties and organisations."
    ),
    "group.found": Right(
        ANYBODY,
        frozenset({Role.KEEPER, Role.SECRETARIAT}),
        "your post founds no working groups; the keeper of the record or a secretariat does",
    ),
    "group.seat": Right(
        ANYBODY,
        APPROVES | {Role.KEEPER, Role.SECRETARIAT},
        "your post seats nobody in a working group; an approver of your side does",
    ),
    "staff.propose": Right(
        ANYBODY,
        frozenset({Role.ADMINISTRATOR}),
        "your post gives no posts and log-ins; an administrator of your side does",
    ),
    "staff.confirm": Right(
        ANYBODY,
        frozenset({Role.ADMINISTRATOR}),
        "your post gives no posts and log-ins; an administrator of your side does",
    ),
    "log-in.close": Right(
        ANYBODY, frozenset({Role.ADMINISTRATOR}), "your post closes no log-ins; an administrator of your side does"
    ),
    "token.make": Right(
        ANYBODY,
        frozenset(Role) - {Role.ADMINISTRATOR},
        "your post has no role with which a program could do anything",
    ),
    "problem.answer": Right(
        PARTY | KEEPER,
        WRITES | APPROVES,
        "your post answers no reports of problems; a contributor or approver of the keeper or of a party does",
    ),
    "site.publish": Right(KEEPER, frozenset({Role.KEEPER}), "only the keeper of the record publishes its site"),
    "disclose": Right(
        ANYBODY, frozenset({Role.ACCESS_OFFICER}), "only an access officer assembles what its own side may release"
    ),
}
"""Action -> who may come to do it."""


def may(by: Actor, action: str) -> Decision:
    """Whether an actor may come to do something at all.  Raises KeyError for an action that the table does not know."""
    right = RIGHTS[action]
    if by.capacity is Capacity.SYSTEM or (by.capacity in right.capacities and by.has(*right.roles)):
        return ALLOWED
    return Denied(right.denied)
