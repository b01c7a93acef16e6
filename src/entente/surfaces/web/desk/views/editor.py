"""The editor of an update: what it starts with, and what was typed and not yet saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Completion
from entente.record.assessment.rules import can_set_status
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ApprovalDecision, Update, UpdateStatus, UpdateView
from entente.record.plan.queries import Kind
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.desk.forms.updates import StatusSaid, Subject, UpdateForm
from entente.surfaces.web.labels_of_work import COMPLETION
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.rows import shortened

from .parts import typed
from .promise import About, languages_of, subject_words

OPEN = (UpdateStatus.DRAFT, UpdateStatus.RETURNED, UpdateStatus.SUBMITTED)
"""Where the words of an update may still change."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """That the approver wants something changed."""

    post: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Editor:
    """An update being written.

    address, autosave  where the form goes, and where what is typed is kept
    kept       instant of what was typed and not saved, in words; "" when the form shows what is saved
    returned   None unless it was sent back
    """

    form: UpdateForm
    address: str
    autosave: str
    evidence: str
    kept: str
    returned: SentBack | None
    submit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody writes on: an update of their side, or none yet."""

    row: Update | None
    view: UpdateView | None

    @property
    def revision(self) -> int:
        return self.row.revision if self.row else 0

    @property
    def slug(self) -> str:
        """ "AAA-12345", "" for one that is not on record yet."""
        return self.view.ref.rpartition("/")[2] if self.view else ""


def opened(by: Actor, about: About, slug: str = "") -> Opened:
    """The update named, else the one of this side that was last changed and still may; none: a new one.

    Raises NotVisible.
    """
    if slug:
        ref = f"{about.ref}/updates/{slug}"
        row = delivery.get_update_row(by, ref, as_of=now())
        return Opened(row, delivery.get_update(by, ref, as_of=now()))
    own = delivery.own_updates(by, as_of=now(), commitment=about.ref, statuses=OPEN)
    if not own:
        return Opened(None, None)
    return Opened(delivery.get_update_row(by, own[0].ref, as_of=now(), version=own[0].version), own[0])


def editor(
    by: Actor,
    about: About,
    one: Opened,
    language: str,
    *,
    data: QueryDict | None = None,
    form: UpdateForm | None = None,
) -> Editor:
    """The editor as it stands: what was sent, else what was typed and not saved, else what is on record."""
    kept = delivery.autosaved(by, delivery.autosave_form(one.row or about.ref)) if data is None and not form else None
    if form is None:
        form = update_form(by, about, one, language, data=data)
    if kept is not None:
        typed_form = update_form(by, about, one, language, data=QueryDict(kept.content.get("typed", "")))
        form = update_form(by, about, one, language, initial=typed(typed_form))
    address = links.href("desk_write", language, **about.keys)
    query = {"update": one.slug}
    return Editor(
        form=form,
        address=links.with_query(address, query),
        autosave=links.with_query(links.href("desk_autosave", language, **about.keys), query),
        evidence=links.href("desk_evidence", language, **about.keys),
        kept=dates.instant(kept.saved_at, language) if kept else "",
        returned=_returned(by, about, one, language),
    )


def update_form(
    by: Actor,
    about: About,
    one: Opened,
    language: str,
    *,
    data: QueryDict | None = None,
    initial: dict[str, Any] | None = None,
) -> UpdateForm:
    languages, owed = languages_of(by, about, language)
    subjects = standing_subjects(by, about, language)
    return UpdateForm(
        data,
        initial=initial or starting(by, one, subjects),
        languages=languages,
        owed=owed,
        claims=claim_choices(by, about, language),
        subjects=subjects,
        states=one.view.states if one.view else {},
        today=timezone.localdate(),
    )


def starting(by: Actor, one: Opened, subjects: Sequence[Subject]) -> dict[str, Any]:
    """What the form of an update starts with; a new one with today and nothing else."""
    if one.view is None or one.row is None:
        return {"as_of_on": timezone.localdate(), "revision": 0}
    view = one.view
    said_there = [
        StatusSaid(status.subject, status.value, status.reason, tuple(claim_key(claim) for claim in status.claims))
        for status in assessment.statuses_of_update(by, one.row.pk, as_of=now())
    ]
    return UpdateForm.starting(
        {"done": view.done, "next_step": view.next_step, "challenges": view.challenges},
        as_of_on=view.as_of_on,
        revision=one.revision,
        claims=view.claims,
        said=said_there,
        subjects=subjects,
    )


def standing_subjects(by: Actor, about: About, language: str) -> tuple[Subject, ...]:
    """Of what this side may say where it stands: the commitment and its clauses, as far as it owes them."""
    if isinstance(can_set_status(by, owner=by.owner), Denied):
        return ()
    clauses = {clause.ref: clause.obligors for clause in about.view.clauses}
    owed = [ref for ref, obligors in clauses.items() if by.owner in obligors]
    whole = [about.ref] if by.owner in about.view.obligors or owed else []
    values = tuple(
        (value.value, str(COMPLETION[value]))
        for value in Completion
        if not (value is Completion.COMPLETE and about.view.kind == Kind.STANDING)
    )
    return tuple(Subject(ref, subject_words(about, ref, language), values) for ref in [*whole, *owed])


def claim_key(claim: ClaimView) -> str:
    return f"{claim.owner}/{claim.slug}"


def claim_choices(by: Actor, about: About, language: str) -> list[tuple[str, str]]:
    """(key, words) of the evidence on the promise that may be named as proof, one's own first."""
    claims = verification.claims_on_commitment(by, about.ref, as_of=now())
    kept = sorted((claim for claim in claims if not claim.is_context), key=lambda claim: claim.owner != by.owner)
    reader = reader_of(about.plan, language, now(), owners={claim.owner for claim in kept})
    return [(claim_key(claim), claim_words(claim, by, reader)) for claim in kept]


def claim_words(claim: ClaimView, by: Actor, reader: Reader) -> str:
    """ "A fair was held. (yours, not yet checked)"."""
    statement = shortened(reader.said(claim.statement).text, 120)
    whose = _("yours") if claim.owner == by.owner else reader.owner(claim.owner)
    return f"{statement} ({whose}, {words.PROOF[claim.proof.state]})"


def _returned(by: Actor, about: About, one: Opened, language: str) -> SentBack | None:
    if one.view is None or one.row is None or one.row.status != UpdateStatus.RETURNED:
        return None
    decided = delivery.approvals_of(by, about.ref, one.view.owner, one.view.number, as_of=now())
    last = next((view for view in reversed(decided) if view.decision == ApprovalDecision.RETURNED), None)
    return SentBack(last.post, dates.instant(last.decided_at, language), last.reason) if last else None
