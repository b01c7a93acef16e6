"""How to cite a page of the record: three styles, each with the instant it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entente.record.plan.queries import PlanView

from . import dates
from .frame import told_at
from .wording import said


@dataclass(frozen=True, slots=True)
class Citation:
    """One way to cite.  key: name of the element on the page, for the copy button."""

    key: str
    style: str
    text: str


def citations(
    plan: PlanView, what: str, ref: str, address: str, as_of: datetime, language: str
) -> tuple[Citation, ...]:
    """APA, Chicago, and the ref with its instant."""
    keeper = said(plan.keeper_name, language, plan.languages).text
    title = said(plan.title, language, plan.languages).text
    at = told_at(as_of)
    on = dates.day(at.date(), language)
    apa = _("%(keeper)s (%(year)d). %(what)s. In %(plan)s. Retrieved %(date)s, from %(address)s") % {
        "keeper": keeper,
        "year": at.year,
        "what": what,
        "plan": title,
        "date": on,
        "address": address,
    }
    chicago = _("%(keeper)s. “%(what)s.” %(plan)s. As of %(date)s. %(address)s.") % {
        "keeper": keeper,
        "what": what,
        "plan": title,
        "date": on,
        "address": address,
    }
    short = _("%(ref)s, as of %(instant)s") % {"ref": ref, "instant": dates.instant(at, language)}
    return (
        Citation("cite-apa", "APA", apa),
        Citation("cite-chicago", "Chicago", chicago),
        Citation("cite-ref", _("Short"), short),
    )
