"""The addresses of the staff pages, in every interface language; the words of each come from `links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web import links

from .views import (
    absences,
    adoption,
    approvals,
    audit,
    commitments,
    corrections,
    evidence,
    home,
    imports,
    milestone_lists,
    milestones,
    notices,
    obstacles,
    overview,
    people,
    pillars,
    plans,
    sources,
    tokens,
    work,
    writing,
)

DESK_PAGES: dict[str, links.View] = {
    "desk": home.home,
    "desk_start": plans.start,
    "desk_party": plans.party,
    "desk_import": imports.upload,
    "desk_import_job": imports.job,
    "desk_plan": overview.plan,
    "desk_plan_edit": plans.edit,
    "desk_preview": adoption.preview,
    "desk_adopt": adoption.adopt,
    "desk_discard": adoption.discard,
    "desk_pillar_add": pillars.pillar_add,
    "desk_pillar": pillars.pillar_edit,
    "desk_pillar_remove": adoption.pillar_remove,
    "desk_commitment_add": commitments.commitment_add,
    "desk_commitment": commitments.commitment_edit,
    "desk_commitment_remove": adoption.commitment_remove,
    "desk_evidence": evidence.evidence,
    "desk_finding": evidence.finding,
    "desk_sources": sources.sources,
    "desk_source": sources.archive,
    "desk_absence": absences.absence,
    "desk_approvals": absences.approvals,
    "desk_audit": audit.audit,
    "desk_list": home.whole_list,
    "desk_milestones": milestone_lists.milestones,
    "desk_month": milestone_lists.month,
    "desk_notices": notices.notices,
    "desk_seen": home.seen,
    "desk_work": work.work,
    "desk_write": writing.write,
    "desk_autosave": writing.autosave,
    "desk_update": approvals.update,
    "desk_update_preview": corrections.preview,
    "desk_elsewhere": approvals.elsewhere,
    "desk_correct": corrections.correct,
    "desk_note": work.note,
    "desk_obstacle_add": obstacles.add,
    "desk_obstacle": obstacles.clear,
    "desk_milestone_add": milestones.add,
    "desk_milestone": milestones.milestone,
    "calendar": notices.calendar,
    "no_change": notices.no_change,
    "stop_mails": notices.stop_mails,
    "desk_people": people.people,
    "desk_people_propose": people.propose,
    "desk_people_act": people.act,
    "desk_tokens": tokens.tokens,
    "copy": sources.copy,
}

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for tag, _name in links.languages() for pattern in links.patterns(tag, DESK_PAGES)
]
