from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Post
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from tests import cast
from tests.record.builders import three_parties

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: object) -> None:
    """Quick passwords, no collected static files, rate limits that start anew, archived bytes in a folder of the test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def ministry_desk(code: str) -> Post:
    """The post through which somebody speaks for a party of the builders' plan."""
    ministry = directory.register_organisation(
        slug=f"ministry-{code[0].lower()}",
        name={"en": f"Ministry of {code}"},
        kind=OrganisationKind.MINISTRY,
        party=directories.get_party(code),
        by=SYSTEM,
    )
    return directory.open_post(ministry, slug="desk", title={"en": "Desk"}, capacity=PostCapacity.PARTY, by=SYSTEM)


def institute_reader() -> Post:
    institute = directory.register_organisation(
        slug="institute", name={"en": "Institute"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )
    return directory.open_post(
        institute, slug="reader", title={"en": "Reader"}, capacity=PostCapacity.ASSESSOR, by=SYSTEM
    )


POSTS: dict[str, Callable[[], Post]] = {
    "ana": lambda: ministry_desk("AAA"),
    "bela": lambda: ministry_desk("BBB"),
    "chris": cast.keepers_desk,
    "erin": institute_reader,
}


def client_of(name: str) -> Client:
    """A browser in which one of the cast is signed in; Dana reads without a log-in."""
    client = Client()
    if name != "dana":
        three_parties()
        cast.sign_in(client, cast.holder(POSTS[name](), name=name.title()))
    return client


def fresh(client: Client) -> Client:
    """The second factor was shown a moment ago."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session.save()
    return client


@pytest.fixture
def chris(db: None) -> Client:
    return client_of("chris")


@pytest.fixture
def ana(db: None) -> Client:
    return client_of("ana")
