"""A sheet of 5,000 rows that comes back: our preview beside the dry run of django-import-export, in the same run.

    python -m tests.benchmarks.bench_sheets [--rows 5000] [--rounds 3]

Both get a workbook with the same rows, one row in twenty changed, and say cell by cell what would change; neither writes.
Both read the file and the rows that stand in the same SQLite database.  Ours is the whole of what a page calls: guards
against hostile files, the state of the record, the comparison.  django-import-export is run as it comes, and once more with
the settings by which its own documentation makes it faster (no HTML of differences, unchanged rows skipped, instances
loaded at once); the target is half of the faster of the two.  Seconds, the best of the rounds, taken in turn.
"""

from __future__ import annotations

import argparse
import io
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

with tempfile.TemporaryDirectory() as var:
    pass
os.environ["ENTENTE_VAR"] = var
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.site_settings")
