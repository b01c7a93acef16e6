"""Whatever is done to a published folder is found, and nothing that was not done is.

Some hundred attempts on a small log here; `python -m tests.benchmarks.attack_ledger` makes ten thousand on a hundred
thousand entries.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .attacked import make_site
from .attacks import HOST, KINDS, Attacker, outcome

pytestmark = pytest.mark.django_db

SEED = 20261128


def test_every_kind_of_attempt_is_found(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 1_200, pages=6)
    attacker = Attacker(site, SEED)
    for given in ("nothing", "old", "witness"):
        assert site.check(given)[0].endswith("; 6 removed, each with its notice.")
    missed = []
    for kind, (_, draw) in KINDS.items():
        for _ in range(12 if "flipped" in kind else 3):
            attempt = draw(attacker, kind)
            assert attempt.files, kind
            if not outcome(site, attempt):
                missed.append((kind, sorted(attempt.files)))
    assert missed == []
    for given in ("nothing", "old", "witness"):
        assert site.check(given)[0].endswith("; 6 removed, each with its notice.")


def test_what_the_host_does_is_not_known_without_an_old_checkpoint_or_a_witness(tmp_path: Path) -> None:
    """The verifier says so itself; this holds it to its word."""
    site = make_site(tmp_path / "site", 1_200, pages=6)
    fork = Attacker(site, SEED).host(next(kind for kind in HOST if kind.startswith("fork")))
    with site.changed({**fork.files, **{name: None for name in site.files if name.startswith("ledger/cosigned/")}}):
        told = site.check("nothing")
    assert told[1].startswith("Not known: whether the whole log was replaced or cut at its end")
