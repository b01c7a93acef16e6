"""What changed within a piece, word by word."""

from __future__ import annotations

import pytest

from entente.surfaces.reports.model import Mark, Run, Runs, plain, words
from entente.surfaces.reports.rewording import reworded


def told(runs: Runs) -> str:
    """ "The text was {agreed} in -[May]- June": what came in in braces."""
    ends = {Mark.NONE: ("", ""), Mark.ADDED: ("{", "}"), Mark.REMOVED: ("", "")}
    return "".join(f"{ends[run.mark][0]}{run.text}{ends[run.mark][1]}" for run in runs)


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("The text was agreed in May.", "The text was agreed in June.", "The text was agreed in [May] {June}."),
        ("We hold fairs.", "We hold fairs in spring.", "We hold fairs{ in spring}."),
        ("We hold fairs in spring.", "We hold fairs.", "We hold fairs [in spring]."),
        (
            "It met on 3 May 2026 in Port.",
            "It met on 14 June 2026 in Port.",
            "It met on [3 May] {14 June} 2026 in Port.",
        ),
        ("Fait : 12 %.", "Fait\u00a0: 13\u00a0%.", "Fait\u00a0: [12] {13}\u00a0%."),
        (
            "One thing altogether.",
            "Nothing of it is the same here",
            "[One thing altogether.] {Nothing of it is the same here}",
        ),
        ("", "All new", "{All new}"),
        ("All gone", "", "[All gone]"),
    ],
)
def test_words_that_came_in_and_words_taken_out(before: str, now: str, marked: str) -> None:
    assert told(reworded(words(now), words(before))) == marked


def test_what_stays_keeps_its_language_its_link_and_its_strength() -> None:
    before = (Run("Land AAA, ", is_strong=True), Run("Jeunesse en mai", "fr", "/en/1/"))
    now = (Run("Land AAA, ", is_strong=True), Run("Jeunesse en juin", "fr", "/en/1/"))
    assert reworded(now, before) == (
        Run("Land AAA, ", is_strong=True),
        Run("Jeunesse en ", "fr", "/en/1/"),
        Run("[mai] ", "fr", mark=Mark.REMOVED),
        Run("juin", "fr", "/en/1/", mark=Mark.ADDED),
    )


def test_without_the_brackets_it_says_what_it_says_now() -> None:
    now = words("The two sides met twice, and once more in autumn, on the river.")
    made = reworded(now, words("The sides met twice in spring, and again in autumn, on the lake."))
    assert plain(tuple(run for run in made if run.mark is not Mark.REMOVED)) == plain(now)
