"""Forms that anybody may send without a log-in and without a cookie.

What a cookie would prove, that the form was opened here a while ago, a signed and dated field says.  Nothing is done in
anybody's name, so there is nothing that another site could have a reader's browser do for them.  A field that no person sees
catches programs that fill in everything.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entente.surfaces.web.desk.forms.fields import DeskForm

SALT = "entente.following.form"
OPEN_FOR = timedelta(hours=6)


class OpenForm(DeskForm):
    """A form with its stamp and its trap.  is_trapped: a program sent it; it is answered as if all were well."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(
        required=False,
        max_length=200,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = signing.dumps(type(self).__name__, salt=SALT)

    def clean_stamp(self) -> str:
        try:
            signing.loads(self.cleaned_data["stamp"], salt=SALT, max_age=OPEN_FOR)
        except signing.BadSignature:
            self.data = {name: self.data.get(name) for name in self.data} | {"stamp": self.initial["stamp"]}
            raise ValidationError(
                _("The form had been open too long. What you wrote is still here: send it again.")
            ) from None
        return str(self.cleaned_data["stamp"])

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))
