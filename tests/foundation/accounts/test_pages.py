"""The log-in as people go through it, with the test client in place of a browser."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.accounts import commands
from entente.foundation.accounts.adapters import AccountAdapter, MFAAdapter
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import SYSTEM
from tests import cast
from tests.foundation.accounts.codes import code_of

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
PASSWORD = "/en/account/password/"
FACTOR = "/en/account/second-factor/"
APP = "/en/account/second-factor/totp/activate/"
CODES = "/en/account/second-factor/recovery-codes/"
HOME = "/en/account/"


def log_in(client: Client, password: str, email: str = "ana@example.org") -> str:
    """The address that the log-in form leads to; "" when it stays."""
    return client.post(LOGIN, {"login": email, "password": password}).get("Location", "")


def with_app(user: User) -> str:
    """Give a user an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def test_first_log_in_leads_through_password_and_app_to_the_record(client: Client) -> None:
    human = cast.person()
    cast.directory.appoint(cast.desk(), human, from_on=cast.LONG_AGO, by=SYSTEM)
    _, one_time = commands.create_account(human, "ana@example.org", by=SYSTEM)
    assert log_in(client, one_time) == HOME
    assert client.get(HOME)["Location"] == f"{PASSWORD}?next=/en/account/"
    changed = client.post(PASSWORD, {"oldpassword": one_time, "password1": cast.PASSWORD, "password2": cast.PASSWORD})
    assert changed.status_code == 302
    assert client.get(HOME)["Location"] == f"{FACTOR}?next=/en/account/"
    secret = client.get(APP).context["form"].secret
    assert client.post(APP, {"code": code_of(secret)})["Location"] == CODES
    assert len(client.get(CODES).context["unused_codes"]) == 10
    assert client.get("/who/").content == b"party AAA ministry-a/desk"


def test_log_in_asks_for_the_code_of_the_app(client: Client) -> None:
    secret = with_app(cast.holder(cast.desk()))
    assert log_in(client, cast.PASSWORD) == f"{FACTOR}authenticate/"
    assert client.get("/who/").content == b"public"
    wrong = client.post(f"{FACTOR}authenticate/", {"code": "000000" if code_of(secret) != "000000" else "000001"})
    assert wrong.context["form"].errors == {"code": ["Incorrect code."]}
    assert client.get("/who/").content == b"public"
    assert client.post(f"{FACTOR}authenticate/", {"code": code_of(secret)})["Location"] == HOME
    assert client.get("/who/").content == b"party AAA ministry-a/desk"


def test_code_of_the_app_works_once(client: Client) -> None:
    secret = with_app(cast.holder(cast.desk()))
    code = code_of(secret)
    log_in(client, cast.PASSWORD)
    client.post(f"{FACTOR}authenticate/", {"code": code})
    client.post("/en/account/logout/")
    log_in(client, cast.PASSWORD)
    again = client.post(f"{FACTOR}authenticate/", {"code": code})
    assert again.context["form"].errors == {"code": ["Incorrect code."]}


def test_recovery_code_logs_in_once(client: Client) -> None:
    user = cast.holder(cast.desk())
    with_app(user)
    codes = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": MFAAdapter().encrypt("a" * 80), "used_mask": 0},
    ).wrap()
    code = codes.get_unused_codes()[0]
    answers = []
    for _ in range(2):
        log_in(client, cast.PASSWORD)
        answers.append(client.post(f"{FACTOR}authenticate/", {"code": code}).status_code)
        client.post("/en/account/logout/")
    assert answers == [302, 200]


def test_session_older_than_the_second_factor_must_show_it(client: Client) -> None:
    user = cast.holder(cast.desk())
    log_in(client, cast.PASSWORD)
    secret = with_app(user)  # added in another session
    assert client.get("/who/")["Location"] == f"{FACTOR}reauthenticate/?next=/who/"
    shown = client.post(f"{FACTOR}reauthenticate/?next=/who/", {"code": code_of(secret)})
    assert shown["Location"] == "/who/"
    assert client.get("/who/").content == b"party AAA ministry-a/desk"


def test_secrets_rest_encrypted_and_leave_the_session(client: Client) -> None:
    cast.holder(cast.desk())
    log_in(client, cast.PASSWORD)
    secret = client.get(APP).context["form"].secret
    client.post(APP, {"code": code_of(secret)})
    stored = {row.type: row.data for row in Authenticator.objects.all()}
    assert stored["totp"]["secret"] != secret
    assert MFAAdapter().decrypt(stored["totp"]["secret"]) == secret
    assert len(MFAAdapter().decrypt(stored["recovery_codes"]["seed"])) == 80
    assert [secret in str(row.get_decoded()) for row in Session.objects.all()] == [False]


def test_secret_outlives_a_change_of_the_sites_key(settings: Settings) -> None:
    settings.SECRET_KEY = "first"
    encrypted = MFAAdapter().encrypt("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second", ["first"]
    assert MFAAdapter().decrypt(encrypted) == "JBSWY3DPEHPK3PXP"


def test_expired_one_time_password_says_so_to_who_knows_it(client: Client) -> None:
    user, one_time = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
    User.objects.filter(pk=user.pk).update(password_until=timezone.now() - timedelta(seconds=1))
    expired = "This one-time password has expired. Ask whoever gave it to you for a new one."
    wrong = "The email address and/or password you specified are not correct."
    for password, sentence in ((one_time, expired), ("something-else-here", wrong)):
        response = client.post(LOGIN, {"login": "ana@example.org", "password": password})
        assert response.context["form"].non_field_errors() == [sentence]
        assert client.get("/who/").content == b"public"


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (None, "The new value must be different from the current one."),
        ("short", "This password is too short. It must contain at least 12 characters."),
        ("password1234", "This password is too common."),
        ("ana@example.org", "The password is too similar to the email."),
    ],
)
def test_new_password_is_new_long_and_uncommon(client: Client, new: str | None, sentence: str) -> None:
    _, one_time = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
    log_in(client, one_time)
    chosen = new or one_time
    response = client.post(PASSWORD, {"oldpassword": one_time, "password1": chosen, "password2": chosen})
    assert response.context["form"].errors == {"password1": [sentence]}
    assert User.objects.get().must_change_password is True


def test_guesses_are_counted(client: Client) -> None:
    cast.holder(cast.desk())
    answers = [client.post(LOGIN, {"login": "ana@example.org", "password": "guess"}) for _ in range(11)]
    sentences = [
        answer.context["form"].non_field_errors()[0] if answer.status_code == 200 else answer.status_code
        for answer in answers
    ]
    assert sentences[0] == "The email address and/or password you specified are not correct."
    assert sentences[-1] == "Too many failed login attempts. Try again later."
    cache.clear()
    assert log_in(client, cast.PASSWORD) == HOME


def test_closed_log_in_is_told(client: Client) -> None:
    commands.close_account(cast.holder(cast.desk()), by=SYSTEM)
    assert log_in(client, cast.PASSWORD) == "/en/account/inactive/"
    assert client.get("/en/account/inactive/").status_code == 200


def test_nobody_signs_up_and_no_mail_resets_a_password(client: Client) -> None:
    for address in ("signup/", "email/", "password/reset/", "password/set/", "confirm-email/"):
        assert client.get(f"/en/account/{address}").status_code == 404
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False


def test_last_second_factor_removed_sends_back_to_set_up(client: Client) -> None:
    user = cast.holder(cast.desk())
    secret = with_app(user)
    log_in(client, cast.PASSWORD)
    client.post(f"{FACTOR}authenticate/", {"code": code_of(secret)})
    assert client.post(f"{FACTOR}totp/deactivate/")["Location"] == FACTOR
    assert client.get("/who/")["Location"] == f"{FACTOR}?next=/who/"


def test_password_alone_confirms_nothing_once_there_is_a_second_factor(client: Client) -> None:
    user = cast.holder(cast.desk())
    cast.sign_in(client, user)
    assert client.get(f"{FACTOR}totp/deactivate/")["Location"].partition("?")[0] == f"{FACTOR}reauthenticate/"
    assert client.get("/en/account/reauthenticate/")["Location"] == f"{FACTOR}reauthenticate/"


@pytest.mark.parametrize("post", ["", "ministry-b/desk"])
def test_choice_of_no_post_or_of_another_persons_chooses_nothing(client: Client, post: str) -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    cast.sign_in(client, user)
    client.raise_request_exception = False
    client.post("/en/account/post/", {"post": post})
    assert client.get("/who/")["Location"] == "/en/account/post/?next=/who/"


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_choice_of_a_post_leads_to_no_other_site(client: Client, address: str) -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    cast.sign_in(client, user)
    response = client.post("/en/account/post/", {"post": "ministry-a/desk", "next": address})
    assert response["Location"] == HOME


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000"])
def test_every_page_opens_without_inline_code(client: Client, language: str, host: str) -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    base = f"/{language}/account/"
    pages = [client.get(f"{base}login/", headers={"Host": host})]
    cast.sign_in(client, user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    ]
    session.save()
    Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Key", "credential": {"clientExtensionResults": {}}}
    )
    key = Authenticator.objects.get(type="webauthn").pk
    second = f"{base}second-factor/"
    addresses = [
        base, f"{base}post/", f"{base}password/", f"{base}logout/", f"{base}inactive/", second,
        f"{second}totp/deactivate/", f"{second}reauthenticate/", f"{second}recovery-codes/generate/",
        f"{second}webauthn/", f"{second}webauthn/keys/{key}/remove/", f"{second}webauthn/keys/{key}/edit/",
    ]  # fmt: skip
    pages += [client.get(address, headers={"Host": host}) for address in addresses]
    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        text = page.content.decode()
        assert re.findall(r"\sstyle=|\son[a-z]+=|<style|src=\"data:", text) == []
        scripts = re.findall(r"<script([^>]*)>", text)
        assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
        assert len(re.findall(r"<h1", text)) == 1


def test_square_code_stands_in_the_page_as_an_element(client: Client) -> None:
    cast.holder(cast.desk())
    log_in(client, cast.PASSWORD)
    text = client.get(APP).content.decode()
    assert len(re.findall(r"<svg", text)) == 1
    assert re.findall(r"data:image|style=|<\?xml", text) == []


@pytest.mark.parametrize(
    ("host", "secure", "offered"),
    [
        ("localhost:8000", False, True),
        ("127.0.0.1:8000", False, False),
        ("[::1]:8000", False, False),
        ("record.example", False, False),
        ("record.example", True, True),
    ],
)
def test_passkeys_are_offered_where_browsers_take_them(
    client: Client, settings: Settings, host: str, secure: bool, offered: bool
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "record.example"]
    text = client.get(LOGIN, headers={"Host": host}, secure=secure).content.decode()
    assert (text.count('id="passkey_login"') == 1) is offered


def test_limit_has_a_page_of_its_own() -> None:
    assert get_template("429.html").origin.name.endswith("foundation/accounts/templates/429.html")
