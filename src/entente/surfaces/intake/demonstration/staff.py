"""The posts of the demonstration, who acts through them, and their log-ins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts import queries as account_queries
from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.languages import Wording
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import Organisation, OrganisationKind, PostCapacity
from entente.surfaces.intake.load import DEFAULT_KEEPER
from entente.surfaces.intake.packages import PlanPackage

JOINED_ON = date(2023, 2, 14)
"""Since when its posts have been held: from the first day of the invented plan."""

OFFICER: Wording = {"en": "Desk officer", "fr": "Agent responsable", "es": "Responsable de despacho"}
DIRECTOR: Wording = {"en": "Director", "fr": "Directrice ou directeur", "es": "Dirección"}
VERIFIER: Wording = {"en": "Verifier", "fr": "Vérification", "es": "Verificación"}
ACCESS: Wording = {"en": "Access officer", "fr": "Accès à l’information", "es": "Acceso a la información"}
ASSESSOR = "isthmus-institute"
INSTITUTE: Wording = {
    "en": "Isthmus Research Institute (invented)",
    "fr": "Institut de recherche de l’Isthme (fictif)",
    "es": "Instituto de Investigación del Istmo (ficticio)",
}
READERS: dict[str, Wording] = {
    "first-reader": {"en": "First reader", "fr": "Première lecture", "es": "Primera lectura"},
    "second-reader": {"en": "Second reader", "fr": "Deuxième lecture", "es": "Segunda lectura"},
    "research-director": {
        "en": "Research director",
        "fr": "Direction de la recherche",
        "es": "Dirección de investigación",
    },
}
KEEPER: Wording = {"en": "Keeper of the record", "fr": "Responsable du registre", "es": "Responsable del registro"}


@dataclass(frozen=True, slots=True)
class LogIn:
    """A log-in of the demonstration; the password is a one-time one, told here only."""

    post: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A post to open.  roles None: all the work of a small desk."""

    organisation: Organisation
    slug: str
    title: Wording
    capacity: PostCapacity
    roles: frozenset[Role] | None
    email: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demonstration: name of the part ("XNO officer", "keeper") -> actor; and the log-ins made."""

    actors: dict[str, Actor]
    log_ins: list[LogIn]

    def __getitem__(self, part: str) -> Actor:
        return self.actors[part]


def open_desks(package: PlanPackage, at: datetime) -> Cast:
    """Open the posts of the keeper and of every party, appoint somebody to each, make a log-in for each."""
    actors, log_ins = {}, []
    for part, opening in _openings(package, at):
        post = directory.open_post(
            opening.organisation,
            slug=opening.slug,
            title=opening.title,
            capacity=opening.capacity,
            by=SYSTEM,
            roles=opening.roles,
        )
        person = directory.add_person(name=opening.email.partition("@")[0], by=SYSTEM)
        directory.appoint(post, person, from_on=min(JOINED_ON, at.date()), by=SYSTEM)
        user, password = accounts.create_account(person, opening.email, by=SYSTEM)
        actors[part] = account_queries.actor_through(post, user_id=str(user.pk), on=at.date())
        log_ins.append(LogIn(post.ref, opening.email, password))
    return Cast(actors, log_ins)


def _openings(package: PlanPackage, at: datetime) -> Iterable[tuple[str, Opening]]:
    keeper = directories.get_organisation(DEFAULT_KEEPER)
    kept = PostCapacity.KEEPER
    yield "keeper", Opening(keeper, "keeper", KEEPER, kept, None, "keeper@example.org")
    yield (
        "keeper verifier",
        Opening(keeper, "verifier", VERIFIER, kept, frozenset({Role.VERIFIER}), "verifier@example.org"),
    )
    institute = directory.register_organisation(
        slug=ASSESSOR, name=INSTITUTE, kind=OrganisationKind.OBSERVER, by=SYSTEM, at=at
    )
    for part, roles in (
        ("first-reader", frozenset({Role.CONTRIBUTOR})),
        ("second-reader", frozenset({Role.CONTRIBUTOR})),
        ("research-director", frozenset({Role.CONTRIBUTOR, Role.APPROVER})),
    ):
        opening = Opening(institute, part, READERS[part], PostCapacity.ASSESSOR, roles, f"{part}@example.org")
        yield part, opening
    for party in package.parties:
        ministry = (
            directories.organisations()
            .filter(party__code=party.code, kind=OrganisationKind.MINISTRY)
            .order_by("slug")[0]
        )
        home = party.code.lower()
        for part, slug, title, roles in (
            ("officer", "desk", OFFICER, frozenset({Role.CONTRIBUTOR, Role.TRANSLATOR})),
            ("director", "director", DIRECTOR, frozenset({Role.APPROVER})),
            ("verifier", "verifier", VERIFIER, frozenset({Role.VERIFIER})),
            ("access", "access", ACCESS, frozenset({Role.ACCESS_OFFICER})),
        ):
            opening = Opening(ministry, slug, title, PostCapacity.PARTY, roles, f"{part}.{home}@example.org")
            yield f"{party.code} {part}", opening
