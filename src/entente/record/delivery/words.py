"""Choices of the delivery domain."""

from django.db import models

from entente.foundation.common.transitions import Transitions


class LeadRole(models.TextChoices):
    """What a body does for a promise."""

    LEAD = "lead", "leads"
    SUPPORTING = "supporting", "supports"
    SIGNER = "signer", "signed"
    WITNESS = "witness", "witnessed"


class Scope(models.TextChoices):
    """Between whom an activity is."""

    PARTIES = "parties", "between the parties"
    ONE_SIDED = "one_sided", "one party for another"
    WIDER = "wider", "with others: trilateral, regional or in a forum"


class Weight(models.TextChoices):
    """What an activity is to a promise that it serves."""

    FULFILS = "fulfils", "can fulfil it by itself"
    PART = "part", "is a part of it"
    CONTRIBUTES = "contributes", "contributes to it"


class PartRole(models.TextChoices):
    """What a body is to an activity."""

    OWNER = "owner", "owner"
    SIGNER = "signer", "signer"
    WITNESS = "witness", "witness"
    MEMBER = "member", "member"
    ORGANISER = "organiser", "organiser"
    FUNDER = "funder", "funder"
    IMPLEMENTER = "implementer", "carries it out"
    RECEIVER = "receiver", "receiver"
    PARTICIPANT = "participant", "takes part"


class MoneyKind(models.TextChoices):
    """What a sum of money is, in IATI's words."""

    BUDGET = "budget", "budget"
    COMMITMENT = "commitment", "committed"
    DISBURSEMENT = "disbursement", "paid out"
    EXPENDITURE = "expenditure", "spent"


class SessionKind(models.TextChoices):
    """What takes place within an activity."""

    SESSION = "session", "session"
    EVENT = "event", "event"
    EXCHANGE = "exchange", "exchange"
    TRAINING = "training", "training"
    POSITION = "position", "joint position"


class SessionStatus(models.TextChoices):
    """Whether it took place.  Held needs an accepted claim."""

    PLANNED = "planned", "planned"
    REPORTED = "reported", "reported as held"
    HELD = "held", "held"
    LAPSED = "lapsed", "did not take place"


SESSION_TRANSITIONS: Transitions = {
    SessionStatus.PLANNED: frozenset({SessionStatus.REPORTED, SessionStatus.HELD, SessionStatus.LAPSED}),
    SessionStatus.REPORTED: frozenset({SessionStatus.HELD, SessionStatus.PLANNED, SessionStatus.LAPSED}),
    SessionStatus.HELD: frozenset(),
    SessionStatus.LAPSED: frozenset({SessionStatus.PLANNED}),
}


class Stream(models.TextChoices):
    """Who exchanges with whom."""

    NONE = "", "not an exchange"
    OFFICIAL = "official", "between governments"
    CIVIL_SOCIETY = "civil_society", "between civil societies"


class Stance(models.TextChoices):
    FOR = "for", "for"
    AGAINST = "against", "against"


class CandidateAnswer(models.TextChoices):
    """What one party decides about a candidate."""

    ACCEPT = "accept", "accepts it as the fulfilment"
    DECLINE = "decline", "declines it"


class MilestoneStatus(models.TextChoices):
    PLANNED = "planned", "planned"
    REPORTED = "reported", "reported"
    ACCEPTED = "accepted", "accepted"
    RETURNED = "returned", "returned"


MILESTONE_TRANSITIONS: Transitions = {
    MilestoneStatus.PLANNED: frozenset({MilestoneStatus.REPORTED}),
    MilestoneStatus.REPORTED: frozenset({MilestoneStatus.ACCEPTED, MilestoneStatus.RETURNED}),
    MilestoneStatus.RETURNED: frozenset({MilestoneStatus.REPORTED}),
    MilestoneStatus.ACCEPTED: frozenset(),
}


class Level(models.TextChoices):
    """How high an obstacle has gone."""

    WORKING = "working", "working level"
    SENIOR = "senior", "senior officials"
    MINISTERIAL = "ministerial", "ministers"


class UpdateStatus(models.TextChoices):
    """Where an update stands on its way to the public: three steps at most."""

    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "waiting for approval"
    RETURNED = "returned", "sent back"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "replaced by a correction"
    WITHDRAWN = "withdrawn", "withdrawn"


UPDATE_TRANSITIONS: Transitions = {
    UpdateStatus.DRAFT: frozenset({UpdateStatus.SUBMITTED, UpdateStatus.WITHDRAWN}),
    UpdateStatus.SUBMITTED: frozenset({UpdateStatus.DRAFT, UpdateStatus.RETURNED, UpdateStatus.APPROVED}),
    UpdateStatus.RETURNED: frozenset({UpdateStatus.SUBMITTED, UpdateStatus.WITHDRAWN}),
    UpdateStatus.APPROVED: frozenset({UpdateStatus.PUBLISHED, UpdateStatus.RETURNED}),
    UpdateStatus.PUBLISHED: frozenset({UpdateStatus.CORRECTED}),
    UpdateStatus.CORRECTED: frozenset(),
    UpdateStatus.WITHDRAWN: frozenset(),
}


class ApprovalDecision(models.TextChoices):
    APPROVED = "approved", "approved"
    RETURNED = "returned", "sent back"


class Urgency(models.TextChoices):
    """Why a published update is corrected at once.  Told to everybody beside the correction."""

    HARM = "harm", "somebody could come to harm"
    RELIED_ON = "relied_on", "a wrong figure, name or date is being relied on"
    PRIVACY = "privacy", "it says something of a person that it must not"
    LAW = "law", "a law or a court asks for it"


SIGNED_STAGE = "stage"
"""Kind of a proposal by which all whose word a stage needs sign that it is reached."""
