"""What a badge says, of a plan and of a promise.  Counts are of promises, never of sides put together."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.languages import direction
from entente.record.assessment.queries import Column, JointState
from entente.surfaces.charts import badge
from entente.surfaces.web import labels
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.standings import column_tag
from entente.surfaces.web.wording import said

from .plan import PlanRead

SIDES_MOST = 3
"""More sides than a line can hold are counted."""


def plan_words(read: PlanRead) -> str:
    """ "2 of 26 joint · 5 with a report · as of 29 November 2026"."""
    joint = read.overview.joint[JointState.AGREED]
    told = _("%(number)d of %(whole)d joint") % {"number": joint, "whole": read.overview.promises}
    heard = _("%(number)d with a report") % {"number": read.overview.heard}
    return " · ".join([told, heard, read.as_of_words])


def plan_label(read: PlanRead) -> str:
    return said(read.plan.title, read.language, read.plan.languages).text


def plan_badge(read: PlanRead) -> str:
    return badge(plan_label(read), plan_words(read), language=read.language, direction=direction(read.language))


def promise_words(columns: Sequence[Column], reader: Reader) -> str:
    """ "Norvania: substantial · Sudria: nothing reported yet · as of 29 November 2026"."""
    owing = [column for column in columns if column.owes]
    if len(owing) > SIDES_MOST:
        spoke = sum(column_tag(column) is not None for column in owing)
        words = ngettext("%(number)d of %(whole)d side spoke", "%(number)d of %(whole)d sides spoke", len(owing))
        told = [words % {"number": spoke, "whole": len(owing)}]
    else:
        told = [labels.named(reader.party(column.party.code), _state(column)) for column in owing]
    return " · ".join([*told, _("as of %(date)s") % {"date": reader.day(reader.as_of.date())}])


def promise_label(number: str) -> str:
    return _("Commitment %(number)s") % {"number": number}


def promise_badge(number: str, columns: Sequence[Column], reader: Reader) -> str:
    label = promise_label(number)
    return badge(label, promise_words(columns, reader), language=reader.language, direction=direction(reader.language))


def _state(column: Column) -> str:
    tag = column_tag(column) or labels.reported(column.state)
    return tag.word.lower()
