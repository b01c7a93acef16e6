"""The log's words."""

from __future__ import annotations

from django.db import models

PUBLIC_LOG = "public"
"""The one log that is published: published entries only."""

SYSTEM_LOG = "entente"
"""The private log of the software itself; every other private log bears the code of its owner."""

RESERVED_LOGS = frozenset({PUBLIC_LOG, SYSTEM_LOG})
"""No party, keeper or assessor may have one of these codes: their working entries would fall into another's log."""


ERASE_ACTION = "ledger.entry.erase"
"""Action of the notice that an entry's content was removed; its content names the leaf and the reason."""

RELEASE_ACTION = "publish.release"
"""Action of the entry that each publication makes; its content names the manifest of its files by its hash."""


class ErasureReason(models.TextChoices):
    """Why the content of an entry was removed.  The code is published; the leaf stays."""

    PRIVACY = "privacy", "for privacy"
    COMMUNITY = "community", "at a community's wish"
    LAW = "law", "by law"


class KeyRole(models.TextChoices):
    """For whom a key signs checkpoints.  Parties' keys belong to the accord and are learned from the log."""

    RECORD = "record", "the record itself"
    WITNESS = "witness", "outside witness"
