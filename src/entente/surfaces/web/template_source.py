"""The source of a function, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Function:
    """A template written down.

    names  what it asks for from outside
    call   given the context, where to put what it says, and what these names stand for
    """

    names: tuple[str, ...]
    call: Callable[..., None]


class Source:
    """Of a function that puts what it says where it is told: `put((piece, piece, …))`.

    constants  what it names that stands outside it
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        self._pieces: list[str] = []
        self._depth, self._count = 1, 0

    def say(self, *pieces: str) -> None:
        """What it says next, each as code."""
        self._pieces += pieces

    def line(self, line: str) -> None:
        self._flush()
        self.lines.append(self.indented(line))

    def indented(self, line: str) -> str:
        return " " * self._depth + line

    @contextmanager
    def under(self, line: str) -> Iterator[None]:
        """A line, and under it those that are written meanwhile."""
        self.line(line)
        self._depth += 1
        length = len(self.lines)
        yield
        self._flush()
        if len(self.lines) == length:
            self.line("pass")
        self._depth -= 1

    def variable(self) -> str:
        self._count += 1
        return f"v{self._count}"

    def constant(self, value: Any) -> str:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def function(self, name: str, asked: Mapping[str, str], helpers: Mapping[str, Any]) -> Function:
        """name: as errors tell it; asked: name from outside -> variable; helpers: what it calls by name."""
        self._flush()
        head = f"def template({', '.join(['context', 'put', *asked.values()])}):"
        source = "\n".join([head, *(self.lines or [" return"])])
        made = {**helpers, **self.constants}
        exec(compile(source, f"<{name}>", "exec"), made)  # noqa: S102  # no value of a page is ever part of it
        return Function(tuple(asked), made["template"])

    def _flush(self) -> None:
        if self._pieces:
            self.lines.append(self.indented(f"put(({', '.join(self._pieces)},))"))
            self._pieces = []
