"""Log-in: e-mail address, password and second factor.  Fixed here, because it is security and no operator's choice.

Two things that no setting of allauth can say are code: everybody needs a second factor (`SecondFactorRequired` in
`accounts.middleware`), and TOTP secrets are encrypted at rest (`MFAAdapter` in `accounts.adapters`).
Rate limits stay as allauth sets them.
"""

from __future__ import annotations

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "entente.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
"""Read by allauth's own checks; the adapter keeps sign-up closed and no address leads to it."""
ACCOUNT_EMAIL_VERIFICATION = "none"
"""Whoever makes an account vouches for its address; the first log-in must work without a mail server."""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
"""No code by mail: who reads somebody’s mail does not sign for a party, and there is no page for it."""

MFA_ADAPTER = "entente.foundation.accounts.adapters.MFAAdapter"
MFA_FORMS = {"add_webauthn": "entente.foundation.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
"""A passkey replaces password and second factor, so the device must have checked who holds it."""
MFA_TOTP_ISSUER = "Entente"
MFA_TOTP_TOLERANCE = 1
"""Steps of 30 seconds that a telephone's clock may be wrong either way."""
