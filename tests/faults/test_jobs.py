"""Who asks the worker for something is killed: what was kept is worked off, and nothing is said to wait that waits nowhere."""

from __future__ import annotations

from pathlib import Path

from .conftest import Ended, Record, document

STATEMENTS_MOST = 40
"""More than either of them has."""
UPLOADS = "SELECT status FROM intake_importjob"
JOBS = "SELECT task_path FROM django_tasks_database_dbtaskresult WHERE status = 'READY'"


def waiting(record: Record, what: str) -> int:
    return sum(str(path).endswith(what) for (path,) in record.ask(JOBS))


def test_an_upload_that_was_kept_has_its_job_wherever_its_process_is_killed(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(document(3), "utf-8")
    assert record.run("put_keeper").code == 0
    for statement in range(1, STATEMENTS_MOST):
        ended = record.run("upload_and_die", str(file), str(statement))
        assert len(record.ask(UPLOADS)) == waiting(record, "read_document")
        if ended.code == 0:
            break
    assert ended == Ended(0, "", "")
    assert record.entente("worker", "--once").code == 0
    assert record.ask(UPLOADS) == [("ready",)]
    assert record.is_sound()


def test_a_publication_that_is_said_to_wait_has_its_job_wherever_its_process_is_killed(
    record: Record, tmp_path: Path
) -> None:
    out = tmp_path / "public" / "site"
    assert record.run("put_keeper").code == 0
    for statement in range(1, STATEMENTS_MOST):
        ended = record.run("ask_for_the_site_and_die", str(out), str(statement))
        is_awaited = record.run("is_the_site_awaited", str(out)).out.strip()
        assert is_awaited == str(waiting(record, "publish_site") == 1)
        if ended.code == 0:
            break
    assert ended == Ended(0, "", "")
    assert is_awaited == "True"
    assert record.run("work_on_the_site", str(out)).code == 0
    assert (out / "index.html").is_file()
    assert record.run("is_the_site_awaited", str(out)).out.strip() == "False"


def test_a_publication_whose_page_was_told_and_no_job_kept_is_asked_for_anew(record: Record, tmp_path: Path) -> None:
    out = tmp_path / "public" / "site"
    assert record.run("put_keeper").code == 0
    assert record.run("ask_for_the_site_and_die_once_the_page_was_told", str(out)).code == -9
    assert record.run("is_the_site_awaited", str(out)).out.strip() == "False"
    assert record.run("ask_for_the_site_and_die", str(out), "0").code == 0
    assert record.run("is_the_site_awaited", str(out)).out.strip() == "True"
