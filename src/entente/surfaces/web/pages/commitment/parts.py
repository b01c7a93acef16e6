"""The parts of a promise, each with what shows it: evidence of one part says nothing about the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.assessment.queries import (
    ClauseEvidence,
    EvidenceState,
    JointView,
    clause_evidence,
)
from entente.record.plan.queries import CommitmentView
from entente.surfaces.web import labels_of_work
from entente.surfaces.web.evidence import EvidenceItem, FindingItem, evidence_items, finding_items
from entente.surfaces.web.joint import JointItem, is_telling, joint_item
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.rows import owed_by
from entente.surfaces.web.wording import Said

from .found import Found


@dataclass(frozen=True, slots=True)
class ClauseItem:
    """A separately checkable part.

    owes      only where other parties owe it than the whole promise, else ""
    support   what the public evidence for this very part amounts to
    joint     what there is together about this part, None while nobody says anything of it
    elsewhere "evidence for the whole promise bears on it too", with how many pieces, "" for none
    """

    letter: str
    text: Said
    owes: str
    support: Tag
    joint: JointItem | None
    elsewhere: str
    evidence: tuple[EvidenceItem, ...]
    findings: tuple[FindingItem, ...]


def clause_items(promise: CommitmentView, found: Found, reader: Reader) -> tuple[ClauseItem, ...]:
    evidence = clause_evidence(found.claims, promise, found.findings)
    return tuple(_item(evidence[letter], promise, found, reader) for letter in evidence)


def _item(mine: ClauseEvidence, promise: CommitmentView, found: Found, reader: Reader) -> ClauseItem:
    letter = mine.letter
    clause = next(one for one in promise.clauses if one.letter == letter)
    own = [claim for claim in mine.claims if claim.clause == letter]
    whole = len(mine.claims) - len(own)
    return ClauseItem(
        letter=letter,
        text=reader.said(clause.text),
        owes=owed_by(reader.plan, clause.obligors, reader.language) if clause.obligors != promise.obligors else "",
        support=_support(mine),
        joint=_joint(found.joint[clause.ref], reader),
        elsewhere=_("Evidence for the whole promise, above, bears on this part too.") if whole else "",
        evidence=evidence_items(own, reader, found.states, found.addresses),
        findings=finding_items(
            [finding for finding in found.findings if finding.clause == letter], reader, found.inquiries
        ),
    )


def _joint(view: JointView, reader: Reader) -> JointItem | None:
    return joint_item(view, reader) if is_telling(view) else None


def _support(found: ClauseEvidence) -> Tag:
    """Whether public evidence supports this part, and who stands behind that."""
    if found.checked is None:
        words = _("Searched, none found") if found.state is EvidenceState.NONE_FOUND else _("No evidence on record")
        return Tag(words, "none" if found.state is EvidenceState.NONE_FOUND else "silent")
    return labels_of_work.supported(found.checked)
