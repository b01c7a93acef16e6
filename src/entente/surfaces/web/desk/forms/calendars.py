"""The form in which a calendar for reports is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.refs import NUMBER, numbered_ref
from entente.record.assessment.commands import CalendarFacts
from entente.record.assessment.rules import every

from .fields import DayField, DeskForm, LineField, lines, words

MONTHS = [("3", _("every three months")), ("6", _("every half-year")), ("12", _("every year"))]


class CalendarForm(DeskForm):
    """Which periods, by when the report on each is due, on which promises, and the letter that calls for it."""

    months = forms.ChoiceField(choices=MONTHS, initial="6", widget=forms.RadioSelect, label=_("A report"))
    from_on = DayField(
        label=_("First day of the first period"),
        help_text=_("The first day of a month."),
        error_messages={"required": _("Say when the first period begins.")},
    )
    count = forms.IntegerField(label=_("How many periods"), min_value=1, max_value=60, initial=4)
    due_days = forms.IntegerField(
        label=_("Due how many days after each period"), min_value=0, max_value=365, initial=31
    )
    call_days = forms.IntegerField(
        label=_("Call letter how many days before each date"), min_value=0, max_value=365, initial=30
    )
    reminder_days = forms.IntegerField(
        label=_("Reminder how many days before each date"), min_value=0, max_value=365, initial=7
    )

    def __init__(self, *args: Any, languages: Sequence[str], parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        chosen = {
            f"promises_{code}": LineField(
                label=name,
                help_text=_("Numbers of the promises it reports on, such as 1.2 6.4; empty for all it owes."),
            )
            for code, name in parties
        }
        titles = lines(languages, "title", _("Name of the calendar"), help_text=_("In one language at least."))
        told = _("What every side reads when it is called to report; in one language at least.")
        letters = words(languages, "letter", _("Call letter"), rows=6, help_text=told)
        super().__init__(*args, further={**titles, **letters, **chosen}, **kwargs)
        self.languages, self.parties = tuple(languages), tuple(code for code, _name in parties)
        for name in ("count", "due_days", "call_days", "reminder_days"):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-5"}
            )
        numbers = ["months", "from_on", "count", "due_days", "call_days", "reminder_days"]
        self.order_fields([*titles, *numbers, *letters, *chosen])

    def clean(self) -> dict[str, Any]:
        missing = {
            "title": _("Give the calendar a name, in one language at least."),
            "letter": _("Write the call letter, in one language at least."),
        }
        for name, sentence in missing.items():
            if not self.wording(name, self.languages):
                self.add_error(f"{name}_{self.languages[0]}", sentence)
        for code in self.parties:
            name = f"promises_{code}"
            for number in self.cleaned_data.get(name, "").replace(",", " ").split():
                if not NUMBER.fullmatch(number):
                    message = _("“%(number)s” is no number of a promise; write for instance 1.2 6.4.")
                    self.add_error(name, ValidationError(message, params={"number": number}))
        return self.cleaned_data

    def facts(self, plan: str, slug: str) -> CalendarFacts:
        """Raises RuleBroken for periods that do not begin with a month."""
        read = self.cleaned_data
        dates = every(int(read["months"]), from_on=read["from_on"], count=read["count"], due_days=read["due_days"])
        promises = {
            code: [numbered_ref(plan, number) for number in read[f"promises_{code}"].replace(",", " ").split()]
            for code in self.parties
        }
        return CalendarFacts(
            plan=plan,
            slug=slug,
            title=self.wording("title", self.languages),
            letter=self.wording("letter", self.languages),
            dates=dates,
            promises={code: refs for code, refs in promises.items() if refs},
            call_days=read["call_days"],
            reminder_days=read["reminder_days"],
        )
