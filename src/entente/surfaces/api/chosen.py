"""`?lang=`: what one language leaves of a wording.  The shape stays: a mapping from language tags to texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entente.foundation.common.languages import Wording, pick
from entente.foundation.texts.queries import LanguageState
from entente.record.plan.queries import TextView

from . import shapes


@dataclass(frozen=True, slots=True)
class Chosen:
    """The languages of an answer.

    language the tag asked for; None: all languages
    order    languages to fall back on, in this order; the key of what is left says which language it is
    """

    language: str | None = None
    order: tuple[str, ...] = ()

    def within(self, order: Iterable[str]) -> Chosen:
        """The same choice, falling back on the languages of a plan in the plan's own order."""
        return Chosen(self.language, tuple(order))

    def wording(self, wording: Wording) -> Wording:
        """All of a wording, or the one text that a reader of the language gets; {} stays {}."""
        if self.language is None or not wording:
            return wording
        text, tag = pick(wording, self.language, self.order)
        return {tag: text} if text else {}

    def texts(self, texts: Mapping[str, TextView]) -> shapes.Texts:
        kept = self.wording({tag: view.text for tag, view in texts.items()})
        return {
            tag: shapes.Text(text=text, sha256=texts[tag].sha256, source_address=texts[tag].source_address)
            for tag, text in kept.items()
        }

    def states(self, states: Mapping[str, LanguageState], wording: Wording) -> dict[str, shapes.WordingState]:
        """The states of the texts that `wording` leaves."""
        kept = self.wording(wording)
        return {
            tag: shapes.WordingState(status=str(state.status), is_stale=state.is_stale)
            for tag, state in states.items()
            if tag in kept
        }
