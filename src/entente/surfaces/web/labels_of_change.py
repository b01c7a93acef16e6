"""Words for how what is agreed changes: what becomes of a promise, amendments."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from entente.record.plan.queries import Fate, TermKind

NEW = "new"
"""Fate of a promise of the successor that comes from none."""

UNRESOLVED = ""
"""Fate of a promise of which nothing is said yet."""

FATES: Mapping[str, Promise] = {
    Fate.CONTINUED: gettext_lazy("Continued"),
    Fate.MERGED: gettext_lazy("Merged with others"),
    Fate.DROPPED: gettext_lazy("Not carried on"),
    NEW: gettext_lazy("New"),
    UNRESOLVED: gettext_lazy("Nothing said yet"),
}

TERMS: Mapping[str, Promise] = {
    TermKind.MILESTONE: gettext_lazy("Milestone agreed by all"),
    TermKind.RHYTHM: gettext_lazy("Rhythm agreed by all"),
    TermKind.MEASURE: gettext_lazy("Measure agreed by all"),
}
