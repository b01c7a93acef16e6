"""An issue is made: read, put together, written into files, with progress.  Killed at any point, it is taken up again.

Its status is the last thing that is written: an issue that is ready is whole, and of one that failed no file stays.
"""

from __future__ import annotations

import errno
import io
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils.translation import override

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.errors import Refusal

from .compose import CHOICE, compose
from .forms import Form, as_file
from .limits import VOLUMES_MAX
from .marking import marked
from .model import Document, dumped, loaded
from .models import Issue, Report
from .reading import FOLDER, file_path, logo_of, since_words, template_of
from .volumes import volumes
from .words import IssueStatus

KEPT = (Form.PDF, Form.WORD)
"""Forms that are kept as files; the page is shown from the document."""
ATTEMPTS_MAX = 2
"""Begun so often and never ended, an issue is not begun again."""
MOST_FILES = 2 * VOLUMES_MAX
"""Volumes of one form: marking makes a report longer, but not twice as long."""
LETTERS_OF_KEY = 36
UNDER_WAY = (IssueStatus.WAITING, IssueStatus.MAKING)
SWEPT_AFTER = timedelta(hours=1)
"""A file that nobody knows may be one whose record is just being written."""


def make(key: UUID) -> Issue:
    """Make a waiting issue, or one whose maker was killed: it speaks of the same instant, so it comes out the same."""
    issue = Issue.objects.select_related("report").get(pk=key)
    if issue.status not in UNDER_WAY:
        return issue
    with override(issue.report.language):
        why = _given_up() if issue.attempts >= ATTEMPTS_MAX else _made(issue)
    if why:
        _discard_files(issue)
        Issue.objects.filter(pk=key).update(status=IssueStatus.FAILED, sentence=why)
    return Issue.objects.select_related("report").get(pk=key)


def _made(issue: Issue) -> str:
    """Make it; why it could not be made, "" when it was."""
    began = time.monotonic()
    try:
        Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.MAKING, attempts=F("attempts") + 1)
        document, counts = _written(issue)
        with transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(
                status=IssueStatus.READY,
                document=dumped(document),
                seconds=time.monotonic() - began,
                volumes=counts[False],
                marked_volumes=counts.get(True, 1),
            )
    except Refusal as refusal:
        return refusal.sentence
    except OSError as error:
        return _not_kept(error)
    except OperationalError as error:
        if not _is_full(error):
            raise
        return _no_room()
    return ""


def _written(issue: Issue) -> tuple[Document, dict[bool, int]]:
    """The document, and in how many volumes it comes, with its changes marked and without.

    Its files are kept before it is called ready.
    """
    report, told = issue.report, _Progress(issue.pk, len(KEPT) * (2 if issue.since else 1))
    document = compose(
        CHOICE.validate_python(issue.choice), by=_reader(report), as_of=issue.as_of, issue=issue.issue, progress=told
    )
    logo, template = logo_of(report), template_of(report)
    counts: dict[bool, int] = {}
    for written, with_changes in _versions(issue, document):
        held = volumes(written)
        counts[with_changes] = len(held)
        told.more((len(held) - 1) * len(KEPT))
        for number, volume in enumerate(held, 1):
            for form in KEPT:
                content = as_file(volume, form, template=template, logo=logo)
                path = file_path(issue.pk, form, with_changes=with_changes, volume=number)
                default_storage.delete(path)
                default_storage.save(path, io.BytesIO(content))
                told.step()
    return document, counts


def _versions(issue: Issue, document: Document) -> Iterator[tuple[Document, bool]]:
    """As it is, and with its changes marked where there is an earlier one."""
    yield document, False
    before = Issue.objects.filter(report=issue.report_id, issue=issue.since, status=IssueStatus.READY).first()
    if before is not None:
        yield marked(document, loaded(before.document), since_words(before)), True


def _reader(report: Report) -> Actor:
    """With whose eyes the worker reads: those of the side that asked, and of no person."""
    return Actor(Capacity(report.capacity), owner=report.owner, post=report.post)


def _given_up() -> str:
    return (
        f"Its maker was stopped {ATTEMPTS_MAX} times before it was done, as happens when memory or power fails. Choose fewer "
        "areas or parts, then ask for the issue again."
    )


def _not_kept(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _no_room()
    return f"The file could not be kept ({error.strerror or error}); nothing is lost. Ask for the issue again."


def _no_room() -> str:
    return "The disk is full; nothing is lost. Make room, then ask for the issue again."


def _is_full(error: OperationalError) -> bool:
    """Whether the database itself found no room: in the words of SQLite and of PostgreSQL."""
    return "disk is full" in str(error) or getattr(error.__cause__, "sqlstate", "") == "53100"


class _Progress:
    """Writes how far the making is: the parts of the report, then its files."""

    def __init__(self, key: UUID, files: int) -> None:
        self.key, self.files, self.done, self.whole = key, files, 0, 0

    def __call__(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole + self.files
        self._write()

    def more(self, files: int) -> None:
        """Further files: those of a report in volumes."""
        self.whole += files

    def step(self) -> None:
        self.done += 1
        self._write()

    def _write(self) -> None:
        Issue.objects.filter(pk=self.key).update(done=self.done, whole=self.whole)


# --- what is left over -------------------------------------------------------------------------------------------------


def left_over(*, before: datetime) -> list[UUID]:
    """Issues under way that were asked for before an instant."""
    return list(Issue.objects.filter(status__in=UNDER_WAY, as_of__lt=before).values_list("pk", flat=True))


def discard_left_over_files(*, at: datetime) -> int:
    """Remove files of which no issue and no report knows: their writer was killed, or their removal was.  How many."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    living, known = _known()
    gone = 0
    for name in names:
        path = f"{FOLDER}/{name}"
        if (
            name not in known
            and name[:LETTERS_OF_KEY] not in living
            and default_storage.get_modified_time(path) < at - SWEPT_AFTER
        ):
            default_storage.delete(path)
            gone += 1
    return gone


def _known() -> tuple[set[str], set[str]]:
    """What something on record leads to: keys that the files of issues begin with, and names of files handed in."""
    living = {str(key) for key in Issue.objects.exclude(status=IssueStatus.FAILED).values_list("pk", flat=True)}
    known: set[str] = set()
    for key, template, logo in Report.objects.values_list("pk", "template", "logo"):
        known |= {f"{key}.{name}" for name, has in (("template", template), ("logo", logo)) if has}
    return living, known


def discard_files_of(report: Report, issues: Sequence[Issue]) -> None:
    """Of a report that was thrown away."""
    for issue in issues:
        _discard_files(issue)
    for name in ("template", "logo"):
        default_storage.delete(f"{FOLDER}/{report.pk}.{name}")


def _discard_files(issue: Issue) -> None:
    for path in _paths(issue.pk):
        default_storage.delete(path)


def _paths(key: UUID) -> list[str]:
    """Every file that an issue may have, whether it came to that or not."""
    return [
        file_path(key, form, with_changes=with_changes, volume=volume)
        for form in KEPT
        for with_changes in (False, True)
        for volume in range(1, MOST_FILES + 1)
    ]
