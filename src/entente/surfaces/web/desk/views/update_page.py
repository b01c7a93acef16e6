"""The page of an update of one's own side: what changed since the last publication, what is missing, who decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.record.assessment import queries as assessments
from entente.record.assessment.queries import StatusView
from entente.record.delivery import queries, rules
from entente.record.delivery.queries import ApprovalDecision, ApprovalView, Update, UpdateStatus, UpdateView
from entente.record.verification import queries as verification
from entente.surfaces.web import dates, links
from entente.surfaces.web.desk import words
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.desk.differences import ComparedField, compared
from entente.surfaces.web.desk.forms.approvals import PublishForm, ReasonForm
from entente.surfaces.web.desk.forms.fields import FormError, errors_of
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.labels_of_work import COMPLETION
from entente.surfaces.web.wording import Said, said

from .checks_before import Check, checks_before
from .editor import claim_key
from .parts import Crumb, DeskPage, reason, speaks_in
from .promise import About, about_of, languages_of, subject_words, work_crumbs


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What an update says of where its side stands.  proof: how that stands beside its evidence."""

    about: str
    value: str
    reason: Said
    proof: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A piece of evidence that an update names."""

    words: Said
    facts: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Somebody decided.  words: what, why, and in whose place or where."""

    when: str
    post: str
    words: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """What whoever reads the page may decide.

    reason       why nothing, "" when they may
    is_approved  only publishing, or sending back, is left
    """

    reason: str
    is_approved: bool
    can_publish: bool
    publish: PublishForm
    send_back: ReasonForm


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePage(DeskPage):
    """An update of one's own side.

    compared_with  heading of the words: with which publication they are compared
    decision       None where nothing is to be decided
    verbs          what else can be done, as links
    """

    about: About
    tag: Tag
    facts: str
    correction: Said | None
    compared_with: str
    fields: tuple[ComparedField, ...]
    statuses: tuple[StatusLine, ...]
    claims: tuple[ClaimLine, ...]
    checks: tuple[Check, ...]
    decision: Deciding | None
    revision: int
    verbs: tuple[Crumb, ...]
    can_withdraw: bool
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """The two forms of the page; the one that was sent is bound."""

    publish: PublishForm
    send_back: ReasonForm


@dataclass(frozen=True, slots=True)
class Shown:
    """An update with the promise that it is about."""

    about: About
    row: Update
    view: UpdateView
    keys: dict[str, str]


def shown(by: Actor, language: str, plan: str, number: str, update: str) -> Shown:
    """One's own side's, latest version.  Raises NotVisible."""
    about = about_of(by, language, plan, number)
    ref = f"{about.ref}/updates/{update}"
    row = queries.get_update_row(by, ref, as_of=now())
    if row.owner != by.owner:
        raise NotVisible(f"There is no update “{ref}” of your side.")
    return Shown(about, row, queries.get_update(by, ref, as_of=now()), {**about.keys, "update": update})


def page_of(by: Actor, language: str, one: Shown, forms: Forms, refusal: str) -> UpdatePage:
    view, about = one.view, one.about
    languages, owed = languages_of(by, about, language)
    statuses = assessments.statuses_of_update(by, one.row.pk, as_of=now())
    earlier = _earlier(by, one)
    return UpdatePage(
        title=_title(one),
        crumbs=work_crumbs(about, language),
        errors=(*((FormError(refusal, ""),) if refusal else ()), *errors_of(forms.publish, forms.send_back)),
        about=about,
        tag=words.update_tag(one.row.status),
        facts=_facts(one, language),
        correction=said(view.correction, language, about.plan.languages) if view.correction else None,
        compared_with=_compared_with(earlier, language),
        fields=compared(_fields(view, earlier), languages),
        statuses=tuple(status_line(status, about, language) for status in statuses),
        claims=claim_lines(by, one, language),
        checks=()
        if view.is_published
        else checks_before(
            view,
            statuses,
            about.view,
            today=timezone.localdate(),
            owed=owed,
            languages=languages,
            language=language,
        ),
        decision=_deciding(by, one, forms),
        revision=one.row.revision,
        verbs=_verbs(by, one, language),
        can_withdraw=one.row.status in (UpdateStatus.DRAFT, UpdateStatus.RETURNED)
        and bool(rules.can_withdraw(by, one.row)),
        decisions=_decisions(by, one, language),
    )


def _title(one: Shown) -> str:
    return _("Correction of an update") if one.view.version > 1 else _("An update of your side")


def _facts(one: Shown, language: str) -> str:
    told = [
        _("as of %(day)s") % {"day": dates.day(one.view.as_of_on, language)},
        _("last written by %(post)s") % {"post": one.row.written_by},
        dates.instant(one.row.changed_at, language),
    ]
    if one.row.embargo_until and one.row.embargo_until > now():
        told.append(_("others read it from %(instant)s") % {"instant": dates.instant(one.row.embargo_until, language)})
    return " · ".join(told)


def _earlier(by: Actor, one: Shown) -> UpdateView | None:
    """The publication that the words are compared with: the version it corrects, else the last one of this side."""
    if one.view.version > 1:
        return queries.get_update(by, one.view.ref, as_of=now(), version=one.view.version - 1)
    last = queries.last_published(by, one.about.ref, by.owner, as_of=now())
    return last if last and last.ref != one.view.ref else None


def _compared_with(earlier: UpdateView | None, language: str) -> str:
    if earlier is None or earlier.published_at is None:
        return _("Its words; your side has published nothing on this before")
    day = dates.day(earlier.published_at.date(), language)
    return _("What changed since the publication of %(day)s") % {"day": day}


def _fields(view: UpdateView, earlier: UpdateView | None) -> list[tuple[str, Wording, Wording]]:
    return [(label, getattr(earlier, name) if earlier else {}, getattr(view, name)) for name, label in field_labels()]


def field_labels() -> list[tuple[str, str]]:
    return [
        ("done", _("What was done")),
        ("next_step", _("Next step")),
        ("challenges", _("What stands in the way")),
    ]


def status_line(status: StatusView, about: About, language: str) -> StatusLine:
    return StatusLine(
        about=subject_words(about, status.subject, language),
        value=str(COMPLETION[status.value]),
        reason=said(status.reason, language, about.plan.languages),
        proof=str(words.PROOF_STATES[status.proof_state]),
    )


def claim_lines(by: Actor, one: Shown, language: str) -> tuple[ClaimLine, ...]:
    named = set(one.view.claims)
    found = [
        claim
        for claim in verification.claims_on_commitment(by, one.about.ref, as_of=now())
        if claim_key(claim) in named
    ]
    return tuple(
        ClaimLine(
            said(claim.statement, language, one.about.plan.languages),
            " · ".join([str(words.PROOF[claim.proof.state]), *(source.address for source in claim.sources)]),
        )
        for claim in found
    )


def _deciding(by: Actor, one: Shown, forms: Forms) -> Deciding | None:
    is_approved = one.row.status == UpdateStatus.APPROVED
    if one.row.status != UpdateStatus.SUBMITTED and not is_approved:
        return None
    post = queries.approving_post(by, on=timezone.localdate())
    decide = rules.can_decide(by, one.row, hands=queries.hands_in(one.row), in_place_of=post)
    publish = rules.can_publish(by, one.row, in_place_of=post) and speaks_in(by, one.about.plan)
    return Deciding(
        reason=reason(publish if is_approved else decide),
        is_approved=is_approved,
        can_publish=bool(publish),
        publish=forms.publish,
        send_back=forms.send_back,
    )


def _verbs(by: Actor, one: Shown, language: str) -> tuple[Crumb, ...]:
    """The other ways on, as far as they are open."""
    keys = one.keys
    found = [Crumb(_("See it as the public will"), links.href("desk_update_preview", language, **keys))]
    if rules.can_revise(by, one.row):
        address = links.with_query(links.href("desk_write", language, **one.about.keys), {"update": keys["update"]})
        found.append(Crumb(_("Change its words"), address))
    if one.row.status == UpdateStatus.SUBMITTED:
        found.append(Crumb(_("It was approved on paper or by mail"), links.href("desk_elsewhere", language, **keys)))
    if one.about.plan.closed_at is not None:
        if rules.can_note_erratum(by, one.row):
            found.append(Crumb(_("Note a correction"), links.href("desk_correct", language, **keys)))
    elif rules.can_correct(by, one.row):
        found.append(Crumb(_("Correct this published update"), links.href("desk_correct", language, **keys)))
    return tuple(found)


def _decisions(by: Actor, one: Shown, language: str) -> tuple[DecisionLine, ...]:
    found = queries.approvals_of(by, one.about.ref, one.view.owner, one.view.number, as_of=now())
    return tuple(
        DecisionLine(dates.instant(view.decided_at, language), view.post, _decided(view, language)) for view in found
    )


def _decided(view: ApprovalView, language: str) -> str:
    if view.decision == ApprovalDecision.RETURNED:
        return _("sent it back: %(reason)s") % {"reason": view.reason}
    if view.given_elsewhere and view.given_on:
        return _("recorded that %(post)s approved it on %(day)s, file %(number)s") % {
            "post": view.given_by,
            "day": dates.day(view.given_on, language),
            "number": view.file_number,
        }
    if view.for_post:
        return _("approved it in place of %(post)s") % {"post": view.for_post}
    return _("approved it")
