"""What a feed says of a subject: entries of the public log in plain words, each with a name that stays the same for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import LoggedEntry
from entente.surfaces.web import links
from entente.surfaces.web.changes import Change, named_changes
from entente.surfaces.web.wording import Said, said

from .subjects import Subject
from .words import SubjectKind

SHOWN = 100
"""As many entries as a feed holds; the page "What changed" has all of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry.

    key      urn:uuid made of its leaf and the language: the same whatever host serves it
    title    "6.4: Update published"; text: what it says, empty when the title says all
    updated  the entry's instant; of one whose words were removed, the instant of that
    """

    key: str
    title: str
    text: Said | None
    by: str
    address: str
    action: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A subject's latest entries, newest first.

    key      urn:uuid of the feed in its language
    title    the subject's name, and the plan's beside it; page, atom, json: absolute addresses
    updated  of what changed last in it
    """

    key: str
    title: Said
    description: str
    language: str
    keeper: str
    page: str
    updated: datetime
    items: tuple[Item, ...]


def feed_of(subject: Subject, language: str, *, as_of: datetime) -> Feed:
    """The feed of a subject at an instant.  At most five queries, and one more for every hundred promises of a body."""
    entries = ledger.history_of(subject.refs, limit=SHOWN, as_of=as_of)
    items = items_of(subject, entries, language, as_of=as_of)
    named = f"{ledger.record_name()} {subject.plan.slug} {subject.kind} {subject.key} {language}"
    return Feed(
        key=_urn(named),
        title=title_of(subject, language),
        description=_("What was published, as it stands in the public log."),
        language=language,
        keeper=said(subject.plan.keeper_name, language, subject.plan.languages).text,
        page=links.absolute(subject.page(language)),
        updated=max((one.updated for one in items), default=subject.plan.adopted_at or as_of),
        items=items,
    )


def items_of(subject: Subject, entries: Sequence[LoggedEntry], language: str, *, as_of: datetime) -> tuple[Item, ...]:
    """Entries in plain words, in the order given; those of one promise do not name it again.  At most three queries."""
    is_of_many = subject.kind != SubjectKind.COMMITMENT
    told = named_changes(entries, subject.plan, language, as_of=as_of, is_of_many=is_of_many)
    return tuple(_item(entry, change, language) for entry, change in zip(entries, told, strict=True))


def title_of(subject: Subject, language: str) -> Said:
    """ "6.4 A register of fairs – The plan", in the language in which the subject's name is."""
    name = said(subject.name, language, subject.plan.languages)
    plan = said(subject.plan.title, language, subject.plan.languages).text
    words = f"{subject.number} {name.text}".strip()
    whole = words if words == plan else f"{words} – {plan}"
    return Said(whole, name.language, name.attrs, name.is_other)


def _item(entry: LoggedEntry, change: Change, language: str) -> Item:
    place = f"{change.number}{colon()}" if change.number else ""
    erased = entry.erased_at if entry.content is None else None
    return Item(
        key=_urn(f"{entry.leaf} {language}"),
        title=f"{place}{change.action}",
        text=change.text,
        by=change.by,
        address=links.absolute(change.address),
        action=entry.action,
        published=entry.at.astimezone(UTC),
        updated=(erased or entry.at).astimezone(UTC),
    )


def colon() -> str:
    """As the language that is written sets it: in French with a space before it."""
    return _(": ")


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"entente {name}").urn
