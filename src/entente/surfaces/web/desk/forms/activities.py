"""Forms of activities: what they are, what belongs to them, where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.periods import Period
from entente.record.delivery.queries import KINDS, Scope, Weight
from entente.surfaces.web import labels_of_activities as labels
from entente.surfaces.web.wording import native_name

from .fields import DayField, DeskForm, LineField, PeriodField, WholeNumberField, lines, words
from .milestones import SaidForm

Choices = Sequence[tuple[str, str]]
_OF_WEIGHT = {
    "never fulfils it by itself": "weight",
    "cannot fulfil what others owe too": "weight",
    "has no part in the activity": "weight",
}
"""Where what the record says of a weight belongs."""
NOTHING = [("", "–")]
"""What a list begins with where nothing needs to be chosen."""


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Fill a list whose choices depend on the plan or on the side."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def first_of(choices: Any) -> list[tuple[str, str]]:
    """A table of labels as the choices of a list."""
    return [(code, words) for code, words in choices.items() if code]


class ActivityForm(SaidForm):
    """A new activity and the first promise that it serves."""

    said = "title"
    refused_at = {
        **_OF_WEIGHT,
        "goes from one party to another": "scope",
        "a giver and another party as its receiver": "giver",
        "has a giver and a receiver; leave both empty": "giver",
        "names at least two of them": "parties",
    }
    kind = forms.ChoiceField(
        choices=[(code, labels.KIND_WORDS.get(code, kind.label)) for code, kind in KINDS.items()],
        widget=forms.RadioSelect,
        label=_("What kind of activity it is"),
        error_messages={"required": _("Choose a kind.")},
    )
    scope = forms.ChoiceField(
        choices=first_of(labels.SCOPES), widget=forms.RadioSelect, label=_("Between whom it is"), initial=Scope.PARTIES
    )
    parties = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Its parties"),
        help_text=_("Each of them says for itself which stages are reached."),
    )
    giver = forms.ChoiceField(required=False, label=_("Who gives (only if one party gives to another)"))
    receiver = forms.ChoiceField(required=False, label=_("Who receives (only if one party gives to another)"))
    subject = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What it serves"),
        error_messages={"required": _("Choose what it serves.")},
    )
    weight = forms.ChoiceField(
        choices=first_of(labels.WEIGHTS), widget=forms.RadioSelect, label=_("What it is to that"), initial=Weight.PART
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], parties: Choices, names: Choices, subjects: Choices, **kwargs: Any
    ) -> None:
        """parties: codes with labels for check boxes; names: the same for lists."""
        super().__init__(*args, languages=languages, further=lines(languages, "title", _("Title")), **kwargs)
        choose(self, "parties", parties)
        choose(self, "giver", [*NOTHING, *names])
        choose(self, "receiver", [*NOTHING, *names])
        choose(self, "subject", subjects)
        self.order_fields([f"title_{tag}" for tag in languages])

    def sides(self) -> tuple[str, ...]:
        """The parties; of a one-sided activity they are its giver and its receiver."""
        if self.cleaned_data["scope"] == Scope.ONE_SIDED:
            return ()
        return tuple(self.cleaned_data["parties"])


class DescribeForm(SaidForm):
    """How an activity is called and described."""

    said = "title"

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = {
            **lines(languages, "title", _("Title")),
            **words(languages, "summary", _("In a few sentences (optional)"), rows=3),
        }
        super().__init__(*args, languages=languages, further=further, **kwargs)


class ServiceForm(DeskForm):
    """A promise or clause that an activity serves."""

    refused_at = _OF_WEIGHT
    subject = forms.ChoiceField(label=_("What it serves"))
    weight = forms.ChoiceField(
        choices=first_of(labels.WEIGHTS), widget=forms.RadioSelect, label=_("What it is to that"), initial=Weight.PART
    )

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "subject", subjects)


class PartForm(DeskForm):
    """A body's part in an activity."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(choices=first_of(labels.PART_ROLES), label=_("Its part"))
    from_on = PeriodField(label=_("From (optional)"))
    to_on = PeriodField(label=_("To (optional)"))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "organisation", organisations)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and last and Period.parse(last).last_on < Period.parse(first).first_on:
            self.add_error("to_on", _("The last day lies before the first; swap them."))
        return self.cleaned_data


class CitedForm(DeskForm):
    """A form that rests on one of one's own sources and a place in it."""

    document = forms.ChoiceField(
        label=_("Source"),
        help_text=_("One of your side’s sources; add it as evidence first if it is not here."),
        error_messages={"required": _("Choose the source.")},
    )
    place = LineField(max_length=200, label=_("Where in it (optional)"))

    def __init__(self, *args: Any, documents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document", [*NOTHING, *documents])
        self.order_fields([name for name in self.fields if name not in ("document", "place")])


class TextForm(CitedForm):
    """Where the text of an activity can be read in one language."""

    refused_at = {"There is a text in": "language"}
    language = forms.ChoiceField(label=_("Language of the text"))
    is_authentic = forms.BooleanField(required=False, label=_("It is an authentic text"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "language", [(tag, native_name(tag)) for tag in languages])


class MoneyForm(CitedForm):
    """A sum, its currency and its day."""

    refused_at = {"is no code of a currency": "currency", "write an amount above zero": "amount"}
    kind = forms.ChoiceField(choices=first_of(labels.MONEY), label=_("What the sum is"))
    amount = forms.DecimalField(
        max_digits=18,
        decimal_places=2,
        widget=forms.TextInput,
        label=_("Amount"),
        error_messages={
            "required": _("Write the amount, for instance 123000.50."),
            "invalid": _("Write the amount, for instance 123000.50."),
        },
    )
    currency = forms.CharField(
        max_length=3,
        label=_("Currency, by its code of three letters"),
        error_messages={"required": _("Write the code of the currency, for instance EUR.")},
    )
    on = DayField(label=_("Day of its value"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].required = False

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class TermForm(DeskForm):
    """The days in which an activity is in force."""

    term = PeriodField(
        label=_("In force from and to"), help_text=_("For instance 2022-01-01/2026-12-31; empty for no term.")
    )
    renewal_days = WholeNumberField(
        required=False,
        least=0,
        most=3650,
        label=_("How many days before its end a renewal is due"),
        sentence=_("Write a whole number of days, ten years at the most."),
    )


class StageForm(DeskForm):
    """One's own word on a stage."""

    refused_at = {"lies in the future": "happened"}
    happened = PeriodField(
        required=True, label=_("When it was reached"), error_messages={"required": _("Say when it was reached.")}
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = words(languages, "note", _("Note (optional)"), rows=2)
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)


class ReasonForm(SaidForm):
    """Why something is taken back or did not take place."""

    said = "reason"

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, languages=languages, further=words(languages, "reason", _("Why"), rows=2), **kwargs)


class SessionForm(SaidForm):
    """Something to take place within an activity."""

    said = "title"
    refused_at = {"Say between whom this exchange is": "stream", "Only an exchange has a stream": "stream"}
    kind = forms.ChoiceField(choices=first_of(labels.SESSION_KINDS), label=_("What it is"))
    happened = PeriodField(
        required=True, label=_("When"), error_messages={"required": _("Say when, for instance 2027-03.")}
    )
    stream = forms.ChoiceField(
        required=False, choices=[*NOTHING, *first_of(labels.STREAMS)], label=_("Between whom (only for an exchange)")
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, languages=languages, further=lines(languages, "title", _("Title")), **kwargs)
        self.order_fields([f"title_{tag}" for tag in languages])


COUNTED = {
    "ministry": _("Ministries and agencies (how many took part, optional)"),
    "civil_society": _("Civil society organisations (how many, optional)"),
    "community": _("Communities (how many, optional)"),
    "company": _("Companies (how many, optional)"),
    "academic": _("Universities and research bodies (how many, optional)"),
}
"""Kinds of organisation that take part in sessions."""


class ReportForm(SaidForm):
    """What came of a session, and who took part by kind of organisation."""

    said = "outcome"
    refused_at = {"lies in the future": "happened"}
    happened = PeriodField(required=True, label=_("When it took place"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        counts: dict[str, forms.Field] = {
            f"count_{kind}": WholeNumberField(
                required=False,
                least=0,
                most=100_000,
                label=label,
                sentence=_("Write a whole number, 100000 at the most."),
            )
            for kind, label in COUNTED.items()
        }
        further = {**words(languages, "outcome", _("What came of it"), rows=3), **counts}
        super().__init__(*args, languages=languages, further=further, **kwargs)

    def participants(self) -> dict[str, int]:
        counts = {kind: self.cleaned_data.get(f"count_{kind}") for kind in COUNTED}
        return {kind: number for kind, number in counts.items() if number}


class DayForm(DeskForm):
    """Another day for a session."""

    happened = PeriodField(
        required=True, label=_("When"), error_messages={"required": _("Say when, for instance 2027-03.")}
    )
