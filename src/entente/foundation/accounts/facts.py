"""What an administrator proposes, as it lies in the proposal until another one confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from entente.foundation.common.languages import Wording

from .words import ActKind


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post to be opened, or with another title or other roles.  It acts in the capacity of who proposes it."""

    organisation: str
    slug: str
    title: Wording
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appoint:
    """Somebody to hold a post.  person: key of somebody known, "" for somebody new called `name`; from_on: ISO day."""

    post: str
    from_on: str
    person: str = ""
    name: str = ""
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class EndAppointment:
    """An appointment to end on an ISO day.  post: kept for the words of the proposal."""

    appointment: str
    post: str
    to_on: str


@dataclass(frozen=True, slots=True)
class GiveLogIn:
    """A log-in for a person, by key, with an e-mail address."""

    person: str
    email: str


@dataclass(frozen=True, slots=True)
class RecoverLogIn:
    """A new one-time password for the log-in with this address, whose second factors and tokens are taken away."""

    email: str


StaffFacts = OpenPost | Appoint | EndAppointment | GiveLogIn | RecoverLogIn

KINDS: dict[ActKind, type[StaffFacts]] = {
    ActKind.OPEN_POST: OpenPost,
    ActKind.APPOINT: Appoint,
    ActKind.END: EndAppointment,
    ActKind.GIVE_LOG_IN: GiveLogIn,
    ActKind.RECOVER_LOG_IN: RecoverLogIn,
}


def kind_of(facts: StaffFacts) -> ActKind:
    return next(kind for kind, shape in KINDS.items() if isinstance(facts, shape))


def as_json(facts: StaffFacts) -> dict[str, Any]:
    return asdict(facts)


def from_json(kind: str, stored: Mapping[str, Any]) -> StaffFacts:
    return KINDS[ActKind(kind)](**stored)
