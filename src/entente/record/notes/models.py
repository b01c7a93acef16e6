"""Notes that one side keeps for itself."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Record


class Note(Record):
    """A note of one side (the owner) about something on record.  Its tier is "own", always.

    about       ref of what it is about; `commitment` is the commitment's ref, for the workspace
    removed_at  when its text was taken away; the row and its log entry stay
    """

    plan = models.CharField(max_length=80, db_index=True)
    commitment = models.CharField(max_length=120, db_index=True)
    about = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    post = models.CharField(max_length=160)
    made_by = models.CharField(max_length=64, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(tier="own"), name="note_is_its_own_sides_alone")]

    def __str__(self) -> str:
        return f"note of {self.owner} about {self.about}"
