"""The addresses of the staff pages, in every interface language; the words of each come from `links`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from entente.surfaces.web import links

from .views import (
    activities,
    activity_acts,
    adoption,
    candidates,
    clock,
    commitments,
    copies,
    evidence,
    home,
    imports,
    leads,
    overview,
    people,
    pillars,
    plans,
    sessions,
    sources,
    tokens,
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
    "desk_copy_remove": sources.remove,
    "desk_activities": activities.activities,
    "desk_activity_add": activities.activity_add,
    "desk_activity": activities.activity,
    "desk_session_add": activity_acts.session_add,
    "desk_session": sessions.session,
    "desk_session_act": sessions.session_act,
    "desk_stage": activity_acts.stage,
    "desk_activity_act": activity_acts.activity_act,
    "desk_basis": clock.basis,
    "desk_candidates": candidates.candidates,
    "desk_candidate_add": candidates.candidate_add,
    "desk_candidate": candidates.candidate,
    "desk_candidate_act": candidates.candidate_act,
    "desk_clock": clock.clock,
    "desk_leads": leads.leads,
    "desk_lead_add": leads.lead_add,
    "desk_lead_end": leads.lead_end,
    "desk_rhythm": clock.rhythm,
    "desk_window": clock.window,
    "copy": copies.copy,
    "copy_text": copies.text,
    "source": copies.source,
    "source_changes": copies.changes,
    "desk_people": people.people,
    "desk_people_propose": people.propose,
    "desk_people_act": people.act,
    "desk_tokens": tokens.tokens,
}

urlpatterns: list[URLPattern | URLResolver] = [
    pattern for tag, _name in links.languages() for pattern in links.patterns(tag, DESK_PAGES)
]
