"""Terms that are proposed, and passages in which authentic texts differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import numbered_ref
from entente.surfaces.intake.agreed import DivergenceFacts, TermFacts, TermView

from .fields import DeskForm, LineField, initial_of, lines, words


class TermForm(DeskForm):
    """A term in each language of a plan."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        further = {
            **lines(languages, "name", _("The word"), max_length=120),
            **lines(languages, "variants", _("Words not used for it, separated by commas")),
            **words(languages, "note", _("What it stands for"), rows=2),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)

    @staticmethod
    def starting(term: TermView) -> dict[str, str]:
        """The fields as the term stands on record."""
        variants = {tag: ", ".join(words) for tag, words in term.variants.items()}
        return {**initial_of("name", term.names), **initial_of("variants", variants), **initial_of("note", term.note)}

    def facts(self) -> TermFacts:
        variants = {
            tag: [word.strip() for word in text.split(",") if word.strip()]
            for tag, text in self.wording("variants", self.languages).items()
        }
        return TermFacts(self.wording("name", self.languages), variants, self.wording("note", self.languages))


class DifferenceForm(DeskForm):
    """Where the authentic texts of a promise say different things."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        number = LineField(
            required=True,
            max_length=24,
            label=_("Number of the commitment"),
            error_messages={"required": _("Write the number of the commitment whose texts differ, such as 6.4.")},
        )
        further = {
            "number": number,
            **words(languages, "quote", _("Its words, copied from the text"), rows=2),
            **words(languages, "why", _("In what they differ"), rows=2),
        }
        super().__init__(*args, further=further, **kwargs)
        self.languages = tuple(languages)

    def facts(self, plan: str) -> DivergenceFacts:
        return DivergenceFacts(
            numbered_ref(plan, self.cleaned_data["number"].strip()),
            "text",
            self.wording("quote", self.languages),
            self.wording("why", self.languages),
        )


class ReadingForm(DeskForm):
    """How one's own party reads a passage."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, further=words(languages, "reading", _("How your side reads it"), rows=3), **kwargs)
        self.languages = tuple(languages)

    def said(self) -> Wording:
        return self.wording("reading", self.languages)
