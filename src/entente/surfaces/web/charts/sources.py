"""What every chart of a plan says below its picture."""

from __future__ import annotations

from django.utils.translation import gettext as _


def source_words(plan: str, keeper: str) -> str:
    return _("%(plan)s: what each side says of itself; record kept by %(keeper)s") % {"plan": plan, "keeper": keeper}


def cut_words() -> str:
    """For a picture that shows the first rows only; {shown} and {all} are filled in where it is drawn."""
    return _("{shown} of {all} rows; the table has every one.")
