"""Amendments of a plan, and the crosswalk to its successor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query

from entente.foundation.common.errors import NotVisible
from entente.record.plan import queries as plans
from entente.record.plan.queries import AmendmentView, PromiseTerms, SuccessionView

from . import asked, shapes
from .answers import ABSENT, json_answer
from .chosen import Chosen
from .reading import Eyes, plan_seen
from .routes import router


@router.get("/plans/{plan}/succession", operation_id="get_succession", response={200: shapes.PlanSuccession, **ABSENT})
def get_succession(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What becomes of each promise of a plan: as all have signed it, else as the keeper of the record proposes."""
    eyes, chosen = Eyes.of(request), query.chosen()
    within = chosen.within(plan_seen(eyes, plan).languages)
    view = plans.public_succession(plan, eyes.by, as_of=eyes.as_of)
    if view is None:
        raise NotVisible(_("Nobody has said what becomes of the promises of “%(plan)s”.") % {"plan": plan})
    return json_answer(succession(view, within))


@router.get("/plans/{plan}/amendments", operation_id="list_amendments", response={200: shapes.Amendments, **ABSENT})
def list_amendments(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """The amendments of a plan that all parties have signed: in force, or to come by `in_force_at`."""
    eyes, chosen = Eyes.of(request), query.chosen()
    within = chosen.within(plan_seen(eyes, plan).languages)
    return json_answer(amendments(eyes, plan, within))


def succession(view: SuccessionView, chosen: Chosen) -> shapes.PlanSuccession:
    items = [
        shapes.Resolution(
            subject=row.promise.ref,
            title=chosen.wording(row.promise.title),
            fate=row.fate or None,
            into=[heir.ref for heir in row.into],
            reason=chosen.wording(row.reason),
        )
        for row in view.rows
    ]
    return shapes.PlanSuccession(
        language=chosen.language,
        plan=view.plan,
        successor=view.successor or None,
        standing="agreed" if view.is_agreed else "proposed",
        agreed_at=view.agreed_at,
        items=items,
        new=[one.ref for one in view.fresh],
    )


def amendments(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Amendments:
    found = plans.agreed_by_all(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Amendments(language=chosen.language, plan=plan, items=[amendment(one, chosen) for one in found])


def amendment(view: AmendmentView, chosen: Chosen) -> shapes.Amendment:
    assert view.number is not None
    assert view.agreed_at is not None
    assert view.in_force_at is not None
    return shapes.Amendment(
        number=view.number,
        subject=view.ref,
        title=chosen.wording(view.title),
        agreed_at=view.agreed_at,
        in_force_from=view.in_force_from,
        in_force_at=view.in_force_at,
        is_to_come=view.is_to_come,
        reason=chosen.wording(view.reason),
        before=terms(view.before, chosen),
        after=terms(view.after, chosen),
        proposal=str(view.proposal),
    )


def terms(one: PromiseTerms, chosen: Chosen) -> shapes.Terms:
    return shapes.Terms(
        kind=one.kind,
        strength=one.strength,
        obligors=sorted(one.obligors),
        texts=chosen.wording(one.texts),
        clauses=[
            shapes.ClauseTerms(letter=part.letter, text=chosen.wording(part.text), obligors=sorted(part.obligors))
            for part in one.clauses
        ],
        agreed=[shapes.AgreedTerm(kind=term.kind, text=chosen.wording(term.text), due=term.due) for term in one.agreed],
    )
