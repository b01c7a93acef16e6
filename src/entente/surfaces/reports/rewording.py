"""Words of a changed piece told apart: those that came in, and in square brackets those that were taken out.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from .model import Mark, Run, Runs, plain
from .typography import levelled

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
KEPT = 0.4
"""With a smaller share of the words in common the old text stands before the new one, as a whole."""

Change = tuple[Runs, Runs]
"""What was taken out and what stands there now; the same twice for what stayed."""


def reworded(now: Runs, before: Runs) -> Runs:
    """The words of now, each marked as it is new, with those taken out where they stood."""
    new, old = _tokens(now), _tokens(before)
    matcher = SequenceMatcher(None, _levelled(old), _levelled(new), autojunk=False)
    if matcher.ratio() < KEPT:
        return (*_removed(before, leads_on=bool(now)), *(replace(run, mark=Mark.ADDED) for run in now))
    out: list[Run] = []
    for gone, came in _changes(matcher, old, new):
        if gone is came:
            out.extend(came)
        else:
            out.extend((*_removed(gone, leads_on=bool(came)), *(replace(run, mark=Mark.ADDED) for run in came)))
    return _joined(out)


def _changes(matcher: SequenceMatcher[str], old: Runs, new: Runs) -> Iterator[Change]:
    """What changed and what stayed in turn; a space between two changes belongs to them."""
    held: Change = ((), ())
    for kind, first, last, begin, end in matcher.get_opcodes():
        stayed = new[begin:end]
        if kind == "equal" and (plain(stayed).strip() or not any(held)):
            yield from (held,) if any(held) else ()
            yield stayed, stayed
            held = ((), ())
        else:
            held = ((*held[0], *old[first:last]), (*held[1], *stayed))
    yield from (held,) if any(held) else ()


def _tokens(runs: Runs) -> Runs:
    return tuple(replace(run, text=token) for run in runs for token in TOKEN.findall(run.text))


def _levelled(runs: Runs) -> list[str]:
    return [levelled(run.text) for run in runs]


def _removed(runs: Runs, *, leads_on: bool) -> Runs:
    """One piece in brackets, with the spaces around it: it leads nowhere any more.  leads_on: new words follow."""
    text = plain(runs)
    kept = text.strip()
    if not kept:
        return ()
    before, _kept, after = text.partition(kept)
    return (Run(f"{before}[{kept}]{after or ' ' * leads_on}", runs[0].language, mark=Mark.REMOVED),)


def _joined(runs: Sequence[Run]) -> Runs:
    """Neighbours of one kind as one run."""
    made: list[Run] = []
    for run in runs:
        if made and replace(made[-1], text="") == replace(run, text="") and run.mark is not Mark.REMOVED:
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)
