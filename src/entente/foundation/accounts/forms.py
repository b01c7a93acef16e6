"""Forms of the log-in pages that are not allauth's own."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Adds a passkey that can log in by itself, unless the user says that it shall only back the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        alone = self.fields["passwordless"]
        alone.label = _("Log in with this passkey alone")
        alone.help_text = _("Without it the passkey only confirms your password.")
        alone.initial = True
