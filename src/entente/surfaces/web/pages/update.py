"""One update by its permanent address: the words that stand, every earlier version, and what each correction changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.refs import numbered_ref
from entente.foundation.ledger import queries as ledger
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import UpdateView
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification
from entente.surfaces.intake.align import Piece, word_diff
from entente.surfaces.web import links
from entente.surfaces.web.cite import Citation, citations
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.rows import title_of
from entente.surfaces.web.updates import UpdateItem, claims_by_name, update_address, update_item
from entente.surfaces.web.wording import Said


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """How the words of one field differ from those of the version before."""

    label: str
    attrs: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class VersionStep:
    """A version and what it changed.  diffs: () for the first, and where only other languages changed."""

    link: NavigationLink
    published: str
    correction: Said
    diffs: tuple[FieldDiff, ...]


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """A version of an update.

    is_current  False for a version that a correction has replaced; current: address of the one that stands
    steps       every version, latest first
    """

    title: str
    description: str
    bar: PlanBar
    promise: NavigationLink
    update: UpdateItem
    is_current: bool
    current: str
    steps: tuple[VersionStep, ...]
    citations: tuple[Citation, ...]
    permanent: str


def update(request: HttpRequest, language: str, plan: str, number: str, update: str, version: str = "") -> HttpResponse:
    """version "": the one that stands."""
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    promise = plans.get_visible_commitment(PUBLIC, numbered_ref(plan, number), as_of=as_of)
    versions = delivery.versions_of(PUBLIC, f"{promise.ref}/updates/{update}", as_of=as_of)
    shown = next((one for one in versions if str(one.version) == version), None) if version else versions[0]
    if shown is None:
        raise Http404
    posts = {one.published_by for one in versions}
    reader = reader_of(view, language, as_of, owners={shown.owner}, posts=posts)
    claims = claims_by_name(verification.claims_on_commitment(PUBLIC, promise.ref, as_of=as_of))
    item = update_item(shown, versions, claims, reader)
    entries = ledger.history(shown.ref, limit=1, as_of=as_of)
    permanent = links.absolute(update_address(shown, reader, is_version=True))
    heading = f"{promise.number} {title_of(promise, view, language).text}"
    page = UpdatePage(
        title=item.title,
        description=item.done.text or item.title,
        bar=plan_bar(view, language, "commitments", entries[0].at if entries else None),
        promise=NavigationLink(heading, links.href("commitment", language, plan=plan, number=number), False),
        update=item,
        is_current=shown.is_current,
        current=update_address(shown, reader),
        steps=tuple(_steps(versions, shown, reader)),
        citations=citations(view, f"{promise.number} {item.title}", shown.ref, permanent, as_of, language),
        permanent=permanent,
    )
    return render(request, "web/pages/update.html", {"page": page})


def _steps(versions: Sequence[UpdateView], shown: UpdateView, reader: Reader) -> list[VersionStep]:
    """Versions, latest first, each beside the one before it."""
    before = {one.version: one for one in versions}
    return [
        VersionStep(
            link=NavigationLink(
                _("version %(number)d") % {"number": one.version},
                update_address(one, reader, is_version=True),
                one.version == shown.version,
            ),
            published=reader.day(one.public_at.date()) if one.public_at else "",
            correction=reader.said(one.correction),
            diffs=_diffs(before.get(one.version - 1), one, reader),
        )
        for one in versions
    ]


def _diffs(old: UpdateView | None, new: UpdateView, reader: Reader) -> tuple[FieldDiff, ...]:
    if old is None:
        return ()
    made = []
    for label, earlier, later in (
        (_("What was done"), old.done, new.done),
        (_("Next step"), old.next_step, new.next_step),
        (_("Challenges"), old.challenges, new.challenges),
    ):
        words = reader.said(later or earlier)
        was, now = earlier.get(words.language, ""), later.get(words.language, "")
        if was != now:
            made.append(FieldDiff(label, words.attrs, word_diff(was, now)))
    return tuple(made)
