"""`entente account`: log-ins.  Whoever runs it is the operator of the record; passwords are told here once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click
from django.db import transaction
from django.utils import timezone

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.queries import Post, User
from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import Organisation, OrganisationKind, PostCapacity
from entente.surfaces.intake.load import DEFAULT_KEEPER

from .screen import Worded, json_option, print_json, print_table

UNNAMED: Wording = {
    "en": "Observer (unnamed)",
    "es": "Observatorio (sin nombre)",
    "fr": "Observateur (sans nom)",
}
KEEPER: Wording = {"en": "Keeper of the record", "es": "Responsable del registro", "fr": "Responsable du registre"}
KEEPER_POST = "keeper"


@dataclass(frozen=True, slots=True)
class Account:
    """A log-in as it is listed.  state: active, invited (its one-time password is not used yet) or ended."""

    email: str
    posts: tuple[str, ...]
    state: str

    @classmethod
    def of(cls, user: User, posts: list[Post]) -> Account:
        state = "ended" if not user.is_active else "invited" if user.must_change_password else "active"
        return cls(user.email, tuple(post.ref for post in posts), state)


@click.group()
def account() -> None:
    """Log-ins: who may act, through which post."""


@account.command()
@click.option("--email", default="observer@localhost", show_default=True, help="What the keeper logs in with.")
@click.option(
    "--organisation", "names", type=Worded(), multiple=True, help='Who keeps this record: en="The Observatory".'
)
@json_option
def first(email: str, names: tuple[tuple[str, str], ...], as_json: bool) -> None:
    """Make the first log-in of a fresh record: an observer that keeps it.  Where there is a log-in, nothing changes."""
    if queries.has_accounts():
        click.echo("[]" if as_json else "There is a log-in already; nothing changed.")
        return
    with transaction.atomic():
        keeper = _observer(dict(names))
        post = directory.open_post(keeper, slug=KEEPER_POST, title=KEEPER, capacity=PostCapacity.KEEPER, by=SYSTEM)
        password = _give_account(email, "Keeper", post, timezone.localdate())
    _tell(email, password, post, as_json)


@account.command()
@click.argument("email")
@click.option("--post", "ref", required=True, metavar="ORGANISATION/POST", help="The post to act through.")
@click.option("--name", default="", help="Of the person; private.  The address when left out.")
@click.option(
    "--open",
    "capacity",
    type=click.Choice(PostCapacity.values),
    help="Open the post, in this capacity, if it is not there.",
)
@click.option("--title", "titles", type=Worded(), multiple=True, help='Of a post that is opened: en="Desk officer".')
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    help="What a post that is opened may do; all the work of a small desk when left out.",
)
@json_option
def add(
    *,
    email: str,
    ref: str,
    name: str,
    capacity: str | None,
    titles: tuple[tuple[str, str], ...],
    roles: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make a log-in for somebody new in a post, with a one-time password."""
    with transaction.atomic():
        post = _post(ref, capacity, dict(titles), [Role(role) for role in roles])
        password = _give_account(email, name or email, post, timezone.localdate())
    _tell(email, password, post, as_json)


@account.command()
@click.argument("email")
def end(email: str) -> None:
    """Shut a log-in for good and end its appointments today; what was done through it stays."""
    today = timezone.localdate()
    user = queries.get_user(email)
    with transaction.atomic():
        held = list(directories.appointments_of(user.person, on=today)) if user.person else []
        for appointment in held:
            directory.end_appointment(appointment, to_on=today, by=SYSTEM)
        commands.close_account(user, by=SYSTEM)
    free = ", ".join(appointment.post.ref for appointment in held) or "no post"
    click.echo(f"{user.email} can no longer log in; free from today: {free}.")


@account.command(name="reset-password")
@click.argument("email")
@json_option
def reset_password(email: str, as_json: bool) -> None:
    """Give a new one-time password and take all second factors away."""
    user = queries.get_user(email)
    password = commands.reset_account(user, by=SYSTEM)
    posts = queries.posts_of(user, on=timezone.localdate())
    _tell(user.email, password, posts[0] if posts else None, as_json)


@account.command(name="list")
@json_option
def list_accounts(as_json: bool) -> None:
    """List the log-ins with the posts they act through today."""
    today = timezone.localdate()
    rows = [Account.of(user, queries.posts_of(user, on=today)) for user in queries.accounts()]
    if as_json:
        print_json(rows)
        return
    columns = ("log-in", "acts through", "state")
    print_table(columns, [(row.email, ", ".join(row.posts), row.state) for row in rows])


def _observer(names: Wording) -> Organisation:
    """The organisation that keeps a fresh record; a package that was loaded first may have put it there."""
    known = directories.organisations().filter(slug=DEFAULT_KEEPER).first()
    if known is not None and not names:
        return known
    return directory.register_organisation(
        slug=DEFAULT_KEEPER, name=names or UNNAMED, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )


def _post(ref: str, capacity: str | None, title: Wording, roles: list[Role]) -> Post:
    try:
        post = directories.get_post(ref)
        if roles:
            raise RuleBroken(f"{ref} is open already; leave --role out, its roles are changed on the desk.")
        return post
    except NotVisible:
        if capacity is None:
            raise
    slug, _, name = ref.partition("/")
    organisation = directories.get_organisation(slug)
    return directory.open_post(
        organisation, slug=name, title=title, capacity=PostCapacity(capacity), by=SYSTEM, roles=roles or None
    )


def _give_account(email: str, name: str, post: Post, today: date) -> str:
    person = directory.add_person(name=name, by=SYSTEM)
    directory.appoint(post, person, from_on=today, by=SYSTEM)
    _, password = commands.create_account(person, email, by=SYSTEM)
    return password


def _tell(email: str, password: str, post: Post | None, as_json: bool) -> None:
    made = {"email": email.strip().lower(), "password": password, "post": post.ref if post else ""}
    if as_json:
        print_json([made])
        return
    through = f" and acts through {made['post']}" if post else ""
    click.echo(f"{made['email']} logs in with the one-time password {password}{through}.")
    click.echo("It is shown this once and works for 7 days; the first log-in asks for a new one.")
