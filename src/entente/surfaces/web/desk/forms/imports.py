"""The upload of a document that a plan is read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.refs import SLUG
from entente.surfaces.intake.imports import ImportWish

from .evidence import UploadField
from .fields import DeskForm
from .plans import language_tag

SUFFIXES = (".csv", ".docx", ".htm", ".html", ".md", ".pdf", ".txt", ".xlsx")


class ImportForm(DeskForm):
    """A document, and what the one who uploads it knows of it.  All but the file may stay empty: the reader finds out."""

    name = forms.CharField(
        required=False,
        max_length=80,
        label=_("Short name of the plan (optional)"),
        help_text=_("Made from the title when left empty. For a further language of a plan on record, its short name."),
        validators=[RegexValidator(f"^{SLUG.pattern}$", _("Write small letters, figures and single hyphens only."))],
    )
    language = forms.CharField(
        required=False,
        max_length=35,
        label=_("Language of the document (optional)"),
        help_text=_("Its tag, for instance en, fr or es; found from the text when left empty."),
        validators=[language_tag],
    )
    parties = forms.CharField(
        required=False,
        max_length=300,
        label=_("Parties (optional)"),
        help_text=_("Their codes with commas between, for instance ARC, BOR; found from the text when left empty."),
    )

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        megabytes = bytes_max // (1024 * 1024)
        upload = UploadField(
            suffixes=SUFFIXES,
            bytes_max=bytes_max,
            label=_("Document"),
            help_text=_("PDF with text, Word, Excel, CSV, HTML, Markdown or plain text, up to %(megabytes)d MB.")
            % {"megabytes": megabytes},
            error_messages={"required": _("Choose the document to read.")},
        )
        super().__init__(*args, further={"file": upload}, **kwargs)
        self.fields["language"].widget.attrs["class"] += " govuk-input--width-5"
        self.order_fields(["file"])

    def clean_parties(self) -> tuple[str, ...]:
        codes: Sequence[str] = self.cleaned_data["parties"].upper().split(",")
        return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))

    def wish(self, keeper: str) -> ImportWish:
        read = self.cleaned_data
        return ImportWish(name=read["name"], parties=read["parties"], language=read["language"], keeper=keeper)
