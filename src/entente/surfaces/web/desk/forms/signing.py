"""Keys, and what a party says of a proposal: forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.accord.queries import KeyPlace
from entente.foundation.accord.statement import public_key_of

from .evidence import UploadField
from .fields import DeskForm, LineField, WordsField, words

PLACES = [
    (KeyPlace.OWN.value, _("On our own machine: we hand over its public half here")),
    (KeyPlace.HOST.value, _("On this host: a key is made here, and every signature says “signed on the host”")),
]


class KeyForm(DeskForm):
    """The key of a party.  `public_key()` raises RuleBroken for what is none."""

    place = forms.ChoiceField(
        choices=PLACES,
        widget=forms.RadioSelect,
        label=_("Where does the key lie?"),
        help_text=_("Whoever administers this host could sign with a key that lies here."),
        error_messages={"required": _("Choose where the key lies.")},
    )
    public = LineField(
        label=_("Public half of the key"),
        help_text=_("The one line of the .pub file that “entente accord key” wrote beside the key. It is no secret."),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("place") == KeyPlace.OWN and not self.cleaned_data.get("public"):
            self.add_error("public", _("Paste the line of the .pub file, or choose a key on this host."))

    @property
    def on_host(self) -> bool:
        return bool(self.cleaned_data["place"] == KeyPlace.HOST)

    def public_key(self) -> bytes | None:
        """None for a key on the host."""
        return None if self.on_host else public_key_of(self.cleaned_data["public"])


class RotateForm(KeyForm):
    """Another key in place of the one that stands."""

    reason = LineField(label=_("Why is it replaced?"), required=True, help_text=_("Everybody reads this."))


class ReasonForm(DeskForm):
    """A reason, for whoever else has to do with it."""

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        field = WordsField(
            label=label,
            help_text=help_text,
            rows=2,
            required=True,
            max_length=2000,
            error_messages={"required": _("Say why.")},
        )
        super().__init__(*args, further={"reason": field}, **kwargs)


class SignatureForm(DeskForm):
    """A signature file that comes back, or the mail that holds it."""

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        upload = UploadField(
            suffixes=(".json", ".eml", ".msg"),
            bytes_max=bytes_max,
            label=_("The signature file, or the mail that holds it"),
            help_text=_("What “entente accord sign” wrote (.json), or a saved mail (.eml, .msg)."),
            error_messages={"required": _("Choose the signature file or the mail.")},
        )
        super().__init__(*args, further={"file": upload}, **kwargs)


class DissentForm(DeskForm):
    """Why a party does not sign, in the languages of the plan."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further: dict[str, forms.Field] = {
            **words(languages, "reason", _("Why does your side not sign?"), rows=3, max_length=5000),
            "is_public": forms.BooleanField(
                required=False,
                label=_("Publish this, at once and as large as the signatures"),
                help_text=_("What is published is not called back."),
            ),
        }
        super().__init__(*args, further=further, **kwargs)
