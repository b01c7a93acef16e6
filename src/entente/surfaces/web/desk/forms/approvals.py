"""Forms about decisions: sending back, publishing at an instant, an approval given elsewhere, an absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.record.delivery.queries import Urgency

from .evidence import ArchivedField
from .fields import DayField, DeskForm, LineField, WordsField, words


class ReasonForm(DeskForm):
    """Why something is sent back: for one's own side alone."""

    reason = WordsField(
        label=_("Why it is sent back"),
        help_text=_("Only your side reads this."),
        rows=3,
        required=True,
        error_messages={"required": _("Say what has to change, so that whoever wrote it can mend it.")},
    )


class PublishForm(DeskForm):
    """To whom, and from which instant."""

    tier = forms.ChoiceField(
        choices=[(Tier.PUBLIC.value, _("Everybody")), (Tier.PARTIES.value, _("All parties of the plan, and nobody else"))],
        widget=forms.RadioSelect,
        label=_("Who reads it"),
        initial=Tier.PUBLIC.value,
    )  # fmt: skip
    embargo_on = DayField(required=False, label=_("Not before this day (optional)"))
    embargo_time = forms.TimeField(
        required=False,
        label=_("At this hour"),
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "govuk-input govuk-input--width-5"}),
        error_messages={"invalid": _("Write the hour as hours and minutes, for instance 09:30.")},
    )
    zone = forms.ChoiceField(required=False, label=_("In the time zone of"))

    def __init__(self, *args: Any, zones: Sequence[tuple[str, str]], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(zones)

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        read["embargo_until"] = None
        day, hour = read.get("embargo_on"), read.get("embargo_time")
        if hour and not day and "embargo_on" not in self.errors:
            self.add_error("embargo_on", _("Give the day to this hour, or leave both empty."))
        if day and not {"embargo_time", "zone"} & set(self.errors):
            zone = ZoneInfo(read.get("zone") or "UTC")
            instant = datetime.combine(day, hour or time(), zone)
            if instant.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != instant.replace(
                tzinfo=None
            ):
                self.add_error("embargo_time", _("The clocks skip this hour on that day; choose another."))
            elif instant <= self.now:
                self.add_error("embargo_on", _("This instant has passed; leave the day empty to publish at once."))
            else:
                read["embargo_until"] = instant
        return read


@dataclass(frozen=True, slots=True)
class GivenElsewhere:
    """An approval by a signed form or a mail.  copy: (file name, bytes) of it, kept inside; None: cited by its number."""

    given_by: str
    given_on: date
    file_number: str
    copy: tuple[str, bytes] | None


class ElsewhereForm(DeskForm):
    """An approval that was given on paper or by mail."""

    given_by = forms.ChoiceField(
        label=_("Which post approved it"),
        help_text=_("The post, never the name of a person."),
        error_messages={"required": _("Choose the post that approved it.")},
    )
    given_on = DayField(label=_("On which day"))
    file_number = LineField(
        required=True,
        max_length=80,
        label=_("File number"),
        error_messages={"required": _("Give the file number under which the approval is kept.")},
    )

    def __init__(
        self, *args: Any, posts: Sequence[tuple[str, str]], bytes_max: int, today: date, **kwargs: Any
    ) -> None:
        upload = ArchivedField(required=False, bytes_max=bytes_max)
        upload.label = _("The signed form or mail (optional)")
        super().__init__(*args, further={"file": upload}, **kwargs)
        self.today = today
        field = self.fields["given_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *posts]

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise ValidationError(_("This day is yet to come; give the day on which it was approved."))
        return day

    def facts(self) -> GivenElsewhere:
        read = self.cleaned_data
        return GivenElsewhere(read["given_by"], read["given_on"], read["file_number"], read["file"])


class AbsenceForm(DeskForm):
    """Who approves while one is away."""

    to_post = forms.ChoiceField(
        label=_("Who approves in your place"),
        error_messages={"required": _("Choose the post that approves in your place.")},
    )
    from_on = DayField(label=_("First day"))
    to_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["to_post"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *posts]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day lies before the first; swap them."))
        elif last and last < self.today:
            self.add_error("to_on", _("This absence is over already; give days to come."))
        return self.cleaned_data


URGENCIES = {
    Urgency.HARM.value: _("No: somebody could come to harm"),
    Urgency.RELIED_ON.value: _("No: a wrong figure, name or date is being relied on"),
    Urgency.PRIVACY.value: _("No: it says something of a person that it must not"),
    Urgency.LAW.value: _("No: a law or a court asks for it"),
}


class CorrectionForm(DeskForm):
    """Why a published update is corrected; everybody reads it beside the new version."""

    urgent_for = forms.ChoiceField(
        required=False,
        label=_("Can it wait?"),
        help_text=_(
            "An urgent correction goes to the approvers at once and stands first before them; its reason is told to everybody. "
            "It passes the same checks: somebody else approves it, in every language that you owe."
        ),
    )

    def __init__(self, *args: Any, languages: Sequence[str], owed: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, further=words(languages, "correction", _("What was wrong"), rows=2), **kwargs)
        self.languages, self.owed = tuple(languages), tuple(owed)
        field = self.fields["urgent_for"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Yes: it goes the usual way")), *URGENCIES.items()]

    def clean(self) -> dict[str, Any]:
        given = self.wording("correction", self.languages)
        for tag in self.owed or self.languages[:1]:
            if tag not in given:
                self.add_error(f"correction_{tag}", _("Say what was wrong; everybody reads it beside the correction."))
        return self.cleaned_data

    def reason(self) -> Wording:
        return self.wording("correction", self.languages)

    def urgency(self) -> Urgency | None:
        chosen = self.cleaned_data.get("urgent_for", "")
        return Urgency(chosen) if chosen else None


class ErratumForm(DeskForm):
    """What was wrong in a published update of a closed plan, and what is right."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            *args, further=words(languages, "text", _("What was wrong, and what is right"), rows=3), **kwargs
        )
        self.languages = tuple(languages)

    def text(self) -> Wording:
        return self.wording("text", self.languages)
