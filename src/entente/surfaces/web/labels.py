"""The codes of the record in plain words, in the language being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from entente.record.assessment.inquiry_words import InquiryKind
from entente.record.assessment.queries import EvidenceState, Reported

from .wording import native_name


@dataclass(frozen=True, slots=True)
class Tag:
    """A word and the shape that goes with it: one of found, none, silent, reviewed, project, refused, closed."""

    word: str
    shape: str


KINDS = {
    "deliverable": gettext_lazy("something to finish"),
    "standing": gettext_lazy("a continuing duty"),
    "time_bound": gettext_lazy("bound to an outside date"),
}
KIND_NOTES = {
    "deliverable": gettext_lazy("It can be finished: a text signed, a meeting held, a service open."),
    "standing": gettext_lazy("It is kept up rather than finished; it is never shown as complete."),
    "time_bound": gettext_lazy("It lasts as long as an outside event or period does, and closes with it."),
}
STRENGTHS = {
    "firm": gettext_lazy("a firm promise"),
    "best_efforts": gettext_lazy("a promise to try"),
    "exploratory": gettext_lazy("a promise to look into it"),
}
STRENGTH_NOTES = {
    "firm": gettext_lazy("The words say that it will be done."),
    "best_efforts": gettext_lazy("The words say that they will support it, seek it or work towards it."),
    "exploratory": gettext_lazy("The words say that they will examine or explore it."),
}
EVIDENCE = {
    EvidenceState.FOUND: gettext_lazy("Public evidence found"),
    EvidenceState.NONE_FOUND: gettext_lazy("Searched, none found"),
    EvidenceState.NOT_LOOKED: gettext_lazy("Not searched yet"),
}
EVIDENCE_NOTES = {
    EvidenceState.FOUND: gettext_lazy(
        "At least one public source supports the promise or a part of it. No government has confirmed it."
    ),
    EvidenceState.NONE_FOUND: gettext_lazy(
        "The keeper looked and found nothing. Who looked, where and when is on the page of the commitment."
    ),
    EvidenceState.NOT_LOOKED: gettext_lazy(
        "Nobody has looked for public evidence yet. It says nothing about what was done."
    ),
}
EVIDENCE_SHAPES = {
    EvidenceState.FOUND: "found",
    EvidenceState.NONE_FOUND: "none",
    EvidenceState.NOT_LOOKED: "silent",
}
SUPPORTS = {
    "all": gettext_lazy("Shows all of it"),
    "part": gettext_lazy("Shows part of it"),
    "contributes": gettext_lazy("Contributes to it"),
}
ROLES = {
    "lead": gettext_lazy("Leads"),
    "supporting": gettext_lazy("Supports"),
    "signer": pgettext_lazy("a body that", "Signed"),
    "witness": gettext_lazy("Witnessed the signing"),
}
WAYS = {
    InquiryKind.ACCESS: gettext_lazy("request for access to information"),
    InquiryKind.QUESTION: gettext_lazy("parliamentary question"),
    InquiryKind.REPLY: gettext_lazy("right of reply"),
}
WEAKNESSES = {
    "republished": gettext_lazy("A weak source: somebody else’s text, published again."),
    "secondary": gettext_lazy("A weak source: it tells what another source says."),
    "partisan": gettext_lazy("A weak source: published by somebody with a cause."),
    "personal_site": gettext_lazy("A weak source: a personal site."),
}
REPORTED = {
    Reported.NOT_OWED: gettext_lazy("Not applicable"),
    Reported.NOT_TAKING_PART: gettext_lazy("Nothing reported: not taking part"),
    Reported.NOTHING_YET: gettext_lazy("Nothing reported yet"),
    Reported.NO_CHANGE: gettext_lazy("No change noted"),
    Reported.REPORTED: gettext_lazy("It has reported"),
}
REPORTED_NOTES = {
    Reported.NOT_OWED: gettext_lazy("It does not owe this promise."),
    Reported.NOT_TAKING_PART: gettext_lazy(
        "It does not report to this record. This says nothing about what it has done."
    ),
    Reported.NOTHING_YET: gettext_lazy("It takes part in this record and has not reported on this promise."),
    Reported.NO_CHANGE: gettext_lazy("It said that nothing has changed. That is no step forward and no step back."),
    Reported.REPORTED: gettext_lazy("What it says of itself stands here, with the day of which it speaks."),
}
REPORTED_SHAPES = {
    Reported.NOT_OWED: "closed",
    Reported.NOT_TAKING_PART: "silent",
    Reported.NOTHING_YET: "silent",
    Reported.NO_CHANGE: "silent",
    Reported.REPORTED: "found",
}


def evidence(state: EvidenceState) -> Tag:
    return Tag(str(EVIDENCE[state]), EVIDENCE_SHAPES[state])


def reported(state: Reported) -> Tag:
    return Tag(str(REPORTED[state]), REPORTED_SHAPES[state])


def window(*, is_closed: bool, is_ahead: bool = False) -> Tag:
    if is_ahead:
        return Tag(_("Window not yet open"), "silent")
    return Tag(_("Window closed"), "closed") if is_closed else Tag(_("Window open"), "found")


def not_reviewed(parties: int) -> str:
    """The label of project wording."""
    if parties == 2:
        return _("Wording of this project, not reviewed by either government")
    return _("Wording of this project, not reviewed by any of the governments")


def unconfirmed(parties: int, *, is_archived: bool) -> str:
    """What a reader must know of every piece of evidence that nobody has checked."""
    if parties == 2:
        if is_archived:
            return _("Public evidence found, confirmed by neither government, cited and archived")
        return _("Public evidence found, confirmed by neither government, cited and not yet archived")
    if is_archived:
        return _("Public evidence found, confirmed by none of the governments, cited and archived")
    return _("Public evidence found, confirmed by none of the governments, cited and not yet archived")


def promises(number: int) -> str:
    """Numbered commitments and what introductions promise, counted together."""
    return ngettext("%(number)d promise", "%(number)d promises", number) % {"number": number}


def commitments(number: int) -> str:
    return ngettext("%(number)d commitment", "%(number)d commitments", number) % {"number": number}


def in_language(tag: str, language: str) -> str:
    """ "in Spanish": a language named in the language being read; by its own name where that one has no word for it."""
    return _("in %(language)s") % {"language": language_name(tag, language)}


@lru_cache(maxsize=1024)
def language_name(tag: str, language: str) -> str:
    """ "Spanish": a language in the language being read; by its own name where that one has no word for it."""
    return Locale.parse(language).languages.get(tag.partition("-")[0]) or native_name(tag)


def named(name: object, words: object) -> str:
    """ "Memorandum: signed": French has a space before the colon."""
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def side_by_side(statements: Iterable[str]) -> str:
    """ "A; B": statements of which none leads to the next, in the language being read."""
    return semicolon().join(statements)


def semicolon() -> str:
    """What stands between two statements, for what joins more than text: in French with a space before it."""
    return pgettext("between two statements", "; ")


def listed(names: list[str]) -> str:
    """ "A", "A and B", "A, B and C" in the language being read."""
    if len(names) < 2:
        return "".join(names)
    return pgettext("the last two of a list", "%(all_but_last)s and %(last)s") % {
        "all_but_last": ", ".join(names[:-1]),
        "last": names[-1],
    }
