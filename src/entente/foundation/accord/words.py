"""The words of signing."""

from __future__ import annotations

from django.db import models


class KeyPlace(models.TextChoices):
    """Where the secret half of a key lies.  It is shown wherever a signature shows."""

    OWN = "own", "signed on the party’s own machine"
    HOST = "host", "signed on the host"
    """Its administrator could sign with it and is trusted not to (docs/adr)."""


class KeyEnd(models.TextChoices):
    """Why a key takes no more signatures.  Those it made before stay valid."""

    STANDS = "", "in use"
    REPLACED = "replaced", "replaced by another"
    REVOKED = "revoked", "revoked"


class Stand(models.TextChoices):
    """Where one side stands on the words as they are now.  Only the second and third are stored."""

    DRAFT = "draft", "draft"
    """It has said nothing yet of these words."""
    AD_REFERENDUM = "ad_referendum", "agreed ad referendum"
    """Agreed subject to its capital’s confirmation; no key, and it makes nothing joint."""
    CONFIRMED = "confirmed", "confirmed"
    """Signed with its key."""
    WITHDRAWN = "withdrawn", "withdrawn"
    """It took back what it had said of these words."""


class Outcome(models.TextChoices):
    """What has come of a proposal, worked out from the stands; never stored."""

    OPEN = "open", "open"
    VOID = "void", "signatures void"
    """The words changed after somebody had signed: what was signed counts no more, and nobody has signed these yet."""
    AGREED = "agreed", "agreed"
    CONCLUDED = "concluded", "agreed and carried out"
    """Applied for good: it can no longer be changed or taken back."""
    GIVEN_UP = "given_up", "given up"
    """Who proposed it took it off the table before all had signed: nothing is left to sign."""
