"""The whole page of a search at size: `python -m tests.benchmarks.bench_search_page`.

So many pieces of evidence of about fifty words stand in the database, and in the public index beside their plan.  A page is
asked for by Django's test client, and its parts beside it.  Milliseconds of processor and by the clock.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.site_settings"
os.environ |= {"DATABASE_URL": "", "ENTENTE_VAR": tempfile.mkdtemp()}

from rich.console import Console
from rich.table import Table

from tests.benchmarks import publishing as made  # sets Django up

# isort: split
from django.conf import settings
from django.test import Client

from entente.foundation.common.actors import PUBLIC
from entente.record.verification.models import Claim
from entente.surfaces.search import asking, building, doors, index, opening, store
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.questions import Question, read
from entente.surfaces.search.words import Kind, Match
from tests.benchmarks.searching import Short, questions, shorts

SIZE, ASKED, SAMPLE = 100_000, 100, 5_000
PLAN, REF = "invented-plan", "invented-plan/1.1"
PAGES = {"en": "/en/search/", "es": "/es/buscar/", "fr": "/fr/recherche/"}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=int, default=SIZE)
    size = asked.parse_args().size
    at = _on_record(size)
    columns = ("two words, all: cpu p50", "p95", "clock p50", "p95", "four, any: cpu p50", "p95", "clock p50", "p95")
    table = Table("what", *columns, title=f"{size:,} documents")
    sample = list(shorts(SAMPLE))
    two, four = questions(sample, 2, ASKED), questions(sample, 4, ASKED)
    for name, ask in _askers(at).items():
        table.add_row(name, *(cell for kind in (two, four) for cell in _times(ask, kind)))
        Console(width=150).print(name)
    Console(width=150).print(table)


def _on_record(size: int) -> datetime:
    """A plan of 26 commitments with so many claims on them, in the database and in the index.  The instant after."""
    made.call_command("migrate", verbosity=0)
    made.call_command("collectstatic", verbosity=0, interactive=False)
    made.load_package(made.invented_plan(1), by=made.SYSTEM, at=made.timezone.now())
    made.ledger.seal()
    settings.ALLOWED_HOSTS = ["testserver"]
    at = made.timezone.now()
    state = building.rebuild(as_of=at, report=lambda _done, _total: None)
    Claim.objects.bulk_create(map(_claim, shorts(size)), batch_size=500)
    folder = store.current()
    assert folder is not None
    index.write(folder / "public", (), (_document(one) for one in shorts(size)))
    store.write_state(folder, replace(state, files=store.sums(folder), indexes={**state.indexes, "public": size}))
    return at + made.MINUTE


def _claim(one: Short) -> Claim:
    about = {"plan": PLAN, "subject": REF, "commitment": REF, "owner": "observer", "made_at": made.timezone.now()}
    said = {"statement": {one.language: one.text[:60]}, "note": {one.language: one.text}}
    return Claim(slug=f"made-{one.number}", supports="all", tier="public", **about, **said)


def _document(one: Short) -> SearchDocument:
    title, said = {one.language: one.text[:60]}, ({one.language: one.text},)
    return SearchDocument(Kind.EVIDENCE, PLAN, f"observer/made-{one.number}", REF, title, said)


def _askers(at: datetime) -> dict[str, Callable[[Question], object]]:
    opened = opening.current()
    assert opened is not None
    client, searcher, frequency = Client(), opened.searchers["public"], opened.frequencies["public"]

    def page(question: Question) -> object:
        response = client.get(PAGES[question.language], {"q": question.text})
        assert b"ent-found__item" in response.content
        return response

    def best(question: Question) -> Sequence[tuple[float, asking.Found]]:
        return asking.search(searcher, opened.bridge, question, frequency, 20)

    found = {}

    def kept(question: Question) -> list[asking.Found]:
        if question not in found:
            found[question] = [one for _score, one in best(question)]
        return found[question]

    def counts(question: Question) -> object:
        return asking._kinds(opened, ["public"], question, read(question.text))

    def marked(question: Question) -> object:
        asked = asking._asked(opened, "public", question, read(question.text))
        return [asking._hit("public", one, asked, question) for one in kept(question)]

    return {
        "the whole page": page,
        "all that is asked for it": lambda question: asking.ask(PUBLIC, question, as_of=at),
        "of it: the twenty best": best,
        "of it: counts by kind": counts,
        "of it: the door of the database": lambda question: doors.readable(PUBLIC, kept(question), as_of=at),
        "of it: marked passages": marked,
    }


def _times(ask: Callable[[Question], object], asked: list[tuple[str, list[str]]]) -> list[str]:
    match = Match.ALL if len(asked[0][1]) == 2 else Match.ANY
    wanted = [Question(" ".join(words), language=language, match=match) for language, words in asked]
    for question in wanted[:20]:
        ask(question)
    worked, spent = [], []
    for question in wanted:
        began, cpu = time.perf_counter(), time.thread_time()
        ask(question)
        worked.append(1000 * (time.thread_time() - cpu))
        spent.append(1000 * (time.perf_counter() - began))
    return [
        f"{value:.1f}"
        for one in (worked, spent)
        for value in (statistics.median(one), statistics.quantiles(one, n=20)[-1])
    ]


if __name__ == "__main__":
    main()
