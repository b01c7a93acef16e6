"""Updates: what one side says it did, written by one person, approved by another, then published."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.foundation.sources.models import Snapshot
from entente.record.delivery.words import ApprovalDecision, UpdateStatus, Urgency
from entente.record.verification.models import Claim


class Update(Record):
    """What one side (the owner) says it did for a promise.

    number     names the owner's update on this commitment; drawn by lot, so that no gap tells of drafts
    version    1, and one more for each correction; `replaces` is the version that this one corrects
    correction why it was corrected, wording, shown to everybody; {} for the first version
    urgent_for why it was corrected at once, told to everybody; "" for a correction that could wait
    as_of_on   the day of which it speaks
    done, next_step, challenges  wordings
    is_no_change  says only that nothing changed: it never counts as activity
    revision   one more with every change of the draft: two who edit it at once are told
    written_by, published_by  posts; `written_by_user` is the private key of who wrote last (all of them: `Hand`)
    public_at  when those for whom it is may read it: the instant of publication or the end of its embargo
    is_announced  the public log has its entry; an embargoed one is announced when its instant has come
    """

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    number = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    correction = models.JSONField(default=dict, blank=True)
    urgent_for = models.CharField(max_length=12, choices=Urgency.choices, blank=True, default="")
    as_of_on = models.DateField()
    done = models.JSONField(default=dict, blank=True)
    next_step = models.JSONField(default=dict, blank=True)
    challenges = models.JSONField(default=dict, blank=True)
    is_no_change = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=UpdateStatus.choices, default=UpdateStatus.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=160)
    written_by_user = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=160, blank=True)
    is_announced = models.BooleanField(default=False)

    errata = models.JSONField(default=list, blank=True)
    """What its side noted as wrong after the plan was closed: [{"text": wording, "post", "at"}]; the words stay as they are."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "owner", "number", "version"],
                condition=~models.Q(status=UpdateStatus.WITHDRAWN),
                name="update_version_once",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(
                        status__in=[UpdateStatus.PUBLISHED, UpdateStatus.CORRECTED],
                        published_at__isnull=False,
                        public_at__gte=models.F("published_at"),
                    )
                    | (
                        ~models.Q(status__in=[UpdateStatus.PUBLISHED, UpdateStatus.CORRECTED])
                        & models.Q(published_at__isnull=True, public_at__isnull=True)
                    )
                ),
                name="update_published_with_instant",
            ),
            models.CheckConstraint(
                condition=models.Q(urgent_for="") | models.Q(version__gt=1), name="update_urgent_is_a_correction"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "changed_at"], name="update_waiting"),
            models.Index(fields=["plan", "status", "published_at"], name="update_published"),
            models.Index(fields=["owner", "commitment", "public_at"], name="update_last_of_side"),
            models.Index(fields=["public_at"], name="update_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}/updates/{self.owner}-{self.number} v{self.version}"


class Hand(Keyed):
    """A log-in that wrote any word of an update, private: whoever had a hand in it does not approve it."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="hands")
    user_id = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "user_id"], name="hand_once_per_update")]

    def __str__(self) -> str:
        return f"a hand in {self.update}"


class UpdateProof(Keyed):
    """A claim that an update rests on."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="proofs")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "claim"], name="update_proof_once")]

    def __str__(self) -> str:
        return f"{self.update} by {self.claim}"


class Approval(Record):
    """Somebody decided about an update.  Always its own side's to read (tier "own").

    post, made_by   who decided here: the post, and the private key of the log-in
    for_post        post in whose place it was decided, by a delegation; "" for none
    given_elsewhere True when a signed form or a mail decided, and `post` only put it on record
    given_by, given_on, file_number, proof  then: the post that decided, the day, the file, and its internal copy
    revision        the revision of the update that was decided on
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="approvals")
    decision = models.CharField(max_length=10, choices=ApprovalDecision.choices)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    post = models.CharField(max_length=160)
    made_by = models.CharField(max_length=64, blank=True, editable=False)
    for_post = models.CharField(max_length=160, blank=True)
    given_elsewhere = models.BooleanField(default=False)
    given_by = models.CharField(max_length=160, blank=True)
    given_on = models.DateField(null=True, blank=True)
    file_number = models.CharField(max_length=80, blank=True)
    proof = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_elsewhere=False, given_by="", given_on__isnull=True)
                | (models.Q(given_elsewhere=True, given_on__isnull=False) & ~models.Q(given_by="")),
                name="approval_elsewhere_names_post_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(decision=ApprovalDecision.APPROVED) | ~models.Q(reason=""),
                name="approval_sent_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.update}"


class Delegation(Record):
    """While the holder of a post is away another post of the same side approves in its place, first and last day included."""

    from_post = models.CharField(max_length=160)
    to_post = models.CharField(max_length=160)
    from_on = models.DateField()
    to_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")) & ~models.Q(from_post=models.F("to_post")),
                name="delegation_to_another_post_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.to_post} for {self.from_post}"


class Autosave(Keyed):
    """What somebody typed and has not saved.  Theirs alone, no entry of the log; gone when it is saved or discarded.

    form      what is being written ("update:KEY", "milestone:REF")
    revision  revision of the thing when they began; another one now means that somebody else changed it
    """

    user_id = models.CharField(max_length=64)
    form = models.CharField(max_length=200)
    revision = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "form"], name="autosave_once_per_form")]

    def __str__(self) -> str:
        return f"autosave of {self.form}"
