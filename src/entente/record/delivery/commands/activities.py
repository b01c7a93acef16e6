"""Writes of activities and of what belongs to them: services, parts, texts, money, term."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex

from babel import numbers
from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.languages import TAG, Wording
from entente.foundation.common.records import Tier, readable
from entente.foundation.common.refs import activity_ref
from entente.foundation.directory.models import Organisation
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.foundation.texts.commands import Worded, note_changed
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.kinds import KINDS, Kind
from entente.record.delivery.models import Activity, InstrumentText, Money, Part, Service
from entente.record.delivery.queries.promises import promise_at
from entente.record.delivery.queries.stages import sides_of
from entente.record.delivery.queries.updates import home_of
from entente.record.delivery.rules import Sides
from entente.record.delivery.words import MoneyKind, PartRole, Scope, Weight
from entente.record.plan import queries as plans
from entente.record.plan.commands import hold_open


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What an activity is; see the fields of Activity.  parties: () means giver and receiver of a one-sided one."""

    plan: str
    slug: str
    kind: str
    title: Wording
    parties: tuple[str, ...] = ()
    scope: Scope = Scope.PARTIES
    giver: str = ""
    receiver: str = ""
    summary: Wording = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """A sum: amount, ISO 4217 code of its currency, day of its value."""

    kind: MoneyKind
    amount: Decimal
    currency: str
    on: date


@transaction.atomic
def add_activity(facts: ActivityFacts, *, by: Actor, owner: str, at: datetime, tier: Tier = Tier.PUBLIC) -> Activity:
    """Put an activity on record.  Raises ActionDenied, NotVisible, RuleBroken (no such kind, wrong sides, name taken)."""
    require(rules.can_write_activity(by, owner=owner))
    rules.require_slug(facts.slug, "The short name of an activity")
    rules.require_wording(facts.title, "The title of the activity")
    kind = _kind(facts.kind)
    sides = Sides(facts.parties or tuple(filter(None, (facts.giver, facts.receiver))), facts.giver, facts.receiver)
    plan = plans.get_visible_plan(by, facts.plan, as_of=at)
    rules.require_sides(kind, facts.scope, sides, (party.code for party in plan.parties))
    activity = Activity.objects.create(
        owner=owner,
        tier=tier,
        made_at=at,
        plan=facts.plan,
        slug=_free_slug(by, facts.plan, facts.slug, at=at),
        kind=kind.code,
        title=facts.title,
        summary=facts.summary,
        scope=facts.scope,
        parties=list(sides.parties),
        giver=sides.giver,
        receiver=sides.receiver,
        post=by.post,
    )
    _note_words(activity)
    _record(
        by,
        "delivery.activity.add",
        activity,
        at=at,
        kind=kind.code,
        title=facts.title,
        scope=str(facts.scope),
        parties=list(sides.parties),
    )
    return activity


@transaction.atomic
def add_serving_activity(
    facts: ActivityFacts, subject: str, weight: Weight, *, by: Actor, at: datetime, tier: Tier = Tier.PUBLIC
) -> Activity:
    """Put an activity on record together with the promise that it serves, or neither."""
    activity = add_activity(facts, by=by, owner=by.owner, at=at, tier=tier)
    serve(activity, subject, weight, by=by, at=at)
    return activity


@transaction.atomic
def describe_activity(
    activity: Activity, title: Wording, summary: Wording, *, by: Actor, at: datetime, seen: str = ""
) -> Activity:
    """Change how an activity is called and described.  The same again changes nothing.

    seen: `rules.words_seen` of title and summary as they stood when they were opened; "": whatever stands.
    Raises ActionDenied, Conflict (others were saved meanwhile), RuleBroken.
    """
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    require(rules.can_write_activity(by, owner=activity.owner))
    rules.require_wording(title, "The title of the activity")
    if (activity.title, activity.summary) == (title, summary):
        return activity
    if seen and seen != rules.words_seen(activity.title, activity.summary):
        raise Conflict(
            "Somebody else changed this activity since you opened it; nothing was saved.",
            mine={"title": title, "summary": summary},
            theirs={"title": activity.title, "summary": activity.summary},
            revision=0,
        )
    activity.title, activity.summary = title, summary
    activity.save(update_fields=["title", "summary"])
    _note_words(activity)
    _record(by, "delivery.activity.describe", activity, at=at, title=title, summary=summary)
    return activity


@transaction.atomic
def serve(
    activity: Activity, subject: str, weight: Weight, *, by: Actor, at: datetime, note: Wording | None = None
) -> Service:
    """Say that an activity serves a promise or a clause, and with what weight.  Once more changes the weight.

    Raises ActionDenied, NotVisible, RuleBroken: a wider activity never fulfils a promise by itself.
    """
    require(rules.can_write_activity(by, owner=activity.owner))
    promise = promise_at(by, subject, as_of=at)
    rules.require_service(Scope(activity.scope), weight, sides_of(activity), promise.obligors)
    values = {"weight": weight, "note": note or {}}
    service, is_new = Service.objects.get_or_create(
        activity=activity,
        subject=subject,
        withdrawn_at=None,
        defaults={**values, "commitment": promise.commitment},
    )
    if is_new or (service.weight, service.note) != (weight, note or {}):
        service.weight, service.note = weight, note or {}
        service.save(update_fields=["weight", "note"])
        _record(by, "delivery.service.add", activity, at=at, serves=subject, weight=str(weight), note=note or {})
    return service


@transaction.atomic
def add_part(
    activity: Activity,
    organisation: Organisation,
    role: PartRole,
    *,
    by: Actor,
    at: datetime,
    from_on: str = "",
    to_on: str = "",
) -> Part:
    """Say what a body is to an activity, from and to partial dates.  Once more with another end sets the end."""
    require(rules.can_write_activity(by, owner=activity.owner))
    for text in filter(None, (from_on, to_on)):
        rules.require_period(text, f"The dates of {organisation.slug}")
    part, is_new = Part.objects.get_or_create(
        activity=activity,
        organisation=organisation,
        role=role,
        from_on=from_on,
        withdrawn_at=None,
        defaults={"to_on": to_on},
    )
    if is_new or part.to_on != to_on:
        part.to_on = to_on
        part.save(update_fields=["to_on"])
        content = {"organisation": organisation.slug, "role": str(role), "from_on": from_on, "to_on": to_on}
        _record(by, "delivery.part.add", activity, at=at, **content)
    return part


@transaction.atomic
def add_text(
    activity: Activity, language: str, citation: Citation, *, by: Actor, at: datetime, is_authentic: bool = False
) -> InstrumentText:
    """Say where the text of an activity can be read in one language; one text a language."""
    require(rules.can_write_activity(by, owner=activity.owner))
    if not TAG.fullmatch(language):
        raise RuleBroken(f"“{language}” is no language tag; write en, fr or es-MX.")
    rules.require_as_open(Tier(citation.document.tier), Tier(activity.tier), "The source of the text")
    if InstrumentText.objects.filter(activity=activity, language=language, withdrawn_at=None).exists():
        raise RuleBroken(f"There is a text in “{language}” already; take it back before you name another.")
    text = InstrumentText.objects.create(
        activity=activity, language=language, citation=citation, is_authentic=is_authentic
    )
    source = citation.document.address or citation.document.slug
    _record(by, "delivery.text.add", activity, at=at, language=language, source=source, is_authentic=is_authentic)
    return text


@transaction.atomic
def add_money(
    activity: Activity, facts: MoneyFacts, *, by: Actor, at: datetime, citation: Citation | None = None
) -> Money:
    """Put a sum on record, with the source that gives it."""
    require(rules.can_write_activity(by, owner=activity.owner))
    if not numbers.is_currency(facts.currency):
        raise RuleBroken(
            f"“{facts.currency}” is no code of a currency; write three letters of ISO 4217, for instance EUR."
        )
    if facts.amount <= 0:
        raise RuleBroken(f"The sum is {facts.amount}; write an amount above zero.")
    if citation is not None:
        rules.require_as_open(Tier(citation.document.tier), Tier(activity.tier), "The source of the sum")
    money = Money.objects.create(
        activity=activity,
        kind=facts.kind,
        amount=facts.amount,
        currency=facts.currency,
        on=facts.on,
        citation=citation,
    )
    _record(
        by,
        "delivery.money.add",
        activity,
        at=at,
        kind=str(facts.kind),
        amount=str(facts.amount),
        currency=facts.currency,
        on=facts.on.isoformat(),
        source=citation.document.address or citation.document.slug if citation else "",
    )
    return money


@transaction.atomic
def set_term(
    activity: Activity, term: str, *, by: Actor, at: datetime, renewal_days: int | None = None, seen: str = ""
) -> Activity:
    """Set the days in which an activity is in force, "" for no term, and how long before their end a renewal is due.

    seen: `rules.term_seen` as it stood when it was opened; "": whatever stands.  Raises ActionDenied, Conflict, RuleBroken.
    """
    activity.refresh_from_db(from_queryset=Activity.objects.select_for_update())
    require(rules.can_write_activity(by, owner=activity.owner))
    if term and not _kind(activity.kind).has_term:
        raise RuleBroken(
            f"An activity of the kind “{activity.kind}” has no term; set one on an instrument or a programme."
        )
    last_on = rules.require_period(term, "The term").last_on if term else None
    if seen and seen != rules.term_seen(activity.term, activity.renewal_days):
        raise Conflict(
            "Somebody else changed this term since you opened it; nothing was saved.", mine={}, theirs={}, revision=0
        )
    activity.term, activity.term_last_on = term, last_on
    activity.renewal_days = renewal_days if term else None
    activity.save(update_fields=["term", "term_last_on", "renewal_days"])
    _record(by, "delivery.activity.term", activity, at=at, term=term, renewal_days=activity.renewal_days)
    return activity


@transaction.atomic
def take_back(detail: Service | Part | InstrumentText | Money, *, by: Actor, at: datetime) -> None:
    """Take back something said of an activity by mistake; the log keeps that it was said."""
    activity = detail.activity
    require(rules.can_write_activity(by, owner=activity.owner))
    if detail.withdrawn_at is not None:
        raise InvalidTransition(f"“{detail}” was taken back before.")
    detail.withdrawn_at = at
    detail.save(update_fields=["withdrawn_at"])
    _record(by, f"delivery.{ACTIONS[type(detail)]}.withdraw", activity, at=at, said=str(detail))


ACTIONS: dict[type, str] = {Service: "service", Part: "part", InstrumentText: "text", Money: "money"}


def _free_slug(by: Actor, plan: str, wanted: str, *, at: datetime) -> str:
    """The name itself, unless the actor sees that it is taken.  A name taken out of sight gets a random tail.

    All rows count here, also those that the actor may not read: a ref names one activity.
    """
    named = Activity.objects.filter(plan=plan, slug=wanted)
    if named.filter(readable(by, as_of=at)).exists():
        raise RuleBroken(f"The short name “{wanted}” is taken in this plan; choose another.")
    return f"{wanted[:70]}-{token_hex(4)}" if named.exists() else wanted


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise RuleBroken(f"There is no kind of activity “{code}”; use one of {', '.join(KINDS)}.")
    return KINDS[code]


def _note_words(activity: Activity) -> None:
    ref = activity_ref(activity.plan, activity.slug)
    home = home_of(activity.owner, activity.plan, "activity")
    note_changed(
        Worded(ref, name, wording, WordingStatus.REVIEWED, home=home)
        for name, wording in (("title", activity.title), ("summary", activity.summary))
    )


def _record(by: Actor, action: str, activity: Activity, *, at: datetime, **content: object) -> None:
    hold_open(activity.plan)
    ref = activity_ref(activity.plan, activity.slug)
    ledger.record(by, action, ref, at=at, public=activity.tier == Tier.PUBLIC, **content)
