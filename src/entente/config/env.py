"""Settings from the environment (or var/settings.env); a wrong one stops the start with its name and the remedy."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .mail import mail_server
from .snapshots import snapshot_store

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("ENTENTE_VAR") or ROOT / "var")
"""The settings file lies in the var folder, so that a demonstration in a folder of its own keeps settings of its own."""


class Env(BaseSettings):
    """What an operator can set.  Every name is looked up in docs/settings.md by a test."""

    model_config = SettingsConfigDict(env_prefix="ENTENTE_", env_file=VAR / "settings.env", extra="ignore")

    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    """SQLite in the var folder when empty, else a postgresql:// address."""

    var: Path = VAR
    """Folder of everything that changes: database, snapshots, secret, logs."""

    assets: Path = ROOT / "build" / "assets"
    """Folder of the front-end assets that set-up builds."""

    secret_key: str = ""
    """Empty: read from var/secret_key, which set-up generates."""

    debug: bool = False

    hosts: list[str] = ["localhost", "127.0.0.1", "[::1]"]
    """Names under which the site is reached, as JSON."""

    origin: str = "http://localhost:8000"
    """Address of the site as readers see it; used for passkeys, feeds and permanent links."""

    contact: str = ""
    """E-mail address to which readers report a problem; empty: the page says that there is none."""

    mail: str = ""
    """Server that takes the mails of this site, as smtp://user:password@host:587; empty: no mail is sent."""

    mail_from: str = "entente@localhost"
    """Address from which this site's mails come."""

    behind_tls: bool = False
    """True behind a TLS proxy: secure cookies, HSTS, redirect to https."""

    is_demonstration: bool = False
    """True shows the demonstration banner on every page."""

    upload_bytes_max: int = 50 * 1024 * 1024
    """Largest upload, in bytes."""

    cache_seconds: int = Field(default=0, ge=0, le=3600)
    """Seconds for which a cache may show a public page without asking again; 0: it asks each time (ETag)."""

    check_days: int = Field(default=14, ge=1)
    """Days within which somebody other than its maker should check a claim."""

    stale_days: int = Field(default=60, ge=1)
    """Days of silence after which a promise without a rhythm of its own is on its side's desk."""

    capture: bool = False
    """True lets the worker fetch what addresses show; until then nothing leaves this machine for that."""

    capture_allow: list[str] = []
    """HOST:PORT pairs that may be fetched though they are private or on another port, as JSON: for trials only."""

    publish: str = ""
    """Folder of a published site that the worker makes anew when a date passes; empty: whoever publishes does."""

    publish_processes: int = Field(default=0, ge=0, le=64)
    """How many processes make the pages of a large publication; 0: as many as there are processors, at most 8."""

    recheck_days: int = Field(default=30, ge=1, le=3650)
    """Days between two looks at an address that was captured."""

    snapshots: str = ""
    """Empty: the var folder.  s3://BUCKET/PREFIX: a bucket; its keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""

    snapshots_endpoint: str = ""
    """Address of an S3 service other than Amazon's."""

    timestamp_address: str = ""
    """Address of a time-stamping authority (RFC 3161); empty: no outside time stamps."""

    timestamp_roots: str = ""
    """PEM file of the root certificates that the authority's tokens must lead to."""

    @field_validator("mail")
    @classmethod
    def _is_a_mail_server(cls, address: str) -> str:
        mail_server(address)
        return address

    @field_validator("snapshots")
    @classmethod
    def _names_a_bucket(cls, place: str) -> str:
        snapshot_store(place, "")
        return place
