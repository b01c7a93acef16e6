"""An assessor's own scale: put on record from the page of a promise, public at once, and never changed after."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.record.assessment.commands import methods
from entente.record.assessment.queries.methods import next_version
from entente.record.assessment.rules import assessors as rules
from entente.surfaces.web import links
from entente.surfaces.web.desk.access import now, staff
from entente.surfaces.web.desk.forms.scales import ScaleForm

from .acting import Act, answer, sent
from .assessments import list_crumb
from .promise import about_of


@staff
def scale_add(request: HttpRequest, by: Actor, language: str, plan: str, number: str) -> HttpResponse:
    """Define a scale, or the next version of one.  Raises ActionDenied."""
    about = about_of(by, language, plan, number)
    require(rules.can_define(by, owner=by.owner))
    form = ScaleForm(sent(request), languages=about.plan.languages)

    def do() -> None:
        code = form.cleaned_data["code"].strip()
        methods.define_method(form.tree(next_version(by.owner, code)), by=by, at=now())

    act = Act(
        _("Define a scale of your own"),
        _("Put it on record"),
        _("The scale is on record and public. Now write a guideline by it."),
        form,
        do,
        _("It never changes: the same short name again makes its next version. No table maps it to another scale."),
    )
    back = links.href("desk_assessments", language, **about.keys)
    return answer(request, language, about, act, back, (list_crumb(about, language),))
