"""What evidence can be about besides a promise and its clauses: its milestones, the events proposed as its fulfilment,
and the activities that serve it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import stage_ref
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityView
from entente.record.plan.queries import PlanView
from entente.surfaces.web import labels_of_activities as activity_labels
from entente.surfaces.web.wording import said


def subjects_below(by: Actor, commitment: str, plan: PlanView, language: str, as_of: datetime) -> list[tuple[str, str]]:
    """(ref, words) of each milestone, candidate, then each activity's stages and sessions, of what the actor may read."""
    milestones = [
        (one.ref, _("Milestone: %(title)s") % {"title": said(one.title, language, plan.languages)})
        for one in delivery.milestones_on(by, commitment, as_of=as_of)
    ]
    candidates = [
        (one.ref, _("Candidate: %(title)s") % {"title": said(one.title, language, plan.languages)})
        for one in delivery.candidates_on(by, commitment, as_of=as_of)
    ]
    activities = delivery.activities_on(by, commitment, as_of=as_of)
    return (
        milestones + candidates + [pair for activity in activities for pair in _of_activity(activity, plan, language)]
    )


def _of_activity(activity: ActivityView, plan: PlanView, language: str) -> list[tuple[str, str]]:
    title = said(activity.title, language, plan.languages).text
    stages = [
        (
            stage_ref(activity.ref, one.code),
            _("%(activity)s, stage: %(stage)s")
            % {"activity": title, "stage": activity_labels.stage(one.code, one.stage.label)},
        )
        for one in activity.stages
        if not one.stage.is_derived
    ]
    sessions = [
        (
            one.ref,
            _("%(activity)s, session: %(session)s")
            % {"activity": title, "session": said(one.title, language, plan.languages).text or one.happened},
        )
        for one in activity.sessions
    ]
    return stages + sessions
