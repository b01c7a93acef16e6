"""Forms of milestones, obstacles and internal notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.record.delivery.queries import Level
from entente.surfaces.web.wording import native_name

from .fields import DayField, DeskForm, PeriodField, WordsField, lines, words

LEVELS = [
    (Level.WORKING.value, _("Working level")),
    (Level.SENIOR.value, _("Senior officials")),
    (Level.MINISTERIAL.value, _("Ministers")),
]


class SaidForm(DeskForm):
    """A form with one wording, `said`, that is needed in each owed language, or in at least one where none is owed."""

    said = ""
    missing = _("Write it in at least one language.")

    def __init__(
        self, *args: Any, languages: Sequence[str], owed: Sequence[str] = (), today: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.owed, self.today = tuple(languages), tuple(owed), today

    def clean(self) -> dict[str, Any]:
        given = self.wording(self.said, self.languages)
        for tag in self.owed:
            if tag not in given:
                sentence = _("You owe this text in %(language)s; write it.") % {"language": native_name(tag)}
                self.add_error(f"{self.said}_{tag}", sentence)
        if not self.owed and not given:
            self.add_error(f"{self.said}_{self.languages[0]}", self.missing)
        return self.cleaned_data

    def texts(self) -> list[Any]:
        return [self[f"{self.said}_{tag}"] for tag in self.languages]

    def words_said(self) -> Wording:
        return self.wording(self.said, self.languages)

    def _past(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if self.today and day > self.today:
            raise ValidationError(_("This day is yet to come."))
        return day


class MilestoneForm(SaidForm):
    """A step on the way: its title, when it is due, which part it serves."""

    said = "title"
    due = PeriodField(
        required=True,
        label=_("When it is due"),
        error_messages={"required": _("Say when it is due, for instance 2027-03.")},
    )
    subject = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What it belongs to"),
        error_messages={"required": _("Choose what the milestone belongs to.")},
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, languages: Sequence[str], subjects: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, languages=languages, further=lines(languages, "title", _("Title")), **kwargs)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(subjects)
        self.order_fields([f"title_{tag}" for tag in languages])


class MilestoneReportForm(SaidForm):
    """What was done for a milestone, and when."""

    said = "done"
    on = DayField(label=_("On which day it was done"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, languages=languages, further=words(languages, "done", _("What was done")), **kwargs)
        self.order_fields([f"done_{tag}" for tag in languages])

    def clean_on(self) -> date:
        return self._past("on")


class MilestoneReturnForm(SaidForm):
    """Why a reported milestone is returned."""

    said = "reason"

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        fields = words(languages, "reason", _("Why it is returned"), rows=2)
        super().__init__(*args, languages=languages, further=fields, **kwargs)


class ObstacleForm(SaidForm):
    """Something in the way: what, how high it has gone, who has to move it."""

    said = "text"
    level = forms.ChoiceField(
        choices=LEVELS, widget=forms.RadioSelect, label=_("How high it has gone"), initial=Level.WORKING.value
    )
    carried_by = forms.ChoiceField(required=False, label=_("Which post has to move it (optional)"))
    raised_on = DayField(label=_("Since which day"))

    def __init__(self, *args: Any, languages: Sequence[str], posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        fields = words(languages, "text", _("What stands in the way"), rows=3)
        super().__init__(*args, languages=languages, further=fields, **kwargs)
        field = self.fields["carried_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nobody in particular")), *posts]
        self.order_fields([f"text_{tag}" for tag in languages])

    def clean_raised_on(self) -> date:
        return self._past("raised_on")


class ObstacleClearForm(SaidForm):
    """How an obstacle was moved out of the way."""

    said = "outcome"
    cleared_on = DayField(label=_("On which day it was out of the way"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        fields = words(languages, "outcome", _("How it was solved"), rows=3)
        super().__init__(*args, languages=languages, further=fields, **kwargs)

    def clean_cleared_on(self) -> date:
        return self._past("cleared_on")


class NoteForm(DeskForm):
    """A note for one's own side."""

    text = WordsField(
        label=_("A note for your side"),
        rows=3,
        required=True,
        error_messages={"required": _("Write the note first.")},
    )
