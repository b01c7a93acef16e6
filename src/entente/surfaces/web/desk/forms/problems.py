"""The answer to a problem that a reader reported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entente.surfaces.notices.problems import WORDS_MAX

from .fields import DeskForm, WordsField


class AnswerForm(DeskForm):
    """What became of it."""

    words = WordsField(
        rows=6,
        required=True,
        max_length=WORDS_MAX,
        label=_("Your answer"),
        help_text=_("What was corrected, or why nothing is. In the reader’s language, if you can."),
    )
