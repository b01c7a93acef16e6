"""The promise itself: its words in every language, and the outside goals that it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.common.languages import Wording
from entente.foundation.texts.queries import States, WordingStatus, is_unofficial
from entente.record.plan.queries import CommitmentView, PlanView, TargetView
from entente.surfaces.web import labels, links
from entente.surfaces.web.frame import NavigationLink
from entente.surfaces.web.wording import Said, native_name, said, spoken


@dataclass(frozen=True, slots=True)
class Authentic:
    """The promised words in one language.  native: the language's own name; source: where they come from, "" for here."""

    words: Said
    native: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class TargetItem:
    """A target of an outside framework that the promise serves."""

    code: str
    title: Said
    address: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The targets of one framework that the promise serves."""

    framework: Said
    targets: tuple[TargetItem, ...]


def wordings(promise: CommitmentView, plan: PlanView, language: str) -> tuple[Authentic | None, tuple[Authentic, ...]]:
    """The authentic words for this reader, and those in the other languages in the plan's order."""
    if not promise.texts:
        return None, ()
    order = [tag for tag in plan.languages if tag in promise.texts]
    order += sorted(set(promise.texts) - set(order))
    first = language if language in promise.texts else order[0]
    shown = []
    for tag in [first, *(tag for tag in order if tag != first)]:
        text = promise.texts[tag]
        shown.append(Authentic(spoken(text.text, tag, language), native_name(tag), text.sha256, text.source_address))
    return shown[0], tuple(shown[1:])


def wording_label(promise: CommitmentView, summary: Said, plan: PlanView, states: States) -> str:
    """How far anybody stands behind title and summary; "" when they were reviewed."""
    state = states.get((promise.ref, "summary"), {}).get(summary.language)
    if state is None or not summary:
        return ""
    if is_unofficial(state):
        return _("Unofficial translation")
    return labels.not_reviewed(len(plan.parties)) if state.status == WordingStatus.PROJECT else ""


def target_groups(targets: Sequence[TargetView], plan: PlanView, language: str) -> tuple[TargetGroup, ...]:
    groups: dict[str, list[TargetView]] = {}
    for target in targets:
        groups.setdefault(target.framework, []).append(target)
    return tuple(
        TargetGroup(
            said(group[0].framework_title, language, plan.languages),
            tuple(_target(target, plan, language) for target in group),
        )
        for group in groups.values()
    )


def _target(target: TargetView, plan: PlanView, language: str) -> TargetItem:
    return TargetItem(
        code=target.code,
        title=said(target.title, language, plan.languages),
        address=links.href("target", language, plan=plan.slug, framework=target.framework, target=target.code),
    )


def neighbour(other: tuple[str, Wording] | None, plan: PlanView, language: str) -> NavigationLink | None:
    """A link to the promise before or after this one."""
    if other is None:
        return None
    number, title = other
    address = links.href("commitment", language, plan=plan.slug, number=number)
    return NavigationLink(f"{number} {said(title, language, plan.languages).text}".strip(), address, False)
