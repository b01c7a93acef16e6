"""Activities in plain words: their kinds and stages, what takes place in them, who has which part, money, candidates."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy, pgettext_lazy

from entente.record.delivery.kinds import KINDS
from entente.record.delivery.queries import (
    CandidateAnswer,
    MoneyKind,
    PartRole,
    Scope,
    SessionKind,
    SessionStatus,
    Stream,
    Weight,
)

from .labels import Tag, named

KIND_WORDS = {
    "instrument": gettext_lazy("Agreement or other instrument"),
    "programme": gettext_lazy("Programme or project"),
    "dialogue": gettext_lazy("Mechanism or dialogue"),
    "forum": gettext_lazy("Forum"),
    "campaign": gettext_lazy("Campaign"),
    "event_series": gettext_lazy("Event or series of events"),
    "exchange": gettext_lazy("Exchange"),
    "assistance": gettext_lazy("Technical assistance"),
}
STAGE_WORDS = {
    "active": gettext_lazy("Working together in it"),
    "ad-referendum": gettext_lazy("Agreed by officials, subject to approval"),
    "agreed": gettext_lazy("Agreed"),
    "announced": gettext_lazy("Announced"),
    "closed": gettext_lazy("Closed"),
    "completed": gettext_lazy("Completed"),
    "concordance": gettext_lazy("Languages compared line by line"),
    "confirmed": gettext_lazy("Confirmed by the receiver"),
    "designed": gettext_lazy("Designed"),
    "draft": gettext_lazy("Draft exchanged"),
    "ended": gettext_lazy("Ended"),
    "established": gettext_lazy("Established"),
    "evaluated": gettext_lazy("Evaluated"),
    "funded": gettext_lazy("Funded"),
    "held": gettext_lazy("Held"),
    "in-force": gettext_lazy("In force"),
    "left": gettext_lazy("One has left"),
    "legal-opinion": gettext_lazy("Legal opinion given"),
    "mandate": gettext_lazy("Mandate to negotiate"),
    "meeting": gettext_lazy("Meeting"),
    "member": gettext_lazy("All are members"),
    "offered": gettext_lazy("Offered"),
    "planned": gettext_lazy("Planned"),
    "provided": gettext_lazy("Provided"),
    "received": gettext_lazy("Received"),
    "renewal-due": gettext_lazy("Renewal due"),
    "renewed": gettext_lazy("Renewed"),
    "running": gettext_lazy("Running"),
    "signed": gettext_lazy("Signed"),
    "suspended": gettext_lazy("Suspended"),
    "under-way": gettext_lazy("Under way"),
}
SESSIONS = {
    SessionStatus.PLANNED: pgettext_lazy("a session", "Planned"),
    SessionStatus.REPORTED: gettext_lazy("Reported as held, not yet checked"),
    SessionStatus.HELD: pgettext_lazy("a session", "Held"),
    SessionStatus.LAPSED: gettext_lazy("Did not take place"),
}
SESSION_SHAPES = {
    SessionStatus.PLANNED: "none",
    SessionStatus.REPORTED: "begun",
    SessionStatus.HELD: "whole",
    SessionStatus.LAPSED: "closed",
}
SESSION_KINDS = {
    SessionKind.SESSION: gettext_lazy("Session"),
    SessionKind.EVENT: gettext_lazy("Event"),
    SessionKind.EXCHANGE: gettext_lazy("Exchange"),
    SessionKind.TRAINING: gettext_lazy("Training"),
    SessionKind.POSITION: gettext_lazy("Joint position"),
}
STREAMS = {
    Stream.OFFICIAL: gettext_lazy("between governments"),
    Stream.CIVIL_SOCIETY: gettext_lazy("between civil societies"),
}
PARTICIPANTS = {
    "ministry": gettext_lazy("ministries and agencies"),
    "civil_society": gettext_lazy("civil society organisations"),
    "community": gettext_lazy("communities"),
    "company": gettext_lazy("companies"),
    "academic": gettext_lazy("universities and research bodies"),
}
WEIGHTS = {
    Weight.FULFILS: gettext_lazy("can fulfil it by itself"),
    Weight.PART: gettext_lazy("is a part of it"),
    Weight.CONTRIBUTES: gettext_lazy("contributes to it"),
}
SCOPES = {
    Scope.PARTIES: gettext_lazy("between the parties"),
    Scope.ONE_SIDED: gettext_lazy("one party for another"),
    Scope.WIDER: gettext_lazy("with others as well: it completes no promise between the parties by itself"),
}
PART_ROLES = {
    PartRole.OWNER: gettext_lazy("Owner"),
    PartRole.SIGNER: gettext_lazy("Signer"),
    PartRole.WITNESS: gettext_lazy("Witness"),
    PartRole.MEMBER: gettext_lazy("Member"),
    PartRole.ORGANISER: gettext_lazy("Organiser"),
    PartRole.FUNDER: gettext_lazy("Pays for it"),
    PartRole.IMPLEMENTER: gettext_lazy("Carries it out"),
    PartRole.RECEIVER: gettext_lazy("Receiver"),
    PartRole.PARTICIPANT: gettext_lazy("Takes part"),
}
MONEY = {
    MoneyKind.BUDGET: gettext_lazy("budget"),
    MoneyKind.COMMITMENT: gettext_lazy("committed"),
    MoneyKind.DISBURSEMENT: gettext_lazy("paid out"),
    MoneyKind.EXPENDITURE: gettext_lazy("spent"),
}
ANSWERS = {
    CandidateAnswer.ACCEPT: gettext_lazy("Accepts it as the fulfilment"),
    CandidateAnswer.DECLINE: gettext_lazy("Declines it"),
}
CANDIDATES = {
    "open": gettext_lazy("Proposed, not decided"),
    "accepted": gettext_lazy("Accepted by all sides"),
    "declined": gettext_lazy("Declined"),
    "split": gettext_lazy("The sides differ"),
}
CANDIDATE_NOTES = {
    "open": gettext_lazy("Not every side that owes the promise has decided."),
    "accepted": gettext_lazy("Every side that owes the promise accepts the event as its fulfilment."),
    "declined": gettext_lazy("Every side that owes the promise declines the event."),
    "split": gettext_lazy("One side accepts the event and another declines it."),
}
CANDIDATE_SHAPES = {"open": "silent", "accepted": "whole", "declined": "closed", "split": "refused"}


def kind(code: str) -> str:
    """The kind of an activity; of one without words here, what its own table calls it."""
    return str(KIND_WORDS.get(code, KINDS[code].label))


def stage(code: str, label: str) -> str:
    """A stage; of one without words here, `label`, what its own table calls it."""
    return str(STAGE_WORDS.get(code, label))


def session(status: str) -> Tag:
    known = SessionStatus(status)
    return Tag(str(SESSIONS[known]), SESSION_SHAPES[known])


def participants(counts: Mapping[str, int]) -> list[str]:
    """How many took part, by kind of organisation; a kind without words here is shown as it is."""
    return [named(PARTICIPANTS.get(kind, kind), number) for kind, number in counts.items()]


def candidate(state: str) -> Tag:
    return Tag(str(CANDIDATES[state]), CANDIDATE_SHAPES[state])


def stage_called(code: str) -> str:
    """The same where the kind of the activity is not known; a code that no table has is shown as it is."""
    found = (kind.find(code) for kind in KINDS.values())
    return stage(code, next((one.label for one in found if one), code))
