"""The cast of all tests: Ana speaks for party A, Bela for party B, Chris keeps the record, Dana only reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import PUBLIC, SYSTEM, WORKING_ROLES, Actor, Capacity, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Organisation, Party, Person, Post
from entente.foundation.directory.words import OrganisationKind, PostCapacity

ALL_WORK = WORKING_ROLES | {Role.KEEPER, Role.ADMINISTRATOR}
"""The roles of somebody who does everything at a small desk."""

ANA = Actor(Capacity.PARTY, owner="AAA", post="ministry-a/desk", user_id="ana", roles=ALL_WORK)
BELA = Actor(Capacity.PARTY, owner="BBB", post="ministry-b/desk", user_id="bela", roles=ALL_WORK)
CHRIS = Actor(Capacity.KEEPER, owner="observatory", post="observatory/record-keeper", user_id="chris", roles=ALL_WORK)
ERIN = Actor(Capacity.ASSESSOR, owner="institute", post="institute/reader", user_id="erin", roles=ALL_WORK)
DANA = PUBLIC
ADA = replace(ANA, user_id="ada", post="ministry-a/director")
"""A second person of Ana's side."""

LONG_AGO = date(2020, 1, 1)
PASSWORD = "nine-rivers-meet-here"


def party(code: str = "AAA") -> Party:
    return directory.register_party(
        code=code, name={"en": f"Land {code}"}, languages=["en"], time_zone="UTC", by=SYSTEM
    )


def ministry(of: Party) -> Organisation:
    return directory.register_organisation(
        slug=f"ministry-{of.code[0].lower()}",
        name={"en": f"Ministry of {of.code}", "fr": f"Ministère de {of.code}"},
        kind=OrganisationKind.MINISTRY,
        party=of,
        by=SYSTEM,
    )


def observatory() -> Organisation:
    return directory.register_organisation(
        slug="observatory", name={"en": "Observatory"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )


def desk(code: str = "AAA", slug: str = "desk") -> Post:
    """A post that speaks for a party."""
    return directory.open_post(
        ministry(party(code)), slug=slug, title={"en": "River desk"}, capacity=PostCapacity.PARTY, by=SYSTEM
    )


def keepers_desk() -> Post:
    return directory.open_post(
        observatory(), slug="record-keeper", title={"en": "Record keeper"}, capacity=PostCapacity.KEEPER, by=SYSTEM
    )


def person(name: str = "Ana") -> Person:
    return directory.add_person(name=name, by=SYSTEM)


def holder(*posts: Post, name: str = "Ana") -> User:
    """A user whose person has long held these posts; its password is PASSWORD and it has no second factor yet."""
    human = person(name)
    for post in posts:
        directory.appoint(post, human, from_on=LONG_AGO, by=SYSTEM)
    user, _ = accounts.create_account(human, f"{name.lower()}@example.org", by=SYSTEM)
    accounts.change_password(user, PASSWORD)
    return user


def sign_in(client: Client, user: User) -> None:
    """Sign a user in whole: with a second factor that was shown in this session."""
    if not user.authenticator_set.exists():
        TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0, "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
