"""Answers that were given once and are given again.  A table of this surface: it may all be thrown away."""

from __future__ import annotations

from django.db import models

from entente.foundation.common.records import Keyed


class Answer(Keyed):
    """What a request that wrote was answered, so that the same request sent twice writes once.

    caller   who asked: code of the owner, post, private key of the log-in, and the token by its hash
    key      what the caller calls its request, in the header Idempotency-Key
    asked    SHA-256 of method, address and body: another request under the same key is refused
    """

    caller = models.CharField(max_length=255)
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content = models.TextField()
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="answer_once_per_key")]

    def __str__(self) -> str:
        return f"answer to {self.key}"
