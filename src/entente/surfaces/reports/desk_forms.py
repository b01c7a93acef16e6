"""What the desk pages of reports read from a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from entente.surfaces.web.desk.forms.evidence import UploadField
from entente.surfaces.web.desk.forms.fields import DeskForm, LineField, WordsField

from .compose import DAYS, Choice
from .editing import Edit
from .kinds.part import Part
from .uploads import LOGO_BYTES_MAX, TEMPLATE_BYTES_MAX
from .words import Kind, Reach

MeetingGroup = tuple[object, Sequence[tuple[str, str]]]
"""A heading and the meetings below it: (ref, name)."""


class BeginForm(DeskForm):
    """A new report."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.RadioSelect, label=_("What is to be made"))
    language = forms.ChoiceField(choices=settings.LANGUAGES, label=_("Language"))
    reach = forms.ChoiceField(
        choices=Reach.choices,
        widget=forms.RadioSelect,
        label=_("Who may read it"),
        help_text=_("It is read with exactly their eyes, and says so on every page."),
    )
    number = forms.CharField(
        required=False,
        max_length=20,
        label=_("Commitment (for a question-period note)"),
        help_text=_("Its number, for instance 6.4."),
    )

    def __init__(self, *args: Any, meetings: Sequence[MeetingGroup] = (), **kwargs: Any) -> None:
        further: dict[str, forms.Field] = {}
        if meetings:
            further["meeting"] = forms.ChoiceField(
                required=False,
                choices=[("", _("No meeting")), *meetings],
                label=_("Meeting (for a briefing book)"),
                help_text=_(
                    "It fills in the day, the body, the areas, and since when changes are told. You can change all of it."
                ),
            )
        super().__init__(*args, further=further, **kwargs)

    def meeting(self) -> str:
        """Ref of the meeting that a briefing book is for, "" for none."""
        read: str = self.cleaned_data.get("meeting", "")
        return read if self.cleaned_data["kind"] == Kind.BRIEFING else ""

    def choice(self, plan: str) -> Choice:
        read = self.cleaned_data
        kind = Kind(read["kind"])
        number = read["number"].strip() if kind is Kind.NOTE else ""
        return Choice(kind, plan, read["language"], Reach(read["reach"]), number=number)


class BuildForm(DeskForm):
    """A report while it is put together: what authors type, which areas, a template and a logo."""

    reference = forms.CharField(
        required=False,
        max_length=80,
        label=_("Reference (optional)"),
        help_text=_("The file number that stands on it."),
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        typed: Sequence[Part],
        areas: Sequence[tuple[str, str]],
        drops: Sequence[str],
        **kwargs: Any,
    ) -> None:
        further: dict[str, forms.Field] = {}
        if kind is Kind.BRIEFING:
            further["occasion"] = LineField(
                label=_("What it is for (optional)"), help_text=_("The meeting and its day; it stands below the title.")
            )
            further["place"] = LineField(
                label=_("Place (optional)"), help_text=_("Where the meeting is held: the record does not know it.")
            )
        if kind is not Kind.NOTE:
            further["since"] = _since_field(DAYS[kind])
        if areas:
            further["areas"] = forms.MultipleChoiceField(
                required=False,
                choices=areas,
                widget=forms.CheckboxSelectMultiple,
                label=_("Areas"),
                help_text=_("None chosen: all of them."),
            )
        for part in typed:
            further[f"typed_{part.key}"] = WordsField(rows=8, label=part.title, help_text=part.hint)
        further["template"] = UploadField(
            suffixes=[".docx", ".dotx"],
            bytes_max=TEMPLATE_BYTES_MAX,
            required=False,
            label=_("Word template of your house (optional)"),
            help_text=_("Its styles, margins, head and foot are taken over; its words are not."),
        )
        further["logo"] = UploadField(
            suffixes=[".svg", ".png"],
            bytes_max=LOGO_BYTES_MAX,
            required=False,
            label=_("Logo (optional)"),
            help_text=_("PNG, or SVG that only draws."),
        )
        labels = {"template": _("Take the template away"), "logo": _("Take the logo away")}
        for name in drops:
            further[f"drop_{name}"] = forms.BooleanField(required=False, label=labels[name])
        super().__init__(*args, further=further, **kwargs)
        self.typed = [part.key for part in typed]

    def wanted(self, sent: QueryDict, revision: int) -> Edit:
        """What is to be kept, with the order of its parts after a button was pressed."""
        read = self.cleaned_data
        order = moved(sent.getlist("order"), sent.get("move", ""))
        chosen = set(sent.getlist("part"))
        return Edit(
            revision=revision,
            parts=[key for key in order if key in chosen],
            left=[key for key in order if key not in chosen],
            typed={key: read[f"typed_{key}"] for key in self.typed if read[f"typed_{key}"]},
            areas=read.get("areas", []),
            occasion=read.get("occasion", ""),
            place=read.get("place", ""),
            since=read.get("since"),
            reference=read["reference"],
            template=read["template"],
            logo=read["logo"],
            drops=frozenset(name for name in ("template", "logo") if read.get(f"drop_{name}")),
        )


def _since_field(days: int) -> forms.DateField:
    return forms.DateField(
        required=False,
        label=_("Changes are told since (optional)"),
        input_formats=["%Y-%m-%d"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text=format_lazy(_("A day as in 2026-03-01. Left empty: the last {days} days."), days=days),
        error_messages={"invalid": _("Write the day as 2026-03-01.")},
    )


def moved(order: Sequence[str], move: str) -> list[str]:
    """The keys with one of them a place up or down: "up:message".  Anything else moves nothing."""
    keys = list(dict.fromkeys(order))
    way, _sign, key = move.partition(":")
    if key not in keys or way not in {"up", "down"}:
        return keys
    at = keys.index(key)
    to = max(at - 1, 0) if way == "up" else min(at + 1, len(keys) - 1)
    keys.insert(to, keys.pop(at))
    return keys
