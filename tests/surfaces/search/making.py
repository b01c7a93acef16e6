"""Short ways of making the indexes and asking them."""

from __future__ import annotations

from datetime import UTC, datetime

from entente.foundation.common.actors import Actor
from entente.surfaces.search import asking, building
from entente.surfaces.search.asking import Answer
from entente.surfaces.search.questions import Question
from tests.cast import DANA

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def made(at: datetime = NOW) -> None:
    building.rebuild(as_of=at, report=lambda _done, _total: None)


def asked(
    text: str, by: Actor = DANA, *, at: datetime = NOW, limit: int = 20, offset: int = 0, **wanted: object
) -> Answer:
    return asking.ask(by, Question(text, **wanted), as_of=at, limit=limit, offset=offset)  # type: ignore[arg-type]


def refs(answer: Answer) -> list[str]:
    return [hit.ref for hit in answer.hits]
