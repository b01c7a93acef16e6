"""The form of an assessor's own scale: named, explained, with a line for each value in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.record.assessment.methods import Evidence, Level

from .fields import DeskForm, LineField, lines, words

ONE, TWO = "1", "2"


class ScaleForm(DeskForm):
    """A scale of one's own.  Its values stand one a line, lowest first: the code, a colon, what it means."""

    code = LineField(
        required=True,
        max_length=60,
        label=_("Short name"),
        help_text=_("Part of the name of the method, so it never changes: small letters, figures and hyphens."),
        error_messages={"required": _("Give the scale a short name, such as forest-scale.")},
    )
    proof = LineField(
        label=_("Values that need evidence"),
        help_text=_("Their codes, with commas between. Nobody gives such a value without naming evidence."),
    )
    per_party = forms.BooleanField(
        required=False,
        initial=True,
        label=_("It scores each party by itself"),
        help_text=_("Without this, it reads the words of the promise and scores nobody."),
    )
    inside_window = forms.BooleanField(
        required=False, label=_("Only evidence from inside the window of the assessment counts")
    )
    ordered = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Its values have an order"),
        help_text=_("The agreement of two coders is then measured by how far they are apart."),
    )
    coders = forms.ChoiceField(
        choices=[(ONE, _("One")), (TWO, _("Two, who do not see each other’s codes until both are in"))],
        initial=ONE,
        widget=forms.RadioSelect,
        label=_("How many code"),
    )

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = {
            **lines(languages, "name", _("Name of the scale"), max_length=160),
            **words(languages, "about", _("What it measures"), rows=2),
            **words(languages, "values", _("Its values, one a line"), rows=5),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)
        for tag in languages:
            self.fields[f"values_{tag}"].help_text = _(
                "The code, a colon, what it means; the lowest first. For instance limited: A beginning was made"
            )
        self.order_fields(["code", *further, "proof", "coders", "per_party", "inside_window", "ordered"])

    def clean(self) -> dict[str, Any]:
        for tag in self.languages:
            for line in self._lines(tag):
                if ":" not in line:
                    sentence = _("“%(line)s” has no colon between the code and what it means.") % {"line": line}
                    self.add_error(f"values_{tag}", sentence)
        return self.cleaned_data

    def tree(self, version: int) -> dict[str, Any]:
        """The scale as it is written down, see `record/assessment/methods`."""
        read = self.cleaned_data
        proven = {code.strip() for code in read["proof"].split(",") if code.strip()}
        labels = self._labels()
        return {
            "code": read["code"].strip(),
            "version": version,
            "name": self.wording("name", self.languages),
            "about": self.wording("about", self.languages),
            "per_party": read["per_party"],
            "coders": int(read["coders"]),
            "evidence": str(Evidence.INSIDE_WINDOW if read["inside_window"] else Evidence.ANY),
            "level": str(Level.ORDINAL if read["ordered"] else Level.NOMINAL),
            "values": [
                {"code": code, "label": label, **({"proof": True} if code in proven else {})}
                for code, label in labels.items()
            ],
        }

    def _labels(self) -> dict[str, Wording]:
        """Code -> what it means in each language, in the order of the first language that names it."""
        found: dict[str, Wording] = {}
        for tag in self.languages:
            for line in self._lines(tag):
                code, _colon, label = (part.strip() for part in line.partition(":"))
                found.setdefault(code, {})[tag] = label
        return found

    def _lines(self, tag: str) -> list[str]:
        text = self.cleaned_data.get(f"values_{tag}", "")
        return [line.strip() for line in text.split("\n") if line.strip()]
