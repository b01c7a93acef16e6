"""The only code that changes a report: begun, put together, files handed in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, NotVisible, RuleBroken
from entente.record.plan import queries as plans

from . import rules
from .compose import PARTS, Choice, parts_of, require_past
from .facts import eyes
from .making import discard_files_of
from .meetings import prepared_for
from .models import Report
from .reading import FOLDER
from .uploads import checked_logo, checked_template
from .words import Kind

TYPED_MAX = 60_000
"""So many letters a part may have: some thirty pages."""
OCCASION_MAX = 300


@dataclass(frozen=True, slots=True)
class Edit:
    """A report as its form sends it.  revision: the one that was opened."""

    revision: int
    parts: Sequence[str]
    left: Sequence[str]
    typed: Mapping[str, str]
    areas: Sequence[str] = ()
    reference: str = ""
    occasion: str = ""
    place: str = ""
    since: date | None = None
    template: tuple[str, bytes] | None = None
    logo: tuple[str, bytes] | None = None
    drops: frozenset[str] = field(default_factory=frozenset)
    """Files to be taken away: "template", "logo"."""


@transaction.atomic
def begin(choice: Choice, *, by: Actor, at: datetime, meeting: str = "") -> Report:
    """Begin a report.  meeting: ref of the one that a briefing book is for, which fills it in.

    Raises ActionDenied, NotVisible (the plan, the promise or the meeting), RuleBroken (a note about nothing).
    """
    require(rules.can_make(by))
    who = eyes(by, choice.reach)
    plans.get_visible_plan(who, choice.plan, as_of=at)
    if choice.kind is Kind.NOTE:
        if not choice.number:
            raise RuleBroken(_("A question-period note is about one commitment; name its number."))
        plans.get_visible_commitment(who, f"{choice.plan}/{choice.number}", as_of=at)
    if meeting:
        choice = prepared_for(choice, meeting, by=by, as_of=at)
    chosen = [part.key for part in parts_of(choice.kind)]
    every = [part.key for part in PARTS[choice.kind]]
    return Report.objects.create(
        owner=by.owner,
        post=by.post,
        capacity=by.capacity,
        plan=choice.plan,
        kind=choice.kind,
        language=choice.language,
        reach=choice.reach,
        number=choice.number,
        areas=list(choice.areas),
        reference=choice.reference,
        occasion=choice.occasion[:OCCASION_MAX],
        place=choice.place[:OCCASION_MAX],
        since_on=choice.since,
        typed=dict(choice.typed),
        parts=chosen,
        left=[key for key in every if key not in chosen],
        changed_by=by.user_id or "",
        changed_at=at,
    )


@transaction.atomic
def edit(report: Report, wanted: Edit, *, by: Actor, at: datetime) -> Report:
    """Keep what was typed and chosen.  Raises ActionDenied, RuleBroken, InvalidTransition (somebody else was faster)."""
    require(rules.can_make(by))
    held = Report.objects.select_for_update().filter(pk=report.pk, owner=by.owner).first()
    if held is None:
        raise NotVisible(_("There is no such report here."))
    if held.revision != wanted.revision:
        raise InvalidTransition(
            _(
                "Somebody else changed this report after you opened it. What you typed stands below; save it again to keep it."
            )
        )
    _require_short(wanted.typed)
    held.parts = [part.key for part in parts_of(Kind(held.kind), tuple(wanted.parts))] if wanted.parts else []
    if not held.parts:
        raise RuleBroken(_("A report needs at least one part; choose one."))
    require_past(wanted.since, at)
    held.occasion, held.place = wanted.occasion[:OCCASION_MAX], wanted.place[:OCCASION_MAX]
    held.since_on = wanted.since
    held.left = [key for key in wanted.left if key not in held.parts]
    held.typed, held.areas, held.reference = dict(wanted.typed), list(wanted.areas), wanted.reference[:80]
    _hand_in(held, wanted)
    held.revision += 1
    held.changed_by, held.changed_at = by.user_id or "", at
    held.save()
    return held


def _require_short(typed: Mapping[str, str]) -> None:
    for text in typed.values():
        if len(text) > TYPED_MAX:
            raise RuleBroken(
                _("A part has %(letters)d letters; at most %(most)d are kept. Shorten it.")
                % {"letters": len(text), "most": TYPED_MAX}
            )


def _hand_in(held: Report, wanted: Edit) -> None:
    """Check what was handed in, note its name, and keep its bytes once the change is certain."""
    if wanted.template:
        template = checked_template(*wanted.template)
        held.template = wanted.template[0][-255:]
        _keep(f"{FOLDER}/{held.pk}.template", template)
    elif "template" in wanted.drops:
        held.template = ""
    if wanted.logo:
        held.is_svg = checked_logo(*wanted.logo).is_svg
        held.logo = wanted.logo[0][-255:]
        _keep(f"{FOLDER}/{held.pk}.logo", wanted.logo[1])
    elif "logo" in wanted.drops:
        held.logo = ""


def _keep(path: str, data: bytes) -> None:
    default_storage.delete(path)
    default_storage.save(path, io.BytesIO(data))


@transaction.atomic
def discard(report: Report, *, by: Actor) -> None:
    """Throw a report away with its issues.  Raises ActionDenied, RuleBroken (something of it is public)."""
    require(rules.can_make(by))
    if report.owner != by.owner:
        raise NotVisible(_("There is no such report here."))
    if report.issues.filter(published_at__isnull=False).exists():
        raise RuleBroken(
            _("An issue of this report was published; it stays, so that what was public can be looked up.")
        )
    issues = list(report.issues.only("pk"))
    gone = Report(pk=report.pk)
    report.delete()
    transaction.on_commit(lambda: discard_files_of(gone, issues))
