"""What travels with a release: the offline bundle, the list of components (SBOM), the lock files."""

from __future__ import annotations

import base64
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

from . import environment
from .steps import Failure, Steps, explain, make_folder

LOCK_HEADER = (
    "# Made by `python3 start.py lock` from pyproject.toml; every file that may be installed has its hash here.\n"
)


def make_bundle(steps: Steps, folder: Path) -> None:
    """Wheels of the locked packages, built assets, list of components; bundle.json comes last and makes it valid."""
    place = steps.place
    manifest = folder / "bundle.json"
    manifest.unlink(missing_ok=True)
    make_folder(folder)
    steps.do("wheels", lambda: fetch_wheels(steps, folder / "wheels"))
    steps.do("list of components", lambda: make_sbom(steps, folder / "sbom.cdx.json"))
    try:
        shutil.rmtree(folder / "assets", ignore_errors=True)
        shutil.copytree(place.assets, folder / "assets")
        manifest.write_text(json.dumps(environment.bundle_facts(place), indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Failure(f"The bundle in {folder} cannot be written: {explain(str(error))}.") from error


def fetch_wheels(steps: Steps, wheels: Path) -> None:
    place = steps.place
    shutil.rmtree(wheels, ignore_errors=True)
    steps.run(
        "wheels",
        [
            *environment.pip(place), "download", "--disable-pip-version-check", "--no-input", "--no-deps",
            "--require-hashes", "--only-binary", ":all:", "--dest", wheels,
            "-r", place.root / "requirements" / "run.lock",
        ],
    )  # fmt: skip


# --- list of components ----------------------------------------------------------------------------------------------


def make_sbom(steps: Steps, target: Path) -> None:
    """CycloneDX 1.6: the locked Python packages with their licences, and the packages of the front end."""
    place = steps.place
    make_folder(target.parent)
    raw = place.build / "sbom-python.json"
    make_folder(raw.parent)
    steps.run(
        "sbom",
        [
            place.venv / "bin" / "cyclonedx-py", "environment", place.python,
            "--sv", "1.6", "--of", "JSON", "--output-reproducible", "-o", raw,
        ],
    )  # fmt: skip
    bom = json.loads(raw.read_text("utf-8"))
    raw.unlink()
    project = tomllib.loads((place.root / "pyproject.toml").read_text("utf-8"))["project"]
    bom["metadata"]["component"] = own_component(project)
    kept = locked_names((place.root / "requirements" / "run.lock").read_text("utf-8"))
    bom["components"] = [part for part in bom["components"] if normal_name(part["name"]) in kept]
    package_lock = json.loads((place.root / "frontend" / "package-lock.json").read_text("utf-8"))
    bom["components"] += [npm_component(path, entry) for path, entry in npm_packages(package_lock)]
    refs = {part["bom-ref"] for part in bom["components"]}
    bom["dependencies"] = [
        {**row, "dependsOn": [ref for ref in row.get("dependsOn", []) if ref in refs]}
        for row in bom.get("dependencies", [])
        if row["ref"] in refs
    ]
    target.write_text(json.dumps(bom, indent=1, sort_keys=True) + "\n", "utf-8")


def own_component(project: dict[str, Any]) -> dict[str, Any]:
    """The program itself, which the list is about."""
    return {
        "type": "application",
        "name": project["name"],
        "version": project["version"],
        "bom-ref": project["name"],
        "licenses": [{"license": {"id": project["license"]}}],
    }


def normal_name(name: str) -> str:
    """One spelling of a Python package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_names(lock: str) -> set[str]:
    """Names of the packages that a lock file pins."""
    return {normal_name(match[1]) for match in re.finditer(r"^([A-Za-z0-9][\w.-]*)==", lock, re.MULTILINE)}


def npm_packages(package_lock: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """(path, entry) of every package that goes into the assets; tools for tests are left out."""
    packages: dict[str, dict[str, Any]] = package_lock["packages"]
    return sorted((path, entry) for path, entry in packages.items() if path and not entry.get("dev"))


def npm_component(path: str, entry: dict[str, Any]) -> dict[str, Any]:
    name = path.rpartition("node_modules/")[2]
    address = f"pkg:npm/{name.replace('@', '%40', 1)}@{entry['version']}"
    component: dict[str, Any] = {
        "type": "library", "name": name, "version": entry["version"], "purl": address, "bom-ref": address,
    }  # fmt: skip
    if licence := entry.get("license"):
        component["licenses"] = [{"expression": licence} if " " in licence else {"license": {"id": licence}}]
    algorithm, _, digest = entry.get("integrity", "").partition("-")
    if algorithm == "sha512":
        component["hashes"] = [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]
    return component


# --- lock files ------------------------------------------------------------------------------------------------------


LOCKS = {"run": "", "dev": "--extra dev -c requirements/run.lock"}


def lock_dependencies(steps: Steps) -> None:
    """Resolve pyproject.toml for every machine; the tools' lock holds the same versions as the program's."""
    folder = steps.place.root / "requirements"
    for name, more in LOCKS.items():
        target = folder / f"{name}.lock"
        fresh = folder / f"{name}.lock.new"
        shutil.copyfile(target, fresh)
        steps.run(
            f"lock-{name}",
            [
                steps.place.venv / "bin" / "uv", "pip", "compile", "pyproject.toml", *more.split(), "--universal",
                "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate",
                "--quiet", "--upgrade", "-o", fresh,
            ],
        )  # fmt: skip
        fresh.write_text(LOCK_HEADER + fresh.read_text("utf-8"), "utf-8")
        fresh.replace(target)
