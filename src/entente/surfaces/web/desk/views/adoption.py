"""The last steps of a draft: seen as the public will see it, adopted or thrown away; and removals, each named first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.refs import numbered_ref
from entente.record.plan import commands, queries, rules
from entente.record.plan.queries import CommitmentView, PillarView, PlanStatus, PlanView, TextView
from entente.surfaces.web import labels, links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.wording import Said, native_name, said, spoken

from .overview import commitment_words, pillar_title
from .parts import Choice, ConfirmPage, DeskPage, choice, done, party_names, plan_crumbs, reason, show


@dataclass(frozen=True, slots=True)
class Version:
    """The same words in one language: its own name for itself, and the words."""

    language: str
    words: Said


@dataclass(frozen=True, slots=True)
class CommitmentSeen:
    """A promise as readers will see it.  clauses: (letter, text, who owes it where that differs)."""

    number: str
    title: Said
    summary: Said
    texts: tuple[Version, ...]
    owed_by: str
    kind: str
    strength: str
    clauses: tuple[tuple[str, Said, str], ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PillarSeen:
    """A pillar as readers will see it."""

    number: str
    title: Said
    introductions: tuple[Version, ...]
    commitments: tuple[CommitmentSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage(DeskPage):
    """A draft as readers will see it once it is adopted."""

    heading: Said
    summary: Said
    preambles: tuple[Version, ...]
    pillars: tuple[PillarSeen, ...]
    adopt: Choice
    back: str


@staff
def preview(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    view = queries.get_visible_plan(by, plan, as_of=now())
    promises = queries.commitments(by, plan, as_of=now())
    heading = said(view.title, language, view.languages)
    adopt = rules.can_adopt(by, owner=view.owner, status=view.status, commitments=view.commitments)
    page = PreviewPage(
        title=_("As the public will see it"),
        crumbs=plan_crumbs(view, language),
        heading=heading,
        summary=said(view.summary, language, view.languages),
        preambles=_versions(queries.plan_texts(plan).get("preamble", {}), view, language),
        pillars=tuple(
            _pillar_seen(pillar, view, promises, language) for pillar in queries.pillars(by, plan, as_of=now())
        ),
        adopt=choice(_("Adopt this plan"), links.href("desk_adopt", language, plan=plan), adopt),
        back=links.href("desk_plan", language, plan=plan),
    )
    return show(request, "preview.html", page)


def _versions(texts: dict[str, TextView], plan: PlanView, language: str) -> tuple[Version, ...]:
    """Every language of some authentic words, in the plan's order."""
    tags = [tag for tag in plan.languages if tag in texts]
    return tuple(Version(native_name(tag), spoken(texts[tag].text, tag, language)) for tag in tags)


def _pillar_seen(pillar: PillarView, plan: PlanView, promises: list[CommitmentView], language: str) -> PillarSeen:
    mine = [one for one in promises if one.pillar == pillar.number]
    return PillarSeen(
        number=pillar.number,
        title=pillar_title(pillar, plan, language),
        introductions=_versions(pillar.introductions, plan, language),
        commitments=tuple(_commitment_seen(one, plan, language) for one in mine),
    )


def _commitment_seen(one: CommitmentView, plan: PlanView, language: str) -> CommitmentSeen:
    def owed_by(codes: tuple[str, ...]) -> str:
        return labels.listed([name.text for name in party_names(codes, plan, language)])

    return CommitmentSeen(
        number=one.number,
        title=said(one.title, language, plan.languages),
        summary=said(one.summary, language, plan.languages),
        texts=_versions(one.texts, plan, language),
        owed_by=owed_by(one.obligors),
        kind=str(labels.KINDS[one.kind]),
        strength=str(labels.STRENGTHS[one.strength]),
        clauses=tuple(
            (
                clause.letter,
                said(clause.text, language, plan.languages),
                owed_by(clause.obligors) if set(clause.obligors) != set(one.obligors) else "",
            )
            for clause in one.clauses
        ),
        targets=tuple(f"{target.code} {said(target.title, language)}" for target in one.targets),
    )


@staff
def adopt(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Say what adopting makes public and immutable; then do it."""
    row = queries.get_row(by, plan, as_of=now())
    view = queries.get_visible_plan(by, plan, as_of=now())
    there = links.href("desk_plan", language, plan=plan)
    if view.status != PlanStatus.DRAFT and view.owner == by.owner:  # sent twice, or a second tab
        return HttpResponseRedirect(there)
    decision = rules.can_adopt(by, owner=view.owner, status=view.status, commitments=view.commitments)
    if request.method == "POST":
        require(decision)
        commands.adopt(row, by=by, at=now())
        return done(request, _("The plan is adopted and public. Evidence can be added to its commitments."), there)
    promises = queries.commitments(by, plan, as_of=now())
    tags = sorted({tag for one in promises for tag in one.texts}, key=view.languages.index)
    page = ConfirmPage(
        title=_("Adopt this plan"),
        crumbs=plan_crumbs(view, language),
        question=_("Adopt “%(title)s” and make it public?") % {"title": said(view.title, language, view.languages)},
        facts=(
            ngettext(
                "The text of %(number)d commitment becomes public and can never be edited again.",
                "The text of %(number)d commitments becomes public and can never be edited again.",
                view.commitments,
            )
            % {"number": view.commitments},
            _("Its authentic wording goes on record in: %(languages)s.")
            % {"languages": labels.listed([native_name(tag) for tag in tags]) or _("no language yet")},
            _("Each commitment becomes an entry of the public log, under the name of your post, %(post)s.")
            % {"post": by.post},
            _("From then on a change of the promise takes an amendment that every party signs."),
        ),
        button=_("Adopt and publish"),
        back=there,
        danger=False,
        reason=reason(decision),
    )
    return show(request, "confirm.html", page)


@staff
def discard(request: HttpRequest, by: Actor, language: str, plan: str) -> HttpResponse:
    """Name what throwing a draft away removes; then do it."""
    row = queries.get_row(by, plan, as_of=now())
    require(rules.can_edit(by, owner=row.owner, status=row.status))
    view = queries.get_visible_plan(by, plan, as_of=now())
    title = said(view.title, language, view.languages).text
    if request.method == "POST":
        commands.discard_draft(row, by=by)
        return done(request, _("The draft “%(title)s” is gone.") % {"title": title}, links.href("desk", language))
    page = ConfirmPage(
        title=_("Throw this draft away"),
        crumbs=plan_crumbs(view, language),
        question=_("Throw the draft “%(title)s” away?") % {"title": title},
        facts=(
            ngettext(
                "%(number)d commitment and all its wording are removed and cannot be brought back.",
                "%(number)d commitments and all their wording are removed and cannot be brought back.",
                view.commitments,
            )
            % {"number": view.commitments},
            _("Your own log keeps the entries that say it existed. Nothing of it was public."),
        ),
        button=_("Throw it away"),
        back=links.href("desk_plan", language, plan=plan),
        danger=True,
    )
    return show(request, "confirm.html", page)


@staff
def pillar_remove(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    row = queries.get_pillar_row(by, plan, number, as_of=now())
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(rules.can_edit(by, owner=view.owner, status=view.status))
    there = links.href("desk_plan", language, plan=plan)
    if request.method == "POST":
        commands.remove_pillar(row, by=by)
        return done(request, _("Pillar %(number)s is removed.") % {"number": number}, there)
    pillar = next(one for one in queries.pillars(by, plan, as_of=now()) if one.number == number)
    page = ConfirmPage(
        title=_("Remove a pillar"),
        crumbs=plan_crumbs(view, language),
        question=_("Remove pillar %(number)s, “%(title)s”?")
        % {"number": number, "title": pillar_title(pillar, view, language)},
        facts=(
            ngettext(
                "%(number)d commitment is removed with it.",
                "%(number)d commitments are removed with it.",
                pillar.commitments,
            )
            % {"number": pillar.commitments},
        ),
        button=_("Remove it"),
        back=there,
        danger=True,
    )
    return show(request, "confirm.html", page)


@staff
def commitment_remove(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    ref = numbered_ref(plan, number)
    row = queries.get_commitment_row(by, ref, as_of=now())
    view = queries.get_visible_plan(by, plan, as_of=now())
    require(rules.can_edit(by, owner=view.owner, status=view.status))
    there = links.href("desk_plan", language, plan=plan)
    if request.method == "POST":
        commands.remove_commitment(row, by=by)
        return done(request, _("Commitment %(number)s is removed.") % {"number": number}, there)
    words = commitment_words(queries.get_visible_commitment(by, ref, as_of=now()), view, language)
    page = ConfirmPage(
        title=_("Remove a commitment"),
        crumbs=plan_crumbs(view, language),
        question=_("Remove commitment %(number)s?") % {"number": number},
        facts=(words.text, _("The numbers of the others stay as they are.")),
        button=_("Remove it"),
        back=there,
        danger=True,
    )
    return show(request, "confirm.html", page)
