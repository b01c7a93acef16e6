"""Where reports are found; the addresses come from `web.links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web.patterns import View, in_all_languages

from .views import building, issue, public

REPORT_PAGES: dict[str, View] = {
    "reports": public.reports,
    "report": public.report,
    "report_file": public.report_file,
}
REPORT_DESK_PAGES: dict[str, View] = {
    "desk_reports": building.reports,
    "desk_report": building.report,
    "desk_report_preview": building.preview,
    "desk_issue": issue.issue,
    "desk_issue_file": issue.issue_file,
    "desk_question_note": building.question_note,
}

urlpatterns: list[URLPattern | URLResolver] = in_all_languages({**REPORT_PAGES, **REPORT_DESK_PAGES})
