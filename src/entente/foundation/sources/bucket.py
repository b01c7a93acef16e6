"""A bucket that speaks S3; loaded only where ENTENTE_SNAPSHOTS names one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):
    """The store of django-storages, whose troubles are OSErrors as those of a disk are."""

    def exists(self, name: str) -> bool:
        with _as_os_error():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        with _as_os_error():
            super().delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _as_os_error():
            folders, files = super().listdir(path)
        return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with _as_os_error():
            at: datetime = super().get_modified_time(name)
        return at

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        with _as_os_error():
            file: File[Any] = super()._open(name, mode)
        return file

    def _save(self, name: str, content: File[Any]) -> str:
        with _as_os_error():
            kept: str = super()._save(name, content)
        return kept


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        said = error.response.get("Error", {})
        raise OSError(None, f"the bucket answers {said.get('Code', '')} {said.get('Message', '')}".strip()) from error
    except BotoCoreError as error:
        raise OSError(None, f"the bucket does not answer: {error}") from error
