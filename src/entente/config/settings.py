"""Django settings.  What an operator chooses comes from `env`; what is security is fixed here."""

from __future__ import annotations

import secrets
import sys
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from . import logging as logs
from .env import ROOT, Env
from .login import ACCOUNT_ADAPTER as ACCOUNT_ADAPTER
from .login import ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS as ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS
from .login import ACCOUNT_EMAIL_VERIFICATION as ACCOUNT_EMAIL_VERIFICATION
from .login import ACCOUNT_LOGIN_METHODS as ACCOUNT_LOGIN_METHODS
from .login import ACCOUNT_REAUTHENTICATION_METHODS as ACCOUNT_REAUTHENTICATION_METHODS
from .login import ACCOUNT_SESSION_REMEMBER as ACCOUNT_SESSION_REMEMBER
from .login import ACCOUNT_SIGNUP_FIELDS as ACCOUNT_SIGNUP_FIELDS
from .login import ACCOUNT_USER_MODEL_USERNAME_FIELD as ACCOUNT_USER_MODEL_USERNAME_FIELD
from .login import AUTH_PASSWORD_VALIDATORS as AUTH_PASSWORD_VALIDATORS
from .login import AUTH_USER_MODEL as AUTH_USER_MODEL
from .login import AUTHENTICATION_BACKENDS as AUTHENTICATION_BACKENDS
from .login import LOGIN_REDIRECT_URL as LOGIN_REDIRECT_URL
from .login import LOGIN_URL as LOGIN_URL
from .login import LOGOUT_REDIRECT_URL as LOGOUT_REDIRECT_URL
from .login import MFA_ADAPTER as MFA_ADAPTER
from .login import MFA_FORMS as MFA_FORMS
from .login import MFA_PASSKEY_LOGIN_ENABLED as MFA_PASSKEY_LOGIN_ENABLED
from .login import MFA_SUPPORTED_TYPES as MFA_SUPPORTED_TYPES
from .login import MFA_TOTP_ISSUER as MFA_TOTP_ISSUER
from .login import MFA_TOTP_TOLERANCE as MFA_TOTP_TOLERANCE
from .login import MFA_WEBAUTHN_USER_VERIFICATION as MFA_WEBAUTHN_USER_VERIFICATION
from .login import PASSWORD_HASHERS as PASSWORD_HASHERS
from .mail import TIMEOUT_SECONDS, mail_server
from .snapshots import snapshot_store

ENV = Env()
BASE_DIR = ROOT
VAR = ENV.var
TESTING = "pytest" in sys.modules


def _secret_key() -> str:
    """The operator's key, else the one that set-up wrote; tests and one-off commands before set-up get a throw-away key."""
    path = VAR / "secret_key"
    return ENV.secret_key or (path.read_text().strip() if path.exists() else secrets.token_urlsafe(50))


SECRET_KEY = _secret_key()
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.hosts
CSRF_TRUSTED_ORIGINS = [ENV.origin]

INSTALLED_APPS = [
    "entente.foundation.ledger",
    "entente.foundation.directory",
    "entente.foundation.accounts",
    "entente.foundation.sources",
    "entente.foundation.texts",
    "entente.foundation.accord",
    "entente.record.plan",
    "entente.record.verification",
    "entente.record.delivery",
    "entente.record.notes",
    "entente.record.assessment",
    "entente.surfaces.intake",
    "entente.surfaces.notices",
    "entente.surfaces.web",
    "entente.surfaces.web.desk",
    "entente.surfaces.api",
    "entente.surfaces.following",
    "entente.surfaces.opendata",
    "entente.surfaces.reports",
    "entente.surfaces.publish",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "entente.surfaces.api.middleware.ApiMiddleware",
    "entente.surfaces.web.caching.CachingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "entente.surfaces.web.languages.LanguageMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "entente.foundation.accounts.middleware.SecondFactorRequired",
    "entente.foundation.accounts.middleware.ActorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "entente.surfaces.web.refusals.RefusalMiddleware",
]

API_PREFIX = "/api/"
REFUSALS_SAID_BY = "entente.surfaces.web.sentences.in_language"
"""Who says a refusal of the record in the language of the request; pages and API say it alike."""
ROOT_URLCONF = "entente.config.urls"
WSGI_APPLICATION = "entente.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "entente.surfaces.web.backend.Templates",
        "NAME": "django",
        "OPTIONS": {
            "loaders": [("entente.surfaces.web.settled.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "entente.surfaces.web.frame.frame",
            ],
        },
    }
]

# --- databases -------------------------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    if ENV.database_url:
        return dict(dj_database_url.parse(ENV.database_url, conn_max_age=60, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "entente.sqlite3",
        "CONN_MAX_AGE": None,  # opening the file and its pragmas again costs a page a millisecond
        "OPTIONS": {
            # Take the write lock at BEGIN: a transaction that reads first and writes later is refused under load.
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            "init_command": (
                "PRAGMA journal_mode=WAL;"  # readers never wait for the writer
                "PRAGMA synchronous=FULL;"  # a committed entry survives a power cut
                "PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON;"  # REPLACE must not slip past the triggers that refuse DELETE
                "PRAGMA cache_size=-32000;"
            ),
        },
    }


DATABASES = {"default": _database()}
CACHES = {
    # Shared by all processes on the machine, so that rate limits and used codes of the log-in count for all of them.
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR / "cache"}
    if not TESTING
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- log-in ----------------------------------------------------------------------------------------------------------

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.behind_tls else 0
"""Rate limits count by address; behind a proxy that is the address the proxy was called from."""

# --- languages -------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français")]
"""Interface languages, in the alphabetical order of their own names; content languages are rows, not settings."""
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [ENV.assets] if ENV.assets.exists() else []
MEDIA_ROOT = VAR / "snapshots"
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_AUTOREFRESH = TESTING or DEBUG  # looks for files when asked; else all are listed once, at the start
STORAGES = {
    "default": snapshot_store(ENV.snapshots, ENV.snapshots_endpoint),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = ENV.upload_bytes_max
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- security --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENV.behind_tls
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # monitors ask on the inside of the proxy
SECURE_HSTS_SECONDS = 31536000 if ENV.behind_tls else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_tls else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.behind_tls
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "entente.surfaces.web.refusals.csrf_failure"

# --- jobs ------------------------------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = logs.LOGGING
logs.configure()

# --- mail ------------------------------------------------------------------------------------------------------------

_MAIL = ENV.mail or (f"file://{VAR / 'mail'}" if ENV.is_demonstration else "")
MAIL_IS_ON = bool(_MAIL)
"""Without a server no digest is made; a demonstration writes its mails into files of its var folder."""
_SERVER = mail_server(_MAIL)
EMAIL_BACKEND = _SERVER.backend
EMAIL_FILE_PATH = _SERVER.folder
EMAIL_HOST, EMAIL_PORT = _SERVER.host, _SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SERVER.user, _SERVER.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _SERVER.starts_tls, _SERVER.is_tls
EMAIL_TIMEOUT = TIMEOUT_SECONDS
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from

IS_DEMONSTRATION = ENV.is_demonstration
PLANS_DIR = ROOT / "plans"
"""Plan packages that ship with the software."""
UPLOAD_BYTES_MAX = ENV.upload_bytes_max
CHECK_DAYS = ENV.check_days
"""Days within which somebody should check a claim; after that a side may build on it all the same, shown as not verified."""
STALE_DAYS = ENV.stale_days
"""Days of silence after which a promise without a rhythm of its own is on its side's desk."""

CAPTURE = ENV.capture
CAPTURE_ALLOW = ENV.capture_allow
RECHECK_DAYS = ENV.recheck_days
TIMESTAMP_ADDRESS = ENV.timestamp_address
TIMESTAMP_ROOTS = ENV.timestamp_roots
