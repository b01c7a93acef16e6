"""Samples of the parts that show what each side does and what proves it, for the gallery of components."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.accord.queries import KeyPlace
from entente.record.assessment.queries import Completion, Reported
from entente.record.verification.queries import Proof
from entente.surfaces.web import labels, labels_of_activities, labels_of_work
from entente.surfaces.web.activities import StageItem
from entente.surfaces.web.candidates import ArgumentItem, ArgumentSide, CandidateItem, DecisionItem
from entente.surfaces.web.clock import ClockLine
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.milestones import MilestoneItem, ObstacleItem
from entente.surfaces.web.proof import ReadingItem, Standing
from entente.surfaces.web.signed import PLACES, Signed, SignedSide
from entente.surfaces.web.updates import ProofLine, UpdateItem
from entente.surfaces.web.wording import Said, spoken

from .commitment.sides import PartyColumn, StatusLine


@dataclass(frozen=True, slots=True)
class WorkSamples:
    """One sample of each."""

    tags: tuple[Tag, ...]
    column: PartyColumn
    standing: Standing
    clock: tuple[ClockLine, ...]
    update: UpdateItem
    stages: tuple[StageItem, ...]
    candidate: CandidateItem
    milestones: tuple[MilestoneItem, ...]
    obstacles: tuple[ObstacleItem, ...]
    signed: Signed


def work_samples(language: str) -> WorkSamples:
    def text(words: str) -> Said:
        return spoken(words, "en", language)

    disputed = labels_of_work.proof(Proof.DISPUTED)
    return WorkSamples(
        tags=(
            *(labels_of_work.completion(value) for value in Completion),
            *(labels_of_work.proof(state) for state in Proof),
            *(labels_of_work.rhythm(state) for state in labels_of_work.RHYTHMS),
        ),
        column=_column(text("Arcadia"), text("A fair was held."), text("")),
        standing=Standing(
            disputed,
            (_("checked by %(who)s") % {"who": "Borduria"},),
            (ReadingItem("Borduria", _("reads it differently"), text("The page shows a rehearsal.")),),
        ),
        clock=(
            ClockLine(labels_of_work.rhythm("silent"), "–", text("A dialogue"), text("Twice a year.")),
            ClockLine(labels.window(is_closed=True), "–", text("Year of the fair"), text("2025")),
        ),
        update=_update(text("A fair was held."), text("A slip was mended."), text("")),
        stages=(
            StageItem(_("Mandate to negotiate"), "reached", _("reached"), ("Arcadia: 2025",)),
            StageItem(_("Signed"), "said", _("said, not yet checked"), ("Arcadia: 2026",)),
            StageItem(_("In force"), "ahead", _("not reached"), ()),
        ),
        candidate=_candidate(text("A fair"), text("It was a fair."), text("")),
        milestones=(
            MilestoneItem(
                anchor="milestone-sample",
                number="6.4",
                address="#",
                title=text("A hall"),
                due="2026",
                tag=labels_of_work.milestone("planned", is_overdue=True),
                facts=("Arcadia",),
                done=text(""),
                reason=text(""),
            ),
        ),
        obstacles=(ObstacleItem(text("No hall is free."), Tag(_("In the way"), "refused"), ("2026",), text("")),),
        signed=_signed(text("We saw no fair."), text("")),
    )


def _column(name: Said, reason: Said, nothing: Said) -> PartyColumn:
    status = StatusLine(
        part="a",
        tag=labels_of_work.completion(Completion.COMPLETE),
        proof=Tag(_("Proof accepted, own side"), "reviewed"),
        facts=("2026",),
        reason=reason,
        update=NavigationLink(_("The update that says so"), "#", False),
    )
    return PartyColumn(name, labels.reported(Reported.REPORTED), nothing.text, (status,), "2026")


def _update(done: Said, correction: Said, nothing: Said) -> UpdateItem:
    return UpdateItem(
        anchor="update-sample",
        address="#",
        title="Arcadia, 2026",
        facts=("2026",),
        errata=(),
        corrected="2026:",
        urgent="",
        correction=correction,
        is_no_change=False,
        done=done,
        next_step=nothing,
        challenges=nothing,
        proofs=(ProofLine(done, "#", labels_of_work.proof(Proof.ACCEPTED)),),
        versions=(NavigationLink("2", "#", True), NavigationLink("1", "#", False)),
    )


def _candidate(title: Said, reason: Said, nothing: Said) -> CandidateItem:
    return CandidateItem(
        anchor="candidate-sample",
        title=title,
        tag=labels_of_activities.candidate("split"),
        facts=("2026",),
        summary=nothing,
        sides=(
            ArgumentSide(_("For"), (ArgumentItem(reason, "Arcadia", "#"),)),
            ArgumentSide(_("Against"), ()),
        ),
        decisions=(DecisionItem("Arcadia", _("Accepts it as the fulfilment"), reason),),
    )


def _signed(reason: Said, nothing: Said) -> Signed:
    sides = (
        SignedSide("Arcadia", Tag(_("Signed"), "reviewed"), ("2026", str(PLACES[KeyPlace.HOST])), nothing),
        SignedSide("Borduria", Tag(_("Dissents"), "refused"), ("2026",), reason),
    )
    return Signed(_("Not all have signed these words."), sides, "0" * 64)
