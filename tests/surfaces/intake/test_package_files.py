"""Files that a stranger sent: what is refused, and in which words."""

from __future__ import annotations

import os
import stat
import time
import zipfile
from pathlib import Path

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake import package_files
from entente.surfaces.intake.package_files import parse, read_documents

MINIMAL = {"plan.yaml": b"a: b\n", "parties.yaml": b"a: b\n", "pillars.yaml": b"a: b\n"}


def folder(at: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (at / name).write_bytes(content)
    return at


def archive(at: Path, files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    path = at / "package.zip"
    with zipfile.ZipFile(path, "w", compression) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def refusal(location: Path) -> str:
    with pytest.raises(RuleBroken) as caught:
        read_documents(location)
    return str(caught.value)


def parse_refusal(content: bytes) -> str:
    with pytest.raises(RuleBroken) as caught:
        parse("plan.yaml", content)
    return str(caught.value)


def test_plain_values_stay_as_written() -> None:
    text = b"number: 1.10\non: 2023-05-02\nno: no\nyes: 'true'\nflag: true\nempty:\nfolded: >\n  two\n  lines\n"
    assert parse("plan.yaml", text).tree == {
        "number": "1.10",
        "on": "2023-05-02",
        "no": "no",
        "yes": "true",
        "flag": True,
        "empty": "",
        "folded": "two lines",
    }


def test_where_names_the_line_of_the_nearest_value() -> None:
    document = parse("plan.yaml", b"rows:\n  - title:\n      en: one\n")
    assert document.where(("rows", 0, "title", "fr")) == "plan.yaml, line 3, rows[0].title.fr"
    assert document.where(()) == "plan.yaml, line 1"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a: &x [1]\nb: *x\n", "plan.yaml, line 1: uses an anchor or alias (& or *); write the text out."),
        (b"a: !!python/object/apply:os.system [ls]\n", "plan.yaml, line 1: uses a type tag (!…); remove it."),
        (b"a: 1\n---\nb: 2\n", "plan.yaml, line 2: holds a second document after “---”; keep one document a file."),
        (b"a: 1\nb: 2\na: 3\n", "plan.yaml, line 3: names “a” twice in one place; keep one of them."),
        (b"? [a, b]\n: c\n", "plan.yaml, line 1: has a key that is not a text; write a word before the colon."),
        (b"a: " + b"[" * 30, "plan.yaml, line 1: is nested deeper than 20 levels; flatten it."),
        (b"- a\n- b\n", "plan.yaml, line 1: holds no mapping; begin it with a key such as “plan:”."),
        (b"", "plan.yaml, line 1: holds no mapping; begin it with a key such as “plan:”."),
        (b"a: \xff\n", "plan.yaml, byte 3: is not UTF-8; save the file with that encoding."),
        (b"a: \x00\n", "plan.yaml: holds a character that YAML does not allow; remove control characters."),
        (
            b"a: b: c\n",
            "plan.yaml, line 1: is not sound YAML (mapping values are not allowed in this context);"
            " check indentation and quotes there.",
        ),
    ],
)
def test_unsound_yaml_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    assert parse_refusal(content) == sentence


def test_alias_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    started = time.perf_counter()
    assert parse_refusal("\n".join(rows).encode()) == (
        "plan.yaml, line 1: uses an anchor or alias (& or *); write the text out."
    )
    assert time.perf_counter() - started < 1


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "NODES_MAX", 10)
    assert parse_refusal(b"a: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n") == (
        "plan.yaml, line 1: holds more than 10 values; split the plan."
    )


def test_folder_with_a_readme_is_read(tmp_path: Path) -> None:
    location = folder(tmp_path, {**MINIMAL, "README.md": b"# hello", ".DS_Store": b""})
    assert sorted(read_documents(location)) == ["parties", "pillars", "plan"]


def test_zip_with_a_readme_is_read(tmp_path: Path) -> None:
    location = archive(tmp_path, {**MINIMAL, "README.md": b"# hello"})
    assert sorted(read_documents(location)) == ["parties", "pillars", "plan"]


def test_missing_file_is_named(tmp_path: Path) -> None:
    location = folder(tmp_path, {"plan.yaml": b"a: b\n", "parties.yaml": b"a: b\n"})
    assert refusal(location) == (f"{tmp_path.name}: pillars.yaml is missing; add it (docs/plan-package.md shows one).")


def test_unknown_file_is_refused(tmp_path: Path) -> None:
    assert refusal(folder(tmp_path, {**MINIMAL, "fact.yaml": b"a: b\n"})) == (
        "fact.yaml: a plan package has no such file; remove it or correct its name (carriers.yaml, facts.yaml,"
        " findings.yaml, organisations.yaml, parties.yaml, pillars.yaml, plan.yaml, sources.yaml, words.yaml)."
    )


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a: b")
    package = tmp_path / "package"
    package.mkdir()
    folder(package, MINIMAL)
    (package / "facts.yaml").symlink_to(tmp_path / "secret")
    assert refusal(package) == "facts.yaml: a link may point out of the package; put the file itself there."


def test_pipe_and_subfolder_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, MINIMAL)
    os.mkfifo(tmp_path / "facts.yaml")
    assert refusal(tmp_path) == ("facts.yaml: is not a file; a plan package is one folder of YAML files, so remove it.")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, MINIMAL)
    os.mknod(tmp_path / "facts.yaml", stat.S_IFSOCK | 0o600)
    assert refusal(tmp_path) == (
        "facts.yaml: cannot be read (No such device or address); check that it is a readable file."
    )


def test_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "FILE_BYTES_MAX", 1024 * 1024)
    large = {**MINIMAL, "facts.yaml": b"#" * (1024 * 1024 + 1)}
    sentence = "facts.yaml: is larger than 1 MiB; split the plan or shorten its texts."
    assert refusal(archive(tmp_path, large)) == sentence
    (tmp_path / "package.zip").unlink()
    assert refusal(folder(tmp_path, large)) == sentence


def test_large_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_files, "PACKAGE_BYTES_MAX", 12)
    assert refusal(archive(tmp_path, MINIMAL)) == "package.zip: is larger than 0 MiB in all; shorten its texts."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../plan.yaml", "package.zip: ../plan.yaml leads out of the package; pack the folder again."),
        ("/etc/plan.yaml", "package.zip: /etc/plan.yaml leads out of the package; pack the folder again."),
        ("C:plan.yaml", "package.zip: C:plan.yaml leads out of the package; pack the folder again."),
        (
            "a/b/plan.yaml",
            "package.zip: a/b/plan.yaml lies in another folder than the rest; a plan package is one flat folder.",
        ),
    ],
)
def test_zip_that_leads_elsewhere_is_refused(tmp_path: Path, name: str, sentence: str) -> None:
    assert refusal(archive(tmp_path, {name: b"a: b\n"})) == sentence


def test_zip_with_two_folders_is_refused(tmp_path: Path) -> None:
    location = archive(tmp_path, {"a/plan.yaml": b"a: b\n", "b/parties.yaml": b"a: b\n"})
    assert refusal(location) == (
        "package.zip: b/parties.yaml lies in another folder than the rest; a plan package is one flat folder."
    )


def test_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    link = zipfile.ZipInfo("plan.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    assert refusal(path) == "package.zip: plan.yaml is a link; pack the file itself."


def test_zip_packed_in_another_way_is_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path, MINIMAL, compression=zipfile.ZIP_LZMA)) == (
        "package.zip: plan.yaml is packed in a way that is not read here; pack it as an ordinary .zip."
    )


def test_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {"plan.yaml": b"a: b\n"}, compression=zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 0x1
    path.write_bytes(content)
    assert refusal(path) == "package.zip: plan.yaml is encrypted; pack the folder without a password."


def test_zip_with_many_files_is_refused(tmp_path: Path) -> None:
    location = archive(tmp_path, {f"{n}.yaml": b"" for n in range(65)})
    assert refusal(location) == "package.zip: holds 65 files; a plan package has at most 64."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_that_holds_a_file_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("plan.yaml", "a: b")
        packed.writestr("plan.yaml", "a: c")
    assert refusal(path) == "package.zip: holds plan.yaml twice; keep one of them."


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    assert refusal(path) == "package.zip: is neither a folder nor a sound .zip file; pack the folder again."


def test_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {"plan.yaml": b"a: " + b"word " * 500})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    assert refusal(path) == "package.zip: is neither a folder nor a sound .zip file; pack the folder again."


def test_absent_location_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == "nowhere: there is no such folder or file; check the path."
