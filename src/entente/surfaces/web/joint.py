"""What there is together about a promise, in plain words: the value that all signed, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.assessment.queries import JointState, JointView
from entente.record.plan.queries import CommitmentView

from . import dates, labels_of_work
from .labels import Tag
from .reader import Reader
from .signed import Signed, signed
from .wording import Said, spoken

STATES = {
    JointState.AGREED: gettext_lazy("Joint status signed"),
    JointState.UNPROVEN: gettext_lazy("Signed by all, its proof no longer stands"),
    JointState.DIFFER: gettext_lazy("No joint status: the sides differ"),
    JointState.ALIKE: gettext_lazy("No joint status: the sides say the same"),
    JointState.NONE: gettext_lazy("No joint status"),
}
SHAPES = {
    JointState.UNPROVEN: "refused",
    JointState.DIFFER: "project",
    JointState.ALIKE: "begun",
    JointState.NONE: "silent",
}


@dataclass(frozen=True, slots=True)
class JointItem:
    """What there is together about a promise or a part of it.

    part      letter of the clause, "" for the whole
    sentence  in plain words, and where the sides differ who says what
    ended     since when there is no joint status any more, and why; "" when there never was one
    facts     the day it speaks of
    reason    why, as all signed it; signed: by whom, None while nothing was signed or refused
    """

    part: str
    tag: Tag
    sentence: str
    ended: str
    facts: tuple[str, ...]
    reason: Said
    signed: Signed | None


def joint_item(view: JointView, reader: Reader) -> JointItem:
    content = view.content
    return JointItem(
        part=view.clause,
        tag=joint_tag(view),
        sentence=_sentence(view, reader),
        ended=_ended(view, reader),
        facts=(_("as of %(date)s") % {"date": reader.day(content.as_of_on)},) if content else (),
        reason=reader.said(content.reason) if content else spoken("", reader.language, reader.language),
        signed=signed(view.agreed, view.dissents, reader),
    )


def joint_parts(promise: CommitmentView, known: Mapping[str, JointView], reader: Reader) -> tuple[JointItem, ...]:
    """What there is together about the parts of a promise, of those of which anything is said."""
    views = [known[clause.ref] for clause in promise.clauses]
    return tuple(joint_item(view, reader) for view in views if is_telling(view))


def is_telling(view: JointView) -> bool:
    """Whether there is more to say than that nobody has signed anything."""
    return view.state is not JointState.NONE or view.ended is not None


def joint_tag(view: JointView) -> Tag:
    """ "Limited" as all signed it, else that there is no joint status."""
    if view.value is not None:
        return labels_of_work.completion(view.value.value)
    is_open = view.state in {JointState.DIFFER, JointState.ALIKE}
    word = STATES[JointState.NONE if is_open else view.state]
    return Tag(str(word), SHAPES[view.state])


def _sentence(view: JointView, reader: Reader) -> str:
    if view.state is JointState.AGREED:
        return _("All parties have signed this value.")
    if view.state is JointState.UNPROVEN:
        return _("All have signed it, but its proof no longer stands, so it does not count as joint.")
    if view.state is JointState.DIFFER:
        return _("The sides differ: %(voices)s.") % {"voices": _voices(view, reader)}
    if view.state is JointState.ALIKE:
        return _("Each side says the same, and not all have signed it: %(voices)s.") % {"voices": _voices(view, reader)}
    return _("No value has been signed by all parties.")


def _voices(view: JointView, reader: Reader) -> str:
    """ "Norvania says substantial, Sudria says limited"; of a side that owes it and is silent, that it says nothing."""
    told = []
    for party in reader.plan.parties:
        if party.code not in view.owing:
            continue
        name = reader.party(party.code)
        if party.code in view.values:
            value = str(labels_of_work.COMPLETION[view.values[party.code]]).lower()
            told.append(_("%(party)s says %(value)s") % {"party": name, "value": value})
        else:
            told.append(_("%(party)s says nothing") % {"party": name})
    return ", ".join(told)


def _ended(view: JointView, reader: Reader) -> str:
    if view.ended is None or view.ended.ended_at is None:
        return ""
    day = {"date": dates.day(view.ended.ended_at.date(), reader.language)}
    if view.ended.ended_by:
        words = _("There has been no joint status since %(date)s: %(party)s took its signature back.")
        return words % {**day, "party": reader.party(view.ended.ended_by)}
    return (
        _("There has been no joint status since %(date)s: the words were changed, and what was signed is void.") % day
    )
