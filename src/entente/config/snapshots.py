"""Where the bytes of snapshots lie: files in the var folder, or a bucket that speaks S3."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

FILES: dict[str, Any] = {"BACKEND": "entente.foundation.sources.files.WholeFileStorage"}


def snapshot_store(place: str, endpoint: str) -> dict[str, Any]:
    """The entry of STORAGES for ENTENTE_SNAPSHOTS.  Raises ValueError with a sentence for an address that is not S3's."""
    if not place:
        return FILES
    parts = urlsplit(place)
    if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"“{place}” names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX, or leave it out for files"
        )
    return {
        "BACKEND": "entente.foundation.sources.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "endpoint_url": endpoint or None,
            "default_acl": None,  # the bucket's own rule holds; a copy is never public by its address
            "querystring_auth": True,
            "file_overwrite": True,  # a name is the hash of its content
        },
    }
