"""The log's tables.  Codes only, no foreign key out of this folder.  Triggers refuse rewriting (triggers.py)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from entente.foundation.common.records import Keyed

from .words import ERASE_ACTION, ErasureReason, KeyRole

CODE_LENGTH = 64
ACTION_LENGTH = 64
REF_LENGTH = 255


class Identity(models.Model):
    """The one row that says which record this is.  What is signed names it, so that it is good for no other record."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        verbose_name_plural = "identity"
        constraints = [models.CheckConstraint(name="ledger_identity_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.name


class Entry(Keyed):
    """One act, recorded in the transaction that did it.  Never changed, never deleted.

    log        where it belongs: "public", or the code of the owner whose working log it is
    commitment SHA-256 of salt and payload (32 bytes); what the leaf is made of
    """

    log = models.CharField(max_length=CODE_LENGTH)
    action = models.CharField(max_length=ACTION_LENGTH)
    subject = models.CharField(max_length=REF_LENGTH)
    owner = models.CharField(max_length=CODE_LENGTH)
    post = models.CharField(max_length=REF_LENGTH)
    at = models.DateTimeField()
    commitment = models.BinaryField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            # The operator classes let PostgreSQL look up "begins with"; SQLite compares bytes anyway.
            models.Index(
                fields=["log", "subject"],
                name="ledger_entry_subject",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["log"], condition=Q(action=ERASE_ACTION), name="ledger_entry_notices"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Opening(models.Model):
    """What an entry says, and the salt that ties it to the commitment.  The one thing in the log that can be erased."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="opening")
    payload = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    erased_at = models.DateTimeField(null=True)
    erased_reason = models.CharField(max_length=16, choices=ErasureReason.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_opening_whole_or_erased",
                condition=Q(payload__isnull=False, salt__isnull=False, erased_at__isnull=True, erased_reason="")
                | (Q(payload__isnull=True, salt__isnull=True, erased_at__isnull=False) & ~Q(erased_reason="")),
            )
        ]

    def __str__(self) -> str:
        return f"opening of {self.entry_id}"


class Leaf(models.Model):
    """The place of an entry in its log: dense from 0, given by `seal`.  hash = SHA-256(0x00, commitment)."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="leaf")
    log = models.CharField(max_length=CODE_LENGTH)
    position = models.PositiveBigIntegerField()
    hash = models.BinaryField()

    class Meta:
        verbose_name_plural = "leaves"
        constraints = [models.UniqueConstraint(fields=["log", "position"], name="ledger_leaf_position")]

    def __str__(self) -> str:
        return f"{self.log} {self.position}"


class Node(models.Model):
    """The hash of a complete subtree above leaf level: leaves [index * 2**level, (index + 1) * 2**level)."""

    log = models.CharField(max_length=CODE_LENGTH)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "level", "index"], name="ledger_node_place")]

    def __str__(self) -> str:
        return f"{self.log} {self.level}/{self.index}"


class Unsealed(models.Model):
    """An entry that waits for its leaf.  Written with the entry, deleted with the leaf: the one table that shrinks.

    `id` counts upwards in the order of writing, so an act that followed another's commit is sealed behind it; an entry
    that commits late is simply still in the queue when the next seal comes.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="unsealed")
    log = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        verbose_name_plural = "unsealed"

    def __str__(self) -> str:
        return f"{self.log} {self.entry_id}"


class NoteKey(Keyed):
    """A key whose signature may stand under a checkpoint: the record's own, or an outside witness's (Ed25519).

    name     whose signature it is: the record's name, or the name that the witness gives itself
    kind     type of its signatures (verifier.PLAIN or TIMED)
    secret   the record's own: the secret half, encrypted with the site's secret key; empty for a witness
    ended_at from when on it signs nothing more; why in words
    """

    role = models.CharField(max_length=16, choices=KeyRole.choices)
    name = models.CharField(max_length=REF_LENGTH)
    kind = models.PositiveSmallIntegerField()
    public_key = models.BinaryField(unique=True)
    secret = models.BinaryField(default=b"", blank=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(role=KeyRole.RECORD, ended_at__isnull=True),
                name="ledger_notekey_record_has_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} key of {self.name}"


class Checkpoint(Keyed):
    """What the record said of one of its logs when it published it: size, root, and the note that it signed.  Never changed."""

    log = models.CharField(max_length=CODE_LENGTH)
    origin = models.CharField(max_length=REF_LENGTH)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField()
    note = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="ledger_checkpoint_size")]

    def __str__(self) -> str:
        return f"{self.origin} at {self.size}"


class Cosignature(Keyed):
    """The line that a party or a witness put under a checkpoint."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    name = models.CharField(max_length=REF_LENGTH)
    public_key = models.BinaryField()
    line = models.BinaryField()
    arrived_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "public_key"], name="ledger_cosignature_once")]

    def __str__(self) -> str:
        return f"{self.name} on {self.checkpoint_id}"


class Manifest(models.Model):
    """The files of the newest publication, path -> SHA-256, as canonical JSON; earlier ones are known by their hash alone."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
