"""Who carries the promise: bodies by party, and the parties that have named nobody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.delivery.queries import LeadRole, LeadView
from entente.record.plan.queries import CommitmentView
from entente.surfaces.web import labels
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.wording import Said

CARRYING = (LeadRole.LEAD, LeadRole.SUPPORTING)


@dataclass(frozen=True, slots=True)
class LeadItem:
    """A body that carries the promise.

    facts   its role, its period, the post there that answers for it
    follows who carries on its work today, "" while it exists itself
    """

    name: Said
    facts: str
    source: str
    follows: str = ""


@dataclass(frozen=True, slots=True)
class LeadGroup:
    """The bodies of one party, or those between or outside the parties.

    is_unclaimed  the party owes the promise and nobody leads it there
    """

    name: str
    leads: tuple[LeadItem, ...]
    is_unclaimed: bool = False


def lead_groups(leads: Sequence[LeadView], promise: CommitmentView, reader: Reader) -> tuple[LeadGroup, ...]:
    """A group for each party that owes the promise or carries it, in the plan's order, then the bodies of nobody's."""
    owing = {*promise.obligors, *(code for clause in promise.clauses for code in clause.obligors)}
    by_party: dict[str, list[LeadView]] = {party.code: [] for party in reader.plan.parties}
    for lead in leads:
        by_party.setdefault(lead.party, []).append(lead)
    return tuple(
        LeadGroup(
            name=reader.party(code) if code else _("Between or outside the parties"),
            leads=tuple(_item(lead, reader) for lead in found),
            is_unclaimed=code in owing and not any(not lead.is_over and lead.role in CARRYING for lead in found),
        )
        for code, found in by_party.items()
        if found or code in owing
    )


def _item(lead: LeadView, reader: Reader) -> LeadItem:
    facts = [str(labels.ROLES[lead.role])]
    if lead.from_on:
        facts.append(_("from %(date)s") % {"date": reader.period(lead.from_on)})
    if lead.to_on:
        facts.append(_("until %(date)s") % {"date": reader.period(lead.to_on)})
    if lead.post_title:
        facts.append(reader.said(lead.post_title).text)
    if lead.is_acting:
        facts.append(_("somebody stands in for its holder"))
    followers = [reader.said(name).text for _slug, name in lead.carried_on_by]
    return LeadItem(
        name=reader.said(lead.name),
        facts=", ".join(facts),
        source=lead.source_address,
        follows=_("now %(bodies)s") % {"bodies": labels.listed(followers)} if followers else "",
    )
