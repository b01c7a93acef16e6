"""Two officers who edit the same thing: the second is shown the first's words and chooses, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entente.surfaces.web.desk.forms.fields import DeskForm
from entente.surfaces.web.wording import native_name, spoken

from .parts import Crumb, DeskPage
from .promise import About, work_crumbs

MINE, THEIRS, BOTH = "mine", "theirs", "both"
NOT_CHOSEN = frozenset({"revision"})


@dataclass(frozen=True, slots=True)
class PartToChoose:
    """One field that both wrote.  mine, theirs: as people read them; chosen: what is ticked at first."""

    name: str
    label: str
    mine: str
    theirs: str
    attrs: SafeString
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage(DeskPage):
    """kept: what was typed, as (name, value), sent along so that nothing is lost; revision: that of theirs."""

    about: About | None
    address: str
    revision: str
    kept: tuple[tuple[str, str], ...]
    choices: tuple[PartToChoose, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """What two wrote on one thing.  mine: as it was sent; theirs: as it stands now; address: where a choice is sent.

    more  what stands in no field of the form
    """

    mine: DeskForm
    theirs: DeskForm
    address: str
    revision: str
    more: tuple[PartToChoose, ...] = ()


def show_conflict(
    request: HttpRequest, about: About | None, clash: Clash, language: str, crumbs: tuple[Crumb, ...] = ()
) -> HttpResponse:
    """The page on which somebody chooses; 409, since nothing was saved.  about: None for what is of no promise."""
    sent = clash.mine.data
    assert isinstance(sent, QueryDict)
    left_out = {"csrfmiddlewaretoken", "revision", "save", "submit", "preview", "merge"}
    page = ConflictPage(
        title=_("Two of you wrote at once"),
        crumbs=work_crumbs(about, language) if about else crumbs,
        about=about,
        address=clash.address,
        revision=clash.revision,
        kept=tuple(
            (name, value)
            for name, values in sent.lists()
            if name not in left_out and not name.startswith("choice-")
            for value in values
        ),
        choices=(*_choices(clash.mine, clash.theirs, language), *clash.more),
    )
    return render(request, "desk/conflict.html", {"page": page}, status=409)


def chosen(request: HttpRequest, theirs: DeskForm) -> QueryDict | None:
    """What a form was sent with: after a choice, with what was chosen in its place.  None while it is only shown."""
    if request.method != "POST":
        return None
    return merged(request.POST, theirs) if "merge" in request.POST else request.POST


def merged(sent: QueryDict, theirs: DeskForm) -> QueryDict:
    """What was typed, with the chosen parts of what stands on record in their places."""
    whole = sent.copy()
    for key, choice in sent.items():
        name = key.removeprefix("choice-")
        if name == key or name not in theirs.fields:
            continue
        other = _as_sent(theirs[name].value())
        if choice == THEIRS:
            whole.setlist(name, other)
        elif choice == BOTH:
            whole.setlist(name, _both(theirs[name], other, sent.getlist(name)))
    return whole


def _choices(mine: DeskForm, theirs: DeskForm, language: str) -> list[PartToChoose]:
    """The fields in which they differ; where only one of the two wrote anything, that is what is ticked."""
    found = []
    languages = getattr(mine, "languages", ())
    for bound in mine:
        name = bound.name
        ours, other = _as_sent(bound.value()), _as_sent(theirs[name].value())
        if name in NOT_CHOSEN or ours == other:
            continue
        is_text = "textarea" in bound.widget_type or bound.widget_type == "checkboxselectmultiple"
        can_both = is_text and bool(ours) and bool(other)
        options = [(THEIRS, _("Theirs")), (MINE, _("Mine")), *([(BOTH, _("Both, theirs first"))] if can_both else [])]
        tag = name.rpartition("_")[2]
        found.append(
            PartToChoose(
                name=name,
                label=_label(bound, tag) if tag in languages else str(bound.label),
                mine=_read(bound, ours),
                theirs=_read(bound, other),
                attrs=spoken("x", tag, language).attrs if tag in languages else SafeString(""),
                options=tuple(options),
                chosen=BOTH if can_both else MINE if ours else THEIRS,
            )
        )
    return found


def _label(bound: BoundField, tag: str) -> str:
    """With its language, which the tab of an editor says for it and no part of its own label does."""
    label, language = str(bound.label), native_name(tag)
    return label if language in label else f"{label} ({language})"


def _as_sent(value: Any) -> list[str]:
    """A value of a field as a browser would send it; [] for nothing."""
    if value is None or value == "":
        return []
    if isinstance(value, list | tuple):
        return sorted(str(one) for one in value)
    return [str(value).replace("\r\n", "\n").strip()]


def _read(bound: BoundField, values: list[str]) -> str:
    """The words of choices, the text of a text."""
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    return "\n\n".join(choices.get(value, value) for value in values)


def _both(bound: BoundField, theirs: list[str], mine: list[str]) -> list[str]:
    if bound.widget_type == "checkboxselectmultiple":
        return sorted({*theirs, *mine})
    return ["\n\n".join([*theirs, *mine])]
