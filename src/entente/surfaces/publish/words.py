"""Words of publication, and its refusal."""

from __future__ import annotations

from pathlib import Path

from entente.foundation.common.errors import Refusal


class PublicationRefused(Refusal):
    """A folder that cannot be published into, or a site that cannot be written.  The old site stays as it was."""

    status = 422
    code = "publication_refused"


def unwritten(place: Path, why: str | None) -> PublicationRefused:
    """That something cannot be written there, and why."""
    return PublicationRefused(f"“{place}” cannot be written ({why}); the site that was there before stays as it was.")
