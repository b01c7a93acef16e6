"""The record: its folder, its key, its tables, the shipped plan, the first log-in."""

from __future__ import annotations

import fcntl
import json
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from .place import Place, files_below, fingerprint
from .steps import Failure, Steps, explain, make_private_folder, shown

SHIPPED_PLANS = {"canada-mexico-2023": "shipped plan and its facts", "canada-mexico-2025": "its successor, in draft"}
"""Plan package -> what the step is called; the first is adopted, the second waits for its text."""


def prepare(steps: Steps, *, scale: int) -> list[dict[str, str]]:
    """Bring the record up to date; the log-ins made by this run, each with its one-time password."""
    place = steps.place
    made: list[dict[str, str]] = []
    steps.do("secret key", lambda: write_secrets(place))
    tables = fingerprint(files=[*migrations(place), place.root / "requirements" / "run.lock"])
    steps.do(
        "database", lambda: migrate(steps), stamp=stamp(place, "tables"), key=tables if place.uses_sqlite() else ""
    )
    steps.do("static files", lambda: collect_static(steps), stamp=place.build / "static.made", key=static_key(place))
    if place.is_demonstration:
        steps.do(
            "demonstration",
            lambda: made.extend(log_ins(steps, "demo", "load", "--scale", str(scale), "--json")),
            stamp=stamp(place, "demonstration"),
            key=str(scale),
        )
        return made
    for slug, name in SHIPPED_PLANS.items():
        load_plan(steps, slug, name, tables)
    steps.do(
        "first log-in",
        lambda: made.extend(log_ins(steps, "account", "first", "--json")),
        stamp=stamp(place, "account"),
        key="made" if place.uses_sqlite() else "",
    )
    return made


def load_plan(steps: Steps, slug: str, name: str, tables: str) -> None:
    """Put a shipped plan package on record; one that is there already changes nothing."""
    place = steps.place
    plan = place.root / "plans" / slug
    steps.do(
        name,
        lambda: steps.run("plan", [place.entente, "plan", "import", plan]),
        stamp=stamp(place, f"plan-{slug}"),
        key=fingerprint(tables, files=files_below(plan)) if place.uses_sqlite() else "",
    )


def stamp(place: Place, name: str) -> Path:
    """Stamps about the record lie in its own folder: whoever moves the folder away takes them along."""
    return place.var / "made" / name


def write_secrets(place: Place) -> None:
    """The key that signs sessions, readable by this user alone; the settings file of a demonstration."""
    make_private_folder(place.var)
    key = place.var / "secret_key"
    try:
        if not key.exists():
            key.touch(mode=0o600, exist_ok=False)
            key.write_text(secrets.token_urlsafe(50) + "\n", "utf-8")
        settings = place.var / "settings.env"
        if place.is_demonstration and not settings.exists():
            settings.write_text("ENTENTE_IS_DEMONSTRATION=true\n", "utf-8")
    except OSError as error:
        raise Failure(f"The folder {shown(place.var)} cannot be written: {explain(str(error))}.") from error


def migrations(place: Place) -> Iterator[Path]:
    yield from sorted((place.root / "src").rglob("migrations/*.py"))


def django(steps: Steps, name: str, *arguments: str) -> None:
    command: list[str | Path] = [steps.place.python, "-P", "-m", "django", *arguments]
    steps.run(name, command, environ={"DJANGO_SETTINGS_MODULE": "entente.config.settings"})


def migrate(steps: Steps) -> None:
    """Tables, then the triggers that refuse rewrites (the ledger installs those after every migrate), then the name."""
    django(steps, "database", "migrate", "--no-input")
    steps.run("name", [steps.place.entente, "ledger", "name"])


def static_key(place: Place) -> str:
    made = [place.build / "assets.made", place.venv / "installed-run"]
    return fingerprint(str(place.root), files=[*made, *files_below(place.root / "src", "static/**/*")])


def collect_static(steps: Steps) -> None:
    django(steps, "static", "collectstatic", "--no-input", "--clear")


def log_ins(steps: Steps, *command: str) -> list[dict[str, str]]:
    """The log-ins that a command made: [{"email": ..., "password": ..., "post": ...}], [] when they existed."""
    answer: list[dict[str, str]] = json.loads(steps.run(command[0], [steps.place.entente, *command], answers=True))
    return answer


def require_stopped(place: Place) -> None:
    """Moving a record from under its worker would leave the worker writing into the old one."""
    lock = place.var / "worker.lock"
    if not lock.is_file():
        return
    with lock.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failure(f"Entente runs on {shown(place.var)}; stop it there first.") from error


def set_aside(place: Place) -> Path | None:
    """Move the var folder to var.before-TIMESTAMP; None when there is none.  Nothing is deleted."""
    if not place.var.exists():
        return None
    require_stopped(place)
    aside = place.var.with_name(f"{place.var.name}.before-{time.strftime('%Y%m%d-%H%M%S')}")
    try:
        place.var.rename(aside)
    except OSError as error:
        raise Failure(f"The folder {shown(place.var)} cannot be moved: {explain(str(error))}.") from error
    return aside
