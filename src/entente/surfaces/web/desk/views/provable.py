"""What evidence can be about beside the promise itself: stages and sessions of its activities, and its candidates."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.refs import stage_ref
from entente.record.delivery import queries
from entente.surfaces.web import labels_of_activities as labels
from entente.surfaces.web.desk.access import now
from entente.surfaces.web.rows import shortened
from entente.surfaces.web.wording import said

from .promise import About


def provable(by: Actor, about: About, language: str) -> list[tuple[str, str]]:
    """(ref, words) of each stage that needs evidence, of each session and of each candidate."""
    order = about.plan.languages
    found: list[tuple[str, str]] = []
    for view in queries.activities_on(by, about.ref, as_of=now()):
        title = shortened(said(view.title, language, order).text, 50)
        found += [
            (stage_ref(view.ref, state.code), f"{title}: {labels.stage(state.code, state.stage.label)}")
            for state in view.stages
            if state.stage.needs_claim
        ]
        found += [
            (one.ref, f"{title}: {shortened(said(one.title, language, order).text, 50)}") for one in view.sessions
        ]
    found += [
        (one.ref, shortened(said(one.title, language, order).text, 80))
        for one in queries.candidates_on(by, about.ref, as_of=now())
    ]
    return found
