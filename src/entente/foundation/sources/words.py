"""Choices of the sources domain."""

from django.db import models


class Side(models.TextChoices):
    """Whose voice a document is."""

    PARTY = "party", "one party"
    JOINT = "joint", "all parties together"
    THIRD = "third", "a third voice"


class Weakness(models.TextChoices):
    """Why a source proves less than the original would."""

    NONE = "", "as good as any"
    REPUBLISHED = "republished", "somebody else's text, published again"
    SECONDARY = "secondary", "tells what another source says"
    PARTISAN = "partisan", "published by somebody with a cause"
    PERSONAL_SITE = "personal_site", "a personal site"


class Showing(models.TextChoices):
    """What of a snapshot may be shown to the public."""

    COPY = "copy", "the copy itself"
    QUOTATION = "quotation", "a quotation"
    REFERENCE = "reference", "the reference only"


class Removal(models.TextChoices):
    """On whose ground the bytes of a snapshot were taken away."""

    LEGAL = "legal", "by law"
    PRIVACY = "privacy", "for privacy"
    COMMUNITY = "community", "at the wish of a community"


class CaptureStatus(models.TextChoices):
    """Where the capture of an address stands.  The first two wait for the worker, the others are its outcomes."""

    WAITING = "waiting", "waiting for its turn"
    RUNNING = "running", "being fetched"
    KEPT = "kept", "kept as a new copy"
    UNCHANGED = "unchanged", "the same as the last copy"
    GONE = "gone", "nothing is there any more"
    REFUSED = "refused", "not let in"
    FAILED = "failed", "failed for a passing reason"


class AddressState(models.TextChoices):
    """What became of a document's address, as far as re-checks tell."""

    UNKNOWN = "unknown", "not checked"
    FINE = "fine", "as archived"
    CHANGED = "changed", "changed since"
    GONE = "gone", "gone"
    REFUSED = "refused", "not let in"
