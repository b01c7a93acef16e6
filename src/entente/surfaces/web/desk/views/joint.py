"""Put a joint status before all parties, beginning from what each side says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.accord.queries import ProposalView
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.record.assessment import commands, queries
from entente.record.assessment.queries import JointView, Reports
from entente.record.assessment.rules.joint import JointContent, can_propose_joint
from entente.record.plan.queries import Kind
from entente.record.verification import queries as verification
from entente.surfaces.web import labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.fields import errors_of, initial_of
from entente.surfaces.web.desk.forms.joint import JointForm
from entente.surfaces.web.joint import JointItem, joint_item
from entente.surfaces.web.reader import reader_of

from .acting import ActPage, sent
from .parts import Choice, done, show
from .promise import About, about_of, subject_words, subjects_of, work_crumbs


@dataclass(frozen=True, slots=True, kw_only=True)
class JointPage(ActPage):
    """What all would sign.

    joint     what there is together now
    subject   in words; others: the same page for the other parts of the promise
    proposal  address of what lies before the parties already, "" for nothing
    """

    joint: JointItem
    subject: str
    others: tuple[Choice, ...]
    proposal: str


@staff
def joint(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Propose a joint status, or other words for the one that lies before the parties.  Raises NotVisible, ActionDenied."""
    about = about_of(by, language, plan, number)
    parties = [party.code for party in about.plan.parties]
    require(can_propose_joint(by, parties=parties, keeper=about.plan.owner))
    subjects = dict(subjects_of(about, language))
    asked = request.GET.get("part", "")
    subject = f"{about.ref}#{asked}" if f"{about.ref}#{asked}" in subjects else about.ref
    reports = queries.reports_on_plan(by, plan, as_of=now(), refs=[about.ref])
    view = queries.joints([about.view], reports, as_of=now(), with_past=True)[subject]
    known = queries.proposal_on(by, subject, as_of=now())
    form = JointForm(
        sent(request),
        initial=_initial(by, view, reports, known),
        languages=list(dict.fromkeys(tag for party in about.plan.parties for tag in party.languages)),
        claims=_claims(about, language),
        is_standing=about.view.kind == Kind.STANDING,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.propose_joint(form.facts(subject), by=by, at=now(), revision=form.cleaned_data["revision"])
        except (RuleBroken, InvalidTransition) as wrong:
            form.refuse(wrong.sentence)
        else:
            told = _("The joint status lies before all parties; it is joint when the last of them has signed.")
            return done(request, told, links.href("desk_proposal", language, key=str(made.pk)))
    return show(request, "joint.html", _page(about, view, known, form, subjects, language))


def _page(
    about: About,
    view: JointView,
    known: ProposalView | None,
    form: JointForm,
    subjects: Mapping[str, str],
    language: str,
) -> JointPage:
    here = links.href("desk_joint", language, **about.keys)
    reader = reader_of(about.plan, language, now())
    return JointPage(
        title=_("Propose a joint status"),
        crumbs=work_crumbs(about, language),
        errors=errors_of(form),
        about=about,
        form=form,
        button=_("Put it before all parties") if known is None else _("Put these words instead"),
        back=links.href("desk_work", language, **about.keys),
        hint=_(
            "Every party of the plan signs it, also one that does not owe this promise. Until then it binds nobody."
        ),
        joint=joint_item(view, reader),
        subject=subject_words(about, view.subject, language),
        others=tuple(
            Choice(words, links.with_query(here, {"part": ref.partition("#")[2]}))
            for ref, words in subjects.items()
            if ref != view.subject
        ),
        proposal=links.href("desk_proposal", language, key=str(known.key)) if known else "",
    )


def _claims(about: About, language: str) -> list[tuple[str, str]]:
    """The public evidence on the promise and its parts, as choices."""
    claims = [one for one in verification.claims_on_commitment(PUBLIC, about.ref, as_of=now()) if one.is_bearing]
    reader = reader_of(about.plan, language, now(), owners={one.owner for one in claims})
    return [
        (f"{one.owner}/{one.slug}", labels.named(reader.owner(one.owner), reader.said(one.statement))) for one in claims
    ]


def _initial(by: Actor, view: JointView, reports: Reports, known: ProposalView | None) -> dict[str, Any]:
    content = JointContent.from_json(known.content) if known else None
    begun = _of_content(content) if content else _of_voices(by, view, reports)
    return {**begun, "revision": known.revision if known else None}


def _of_content(content: JointContent) -> dict[str, Any]:
    """What lies before the parties now."""
    values = {"value": content.value.value, "as_of_on": content.as_of_on, "claims": list(content.claims)}
    return {**values, **initial_of("reason", content.reason)}


def _of_voices(by: Actor, view: JointView, reports: Reports) -> dict[str, Any]:
    """What the sides say themselves: the value of one's own, and in each language the words of the side that speaks it."""
    voices = [reports.statuses[view.subject, code] for code in sorted(view.values, key=lambda code: code != by.owner)]
    if not voices:
        return {"as_of_on": now().date()}
    reason: dict[str, str] = {}
    for voice in voices:
        for tag, text in voice.reason.items():
            reason.setdefault(tag, text)
    claims = {f"{one.owner}/{one.slug}": None for voice in voices for one in voice.claims}
    latest = max(voice.as_of_on for voice in voices)
    return {
        "value": voices[0].value.value,
        "as_of_on": latest,
        "claims": list(claims),
        **initial_of("reason", reason),
    }
