"""Whoever is refused reads why in the language of the page: no sentence of the record is left in English alone."""

from __future__ import annotations

import pytest
from django.utils import translation

from entente.surfaces.web.sentences import in_language

from .refusals_raised import HOUSE, refusals

TERMINAL = {
    "foundation/common/signing.py": "key files, which the signer opens offline: it speaks its own three languages",
    "foundation/ledger/checkpoints.py": "`entente ledger checkpoint|cosign`",
    "foundation/ledger/commands.py": "`entente ledger remove`",
    "foundation/ledger/keys.py": "`entente ledger key|witness`",
    "foundation/ledger/manifests.py": "manifests that a publication makes",
    "foundation/ledger/restoring.py": "`entente ledger refill|follow`",
    "foundation/ledger/rules.py": "`entente ledger remove|export`",
    "foundation/ledger/verifier.py": "`entente ledger verify`, and a file that stands alone",
    "foundation/sources/timestamps.py": "the worker's log",
    "surfaces/intake/demonstration/loading.py": "`start.py --demo`",
    "surfaces/intake/frameworks.py": "`entente plan frameworks`, code lists that ship with the software",
    "surfaces/intake/load.py": "`entente plan load`: packages are YAML, written at a terminal",
    "surfaces/intake/package_export.py": "`entente plan export`",
    "surfaces/intake/package_files.py": "`entente plan load`: packages are YAML, written at a terminal",
    "surfaces/opendata/release.py": "`entente data release`",
    "surfaces/search/store.py": "`entente search rebuild`, and the worker's log",
    "surfaces/search/words.py": "the same: a disk that takes no more of an index",
    "record/assessment/methods/__init__.py": "a scale as YAML, read by `entente assessment method`",
}
"""Module -> where alone its refusals are read: on a command line, which is English."""

PIECES = {
    "the text in “Q7” is missing; all official wordings are signed together, so write it first": "The title: {}.",
    "the text in “Q7” is Q7; it is owed, so write or review it first": "The title: {}.",
    "the text in “Q7” was made from an older wording; bring it up to date first": "The title: {}.",
    "the text in “Q7” was made from an older wording; bring it up to date before signing": "The title: {}.",
    "the text in “Q7” is Q7; all official wordings are signed together, so have it written and reviewed first": "The title: {}.",
    "The reason for the joint status of Q7: Q7.": (
        "The reason for the joint status of Q7: the text in “fr” is missing; "
        "all official wordings are signed together, so write it first."
    ),
    "Q7: its proof is disputed, so settle that first or name other evidence": (
        "“complete” for Q7 is not joint: its proof is disputed, so settle that first or name other evidence"
    ),
    "Q7: nobody has verified its proof, so have another side check it first": (
        "“complete” for Q7 is not joint: nobody has verified its proof, so have another side check it first"
    ),
    "There are two of Q7 Q7; give each Q7 a number of its own.": (
        "There are two of pillar 1; give each pillar a number of its own."
    ),
    "Q7 changed meanwhile (Q7); write this amendment again on the text that is in force now.": (
        "Q7 changed meanwhile (amendment 2); write this amendment again on the text that is in force now."
    ),
    "Q7 has no text in “Q7”, an official language of Q7; an amendment is authentic in each of them, so write it first.": (
        "Part b of Q7 has no text in “fr”, an official language of AAA; "
        "an amendment is authentic in each of them, so write it first."
    ),
    "The words of Q7 were changed after you opened the page; read them again and put them to the parties then.": (
        "The words of the table of Q7 were changed after you opened the page; "
        "read them again and put them to the parties then."
    ),
    "Q7 is Q7, and no successor is named; name the plan in which it goes on.": (
        "Q7 is merged, and no successor is named; name the plan in which it goes on."
    ),
    "Q7 is Q7; name the promise of Q7 in which it goes on.": "Q7 is merged; name the promise of Q7 in which it goes on.",
    "Q7 Q7: the guideline covers Q7.": "This scale has no value Q7: the guideline covers Q7.",
    "The mail “Q7” has Q7; save the one that counts and hand that in.": (
        "The mail “Q7” has no signature file attached; save the one that counts and hand that in."
    ),
}
"""What is put together of pieces -> one whole of it, as the page is given it ({}: the piece itself)."""


def test_the_list_of_what_only_a_terminal_shows_names_modules_that_are_there():
    assert [path for path in TERMINAL if not (HOUSE / path).is_file()] == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_refusal_is_told_in_the_language_of_the_page(language):
    with translation.override(language):
        left = {
            (path, said)
            for path, said in refusals()
            if path not in TERMINAL and not _is_translated(PIECES.get(said, said).format(said))
        }
    assert left == set()


def _is_translated(said: str) -> bool:
    return in_language(said) != said
