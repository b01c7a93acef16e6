"""Making the indexes from queries, and keeping them current from the log.  The worker does it; `entente search` asks for it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from entente.foundation.common.actors import PUBLIC, SYSTEM
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.reading import one_instant
from entente.foundation.common.records import next_release
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans

from . import bridge as bridges
from . import store, tiers
from .analysis import field_of
from .bridge import Bridge
from .documents import SearchDocument
from .gathering import of_plan
from .index import changes, digests, open_index, write
from .store import State
from .words import Kind

Report = Callable[[int, int], None]
"""report(done, total): so many parts of so many are read."""

Heads = Mapping[str, tuple[int, str]]


def rebuild(*, as_of: datetime, report: Report) -> State:
    """Make all indexes anew beside the old ones, which are asked until the new ones are whole.  Raises SearchRefused."""
    with store.only_writer():
        return _rebuild(as_of, report)


def bring_up_to_date(*, as_of: datetime, report: Report = lambda _done, _total: None) -> int:
    """Read what the log says since, and write what it changed; how many documents.  A rebuild where it cannot go on.

    Raises SearchRefused while another process writes.
    """
    with store.only_writer():
        folder = store.current()
        state = store.read_state(folder) if folder else None
        if folder is None or state is None or not _can_go_on(folder, state):
            return sum(_rebuild(as_of, report).indexes.values())
        with one_instant():
            heads = heads_now()
            parts = _parts_changed(state, heads, as_of)
            return _update(folder, state, heads, parts, as_of, report) if parts else 0


def heads_now() -> Heads:
    return {log: (size, ledger.leaf_hash(log, size - 1)) for log, size in ledger.heads().items()}


def speaks_of_this_record(state: State, logs: Iterable[str] | None = None) -> bool:
    """Whether the log that was read is the beginning of the log there is: of this record, and of no later state of it.

    logs  the ones to look at; None: all that were read
    """
    if state.record != ledger.record_name():
        return False
    looked_at = state.heads.keys() if logs is None else [log for log in logs if log in state.heads]
    return all(ledger.leaf_hash(log, state.heads[log][0] - 1) == state.heads[log][1] for log in looked_at)


def _can_go_on(folder: Path, state: State) -> bool:
    if store.is_marked_damaged() or not speaks_of_this_record(state):
        return False
    present = store.sums(folder, state.files)  # names alone are compared: the bytes are read when an index is opened
    return all((folder / name).stat().st_size == state.files[name][0] for name in present if name in state.files)


def _rebuild(as_of: datetime, report: Report) -> State:
    folder = store.root() / f"{as_of.astimezone(UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    with one_instant():
        heads, taught = heads_now(), list[SearchDocument]()
        parts = _parts()
        counts: dict[str, int] = {}
        for number, part in enumerate(parts):
            for name, documents in gathered(part, as_of):
                if name == tiers.EVERYBODY:
                    taught += documents.values()
                if documents or name == tiers.EVERYBODY:
                    (folder / name).mkdir(exist_ok=True)
                    write(folder / name, (), documents.values())
                    counts[name] = counts.get(name, 0) + len(documents)
            report(number + 1, len(parts))
        store.write_json(folder / "bridge.json", bridge_of(taught).as_json())
        state = _state(folder, heads, parts, counts, as_of)
    store.write_state(folder, state)
    store.put_in_place(folder)
    return state


def _parts() -> list[str]:
    return sorted(plans.visible_slugs(SYSTEM, as_of=datetime.now(UTC)))


def gathered(part: str, as_of: datetime) -> Iterator[tuple[str, dict[str, SearchDocument]]]:
    """Index -> its documents of one part.  What everybody reads so stands in the public index and in no other."""
    owners = directory.owners_with_posts()
    groups = [group.slug for group in directory.groups_seen_by(SYSTEM, on=as_of.date())]
    public: dict[str, str] = {}
    for name, reader in tiers.circles(owners, groups).items():
        read = of_plan(reader, part, as_of=as_of)
        documents = {}
        with suppress(NotVisible):  # a plan that this circle does not know of
            kept = sorted((one for one in read if one.digest != public.get(one.key)), key=lambda one: one.place)
            documents = {one.key: one for one in kept}
        if name == tiers.EVERYBODY:
            public = {key: one.digest for key, one in documents.items()}
        yield name, documents


def bridge_of(documents: Iterable[SearchDocument]) -> Bridge:
    """From what everybody reads alone: whoever asks, it tells nothing that is not public."""
    kept = list(documents)
    terms = [one.title for one in kept if one.kind is Kind.TERM and "agreed" in one.states]
    passages = (
        {field_of(tag): text for tag, text in passage.items()} for one in kept for passage in (one.title, *one.said)
    )
    return bridges.build(passages, [{field_of(tag): name for tag, name in term.items()} for term in terms])


def _state(folder: Path, heads: Heads, parts: Iterable[str], counts: Mapping[str, int], as_of: datetime) -> State:
    ends = next_release(as_of=as_of)
    return State(
        record=ledger.record_name(),
        heads=heads,
        as_of=as_of.astimezone(UTC).isoformat(),
        next_at=ends.astimezone(UTC).isoformat() if ends else "",
        parts=tuple(parts),
        indexes=dict(sorted(counts.items())),
        files=store.sums(folder),
    )


# --- what changed ----------------------------------------------------------------------------------------------------


def _parts_changed(state: State, heads: Heads, as_of: datetime) -> list[str]:
    """The parts to gather anew; all of them when something else than a plan changed, or an embargo has ended."""
    everything = sorted({*state.parts, *_parts()})
    if state.next_at and datetime.fromisoformat(state.next_at) <= as_of:
        return everything
    slugs, changed = set(everything), set()
    for log, (size, _leaf) in heads.items():
        known = state.heads.get(log, (0, ""))[0]
        if size > known:
            changed |= {_head(subject) for subject in ledger.subjects_since(log, known)}
    if not changed:
        return []
    return sorted(changed) if changed <= slugs else everything


def _head(subject: str) -> str:
    return subject.partition("/")[0].partition("#")[0].partition("@")[0]


def _update(folder: Path, state: State, heads: Heads, parts: list[str], as_of: datetime, report: Report) -> int:
    written, taught = 0, False
    for number, part in enumerate(parts):
        for name, documents in gathered(part, as_of):
            written += (number_written := _write(folder / name, part, documents, is_kept=name == tiers.EVERYBODY))
            taught |= bool(number_written) and name == tiers.EVERYBODY
        report(number + 1, len(parts))
    if taught:
        store.write_json(folder / "bridge.json", _bridge_now(as_of).as_json())
    counts = {one.name: open_index(one).searcher().num_docs for one in sorted(folder.iterdir()) if one.is_dir()}
    store.write_state(folder, _state(folder, heads, _parts(), counts, as_of))
    return written


def _write(folder: Path, part: str, documents: dict[str, SearchDocument], *, is_kept: bool) -> int:
    """Bring a part of one index up to date; how many documents changed."""
    if not folder.exists():
        if not (documents or is_kept):
            return 0
        folder.mkdir()
    gone, new = changes(digests(open_index(folder).searcher(), part), documents)
    if gone or new:
        write(folder, gone, new)
    return len(gone) + len(new)


def _bridge_now(as_of: datetime) -> Bridge:
    slugs = plans.visible_slugs(PUBLIC, as_of=as_of)
    return bridge_of(one for slug in slugs for one in of_plan(PUBLIC, slug, as_of=as_of))


def forget() -> None:
    """Take all indexes away; the worker makes them anew."""
    with store.only_writer():
        (store.root() / "current").unlink(missing_ok=True)
        for one in store.root().iterdir():
            if one.is_dir():
                shutil.rmtree(one, ignore_errors=True)
