"""Where an assessment stands, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entente.record.assessment.assessing_words import AssessmentStatus
from entente.surfaces.web.labels import Tag

STATUSES: Mapping[AssessmentStatus, Callable[[], Tag]] = {
    AssessmentStatus.CODING: lambda: Tag(_("Being coded"), "project"),
    AssessmentStatus.CONSOLIDATED: lambda: Tag(_("Consolidated"), "project"),
    AssessmentStatus.SENT: lambda: Tag(_("Sent for reply"), "silent"),
    AssessmentStatus.PUBLISHED: lambda: Tag(pgettext("an assessment", "Published"), "reviewed"),
}
