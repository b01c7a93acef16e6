"""Activities: what is done to keep promises.  Which stages an activity has is its kind's table (`delivery.kinds`)."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed, Record
from entente.foundation.directory.models import Organisation
from entente.foundation.sources.models import Citation
from entente.record.delivery.words import MoneyKind, PartRole, Scope, SessionKind, SessionStatus, Stream, Weight


class Activity(Record):
    """An instrument, programme, dialogue, forum, campaign, series of events, exchange or technical assistance.

    plan      slug of the plan under which it is kept; `slug` is unique there
    kind      code of its table of stages in `delivery.kinds`
    parties   codes of the parties between whom it is; all of them mark the stages that need all
    giver, receiver  party codes of a one-sided activity, "" otherwise
    term      stretch of days in which it is in force, "" while it has none; `term_last_on` is its last day
    renewal_days  how many days before `term_last_on` a renewal is due to be looked at; None: no term
    """

    plan = models.CharField(max_length=80, db_index=True)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=24)
    title = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, blank=True)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.PARTIES)
    parties = models.JSONField(default=list)
    giver = models.CharField(max_length=12, blank=True, default="")
    receiver = models.CharField(max_length=12, blank=True, default="")
    term = models.CharField(max_length=21, blank=True, default="")
    term_last_on = models.DateField(null=True, blank=True)
    renewal_days = models.PositiveIntegerField(null=True, blank=True)
    post = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="activity_slug_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(term="", term_last_on__isnull=True)
                | (~models.Q(term="") & models.Q(term_last_on__isnull=False)),
                name="activity_term_with_last_day",
            ),
            models.CheckConstraint(
                condition=(models.Q(scope=Scope.ONE_SIDED) & ~models.Q(giver="") & ~models.Q(receiver=""))
                | (~models.Q(scope=Scope.ONE_SIDED) & models.Q(giver="", receiver="")),
                name="activity_one_sided_names_giver_and_receiver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}/activities/{self.slug}"


class Service(Keyed):
    """An activity serves a promise or a clause of it, with a stated weight.  note: why that weight, wording.

    withdrawn_at (here and below): when it was taken back; None while it stands.  The log keeps both.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="services")
    subject = models.CharField(max_length=140)
    commitment = models.CharField(max_length=120, db_index=True)
    weight = models.CharField(max_length=12, choices=Weight.choices)
    note = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "subject"], condition=models.Q(withdrawn_at__isnull=True), name="service_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.weight} {self.subject}"


class StageMark(Record):
    """One side says that an activity has reached a stage.

    party     code of the party that says so; "" for a keeper or assessor, which says what it saw
    happened  partial date; `first_on`, `last_on` are its bounds
    withdrawn_at  when it was taken back; the log keeps it
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="marks")
    stage = models.CharField(max_length=24)
    party = models.CharField(max_length=12, blank=True)
    happened = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    note = models.JSONField(default=dict, blank=True)
    post = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "stage", "owner"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="stage_marked_once_per_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}#{self.stage} by {self.owner}"


class Part(Keyed):
    """A body's part in an activity, from and to partial dates."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=PartRole.choices)
    from_on = models.CharField(max_length=21, blank=True)
    to_on = models.CharField(max_length=21, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role", "from_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="part_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.role} of {self.activity}"


class InstrumentText(Keyed):
    """The text of an instrument in one language, where it can be read."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=35)
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    is_authentic = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "language"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="instrument_text_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} in {self.language}"


class Money(Keyed):
    """A sum of an activity: amount, ISO 4217 currency, the day of its value, and the source that gives it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="money")
    kind = models.CharField(max_length=12, choices=MoneyKind.choices)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    on = models.DateField()
    citation = models.ForeignKey(Citation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="money_is_something")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency} of {self.activity}"


class Session(Record):
    """Something that takes place within an activity: a session, an event, an exchange, a joint position.

    happened      partial date, planned or real; `first_on`, `last_on` are its bounds
    participants  {kind of organisation: how many}
    reason        why it did not take place, wording
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=SessionKind.choices)
    status = models.CharField(max_length=10, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    stream = models.CharField(max_length=14, choices=Stream.choices, default=Stream.NONE, blank=True)
    title = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict, blank=True)
    reason = models.JSONField(default=dict, blank=True)
    happened = models.CharField(max_length=21)
    first_on = models.DateField()
    last_on = models.DateField()
    participants = models.JSONField(default=dict, blank=True)
    post = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "slug"], name="session_slug_once_per_activity")]

    def __str__(self) -> str:
        return f"{self.activity}/sessions/{self.slug}"
