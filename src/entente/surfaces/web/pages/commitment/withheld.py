"""What the public does not see, as far as its owners say so: how many items, and for which reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.records import Withheld
from entente.surfaces.web import labels_of_work


def withheld_words(counts: Mapping[Withheld, int]) -> str:
    """ "3 items withheld: 2 security, 1 privacy of persons"; "" for none."""
    total = sum(counts.values())
    if not total:
        return ""
    reasons = ", ".join(f"{number} {labels_of_work.WITHHELD[reason]}" for reason, number in sorted(counts.items()))
    items = ngettext("%(number)d item withheld", "%(number)d items withheld", total) % {"number": total}
    return _("%(items)s: %(reasons)s") % {"items": items, "reasons": reasons}
