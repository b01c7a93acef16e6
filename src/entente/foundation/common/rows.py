"""Rows as the driver of the database gives them, made into what a question of Django answers: models, or values of them.

Django finds out for each question anew how its rows are to be read; here it is found out once for each question that is kept
(`prepared`).  What is not known here is left to Django.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    NamedValuesListIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Rows = Sequence[Sequence[Any]]
Answer = Callable[[Rows], list[Any]]


def answer_of(queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> Answer | None:
    """How rows become the answer of a question that its compiler has put together; None: Django alone knows."""
    kind = getattr(queryset, "_iterable_class")  # noqa: B009  # the stubs know no such name
    make = MAKERS.get(kind)
    fields = [one[0] for one in compiler.select[0 : compiler.col_count]]
    if make is None or compiler.has_composite_fields(fields) or getattr(queryset, "_known_related_objects"):  # noqa: B009
        return None
    made, read = make(queryset, compiler), _reading(queryset.db, compiler, fields)
    return lambda rows: made(read(rows)) if rows else []


def _reading(database: str, compiler: SQLCompiler, fields: list[Any]) -> Callable[[Rows], Rows]:
    """Rows of the driver -> the values of their columns as Django reads them."""
    width = compiler.col_count if compiler.has_extra_select else None
    converters = [
        (at, convert, told) for at, (each, told) in compiler.get_converters(fields).items() for convert in each
    ]

    def read(rows: Rows) -> Rows:
        connection = connections[database]
        found = [list(row[:width]) for row in rows]
        for values in found:
            for at, convert, told in converters:
                values[at] = convert(values[at], told, connection)
        return found

    return read


def _models(queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> Answer:
    database, found = queryset.db, compiler.klass_info
    begin, end = found["select_fields"][0], found["select_fields"][-1] + 1
    model, names = found["model"], [one[0].target.attname for one in compiler.select[begin:end]]
    related = get_related_populators(found, compiler.select, database)  # type: ignore[call-arg]  # the stubs are of a later Django
    annotated = list(compiler.annotation_col_map.items())

    def models(rows: Rows) -> list[Any]:
        answer = []
        for row in rows:
            one = model.from_db(database, names, row[begin:end])
            for beside in related:
                beside.populate(row, one)
            for name, at in annotated:
                setattr(one, name, row[at])
            answer.append(one)
        return answer

    return models


def _dictionaries(queryset: QuerySet[Any, Any], _compiler: SQLCompiler) -> Answer:
    names = _names(queryset)
    return lambda rows: [dict(zip(names, row, strict=False)) for row in rows]


def _tuples(_queryset: QuerySet[Any, Any], _compiler: SQLCompiler) -> Answer:
    return lambda rows: list(map(tuple, rows))


def _named(queryset: QuerySet[Any, Any], _compiler: SQLCompiler) -> Answer:
    named = namedtuple("Row", getattr(queryset, "_fields") or _names(queryset))  # type: ignore[misc]  # noqa: B009
    return lambda rows: [tuple.__new__(named, row) for row in rows]  # as Django: it may be longer than its names


def _single(_queryset: QuerySet[Any, Any], _compiler: SQLCompiler) -> Answer:
    return lambda rows: [row[0] for row in rows]


def _names(queryset: QuerySet[Any, Any]) -> list[str]:
    query = queryset.query
    return list(query.selected or (*query.extra_select, *query.values_select, *query.annotation_select))


MAKERS: dict[type, Callable[[QuerySet[Any, Any], SQLCompiler], Answer]] = {
    ModelIterable: _models,
    ValuesIterable: _dictionaries,
    ValuesListIterable: _tuples,
    NamedValuesListIterable: _named,
    FlatValuesListIterable: _single,
}
"""What a question answers -> how its rows become that."""
