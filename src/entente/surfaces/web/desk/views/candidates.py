"""The candidates of a promise: events that may have fulfilled it, argued by everybody, decided by each that owes it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, require
from entente.foundation.common.errors import NotVisible
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.commands import CandidateFacts
from entente.record.delivery.queries import ArgumentView, CandidateAnswer, CandidateView, DecisionView, Stance
from entente.record.verification import queries as verification
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.promises import ArgumentForm, CandidateForm, DecisionForm
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import Said, said

from .acting import Act, answer, new_slug, sent
from .parts import Choice, Crumb, DeskPage, choice, show, speaks_in
from .promise import About, about_of, languages_of, owner_name, subject_words, subjects_of, work_crumbs


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate in a list."""

    title: Said
    facts: str
    tag: Tag
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesPage(DeskPage):
    """The candidates of a promise, accepted ones first."""

    about: About
    candidates: tuple[CandidateLine, ...]
    add: Choice


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one side says of a candidate."""

    side: str
    words: Said
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePage(DeskPage):
    """A candidate, whole.  evidence: address at which evidence of it is added."""

    about: About
    name: Said
    summary: Said
    facts: str
    tag: Tag
    pro: tuple[VoiceLine, ...]
    contra: tuple[VoiceLine, ...]
    decisions: tuple[VoiceLine, ...]
    undecided: str
    argue: Choice
    decide: Choice
    evidence: str


@staff
def candidates(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    found = queries.candidates_on(by, about.ref, as_of=now())
    page = CandidatesPage(
        title=_("Candidates"),
        crumbs=work_crumbs(about, language),
        about=about,
        candidates=tuple(
            CandidateLine(
                title=said(one.title, language, about.plan.languages),
                facts=_facts(one, about, language),
                tag=activity_labels.candidate(one.state),
                address=_here(about, one.slug, language),
            )
            for one in found
        ),
        add=choice(
            _("Propose a candidate"), links.href("desk_candidate_add", language, **about.keys), rules.can_propose(by)
        ),
    )
    return show(request, "candidates.html", page)


@staff
def candidate_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    require(rules.can_propose(by))
    languages, owed = languages_of(by, about, language)
    subjects = subjects_of(about, language)
    form = CandidateForm(
        sent(request), initial={"subject": about.ref}, languages=languages, owed=owed, subjects=subjects
    )

    def do() -> None:
        read, title = form.cleaned_data, form.words_said()
        taken = (one.slug for one in queries.candidates_on(by, about.ref, as_of=now()))
        slug = new_slug(title, taken, "candidate")
        summary = form.wording("summary", languages)
        facts = CandidateFacts(read["subject"], slug, title, read["happened"], summary)
        commands.propose_candidate(facts, by=by, at=now())

    act = Act(_("Propose a candidate"), _("Put it on record"), _("The candidate is on record and public."), form, do)
    return answer(request, language, about, act, links.href("desk_candidates", language, **about.keys))


@staff
def candidate(request: HttpRequest, by: Actor, language: str, plan: str, number: str, candidate: str) -> HttpResponse:
    about = about_of(by, language, plan, number)
    one = _one(by, about, candidate)
    return show(request, "candidate.html", _page(by, about, one, language))


@staff
def candidate_act(
    request: HttpRequest, by: Actor, language: str, *, plan: str, number: str, candidate: str, act: str
) -> HttpResponse:
    """Argue or decide.  Raises ActionDenied, NotVisible."""
    about = about_of(by, language, plan, number)
    one = _one(by, about, candidate)
    if act not in ("argue", "decide"):
        raise NotVisible(f"There is nothing “{act}” to do here.")
    require(_may(by, one, act))
    made = _argue(request, by, about, one, language) if act == "argue" else _decide(request, by, about, one, language)
    here = _here(about, candidate, language)
    crumbs = (_list(about, language), Crumb(said(one.title, language, about.plan.languages).text, here))
    return answer(request, language, about, made, here, crumbs)


def _argue(request: HttpRequest, by: Actor, about: About, one: CandidateView, language: str) -> Act:
    languages, owed = languages_of(by, about, language)
    own = [view for view in verification.claims_on_commitment(by, about.ref, as_of=now()) if view.owner == by.owner]
    claims = [(view.slug, shortened(said(view.statement, language, about.plan.languages).text)) for view in own]
    form = ArgumentForm(sent(request), languages=languages, owed=owed, claims=claims)

    def do() -> None:
        row = queries.get_candidate_row(by, about.ref, one.slug, as_of=now())
        slug = form.cleaned_data["claim"]
        claim = verification.get_claim_row(by, by.owner, slug, as_of=now()) if slug else None
        stance = Stance(form.cleaned_data["stance"])
        commands.argue(row, stance, form.words_said(), by=by, at=now(), claim=claim)

    return Act(
        _("Argue for it or against it"), _("Put it on record"), _("The argument is on record and public."), form, do
    )


def _decide(request: HttpRequest, by: Actor, about: About, one: CandidateView, language: str) -> Act:
    languages, owed = languages_of(by, about, language)
    form = DecisionForm(sent(request), languages=languages, owed=owed)

    def do() -> None:
        row = queries.get_candidate_row(by, about.ref, one.slug, as_of=now())
        answered = CandidateAnswer(form.cleaned_data["answer"])
        commands.decide_candidate(row, answered, form.words_said(), by=by, at=now())

    hint = _(
        "It is accepted when every party that owes the promise accepts it. Your side may decide anew; both stay on record."
    )
    return Act(
        _("Decide for your side"), _("Decide"), _("Your side’s decision is on record and public."), form, do, hint
    )


def _one(by: Actor, about: About, slug: str) -> CandidateView:
    """Raises NotVisible."""
    queries.get_candidate_row(by, about.ref, slug, as_of=now())
    return next(one for one in queries.candidates_on(by, about.ref, as_of=now()) if one.slug == slug)


def _may(by: Actor, one: CandidateView, act: str) -> Decision:
    return rules.can_argue(by) if act == "argue" else rules.can_decide_candidate(by, one.obligors)


def _list(about: About, language: str) -> Crumb:
    return Crumb(_("Candidates"), links.href("desk_candidates", language, **about.keys))


def _here(about: About, slug: str, language: str) -> str:
    return links.href("desk_candidate", language, **about.keys, candidate=slug)


def _facts(one: CandidateView, about: About, language: str) -> str:
    return " · ".join(
        [
            dates.period(one.happened, language),
            subject_words(about, one.subject, language),
            owner_name(about, one.owner, language),
        ]
    )


def _page(by: Actor, about: About, one: CandidateView, language: str) -> CandidatePage:
    name = said(one.title, language, about.plan.languages)
    keys = {**about.keys, "candidate": one.slug}
    order = about.plan.languages

    def voices(given: tuple[ArgumentView, ...]) -> tuple[VoiceLine, ...]:
        return tuple(
            VoiceLine(
                owner_name(about, line.owner, language),
                said(line.text, language, order),
                dates.instant(line.made_at, language),
            )
            for line in given
        )

    def decided(line: DecisionView) -> VoiceLine:
        answered = str(activity_labels.ANSWERS[CandidateAnswer(line.answer)])
        return VoiceLine(
            labels.named(owner_name(about, line.party, language), answered),
            said(line.reason, language, order),
            dates.instant(line.made_at, language),
        )

    return CandidatePage(
        title=name.text,
        crumbs=(*work_crumbs(about, language), _list(about, language)),
        about=about,
        name=name,
        summary=said(one.summary, language, order),
        facts=_facts(one, about, language),
        tag=activity_labels.candidate(one.state),
        pro=voices(one.pro),
        contra=voices(one.contra),
        decisions=tuple(decided(line) for line in (*one.decisions, *one.earlier)),
        undecided=labels.listed([owner_name(about, code, language) for code in one.undecided]),
        argue=choice(
            _("Argue for it or against it"),
            links.href("desk_candidate_act", language, **keys, act="argue"),
            _may(by, one, "argue"),
        ),
        decide=choice(
            _("Decide for your side"),
            links.href("desk_candidate_act", language, **keys, act="decide"),
            _may(by, one, "decide") and speaks_in(by, about.plan),
        ),
        evidence=links.with_query(links.href("desk_evidence", language, **about.keys), {"about": one.ref}),
    )
