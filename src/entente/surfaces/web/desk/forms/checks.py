"""The form of a check: what the sources show, in the checker's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.record.verification.queries import Verdict
from entente.surfaces.web.desk.check_words import VERDICTS
from entente.surfaces.web.wording import native_name

from .fields import DeskForm, words


class CheckForm(DeskForm):
    """A verdict; the clauses it accepts, where the claim is on a promise with clauses; how the checker reads the sources.

    revision: of the claim that the page showed
    """

    revision = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        choices=[(verdict.value, words) for verdict, words in VERDICTS.items()],
        widget=forms.RadioSelect,
        label=_("Your verdict"),
        error_messages={"required": _("Choose what you say after reading the sources.")},
    )

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        owed: Sequence[str],
        clauses: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        parts = forms.MultipleChoiceField(
            required=False,
            choices=list(clauses),
            widget=forms.CheckboxSelectMultiple,
            label=_("Which parts you accept"),
            help_text=_("Only when you accept it in part."),
        )
        label = _("How you read the sources, unless you accept all of it")
        further = {**({"clauses": parts} if clauses else {}), **words(languages, "reading", label, rows=4)}
        super().__init__(*args, further=further, **kwargs)
        self.languages, self.owed, self.parts = tuple(languages), tuple(owed), len(clauses)

    def clean(self) -> dict[str, Any]:
        read = self.cleaned_data
        verdict = read.get("verdict")
        if verdict and verdict != Verdict.ACCEPTED:
            self._clean_reading()
        if verdict == Verdict.IN_PART and "clauses" in self.fields:
            self._clean_clauses(read.get("clauses") or [])
        return read

    def _clean_reading(self) -> None:
        given = self.reading
        for tag in self.owed:
            if tag not in given:
                sentence = _("You owe this text in %(language)s; write it.") % {"language": native_name(tag)}
                self.add_error(f"reading_{tag}", sentence)
        if not self.owed and not given:
            self.add_error(f"reading_{self.languages[0]}", _("Say how you read the sources, in at least one language."))

    def _clean_clauses(self, chosen: Sequence[str]) -> None:
        if not chosen:
            self.add_error("clauses", _("Tick the parts that you accept, or reject the whole."))
        elif len(chosen) == self.parts:
            self.add_error("clauses", _("These are all the parts; accept the whole instead."))

    @property
    def verdict_given(self) -> Verdict:
        return Verdict(self.cleaned_data["verdict"])

    @property
    def clauses_given(self) -> list[str]:
        """Letters; none unless the verdict accepts a part."""
        return list(self.cleaned_data.get("clauses") or []) if self.verdict_given is Verdict.IN_PART else []

    @property
    def reading(self) -> Wording:
        return self.wording("reading", self.languages)
