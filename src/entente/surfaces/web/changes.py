"""Entries of the public log in plain words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.foundation.ledger.queries import LoggedEntry
from entente.record.assessment.queries import Completion
from entente.record.plan.queries import PlanView

from . import dates, labels_of_activities, labels_of_change, labels_of_work, links
from .change_actions import ACTIONS
from .change_names import Names, bodies_in, names_in
from .wording import Said, native_name, said, spoken

WORDINGS = ("statement", "title", "name", "done", "reading", "outcome", "text", "basis", "correction", "reason")
"""Fields of an entry that say what it is about, the most telling first."""

SHORT = 5
"""As many changes of one kind on one day are read one by one; more are folded."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: where it applies, what it says, who made it.

    number  "6.4", "9.2 b", the name of an activity, or "" for the whole plan; attrs: of a name in another language
    text    what it says, empty when the action says all
    """

    number: str
    attrs: str
    address: str
    action: str
    text: Said | None
    day: str
    by: str
    position: int


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind on one day.

    count    how many there were; changes: those that are shown, () when only the count is
    is_long  too many to read one by one
    """

    action: str
    count: int
    changes: tuple[Change, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """One day, latest first in a list of them.

    on     "2026-11-24", for whoever looks for a day
    whole  address where each change of its month is read, "" on such a list itself
    """

    day: str
    groups: tuple[ChangeGroup, ...]
    on: str
    whole: str


def changes(entries: Iterable[LoggedEntry], plan: PlanView, language: str) -> list[Change]:
    """Entries about one subject in plain words, in the order given, for its own page.  One query, for the names of bodies."""
    kept = list(entries)
    names = Names(bodies_in(kept))
    return [_change(entry, names, plan, language) for entry in kept]


def named_changes(
    entries: Sequence[LoggedEntry], plan: PlanView, language: str, *, as_of: datetime, is_of_many: bool = True
) -> list[Change]:
    """The same for a list that is read apart from its subject: activities are named.  At most three queries.

    is_of_many  what says nothing by itself bears the title of its promise, or its maker's name
    """
    names = names_in(entries, plan.slug, as_of=as_of)
    if not is_of_many:
        return [_change(entry, names, plan, language) for entry in entries]
    return [_named_change(entry, names, plan, language) for entry in entries]


def by_day(
    entries: Sequence[LoggedEntry],
    counts: Mapping[tuple[date, str], int],
    plan: PlanView,
    language: str,
    *,
    as_of: datetime,
    is_narrowed: bool = False,
) -> tuple[ChangeDay, ...]:
    """Changes by day and by what was done, in the order of `counts`.  At most three queries, for names.

    entries  the newest ones; of a day or a kind whose entries are not all among them, only the count is shown
    counts   (day, action) -> number of entries
    is_narrowed  the list is of a stretch of time, and leads to no other
    """
    held: dict[tuple[date, str], list[LoggedEntry]] = {}
    for entry in entries:
        held.setdefault((entry.at.astimezone(UTC).date(), entry.action), []).append(entry)
    whole = {key: found for key, found in held.items() if len(found) == counts.get(key)}
    names = names_in([entry for found in whole.values() for entry in found], plan.slug, as_of=as_of)
    known = {key: [_named_change(entry, names, plan, language) for entry in found] for key, found in whole.items()}
    days: dict[date, list[ChangeGroup]] = {}
    for (on, action), count in counts.items():
        shown = sorted(known.get((on, action), ()), key=lambda change: _order(change.number))
        days.setdefault(on, []).append(ChangeGroup(_action(action), count, tuple(shown), count > SHORT))
    here = links.href("history", language, plan=plan.slug)
    return tuple(
        ChangeDay(
            dates.day(on, language), tuple(groups), f"{on}", "" if is_narrowed else f"{month_of(here, on)}#day-{on}"
        )
        for on, groups in days.items()
    )


def month_of(history: str, on: date) -> str:
    """Address of what changed in the month of a day: each is a file of its own in a published folder."""
    return links.with_query(history, month_bounds(on))


def month_bounds(on: date) -> dict[str, str]:
    last = on.replace(day=monthrange(on.year, on.month)[1])
    return {"since": f"{on.replace(day=1)}", "until": f"{last}"}


def _order(number: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in number.replace(" ", ".").split(".")]


def _action(action: str) -> str:
    return str(ACTIONS.get(action, _("Changed")))


def _change(entry: LoggedEntry, names: Names, plan: PlanView, language: str) -> Change:
    place, address = _place(entry.subject, names, plan, language)
    return Change(
        number=place.text,
        attrs=place.attrs,
        address=address,
        action=_action(entry.action),
        text=_text(entry, names, plan, language),
        day=dates.day(entry.at.date(), language),
        by=_maker(entry, plan, language),
        position=entry.position,
    )


def _named_change(entry: LoggedEntry, names: Names, plan: PlanView, language: str) -> Change:
    change = _change(entry, names, plan, language)
    if change.text:
        return change
    title = names.promises.get(Ref.parse(entry.subject).number)
    words = said(title, language, plan.languages) if title else None
    return replace(change, text=words or (None if change.number else spoken(change.by, language, language)))


def _place(subject: str, names: Names, plan: PlanView, language: str) -> tuple[Said, str]:
    """The number of the promise, or the name of the activity, and where it can be read."""
    ref = Ref.parse(subject)
    if ref.activity:
        name = names.activities.get(ref.activity) or {language: ref.activity}
        return said(name, language, plan.languages), subject_address(ref, language)
    number = f"{ref.number} {ref.clause}" if ref.clause else ref.number
    return spoken(number, language, language), _with_place(ref, subject_address(ref, language))


def subject_address(ref: Ref, language: str) -> str:
    """Address of the public page of what an entry is about."""
    if ref.activity:
        return links.href("activity", language, plan=ref.plan, activity=ref.activity)
    if not ref.number:
        return links.href("plan", language, plan=ref.plan)
    if ref.kind == "updates":
        return links.href("update", language, plan=ref.plan, number=ref.number, update=ref.slug)
    page = "commitment" if "." in ref.number else "pillar"
    return links.href(page, language, plan=ref.plan, number=ref.number)


def _with_place(ref: Ref, address: str) -> str:
    place = "" if ref.kind == "updates" else ref.kind or ref.clause
    return f"{address}#{place}" if place else address


def _text(entry: LoggedEntry, names: Names, plan: PlanView, language: str) -> Said | None:
    content = entry.content
    if entry.action == "assessment.status.publish" and content is not None:
        return said({language: _status(content, entry, plan, language)}, language)
    if content is None:
        on = dates.day(entry.erased_at.date(), language) if entry.erased_at else ""
        return Said(_("removed on %(date)s") % {"date": on}, language, said({}, language).attrs, False)
    if entry.action == "plan.commitment.resolve":
        return said({language: _fate(content)}, language)
    event = _stage(entry.subject, language) or content.get("event", {})
    if isinstance(wording := next((content[name] for name in WORDINGS if content.get(name)), None), dict):
        about = _of_side(said(wording, language, plan.languages), content.get("milestone_of", ""), plan)
        return _named(event, about, plan, language)
    if name := names.bodies.get(content.get("organisation", "")):
        return said(name, language, plan.languages)
    words = _told(entry, content, plan, language)
    return said({language: words}, language) if words else None


def _stage(subject: str, language: str) -> Wording:
    """What the stage is called that an entry is about, {} where it is about none."""
    code = Ref.parse(subject).stage
    return {language: labels_of_activities.stage_called(code)} if code else {}


def _of_side(words: Said, owner: str, plan: PlanView) -> Said:
    """What a milestone is called and whose it is: two sides may owe the same in the same words."""
    name = next((party.name for party in plan.parties if party.code == owner), None)
    return replace(words, text=f"{words.text} ({said(name, words.language, plan.languages)})") if name else words


def _named(event: object, words: Said, plan: PlanView, language: str) -> Said:
    """What was said of an event, after its name; the name alone where the two stand in different languages."""
    name = said(event, language, plan.languages) if isinstance(event, dict) else None
    if not name:
        return words
    if name.language != words.language:
        return name
    with override(name.language):
        both = _("%(name)s: %(words)s") % {"name": name.text, "words": words.text}
    return spoken(both, name.language, language)


def _told(entry: LoggedEntry, content: dict[str, str], plan: PlanView, language: str) -> str:
    """What an entry without a wording of its own says, "" for nothing more than its action."""
    if entry.action == "plan.text":
        return native_name(content["language"])
    if entry.action == "plan.standing.set":
        return _standing(content, plan, language)
    return _stage(entry.subject, language).get(language, "")


def _status(content: dict[str, str], entry: LoggedEntry, plan: PlanView, language: str) -> str:
    return _("%(party)s: %(value)s") % {
        "party": _maker(entry, plan, language),
        "value": str(labels_of_work.COMPLETION[Completion(content["value"])]).lower(),
    }


def _fate(content: dict[str, Any]) -> str:
    heirs = ", ".join(ref.partition("/")[2] for ref in content["into"])
    fate = str(labels_of_change.FATES[content["fate"]])
    return _("%(fate)s: %(numbers)s") % {"fate": fate, "numbers": heirs} if heirs else fate


def _standing(content: dict[str, str], plan: PlanView, language: str) -> str:
    names = {party.code: said(party.name, language, plan.languages).text for party in plan.parties}
    party = names.get(content["party"], content["party"])
    if content["standing"] == "taking_part":
        return _("%(party)s takes part in this record") % {"party": party}
    return _("%(party)s does not take part in this record") % {"party": party}


def _maker(entry: LoggedEntry, plan: PlanView, language: str) -> str:
    if entry.post == SYSTEM.post:
        return _("set-up of this record")
    if entry.owner == plan.keeper_slug:
        return said(plan.keeper_name, language, plan.languages).text
    names = {party.code: party.name for party in plan.parties}
    return said(names[entry.owner], language, plan.languages).text if entry.owner in names else entry.owner
