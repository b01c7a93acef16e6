"""Words of publication, and its refusal."""

from __future__ import annotations

from entente.foundation.common.errors import Refusal


class PublicationRefused(Refusal):
    """A folder that cannot be published into, or a site that cannot be written.  The old site stays as it was."""

    status = 422
    code = "publication_refused"
