"""Evidence that waits for a check, and the page of one piece of it: what is claimed beside what its sources say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import InvalidTransition
from entente.foundation.common.refs import Ref, clause_ref
from entente.foundation.common.rights import may
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView
from entente.record.verification import commands
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView, ReadingView
from entente.record.verification.rules import can_check, is_of_whole_promise
from entente.surfaces.intake.evidence import owed_languages
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.desk import check_words
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.checks import CheckForm
from entente.surfaces.web.desk.forms.fields import errors_of
from entente.surfaces.web.desk.named import Named, Names, names_for
from entente.surfaces.web.evidence import EvidenceItem, evidence_items
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.wording import Said, native_name, said

from .overview import commitment_words
from .parts import Crumb, DeskPage, desk_crumb, done, marked, reason, show, speaks_in

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Evidence that waits for a check.  due: until when, in words; is_late: that day has passed."""

    statement: Said
    address: str
    about: Named
    who: str
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecksPage(DeskPage):
    """What waits, the first due first.  denied: why whoever acts checks nothing, "" when they do."""

    lines: tuple[CheckLine, ...]
    total: int
    denied: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What one side says that has checked it.  parts: letters that it accepts, "" for none named."""

    who: str
    post: Named
    said: str
    parts: str
    reading: Said
    when: str
    is_own_side: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(DeskPage):
    """One piece of evidence.

    about     the words of the promise that it is about, None for an activity
    item      what is claimed, with its sources and their archived copies
    revision  of the claim as this page shows it: a check speaks of it
    reason    why whoever acts cannot check it, "" when they can
    """

    subject: Named
    about: Said | None
    item: EvidenceItem
    who: str
    post: Named | None
    made: str
    standing: str
    due: str
    readings: tuple[ReadingLine, ...]
    form: CheckForm
    texts: tuple[Any, ...]
    revision: str
    owed: str
    reason: str
    back: str


@staff
def checks(request: HttpRequest, by: Actor, language: str) -> HttpResponse:
    """Evidence that somebody else made and that the actor's side has not checked."""
    at = now()
    number = links.asked_page(request.GET)
    found = verification.waiting_checks(by, as_of=at, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    known = {plan.slug: plan for plan in plans.visible_plans(by, as_of=at)}
    names = names_for(by, {claim.subject for claim in found.rows}, (), known, language, at)
    here = links.href("desk_checks", language)
    page = ChecksPage(
        title=_("Evidence to check"),
        crumbs=(desk_crumb(language),),
        lines=tuple(_line(claim, names) for claim in found.rows),
        total=found.total,
        denied=reason(may(by, "claim.check")),
        before=links.with_query(here, {"page": str(number - 1)}) if number > 1 else "",
        after=links.with_query(here, {"page": str(number + 1)}) if number * PER_PAGE < found.total else "",
    )
    return show(request, "checks.html", page)


@staff
def check(request: HttpRequest, by: Actor, language: str, owner: str, claim: str) -> HttpResponse:
    row = verification.get_claim_row(by, owner, claim, as_of=now())
    view = verification.get_claim(by, owner, claim, as_of=now())
    plan = plans.get_visible_plan(by, row.plan, as_of=now())
    promise = plans.get_visible_commitment(by, row.commitment, as_of=now()) if row.commitment else None
    allowed = can_check(by, verification.at_hand(row)) and speaks_in(by, plan)
    owed = owed_languages(by)
    form = CheckForm(
        request.POST if request.method == "POST" else None,
        languages=tuple(dict.fromkeys([*owed, *plan.languages])),
        owed=owed,
        clauses=_clauses(view, promise, plan, language),
    )
    if request.method == "POST":
        require(allowed)
        if form.is_valid() and _is_checked(form, row, by):
            return done(request, _("Your check is on record."), links.href("desk_checks", language))
    posts = {view.post, *(one.post for one in view.proof.readings)} - {""}
    names = names_for(by, {view.subject}, posts, {plan.slug: plan}, language, now())
    return show(request, "check.html", _check_page(view, plan, promise, form, allowed, names))


def _is_checked(form: CheckForm, row: verification.Claim, by: Actor) -> bool:
    """Whether the check went on record; when the claim changed meanwhile the page shows it as it is now, nothing lost."""
    try:
        commands.check(
            row,
            form.verdict_given,
            by=by,
            at=now(),
            clauses=form.clauses_given,
            reading=form.reading,
            revision=form.cleaned_data["revision"],
        )
    except InvalidTransition:
        form.refuse(_("This evidence was changed while you read it. Read it again; your words are kept below."))
        return False
    return True


def _check_page(
    view: ClaimView, plan: PlanView, promise: CommitmentView | None, form: CheckForm, allowed: Decision, names: Names
) -> CheckPage:
    language = names.language
    return CheckPage(
        title=_("Check evidence") if allowed else _("Evidence"),
        crumbs=(desk_crumb(language), Crumb(_("Evidence to check"), links.href("desk_checks", language))),
        errors=errors_of(form),
        subject=names.subject(view.subject),
        about=_about(view, plan, promise, language),
        item=evidence_items([view], Reader(plan, language, now()))[0],
        who=Reader(plan, language, now()).owner(view.owner),
        post=names.post(view.post) if view.post else None,
        made=dates.instant(view.made_at, language),
        standing=check_words.standing(view.proof),
        due=check_words.due(view.proof, language),
        readings=tuple(_reading(one, view, plan, names) for one in view.proof.readings),
        form=form,
        texts=tuple(form[f"reading_{tag}"] for tag in form.languages),
        revision=view.revision,
        owed=labels.listed([native_name(tag) for tag in form.owed]),
        reason=reason(allowed),
        back=links.href("desk_checks", language),
    )


def _line(claim: ClaimView, names: Names) -> CheckLine:
    plan, language = names.plans.get(Ref.parse(claim.subject).plan), names.language
    return CheckLine(
        statement=said(claim.statement, language, plan.languages if plan else ()),
        address=links.href("desk_check", language, owner=claim.owner, claim=claim.slug),
        about=names.subject(claim.subject),
        who=Reader(plan, language, now()).owner(claim.owner) if plan else claim.owner,
        due=check_words.due(claim.proof, language),
        is_late=claim.proof.state == verification.Proof.NOT_VERIFIED,
    )


def _reading(one: ReadingView, claim: ClaimView, plan: PlanView, names: Names) -> ReadingLine:
    language = names.language
    return ReadingLine(
        who=Reader(plan, language, now()).owner(one.owner),
        post=names.post(one.post),
        said=str(check_words.SAID[one.verdict]),
        parts=", ".join(one.clauses),
        reading=said(one.reading, language, plan.languages),
        when=dates.instant(one.made_at, language),
        is_own_side=one.owner == claim.owner,
    )


def _about(view: ClaimView, plan: PlanView, promise: CommitmentView | None, language: str) -> Said | None:
    """The words of the clause or the promise."""
    if promise is None:
        return None
    clause = next((one for one in promise.clauses if one.ref == clause_ref(promise.ref, view.clause)), None)
    return said(clause.text, language, plan.languages) if clause else commitment_words(promise, plan, language)


def _clauses(view: ClaimView, promise: CommitmentView | None, plan: PlanView, language: str) -> list[tuple[str, str]]:
    """The parts of which some may be accepted: those of a promise that is claimed as a whole."""
    if promise is None or not is_of_whole_promise(view.subject):
        return []
    return [
        (one.letter, format_html("{}. {}", one.letter, marked(said(one.text, language, plan.languages))))
        for one in promise.clauses
    ]
