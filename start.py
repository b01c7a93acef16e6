#!/usr/bin/env python3
"""Set up and run Entente: `python3 start.py`.  Set up and test it: `python3 start.py test`.  Standard library only."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python must be able to read as far as this sentence
    sys.exit("Entente needs Python 3.11 or newer and this is {}.{}; run it with a newer one.".format(*sys.version_info))

import argparse
import os
from pathlib import Path

from launch import bundles, checks, environment, record, serving
from launch.place import ROOT, Place, chosen_place
from launch.steps import Failure, Steps, explain, shown

TASKS = {
    "run": "set up and run: environment, assets, database, shipped plan, worker, server (the task when none is named)",
    "test": "set up and run every check: format, lint, types, imports, tests on SQLite, on PostgreSQL, in the browser",
    "lint": "the first four of these checks",
    "bench": "the benchmarks: time, memory, queries",
    "bundle": "make FOLDER from which `--offline FOLDER` installs without any network",
    "sbom": "write the list of components to build/sbom.cdx.json (CycloneDX)",
    "lock": "resolve pyproject.toml again and rewrite requirements/*.lock",
}


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if (options.task == "bundle") != (options.folder is not None):
        parser().error("`bundle` takes one FOLDER, the other tasks take none")
    try:
        perform(options)
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\nIt stopped: {explain(str(error))}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run it again to go on where it was.", file=sys.stderr)
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    tasks = "\n".join(f"  {name:<8}{meaning}" for name, meaning in TASKS.items())
    made = argparse.ArgumentParser(
        prog="start.py",
        description=f"Set up and run Entente, or one of its tasks.\n\ntasks:\n{tasks}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("task", nargs="?", choices=TASKS, default="run", metavar="TASK")
    made.add_argument("folder", nargs="?", metavar="FOLDER", help="where `bundle` puts what it makes")
    made.add_argument("--port", type=int, default=8000, help="port of the server (8000)")
    made.add_argument(
        "--host", default="127.0.0.1", help="address the server listens on (127.0.0.1: this machine only)"
    )
    made.add_argument("--no-serve", action="store_true", help="set up, then stop")
    made.add_argument("--reset", action="store_true", help="first move the var folder aside, and begin an empty record")
    made.add_argument("--demo", action="store_true", help="a made-up plan with log-ins for its parties, in var/demo")
    made.add_argument("--scale", type=int, default=1, help="size of the demonstration (1)")
    made.add_argument(
        "--offline", metavar="FOLDER", help="install from a folder that `bundle` made, without any network"
    )
    return made


def perform(options: argparse.Namespace) -> None:
    if options.task == "run":
        return run(options)
    steps = Steps(checks.PLACE)
    environment.prepare(steps, lock="dev")
    if options.task == "test":
        checks.run_checks([*checks.lint_checks(), *checks.test_checks()])
    elif options.task == "lint":
        checks.run_checks(checks.lint_checks())
    elif options.task == "bench":
        checks.run_checks(checks.benchmarks())
    elif options.task == "bundle":
        bundles.make_bundle(steps, Path(options.folder).resolve())
        print(f"\nThe bundle is ready; elsewhere: python3 start.py --offline {options.folder}")
    elif options.task == "sbom":
        steps.do("list of components", lambda: bundles.make_sbom(steps, ROOT / "build" / "sbom.cdx.json"))
    else:
        steps.do("lock files", lambda: bundles.lock_dependencies(steps))
    return None


def run(options: argparse.Namespace) -> None:
    """Set up what is missing, then serve until Ctrl-C."""
    place = chosen_place(demo=options.demo, offline=options.offline)
    if not options.no_serve:
        serving.require_free(options.host, options.port)
    if options.reset:
        reset(place)
    print("Setting up Entente" + (" (demonstration)" if options.demo else ""), flush=True)
    steps = Steps(place)
    environment.prepare(steps)
    made = record.prepare(steps, scale=options.scale)
    if options.no_serve:
        tell_log_ins(made)
        print("\nReady.  Start it with: python3 start.py" + (" --demo" if options.demo else ""))
        return
    address = f"http://{serving.reachable(options.host)}:{options.port}"
    try:
        serving.serve(place, host=options.host, port=options.port, announce=lambda: announce(place, address, made))
    except Failure:
        tell_log_ins(made)  # the passwords are told once; a server that failed must not take them along
        raise


def reset(place: Place) -> None:
    aside = record.set_aside(place)
    if aside:
        print(
            f"{shown(place.var)} (database, snapshots, key, settings, logs) "
            f"now lies in {shown(aside)}; delete that when sure."
        )
    if not place.uses_sqlite():
        print("DATABASE_URL names another database: --reset left that one as it is.")


def announce(place: Place, address: str, made: list[dict[str, str]]) -> None:
    print(f"\nEntente runs at {address}   (Ctrl-C stops it; logs in {shown(place.logs)})")
    tell_log_ins(made)
    entente = shown(place.entente)
    prefix = f"ENTENTE_VAR={shown(place.var)} " if place.is_demonstration or "ENTENTE_VAR" in os.environ else ""
    print(f"\nNext: read the plan at {address}/en/, log in at {address}/en/desk/,")
    print(
        f"      add another plan with  {prefix}{entente} plan import FILE,  see  {entente} --help  and README.md.",
        flush=True,
    )


def tell_log_ins(made: list[dict[str, str]]) -> None:
    for log_in in made:
        print(f"  log in as {log_in['email']} ({log_in['post']}) with the one-time password {log_in['password']}")
    if made:
        print("  It is shown this once; the first log-in asks for a new one.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
