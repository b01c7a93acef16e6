"""Forms of what was asked about a search without result, and of what came back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.record.assessment.inquiry_words import InquiryOutcome
from entente.surfaces.web.labels import WAYS

from .activities import Choices, choose
from .fields import DayField, DeskForm


class AskedForm(DeskForm):
    """That an authority was asked."""

    party = forms.ChoiceField(label=_("Which party was asked"))
    kind = forms.ChoiceField(
        choices=[(kind.value, way) for kind, way in WAYS.items()],
        widget=forms.RadioSelect,
        label=_("How it was asked"),
        error_messages={"required": _("Choose how it was asked.")},
    )
    asked_on = DayField(label=_("Day on which it was sent"))
    due_on = DayField(required=False, label=_("Last day for an answer (optional)"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", parties)


class AnswerForm(DeskForm):
    """What came back: an answer or a refusal, as a source of one's own."""

    outcome = forms.ChoiceField(
        choices=[
            (InquiryOutcome.ANSWERED.value, _("An answer")),
            (InquiryOutcome.REFUSED.value, _("A refusal")),
        ],
        widget=forms.RadioSelect,
        label=_("What came back"),
        error_messages={"required": _("Choose what came back.")},
    )
    answered_on = DayField(label=_("Day that it bears"))
    document = forms.ChoiceField(
        label=_("The document"),
        help_text=_("One of your side’s sources. If it is not there yet, add it as evidence first."),
        error_messages={"required": _("Choose the document that came back.")},
    )

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document", documents)
