"""For whom something is put into words: the plan, the language, the instant, and the names of all who speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from entente.foundation.common.languages import Wording
from entente.foundation.directory import queries as directory
from entente.foundation.directory.queries import PostName
from entente.record.plan.queries import PlanView

from . import dates
from .wording import Said, said


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of one plan's pages.

    bodies  names of organisations that speak and are neither party nor keeper, by slug
    posts   names of posts by ref
    """

    plan: PlanView
    language: str
    as_of: datetime
    bodies: Mapping[str, Wording] = field(default_factory=dict)
    posts: Mapping[str, PostName] = field(default_factory=dict)

    def said(self, wording: Wording) -> Said:
        return said(wording, self.language, self.plan.languages)

    def day(self, on: date) -> str:
        return dates.day(on, self.language)

    def period(self, text: str) -> str:
        return dates.period(text, self.language)

    def party(self, code: str) -> str:
        """The name of a party, or the code of one that is not of this plan."""
        name = next((party.name for party in self.plan.parties if party.code == code), {})
        return self.said(name).text or code

    def owner(self, code: str) -> str:
        """Whose record something is, by name."""
        if code == self.plan.keeper_slug:
            return self.said(self.plan.keeper_name).text
        if code in self.bodies:
            return self.said(self.bodies[code]).text
        return self.party(code)

    def post(self, ref: str) -> str:
        """ "Desk officer, Foreign Office"; "" for no post, the ref for one that nobody named."""
        name = self.posts.get(ref)
        if name is None:
            return ref
        return ", ".join(part for part in (self.said(name.title).text, self.said(name.body).text) if part)


def reader_of(
    plan: PlanView, language: str, as_of: datetime, *, owners: Iterable[str] = (), posts: Iterable[str] = ()
) -> Reader:
    """A reader who knows these owners and posts by name.  At most two queries."""
    known = {plan.keeper_slug, *(party.code for party in plan.parties)}
    return Reader(
        plan,
        language,
        as_of,
        directory.names_of({owner for owner in owners if owner and owner not in known}),
        directory.post_names({post for post in posts if post}),
    )
