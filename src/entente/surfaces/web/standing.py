"""Where a plan stands, in plain sentences and a few figures.  No mark, no percentage: nobody has reported one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.record.assessment.queries import EvidenceState, JointState, JointView, PlanPicture
from entente.record.plan.queries import PlanView

from . import labels, links


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and the list behind it."""

    number: int
    words: str
    address: str


def sentences(plan: PlanView, picture: PlanPicture) -> tuple[str, ...]:
    """What was promised, what public evidence there is, and who takes part."""
    promised = _("%(promises)s in %(pillars)s") % {
        "promises": labels.promises(picture.commitments)
        if picture.introductory
        else labels.commitments(picture.commitments),
        "pillars": pillars(len(picture.per_pillar)),
    }
    if picture.introductory:
        promised += ngettext(
            ": %(commitments)s and %(number)d made in an introduction",
            ": %(commitments)s and %(number)d made in introductions",
            picture.introductory,
        ) % {
            "commitments": labels.commitments(picture.commitments - picture.introductory),
            "number": picture.introductory,
        }
    return (f"{promised}.", *_evidence(picture), taking_part(plan))


def _evidence(picture: PlanPicture) -> list[str]:
    """What the search for public evidence gave; what is zero is left unsaid."""
    if not picture.found and not picture.none_found:
        return [_("Nobody has searched for public evidence yet.")]
    told = []
    if picture.found:
        told.append(
            ngettext(
                "Public evidence was found for %(number)d.", "Public evidence was found for %(number)d.", picture.found
            )
            % {"number": picture.found}
        )
    if picture.none_found:
        told.append(
            ngettext("For %(number)d a search found none.", "For %(number)d a search found none.", picture.none_found)
            % {"number": picture.none_found}
        )
    if picture.not_looked:
        told.append(
            ngettext("%(number)d has not been searched.", "%(number)d have not been searched.", picture.not_looked)
            % {"number": picture.not_looked}
        )
    return told


def joint_figure(signed: Mapping[str, JointView], plan: PlanView, language: str) -> tuple[Figure, ...]:
    """How many promises have a joint status, in whole or in a part; () while none has."""
    refs = {view.subject.partition("#")[0] for view in signed.values() if view.state is JointState.AGREED}
    if not refs:
        return ()
    address = links.with_query(links.href("commitments", language, plan=plan.slug), {"joint": JointState.AGREED.value})
    return (Figure(len(refs), _("with a joint status, in whole or in part"), address),)


def pillars(number: int) -> str:
    return ngettext("%(number)d pillar", "%(number)d pillars", number) % {"number": number}


def taking_part(plan: PlanView) -> str:
    """Who takes part in the record, as one sentence."""
    parties = len(plan.parties)
    taking = sum(party.is_taking_part for party in plan.parties)
    if taking == 0:
        if parties == 2:
            return _("Neither government takes part in this record so far.")
        return _("None of the %(parties)d governments takes part in this record so far.") % {"parties": parties}
    if taking == parties:
        return _("All governments of the plan take part in this record.")
    return ngettext(
        "%(taking)d of the %(parties)d governments takes part in this record.",
        "%(taking)d of the %(parties)d governments take part in this record.",
        taking,
    ) % {"taking": taking, "parties": parties}


def figures(plan: PlanView, picture: PlanPicture, language: str) -> tuple[Figure, ...]:
    """The counts, each with the list of what it counts."""
    everything = links.href("commitments", language, plan=plan.slug)
    counted = [
        (picture.found, _("with public evidence found"), EvidenceState.FOUND),
        (picture.none_found, _("searched, none found"), EvidenceState.NONE_FOUND),
        (picture.not_looked, _("not searched yet"), EvidenceState.NOT_LOOKED),
    ]
    whole = Figure(picture.commitments, ngettext("promise", "promises", picture.commitments), everything)
    return (
        whole,
        *(
            Figure(number, words, links.with_query(everything, {"evidence": state.value}))
            for number, words, state in counted
            if number or state is not EvidenceState.NOT_LOOKED
        ),
    )
