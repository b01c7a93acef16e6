"""Keys, proposals and signatures.  Codes of parties, no foreign key to what a proposal is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed, Record

from .words import KeyEnd, KeyPlace, Stand


class SigningKey(Keyed):
    """The public half of a party's key (Ed25519).  A party has one that stands, and those it had before.

    owner       code of the party
    public_key  32 bytes; no two parties, and no two times, share one
    place       where its secret half lies
    secret      the secret half of a key kept on the host, encrypted with the site's secret key; empty for any other
    ended_at    from when on it takes no more signatures; how it ended, and why in the party's words
    """

    owner = models.CharField(max_length=64)
    public_key = models.BinaryField(unique=True)
    place = models.CharField(max_length=4, choices=KeyPlace.choices)
    secret = models.BinaryField(default=b"", blank=True)
    post = models.CharField(max_length=160)
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=8, choices=KeyEnd.choices, blank=True, default=KeyEnd.STANDS)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(ended_at__isnull=True), name="signing_key_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="signing_key_ended_with_why",
            ),
        ]

    def __str__(self) -> str:
        return f"key of {self.owner} since {self.registered_at:%Y-%m-%d}"


class Proposal(Record):
    """Words that some parties are to sign.  Its owner is who began it.

    kind         short code of what it is for: the domain that applies it knows the meaning
    subject      ref of what it is about
    number       running number among the proposals of its plan
    concludes    True: once agreed it is carried out and stays; False: agreed for as long as nobody changes or withdraws
    revision     number of the wording that stands now
    given_up_at, given_up_reason  when and why who proposed it took it off the table
    """

    plan = models.CharField(max_length=80)
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    concludes = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    post = models.CharField(max_length=160)
    concluded_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    given_up_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="proposal_number_once"),
            models.CheckConstraint(
                condition=Q(given_up_at__isnull=True, given_up_reason="")
                | (Q(given_up_at__isnull=False, concluded_at__isnull=True) & ~Q(given_up_reason="")),
                name="proposal_given_up_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject"], name="proposal_of_subject")]

    def __str__(self) -> str:
        return f"{self.plan} proposal {self.number}"


class Signatory(Keyed):
    """A party that must sign a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="signatories")
    party = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "signatories"
        constraints = [models.UniqueConstraint(fields=["party", "proposal"], name="signatory_once")]

    def __str__(self) -> str:
        return f"{self.party} signs {self.proposal}"


class Revision(Keyed):
    """One wording of a proposal, immutable.  `content`: RFC 8785 bytes; `changed_at`: until when it stood, None while it does."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    content_sha256 = models.CharField(max_length=64)
    owner = models.CharField(max_length=64)
    post = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.proposal}, wording {self.number}"


class Signature(Keyed):
    """One party has agreed to one wording: ad referendum, or with its key.

    statement   the text that was signed; empty for ad referendum, as are key and signature
    arrived_at  when it came to the record; what counts
    withdrawn_at, withdrawn_reason  when and why the party took it back
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=64)
    stand = models.CharField(max_length=16, choices=Stand.choices)
    key = models.ForeignKey(SigningKey, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures")
    statement = models.TextField(blank=True, default="")
    signature = models.BinaryField(default=b"", blank=True)
    post = models.CharField(max_length=160)
    arrived_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "party", "stand"], condition=Q(withdrawn_at__isnull=True), name="signature_once"
            ),
            models.CheckConstraint(
                condition=Q(stand=Stand.AD_REFERENDUM, key__isnull=True, statement="")
                | (Q(stand=Stand.CONFIRMED, key__isnull=False) & ~Q(statement="")),
                name="signature_confirmed_with_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} on {self.revision}: {self.stand}"


class Dissent(Keyed):
    """A party says that it will not sign a wording, and why.  It delays nobody and holds nothing up.

    reason     wording
    is_public  it is published, at once and as large as the signatures
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="dissents")
    party = models.CharField(max_length=64)
    reason = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    post = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "party"], name="dissent_once")]

    def __str__(self) -> str:
        return f"{self.party} dissents from {self.revision}"
