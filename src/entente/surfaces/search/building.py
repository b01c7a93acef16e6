"""Making the indexes from queries, and keeping them current from the log.  The worker does it; `entente search` asks for it."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.reading import one_instant
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans

from . import bridge as bridges
from . import store, tiers
from .analysis import field_of
from .bridge import Bridge
from .changed import Changed, changed_since, next_embargo, turns_of
from .documents import SearchDocument
from .gathering import of_homes, of_plan, of_sources, terms_of
from .index import Found, changes, kept, open_index, write
from .store import State
from .words import INDEXED, Kind

LEARNT_EVERY = timedelta(hours=1)
"""The bridge is learnt anew from all public wordings, so not at every change; agreed words are taken at once."""

Report = Callable[[int, int], None]
"""report(done, total): so many parts of so many are read."""

_looked_at = set[str]()

Heads = Mapping[str, tuple[int, str]]
Change = tuple[str, list[str], list[SearchDocument]]


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
            changed = changed_since(state, heads, {*state.parts, *_parts()}, as_of)
            is_time = state.is_to_learn and as_of - datetime.fromisoformat(state.learnt_at) >= LEARNT_EVERY
            if not changed and not is_time and heads == state.heads:
                return 0
            with suppress(ValueError):  # what tantivy says of files that it cannot read
                return _update(folder, state, heads, changed, as_of, report)
        return sum(_rebuild(as_of, report).indexes.values())


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
    """Each file is read once by a process: what is written over a damaged one would be lost with it."""
    if store.is_marked_damaged() or not speaks_of_this_record(state):
        return False
    return store.is_whole(folder, state, seen=_looked_at) and all(
        (folder / one / "meta.json").exists() for one in state.indexes
    )


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
        state = _state(folder, heads, counts, as_of, before=None, is_to_learn=False)
    store.write_state(folder, state)
    store.put_in_place(folder)
    return state


def _parts() -> list[str]:
    return sorted(plans.visible_slugs(SYSTEM, as_of=datetime.now(UTC)))


def _circles(as_of: datetime) -> dict[str, Actor]:
    groups = [group.slug for group in directory.groups_seen_by(SYSTEM, on=as_of.date())]
    return tiers.circles(directory.owners_with_posts(), groups)


def gathered(part: str, as_of: datetime) -> Iterator[tuple[str, dict[str, SearchDocument]]]:
    """Index -> its documents of one plan.  What everybody reads so stands in the public index and in no other."""
    public: dict[str, str] = {}
    for name, reader in _circles(as_of).items():
        found = _read(of_plan(reader, part, as_of=as_of))
        if name == tiers.EVERYBODY:
            public = {key: one.digest for key, one in found.items()}
            yield name, found
        else:
            yield name, {key: one for key, one in found.items() if one.digest != public.get(key)}


def _read(documents: Iterable[SearchDocument]) -> dict[str, SearchDocument]:
    """Key -> document, in the told order; {} of a plan that the circle does not know of."""
    try:
        return {one.key: one for one in sorted(documents, key=lambda one: one.place)}
    except NotVisible:
        return {}


def bridge_of(documents: Iterable[SearchDocument]) -> Bridge:
    """From what everybody reads alone: whoever asks, it tells nothing that is not public."""
    known = list(documents)
    passages = bridges.teaching(
        {field_of(tag): text for tag, text in passage.items()} for one in known for passage in (one.title, *one.said)
    )
    return bridges.build(passages, _terms_among(known))


def _terms_among(documents: Iterable[SearchDocument]) -> list[dict[str, str]]:
    """Field -> the agreed word, of those that every party agreed."""
    agreed = (one.title for one in documents if one.kind is Kind.TERM and "agreed" in one.states)
    return [{field_of(tag): name for tag, name in term.items()} for term in agreed]


def _state(  # what a generation knows of
    folder: Path, heads: Heads, counts: Mapping[str, int], as_of: datetime, *, before: State | None, is_to_learn: bool
) -> State:
    now, parts = as_of.astimezone(UTC).isoformat(), _parts()
    return State(
        record=ledger.record_name(),
        heads=heads,
        as_of=now,
        next_at=next_embargo(as_of=as_of),
        turns=turns_of(parts, as_of=as_of),
        parts=tuple(parts),
        indexes=dict(sorted(counts.items())),
        learnt_at=before.learnt_at if before else now,
        is_to_learn=is_to_learn,
        files=store.sums(folder, before.files if before else None),
    )


# --- what changed ----------------------------------------------------------------------------------------------------


def _update(folder: Path, state: State, heads: Heads, changed: Changed, as_of: datetime, report: Report) -> int:
    written, is_to_learn, is_terms_changed = 0, state.is_to_learn, False
    pieces = [*((plan, None) for plan in sorted(changed.plans)), *sorted(changed.homes.items())]
    for number, (plan, homes) in enumerate(pieces):
        for name, gone, new in _changes(folder, plan, homes, as_of):
            if gone or new:
                write(_folder(folder, name), gone, new)
            written += len(gone) + len(new)
            if name == tiers.EVERYBODY:
                is_to_learn |= _teaches(gone, new)
                is_terms_changed |= _names_terms(gone, new)
        report(number + 1, len(pieces))
    if is_terms_changed:
        words = store.read_bridge(folder).words
        store.write_json(folder / "bridge.json", Bridge(words, _terms_now(as_of)).as_json())
    if is_to_learn and as_of - datetime.fromisoformat(state.learnt_at) >= LEARNT_EVERY:
        store.write_json(folder / "bridge.json", _bridge_now(as_of).as_json())
        state, is_to_learn = replace(state, learnt_at=as_of.astimezone(UTC).isoformat()), False
    counts = {one.name: open_index(one).searcher().num_docs for one in sorted(folder.iterdir()) if one.is_dir()}
    store.write_state(folder, _state(folder, heads, counts, as_of, before=state, is_to_learn=is_to_learn))
    return written


def _folder(folder: Path, name: str) -> Path:
    (folder / name).mkdir(exist_ok=True)
    return folder / name


def _teaches(gone: Sequence[str], new: Sequence[SearchDocument]) -> bool:
    """Whether the bridge may be learnt otherwise from now on."""
    return bool(gone) or any(one.kind is Kind.TERM or len({*one.languages()} & {*INDEXED}) > 1 for one in new)


def _names_terms(gone: Sequence[str], new: Sequence[SearchDocument]) -> bool:
    """Whether agreed words changed."""
    return any(one.kind is Kind.TERM for one in new) or any(f" {Kind.TERM} " in key for key in gone)


def _changes(folder: Path, plan: str, homes: set[str] | None, as_of: datetime) -> Iterator[Change]:
    """Index -> its documents that are gone and those that are new; of a whole plan, or of these homes of it."""
    if homes is None:
        for name, documents in gathered(plan, as_of):
            yield name, *changes(_known(folder / name, "part", [plan]), documents)
        return
    touched = set[str]()  # sources that these homes cite or cited
    public = dict[str, str]()
    for name, reader in _circles(as_of).items():
        known = _known(folder / name, "home", sorted(homes))
        documents = _read(of_homes(reader, plan, sorted(homes), as_of=as_of))
        touched |= {key for one in known.values() for key in one.sources}
        touched |= {key for one in documents.values() for key in one.sources}
        known |= _known(folder / name, "key", [f"{plan} {Kind.SOURCE} {key}" for key in sorted(touched)])
        documents |= _read(of_sources(reader, plan, touched, as_of=as_of))
        if name == tiers.EVERYBODY:
            public = {key: one.digest for key, one in documents.items()}
        else:
            documents = {key: one for key, one in documents.items() if one.digest != public.get(key)}
        yield name, *changes(known, documents)


def _known(folder: Path, field: str, values: Iterable[str]) -> dict[str, Found]:
    return kept(open_index(folder).searcher(), field, values) if folder.exists() else {}


def _bridge_now(as_of: datetime) -> Bridge:
    slugs = plans.visible_slugs(PUBLIC, as_of=as_of)
    return bridge_of(one for slug in slugs for one in of_plan(PUBLIC, slug, as_of=as_of))


def _terms_now(as_of: datetime) -> Sequence[Mapping[str, tuple[str, ...]]]:
    slugs = plans.visible_slugs(PUBLIC, as_of=as_of)
    return bridges.build((), _terms_among(one for slug in slugs for one in terms_of(PUBLIC, slug, as_of=as_of))).terms


def forget() -> None:
    """Take all indexes away; the worker makes them anew."""
    with store.only_writer():
        (store.root() / "current").unlink(missing_ok=True)
        for one in store.root().iterdir():
            if one.is_dir():
                shutil.rmtree(one, ignore_errors=True)
