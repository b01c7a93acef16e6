"""The chart of the first page: for each plan on record, what the search for public evidence gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from entente.foundation.common.languages import direction
from entente.record.assessment.queries import EvidenceState, PlanPicture
from entente.record.plan.queries import PlanView
from entente.surfaces.charts import Bar, Bars, Figure, Value
from entente.surfaces.web import dates, links
from entente.surfaces.web.standing import taking_part
from entente.surfaces.web.wording import said

from .sources import cut_words
from .states import evidence_states

EVIDENCE = "evidence"


def evidence_figure(
    plans: Sequence[PlanView], pictures: Mapping[str, PlanPicture], language: str, as_of: datetime
) -> Figure:
    """A bar for each plan that promises anything.  No query."""
    told = [plan for plan in plans if pictures[plan.slug].commitments]
    bars = Bars(
        states=evidence_states(),
        bars=tuple(
            Bar(
                said(plan.title, language, plan.languages).text,
                _values(plan, pictures[plan.slug], language),
                taking_part(plan),
            )
            for plan in told
        ),
        heading=_("Plan"),
        note_heading=_("Who takes part"),
    )
    return Figure(
        code=EVIDENCE,
        title=_("Public evidence, plan by plan"),
        summary=_(
            "For how many promises of each plan public evidence was found. It says nothing about how far they are."
        ),
        unit=_("promises"),
        source=_("The search for public evidence by those who keep each record"),
        as_of=as_of.date(),
        as_of_words=_("as of %(date)s") % {"date": dates.day(as_of.date(), language)},
        language=language,
        kind=bars,
        direction=direction(language),
        cut=cut_words(),
    )


def _values(plan: PlanView, picture: PlanPicture, language: str) -> tuple[Value, ...]:
    counts = {
        EvidenceState.FOUND: picture.found,
        EvidenceState.NONE_FOUND: picture.none_found,
        EvidenceState.NOT_LOOKED: picture.not_looked,
    }
    address = links.href("commitments", language, plan=plan.slug)
    return tuple(
        Value(number, links.with_query(address, {"evidence": state.value}) if number else "")
        for state, number in counts.items()
    )
