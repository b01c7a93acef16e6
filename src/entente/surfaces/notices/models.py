"""What people want to be told and have been told.  Tables of this surface: nothing here is the record."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed

from .words import ProblemState, Rhythm


class Wish(Keyed):
    """What somebody wants to be told by e-mail.  Without a row: a daily digest, in English, and no single notices.

    has_singles  a mail at once for each thing that begins to wait
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    has_singles = models.BooleanField(default=False)
    language = models.CharField(max_length=35, default="en")

    def __str__(self) -> str:
        return f"wish of {self.user_id}"


class Told(Keyed):
    """A mail that was begun: the row is written first, so that a kill loses a mail and never sends one twice.

    what  "digest:2026-11-23", or what a single notice is about
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "what"], name="notice_told_once")]

    def __str__(self) -> str:
        return f"{self.what} to {self.user_id}"


class CalendarAddress(Keyed):
    """A secret address at which a calendar program asks for somebody's dates.

    digest  SHA-256 of the secret, in hexadecimal: whoever reads the database cannot ask
    """

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"


class Look(Keyed):
    """When somebody said that they have seen what other sides changed, acting for one owner."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    owner = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "owner"], name="notice_look_once_per_owner")]

    def __str__(self) -> str:
        return f"look of {self.user_id} for {self.owner}"


class Problem(Keyed):
    """A problem that a reader reported on a page.

    page      address within the site; plan: slug of the plan it is of, "" for none; number: of the promise or pillar, "" for none
    words     what is wrong, as the reader wrote it: data, never markup
    reply     encrypted address for the answer, "" for none; gone once that was sent or the problem was closed
    answer    what a post answered; decided_by: that post; decided_for: its side
    """

    page = models.CharField(max_length=500)
    plan = models.CharField(max_length=80, blank=True, default="", db_index=True)
    number = models.CharField(max_length=40, blank=True, default="")
    language = models.CharField(max_length=35)
    words = models.TextField()
    reply = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=ProblemState.choices, default=ProblemState.OPEN)
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=160, blank=True, default="")
    decided_for = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"problem on {self.page}"
