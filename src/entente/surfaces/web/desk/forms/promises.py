"""Forms about a promise beside its activities: candidates, rhythm, outside dates, basis, leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.record.delivery.queries import LeadRole, Stance
from entente.surfaces.web import labels
from entente.surfaces.web import labels_of_activities as activity_labels

from .activities import NOTHING, Choices, CitedForm, choose, first_of
from .fields import DayField, DeskForm, PeriodField, WholeNumberField, lines, words
from .milestones import SaidForm


class CandidateForm(SaidForm):
    """An event proposed as the fulfilment of a promise."""

    said = "title"
    happened = PeriodField(
        required=True, label=_("When it took place"), error_messages={"required": _("Say when it took place.")}
    )
    subject = forms.ChoiceField(widget=forms.RadioSelect, label=_("What it may fulfil"))

    def __init__(self, *args: Any, languages: Sequence[str], subjects: Choices, **kwargs: Any) -> None:
        further = {
            **lines(languages, "title", _("The event")),
            **words(languages, "summary", _("In a few sentences (optional)"), rows=3),
        }
        super().__init__(*args, languages=languages, further=further, **kwargs)
        choose(self, "subject", subjects)
        self.order_fields([f"title_{tag}" for tag in languages])


class ArgumentForm(SaidForm):
    """A reason for or against a candidate."""

    said = "text"
    stance = forms.ChoiceField(
        choices=[(Stance.FOR.value, _("For it")), (Stance.AGAINST.value, _("Against it"))],
        widget=forms.RadioSelect,
        label=_("Your side argues"),
        error_messages={"required": _("Choose whether you argue for it or against it.")},
    )
    claim = forms.ChoiceField(required=False, label=_("Evidence it rests on (optional)"))

    def __init__(self, *args: Any, languages: Sequence[str], claims: Choices, **kwargs: Any) -> None:
        further = words(languages, "text", _("The argument"), rows=3)
        super().__init__(*args, languages=languages, further=further, **kwargs)
        choose(self, "claim", [*NOTHING, *claims])


class DecisionForm(SaidForm):
    """What one's side decides about a candidate."""

    said = "reason"
    answer = forms.ChoiceField(
        choices=first_of(activity_labels.ANSWERS),
        widget=forms.RadioSelect,
        label=_("Your side"),
        error_messages={"required": _("Choose what your side decides.")},
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, languages=languages, further=words(languages, "reason", _("Why"), rows=3), **kwargs)


def days_field(label: Any) -> forms.IntegerField:
    return WholeNumberField(least=1, most=36_500, label=label, sentence=_("Write a whole number of days."))


class RhythmForm(SaidForm):
    """How often activity is expected."""

    said = "reason"
    refused_at = {"The longest silence (": "longest_days"}
    subject = forms.ChoiceField(widget=forms.RadioSelect, label=_("Of what"))
    every_days = days_field(_("How many days usually lie between two signs of activity"))
    longest_days = days_field(_("Longest silence that is still in order, in days"))
    from_on = DayField(label=_("Counted from which day"))

    def __init__(self, *args: Any, languages: Sequence[str], subjects: Choices, **kwargs: Any) -> None:
        further = words(languages, "reason", _("Why this rhythm"), rows=2)
        super().__init__(*args, languages=languages, further=further, **kwargs)
        choose(self, "subject", subjects)


class CitedWordsForm(SaidForm, CitedForm):
    """Words in several languages that rest on a source."""

    def __init__(self, *args: Any, languages: Sequence[str], label: Any, **kwargs: Any) -> None:
        further = lines(languages, self.said, label)
        super().__init__(*args, languages=languages, further=further, **kwargs)


class WindowForm(CitedWordsForm):
    """Outside dates that bound a promise."""

    said = "name"
    period = PeriodField(
        required=True,
        label=_("From and to"),
        error_messages={"required": _("Give the dates, for instance 2026-06/2026-07.")},
    )


class BasisForm(CitedWordsForm):
    """What a promise rested on has lapsed or changed."""

    said = "basis"
    subject = forms.ChoiceField(widget=forms.RadioSelect, label=_("Of what"))
    happened = PeriodField(
        required=True, label=_("When it lapsed or changed"), error_messages={"required": _("Say when.")}
    )

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "subject", subjects)


class LeadForm(DeskForm):
    """A body that carries a promise, and the post there that answers for it."""

    refused_at = {"name a post of the body that leads": "post", "Cite the source": "document"}
    subject = forms.ChoiceField(widget=forms.RadioSelect, label=_("Of what"))
    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(choices=[(role, labels.ROLES[role]) for role in LeadRole.values], label=_("What it does"))
    post = forms.ChoiceField(required=False, label=_("The post that answers for it (optional)"))
    from_on = PeriodField(label=_("From (optional)"))
    document = forms.ChoiceField(required=False, label=_("Source (a keeper names it)"))

    def __init__(
        self, *args: Any, subjects: Choices, organisations: Choices, posts: Choices, documents: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "subject", subjects)
        choose(self, "organisation", organisations)
        choose(self, "post", [*NOTHING, *posts])
        choose(self, "document", [*NOTHING, *documents])


class LeadEndForm(DeskForm):
    """From when a body no longer carries a promise."""

    on = PeriodField(required=True, label=_("When it ended"), error_messages={"required": _("Say when it ended.")})
