"""Forms about a plan as a whole, and about a party that is not on record yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import formset_factory
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import TAG, Wording
from entente.foundation.common.refs import SLUG

from .fields import DeskForm, LineField, PeriodField, WordsField, initial_of, lines, words

SPARE_ROWS = 3
"""Empty rows that a list of rows offers; "more rows" adds as many again."""


def language_tag(tag: str) -> None:
    if not TAG.fullmatch(tag) or len(tag) > 35:
        raise ValidationError(
            _("“%(tag)s” is not a language tag; write for instance en, fr or es."), params={"tag": tag}
        )


class PlanForm(DeskForm):
    """A new plan's short name, parties and date; its languages and titles are rows of TitleRows."""

    slug = forms.CharField(
        max_length=80,
        label=_("Short name"),
        help_text=_(
            "Part of its address and of every citation, so it never changes: small letters, figures and hyphens."
        ),
        validators=[RegexValidator(f"^{SLUG.pattern}$", _("Write small letters, figures and single hyphens only."))],
        error_messages={"required": _("Give the plan a short name, such as river-basin-2026.")},
    )
    launched_on = PeriodField(label=_("Launched on (optional)"))
    parties = forms.MultipleChoiceField(
        label=_("Parties of the plan"),
        help_text=_("Everybody who promises something in it; at least two."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the parties of the plan.")},
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parties"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = parties

    def clean_parties(self) -> list[str]:
        codes: list[str] = self.cleaned_data["parties"]
        if len(codes) < 2:
            raise ValidationError(_("A plan is between two parties at least; choose another."))
        return codes


class TitleRow(DeskForm):
    """A language in which the plan's record is kept, and the plan's title in it."""

    language = forms.CharField(required=False, label=_("Language tag"), validators=[language_tag])
    title = LineField(label=_("Title in that language (optional)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget.attrs["class"] += " govuk-input--width-5"

    def clean(self) -> dict[str, Any]:
        row = self.cleaned_data
        if row.get("title") and not row.get("language") and "language" not in self.errors:
            self.add_error("language", _("Name the language of this title, for instance en."))
        return row


class CheckedTitleRows(BaseFormSet[TitleRow]):
    """Rows of languages: one at least, none twice, and a title in one of them.

    What is said of the rows together stands at one of them, where it can be mended.
    """

    def clean(self) -> None:
        if any(self.errors) or not self.forms:
            return
        first = self.forms[0]
        tags = self.languages()
        if not tags:
            first.add_error("language", _("Name at least one language in which the record is kept."))
        elif again := self._named_again():
            again.add_error("language", _("A language is named twice; name each once."))
        elif not self.titles():
            first.add_error("title", _("Give the plan a title in at least one of its languages."))

    def _named_again(self) -> TitleRow | None:
        """The first row that names a language of a row above."""
        known: set[str] = set()
        for row in self.forms:
            tag = row.cleaned_data.get("language")
            if tag in known:
                return row
            known |= {tag} if tag else set()
        return None

    def languages(self) -> tuple[str, ...]:
        return tuple(row.cleaned_data["language"] for row in self.forms if row.cleaned_data.get("language"))

    def titles(self) -> Wording:
        rows = [row.cleaned_data for row in self.forms]
        return {row["language"]: row["title"] for row in rows if row.get("language") and row.get("title")}


TitleRows = formset_factory(TitleRow, formset=CheckedTitleRows, extra=SPARE_ROWS, max_num=60, validate_max=True)


class PlanEditForm(DeskForm):
    """What can still change in a draft's own facts: its authentic title and preamble, a summary, its date."""

    launched_on = PeriodField(label=_("Launched on (optional)"))

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = {
            **lines(languages, "title", _("Title"), max_length=500),
            **words(languages, "preamble", _("Preamble, word for word (optional)"), rows=6),
            **words(languages, "summary", _("Summary in the record's own words (optional)"), rows=3),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)
        self.order_fields([*further, "launched_on"])

    def clean(self) -> dict[str, Any]:
        if not self.wording("title", self.languages) and not any(name.startswith("title_") for name in self.errors):
            self.add_error(f"title_{self.languages[0]}", _("Give the plan a title in at least one of its languages."))
        return self.cleaned_data

    @staticmethod
    def starting(title: Wording, preamble: Wording, summary: Wording, launched_on: str) -> dict[str, str]:
        return {
            **initial_of("title", title),
            **initial_of("preamble", preamble),
            **initial_of("summary", summary),
            "launched_on": launched_on,
        }


@dataclass(frozen=True, slots=True)
class PartyRead:
    """A party as the form read it."""

    code: str
    name: Wording
    languages: tuple[str, ...]
    time_zone: str


class PartyForm(DeskForm):
    """A party that is not on record yet: its code, names, official languages and its capital's time zone."""

    code = forms.CharField(
        max_length=12,
        label=_("Code"),
        help_text=_(
            "The three-letter country code of ISO 3166, or 2 to 12 capitals and figures for one that has none."
        ),
        validators=[
            RegexValidator(r"^[A-Z][A-Z0-9]{1,11}$", _("Write 2 to 12 capital letters or figures, such as ARC."))
        ],
        error_messages={"required": _("Give the party its code, such as ARC.")},
    )
    names = WordsField(
        rows=4,
        required=True,
        label=_("Name in each language"),
        help_text=_("One line each: the language tag, a colon, the name. For instance en: Arcadia"),
        error_messages={"required": _("Give the party's name in at least one language, for instance en: Arcadia.")},
    )
    languages = forms.CharField(
        label=_("Official languages"),
        help_text=_("Their tags, in the order in which the party itself names them, with commas between: en, fr"),
        error_messages={"required": _("Name the party's official languages, for instance en, fr.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone of its capital"),
        help_text=_("Its deadlines pass at midnight there."),
        error_messages={"required": _("Choose the time zone of its capital.")},
    )

    def __init__(self, *args: Any, zones: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose")), *((zone, zone.replace("_", " ")) for zone in zones)]

    def clean_names(self) -> Wording:
        names: Wording = {}
        for line in filter(None, map(str.strip, self.cleaned_data["names"].split("\n"))):
            tag, colon, name = (part.strip() for part in line.partition(":"))
            if not colon or not name:
                raise ValidationError(
                    _("“%(line)s” is no name with its language; write for instance en: Arcadia."), params={"line": line}
                )
            language_tag(tag)
            names[tag] = name
        return names

    def clean_languages(self) -> tuple[str, ...]:
        tags = tuple(filter(None, (tag.strip() for tag in self.cleaned_data["languages"].split(","))))
        for tag in tags:
            language_tag(tag)
        if not tags or len(set(tags)) != len(tags):
            raise ValidationError(_("Name the party's official languages, each once, for instance en, fr."))
        return tags

    def read(self) -> PartyRead:
        return PartyRead(
            code=self.cleaned_data["code"],
            name=self.cleaned_data["names"],
            languages=self.cleaned_data["languages"],
            time_zone=self.cleaned_data["time_zone"],
        )
