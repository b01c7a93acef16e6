"""What a workbook is downloaded for, and the workbook that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.surfaces.intake.sheets.state import Scope

from .evidence import UploadField
from .fields import DeskForm

WHICH = [("", _("All commitments")), ("own", _("Those that my own body carries"))]


class DownloadForm(DeskForm):
    """Which promises leave."""

    which = forms.ChoiceField(required=False, choices=WHICH, label=_("Commitments"))
    pillar = forms.ChoiceField(required=False, label=_("Pillar"))

    def __init__(self, *args: Any, pillars: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pillar"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", str(_("All pillars"))), *pillars]

    def scope(self) -> Scope:
        return Scope(self.cleaned_data["pillar"], is_own_lead=self.cleaned_data["which"] == "own")


class SheetForm(DeskForm):
    """A workbook that comes back."""

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        upload = UploadField(
            suffixes=(".xlsx", ".xlsm", ".xls"),
            bytes_max=bytes_max,
            label=_("The workbook, filled in"),
            help_text=_("An .xlsx file that was downloaded here, or a table with the same columns."),
            error_messages={"required": _("Choose the workbook.")},
        )
        super().__init__(*args, further={"file": upload}, **kwargs)


class TextsForm(DeskForm):
    """A file of translations that comes back."""

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        upload = UploadField(
            suffixes=(".xlf", ".xliff", ".docx"),
            bytes_max=bytes_max,
            label=_("The file, translated"),
            help_text=_("The XLIFF file (.xlf) or Word document (.docx) that was downloaded here."),
            error_messages={"required": _("Choose the file.")},
        )
        super().__init__(*args, further={"file": upload}, **kwargs)


class FormForm(DeskForm):
    """A Word form that comes back, or the mail that holds it."""

    def __init__(self, *args: Any, bytes_max: int, **kwargs: Any) -> None:
        upload = UploadField(
            suffixes=(".docx", ".docm", ".doc", ".eml", ".msg"),
            bytes_max=bytes_max,
            label=_("The form, or the mail that holds it"),
            help_text=_("A Word document (.docx) or a saved mail (.eml, .msg)."),
            error_messages={"required": _("Choose the form or the mail.")},
        )
        super().__init__(*args, further={"file": upload}, **kwargs)
