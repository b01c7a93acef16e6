"""Writes of an assessor's own scales and of the written guidelines that every score names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, bring_up_to_date
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.methods import read_method
from entente.record.assessment.models import Guideline, OwnMethod
from entente.record.assessment.queries.methods import get_method
from entente.record.assessment.rules import assessors as rules
from entente.record.plan import queries as plans


@dataclass(frozen=True, slots=True)
class GuidelineFacts:
    """A guideline: see the fields of Guideline.  counts: value code -> wording."""

    method: str
    subject: str
    definitions: Wording
    counts: Mapping[str, Wording]


@transaction.atomic
def define_method(tree: Mapping[str, Any], *, by: Actor, at: datetime) -> OwnMethod:
    """Put a scale of one's own on record, public at once.  The same again changes nothing; another takes a new version.

    Raises ActionDenied, RuleBroken.
    """
    require(rules.can_define(by, owner=by.owner))
    method = read_method(tree, owner=by.owner)
    definition = dict(tree)
    row, is_new = OwnMethod.objects.get_or_create(
        owner=by.owner,
        code=method.code,
        version=method.version,
        defaults={"definition": definition, "tier": Tier.PUBLIC, "made_at": at},
    )
    if not is_new and row.definition != definition:
        raise RuleBroken(
            f"“{method.ref}” is on record and never changes; give the new one version {method.version + 1}."
        )
    if is_new:
        ledger.record(by, "assessment.method.define", by.owner, at=at, public=True, method=method.ref, scale=definition)
    return row


@transaction.atomic
def write_guideline(facts: GuidelineFacts, *, by: Actor, at: datetime) -> Guideline:
    """Begin a guideline, or change the draft of it; one that is published is followed by the next version.

    Raises ActionDenied, NotVisible, RuleBroken.
    """
    require(rules.can_define(by, owner=by.owner))
    method = get_method(facts.method)
    promise = plans.get_promise(Ref.parse(facts.subject).commitment, as_of=at)
    rules.require_subject(promise, facts.subject)
    rules.require_counts(method, facts.counts, facts.definitions)
    rows = Guideline.objects.select_for_update().filter(owner=by.owner, method=method.ref, subject=facts.subject)
    values = {
        "definitions": dict(facts.definitions),
        "counts": {code: dict(said) for code, said in facts.counts.items()},
    }
    draft = rows.filter(published_at__isnull=True).first()
    if draft is None:
        latest = rows.aggregate(latest=Max("version"))["latest"] or 0
        draft = Guideline.objects.create(
            owner=by.owner,
            made_at=at,
            method=method.ref,
            plan=promise.ref.partition("/")[0],
            commitment=promise.ref,
            subject=facts.subject,
            version=latest + 1,
            **values,
        )
    elif not bring_up_to_date(draft, values):
        return draft
    _record(by, "assessment.guideline.write", draft, at=at, is_public=False)
    return draft


@transaction.atomic
def publish_guideline(guideline: Guideline, *, by: Actor, at: datetime) -> Guideline:
    """Publish a guideline: before any score that names it, and for good.  Raises ActionDenied, InvalidTransition."""
    locked = Guideline.objects.select_for_update().get(pk=guideline.pk)
    require(rules.can_send(by, owner=locked.owner))
    if locked.published_at is not None:
        raise InvalidTransition(f"Version {locked.version} of this guideline is published already; write the next one.")
    locked.published_at, locked.tier = at, Tier.PUBLIC
    locked.save(update_fields=["published_at", "tier"])
    _record(by, "assessment.guideline.publish", locked, at=at, is_public=True)
    return locked


def _record(by: Actor, action: str, guideline: Guideline, *, at: datetime, is_public: bool) -> None:
    ledger.record(
        by,
        action,
        guideline.subject,
        at=at,
        public=is_public,
        method=guideline.method,
        guideline=guideline.version,
        definitions=guideline.definitions,
        counts=guideline.counts,
    )
