"""What entries of a log are about, and by which post, called by their names; the identifiers stand beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref, activity_ref, candidate_ref, milestone_ref, session_ref
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import PostName
from entente.foundation.ledger import queries as ledger
from entente.foundation.sources import queries as sources
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import Said, said, spoken

from . import words

LONGEST = 60
"""So many letters of a plan's title are shown where many things are listed."""
UNNAMED = ("user/", "act/")
"""Beginnings of subjects whose identifier tells nobody anything."""


@dataclass(frozen=True, slots=True)
class Named:
    """pieces: from the plan down to the thing, each in its language; beside: the identifier, "" where it says no more."""

    pieces: tuple[Said, ...]
    beside: str

    def __str__(self) -> str:
        return " · ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Names:
    """What a list names.

    plans   slug -> plan of which the reader may read the title
    things  ref -> what a promise, something below it, an activity, a source or a group is called
    sides   code or slug -> name of a party or body
    record  the name of this record in its log, "" before it has one
    """

    language: str
    plans: Mapping[str, PlanView]
    things: Mapping[str, Wording]
    sides: Mapping[str, Wording]
    posts: Mapping[str, PostName]
    record: str

    def subject(self, ref: str) -> Named:
        """What an entry is about."""
        try:
            parsed = Ref.parse(ref)
        except ValueError:
            parsed = None
        plan = self.plans.get(parsed.plan) if parsed else None
        if parsed is None or plan is None:
            return self._apart(ref)
        title = self._in_short(plan)
        return Named((title, *filter(None, self._below(parsed, plan))), ref)

    def post(self, ref: str) -> Named:
        """ "Desk officer · Foreign Office", beside it the post itself."""
        name = self.posts.get(ref)
        pieces = tuple(filter(None, map(self._said, (name.title, name.body)))) if name else ()
        return Named(pieces, ref) if pieces else self._apart(ref)

    def _apart(self, ref: str) -> Named:
        """A subject that lies in no plan: a side, a post, a source; as it is where it has no name."""
        if ref in self.posts:
            return self.post(ref)
        if ref == self.record:
            return Named((self._plain(_("this record")),), ref)
        if ref == SYSTEM.post:
            return Named((self._plain(_("the software")),), "")
        name = self._said(self.things.get(ref) or self.sides.get(ref) or {})
        if name:
            return Named((name,), ref)
        return Named(
            (self._plain(words.subject(ref)),), "" if words.subject(ref) == ref or ref.startswith(UNNAMED) else ref
        )

    def _below(self, ref: Ref, plan: PlanView) -> Iterator[Said]:
        if ref.number:
            yield self._plain(f"{ref.number} {ref.clause}".strip())
            yield self._thing(ref.commitment, plan)
        if ref.voice:
            yield self._side(ref.voice)
        if ref.kind == "updates":
            owner, _dash, number = ref.slug.rpartition("-")
            yield self._plain(_("update %(number)s") % {"number": number})
            yield self._side(owner)
        elif ref.kind:
            below = milestone_ref if ref.kind == "milestones" else candidate_ref
            yield self._plain(str(words.KINDS_BELOW[ref.kind]))
            yield self._thing(below(ref.commitment, ref.slug), plan, otherwise=ref.slug)
        if ref.activity:
            activity = activity_ref(ref.plan, ref.activity)
            yield self._thing(activity, plan, otherwise=ref.activity)
            if ref.stage:
                yield self._plain(words.stage_below(ref.stage))
            if ref.session:
                yield self._thing(session_ref(activity, ref.session), plan, otherwise=ref.session)

    def _thing(self, ref: str, plan: PlanView, *, otherwise: str = "") -> Said:
        return said(self.things.get(ref) or {}, self.language, plan.languages) or self._plain(otherwise)

    def _side(self, code: str) -> Said:
        return self._said(self.sides.get(code) or {}) or self._plain(code)

    def _in_short(self, plan: PlanView) -> Said:
        title = said(plan.title, self.language, plan.languages)
        return Said(shortened(title.text, LONGEST), title.language, title.attrs, title.is_other)

    def _said(self, wording: Wording) -> Said:
        return said(wording, self.language)

    def _plain(self, text: str) -> Said:
        return spoken(text, self.language, self.language)


def names_for(
    by: Actor, refs: Collection[str], posts: Collection[str], known: Mapping[str, PlanView], language: str, at: datetime
) -> Names:
    """The names that a list of these subjects and posts needs, as the actor may read them.  Twelve queries at most."""
    parsed = [ref for ref in map(_parsed, refs) if ref]
    sides = {ref.plan for ref in parsed} | {ref.voice for ref in parsed} | {*refs}
    sides |= {ref.slug.rpartition("-")[0] for ref in parsed if ref.kind == "updates"}
    things: dict[str, Wording] = {
        **plans.titles_of(by, {ref.commitment for ref in parsed if ref.number}, as_of=at),
        **delivery.titles_of(by, parsed, as_of=at),
        **sources.document_titles(by, refs, as_of=at),
    }
    if any(ref.startswith("groups/") for ref in refs):
        things |= {f"groups/{group.slug}": group.name for group in directory.groups_seen_by(by, on=at.date())}
    return Names(
        language,
        known,
        things,
        directory.names_of_sides({one for one in sides if one and one not in known}),
        directory.post_names({*posts, *(ref for ref in refs if "/" in ref)}),
        ledger.record_name(),
    )


def _parsed(ref: str) -> Ref | None:
    try:
        return Ref.parse(ref)
    except ValueError:
        return None
