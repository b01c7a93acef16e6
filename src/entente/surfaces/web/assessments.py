"""What outsiders say of a promise, each by its own method: never an average of several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.common.languages import locale_of
from entente.record.assessment.assessing_views import AssessmentView, ReplyView, ShareView, Sheet
from entente.record.assessment.assessing_words import ReplyState
from entente.record.assessment.methods import Mapped, Relation
from entente.record.assessment.queries import Completion

from . import links
from .reader import Reader
from .shares import percent
from .wording import Said

READINGS = {"interim": gettext_lazy("interim reading"), "final": gettext_lazy("final reading")}
COMPLETION = {
    Completion.NOT_STARTED: gettext_lazy("not started"),
    Completion.LIMITED: gettext_lazy("limited"),
    Completion.SUBSTANTIAL: gettext_lazy("substantial"),
    Completion.COMPLETE: gettext_lazy("complete"),
    Completion.NOT_PURSUED: gettext_lazy("not being pursued"),
    Completion.SUPERSEDED: gettext_lazy("superseded"),
}
RELATIONS = {
    Relation.EXACT: gettext_lazy("the same thing"),
    Relation.CLOSE: gettext_lazy("nearly the same"),
    Relation.BROAD: gettext_lazy("one value stands for several"),
}


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """What a party answered, or that it did not.  sentence: who, and by when; text: its words."""

    sentence: str
    text: Said


@dataclass(frozen=True, slots=True)
class AssessmentItem:
    """One assessor's word.

    who       the assessor; party: of whom it speaks, "" where it reads the words of the promise
    promise   number and clause, with the address of its page
    method    its name; address: of all that the assessor says by it
    facts     reading, window, guideline, version, day: short phrases
    value     the native value, in the method's own words
    derived   what it says on the scale of reports, and how far that is the same; "" where no table leads there
    correction why this version replaced the one before, empty for a first version
    """

    anchor: str
    who: Said
    party: str
    promise: str
    promise_address: str
    method: Said
    address: str
    facts: tuple[str, ...]
    value: Said
    code: str
    derived: str
    rationale: Said
    correction: Said
    replies: tuple[ReplyItem, ...]


def assessment_items(found: Iterable[AssessmentView], reader: Reader) -> tuple[AssessmentItem, ...]:
    return tuple(_item(one, reader) for one in found)


def speakers(found: Iterable[AssessmentView]) -> set[str]:
    """Owners whose names a page needs."""
    return {one.owner for one in found}


def method_segment(ref: str) -> str:
    """The name of a method as a part of an address: "g20-compliance.1"."""
    return ref.replace("/", ".").replace(":", "~")


def method_of_segment(segment: str) -> str:
    head, _dot, version = segment.replace("~", ":").rpartition(".")
    return f"{head}/{version}"


def assessor_address(plan: str, owner: str, method: str, language: str) -> str:
    return links.href("assessor", language, plan=plan, owner=owner, method=method_segment(method))


def shares(sheet: Sheet, reader: Reader) -> list[str]:
    """ "Arcadia, final reading: 75 % (n = 4)", a line for each."""
    return [_share(one, reader) for one in sheet.shares]


def agreement(sheet: Sheet, reader: Reader) -> str:
    """How far two coders agreed before they saw each other's codes; "" where the method asks for one coder."""
    if sheet.method.coders < 2:
        return ""
    if sheet.alpha is None:
        return _("Agreement of the coders: it cannot be told from what is published so far.")
    told = format_decimal(round(sheet.alpha, 2), format="0.00", locale=locale_of(reader.language))
    return _(
        "Agreement of the coders before they saw each other’s codes: Krippendorff’s alpha %(alpha)s (n = %(number)d)."
    ) % {"alpha": told, "number": sheet.paired}


def _share(one: ShareView, reader: Reader) -> str:
    whose = ", ".join(part for part in (reader.party(one.party) if one.party else "", _reading(one.reading)) if part)
    return _("%(whose)s: %(percent)s (n = %(number)d)") % {
        "whose": whose or _("All"),
        "percent": percent(one.share, reader.language),
        "number": one.number,
    }


def _reading(reading: str) -> str:
    return str(READINGS[reading]) if reading else ""


def _item(one: AssessmentView, reader: Reader) -> AssessmentItem:
    assert one.value is not None  # what is published has both
    assert one.public_at is not None
    window = _("evidence from %(first)s to %(last)s") % {
        "first": reader.day(one.from_on),
        "last": reader.day(one.to_on),
    }
    facts = [
        _reading(one.reading),
        window,
        _("guideline %(version)d") % {"version": one.guideline},
        _("method version %(version)d") % {"version": one.method.version},
        _("version %(number)d") % {"number": one.version} if one.version > 1 else "",
        _("published %(date)s") % {"date": reader.day(one.public_at.date())},
    ]
    return AssessmentItem(
        anchor=f"assessment-{one.key}",
        who=reader.said(reader.bodies.get(one.owner, {reader.language: one.owner})),
        party=reader.party(one.party) if one.party else "",
        promise=one.subject.partition("/")[2].replace("#", " "),
        promise_address=links.href(
            "commitment", reader.language, plan=one.plan, number=one.commitment.partition("/")[2]
        ),
        method=reader.said(one.method.name),
        address=assessor_address(one.plan, one.owner, one.method.ref, reader.language),
        facts=tuple(fact for fact in facts if fact),
        value=reader.said(one.value.label),
        code=one.value.code,
        derived=_derived(one.derived),
        rationale=reader.said(one.rationale),
        correction=reader.said(one.correction),
        replies=tuple(_reply(reply, one, reader) for reply in one.replies),
    )


def _derived(mapped: Mapped | None) -> str:
    if mapped is None:
        return ""
    words = _(" or ").join(str(COMPLETION[Completion(value)]) for value in mapped.values)
    told = _(
        "On the scale on which governments report, derived by this software’s table %(version)d: %(value)s (%(relation)s)."
    )
    return told % {"version": mapped.version, "value": words, "relation": RELATIONS[mapped.relation]}


def _reply(reply: ReplyView, one: AssessmentView, reader: Reader) -> ReplyItem:
    party = reader.party(reply.party)
    if reply.state is ReplyState.GIVEN:
        return ReplyItem(_("Reply of %(party)s") % {"party": party}, reader.said(reply.text))
    day = reader.day(one.reply_due_on) if one.reply_due_on else ""
    return ReplyItem(_("No reply by %(party)s by %(day)s") % {"party": party, "day": day}, reader.said({}))
