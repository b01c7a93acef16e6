"""A reader of Entente's open data in one file, with Python's standard library alone.

python entente_client.py https://record.example statuses
python entente_client.py https://record.example statuses --plan norvania-sudria-2023 --as-of 2026-03-01T12:00:00Z

from entente_client import Record
for row in Record("https://record.example").rows("statuses"):
    print(row["party"], row["commitment"], row["value"])
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


class NotRead(Exception):
    """The record refused, in its own words."""


@dataclass
class Record:
    """A record of action plans, by the address of its site.  What did not change since it was read is not sent again."""

    address: str
    _kept: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def tables(self) -> list[dict[str, Any]]:
        """Every table with its columns: what they mean, who says them, under which licence."""
        found: list[dict[str, Any]] = json.loads(self._read("/api/v1/tables"))["items"]
        return found

    def rows(self, table: str, *, plan: str = "", as_of: str = "") -> Iterator[dict[str, Any]]:
        """The rows of a table, of one plan ("" for all), as it was at an instant such as 2026-03-01T12:00:00Z ("" for now)."""
        asked = urllib.parse.urlencode({key: value for key, value in (("plan", plan), ("as_of", as_of)) if value})
        for line in self._read(f"/api/v1/tables/{table}.ndjson" + (f"?{asked}" if asked else "")).splitlines():
            yield json.loads(line)

    def _read(self, path: str) -> bytes:
        url = self.address.rstrip("/") + path
        tag, content = self._kept.get(path, ("", b""))
        request = urllib.request.Request(url, headers={"If-None-Match": tag} if tag else {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content = answer.read()
                self._kept[path] = (answer.headers["ETag"], content)
        except urllib.error.HTTPError as error:
            if error.code != 304:
                raise NotRead(json.loads(error.read())["error"]) from error
        return content


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Print a table of a record, a line of JSON for each row.")
    parser.add_argument("address")
    parser.add_argument("table")
    parser.add_argument("--plan", default="")
    parser.add_argument("--as-of", default="")
    asked = parser.parse_args(arguments)
    try:
        for row in Record(asked.address).rows(asked.table, plan=asked.plan, as_of=asked.as_of):
            print(json.dumps(row, ensure_ascii=False))
    except NotRead as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
