"""The manifest names each file of a publication in canonical bytes, and none that lies elsewhere."""

from __future__ import annotations

import json

import pytest

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import RuleBroken
from entente.foundation.ledger.manifests import FileList, file_list

HASHES = [f"{number:064x}" for number in range(9)]


@pytest.mark.parametrize(
    "paths",
    [
        [],
        ["index.html"],
        ["en/a b!.html", "en/a/b.html", "en/ledger/x", "en/~", "ledgers/.x", "z/..."],
        ["b", "a"],
        ["a/é", "a/\U0001f600", "a/\uffee"],
        ['a"b', "a\\b", "c\nd"],
    ],
)
def test_manifest_is_canonical_whatever_the_signs_and_the_order_of_paths(paths: list[str]) -> None:
    named = dict(zip(paths, HASHES, strict=False))
    body = canonical_bytes(named)
    assert file_list(named.items()) == FileList(body, sha256_hex(body), len(paths))
    assert json.loads(body) == named


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "a/../b", "..", "ledger", "ledger/checkpoint", "a//b", "a/", "./a"]
)
@pytest.mark.parametrize("others", [[], ["0"], ["é"]])
def test_manifest_with_a_path_that_leads_elsewhere_is_refused(path: str, others: list[str]) -> None:
    with pytest.raises(RuleBroken, match="cannot stand in a manifest"):
        file_list((one, HASHES[0]) for one in sorted([path, *others]))


@pytest.mark.parametrize("digest", ["0" * 63, "0" * 65, "A" * 64, "", "g" * 64])
def test_manifest_with_what_is_no_hash_is_refused(digest: str) -> None:
    with pytest.raises(RuleBroken, match="with its SHA-256"):
        file_list([("a", HASHES[0]), ("b", digest)])
