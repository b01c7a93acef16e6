"""`python -m entente.record.plan.importers FILE [--party CODE ...]` prints a draft in the marked plans' schema."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from entente.record.plan.importers import PlanUnreadable, as_scored, read_plan


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m entente.record.plan.importers", description="Read a plan and print its draft."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--party", action="append", default=[], metavar="CODE[=Name]")
    parser.add_argument("--language", default="")
    options = parser.parse_args()
    try:
        draft = read_plan(
            options.file.name, options.file.read_bytes(), parties=options.party, language=options.language
        )
    except PlanUnreadable as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(json.dumps(as_scored(draft), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
