"""Check a published record of Entente: `python verify.py FOLDER [--checkpoint OLD] [--witness KEY] [--since DAY] [--key KEY]`.
Needs Python 3.11 and `cryptography`; docs/ledger.md fixes each byte.  Exit: 0 all holds, 1 something does not, 2 wrong use."""
import argparse, json, os, re, sys  # noqa: E401, I001 - one short file, to be read from top to bottom
from collections.abc import Iterator
from binascii import a2b_base64, b2a_base64
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
WIDTH, PLAIN, TIMED = 256, 1, 4  # entries in a tile; types of signature (C2SP signed-note, tlog-cosignature)
SPECIAL = (b'{"action":"accord.', b'{"action":"ledger.', b'{"action":"publish.')  # all that must be understood here
NOTE = re.compile("(([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]{44})\n)\n((?:— [^ \n]+ [^ \n]+\n)+)")
UNDERWAY = re.compile(r"ledger/((tile/[0-9a-z]+|openings)/[x0-9/]+(\.p/\d+)?|manifests/\w{64}|cosigned/\d+|.*\.unfinished)")
Note = NamedTuple("Note", [("text", bytes), ("origin", str), ("size", int), ("root", bytes), ("signatures", list[Any])])  # noqa: UP014
class Broken(Exception):
    """The first thing that does not hold: what, in which file, at which position, about which subject."""
    def __init__(self, what: str, path: str = "", position: int | None = None, subject: str = "") -> None:
        place = "" if position is None else f"position {position}"
        super().__init__(": ".join(part for part in (path, place, subject, what) if part))
        self.what, self.path, self.position, self.subject = what, path, position, subject
class Folder:  # where files are read from, and which have been; names() is None where nobody can list them
    def __init__(self, root: str) -> None:
        self.root, self.seen = root.rstrip("/"), set[str]()
    def read(self, name: str) -> bytes:
        self.seen.add(name)
        try:
            with open(f"{self.root}/{name}", "rb", 0) as file:  # noqa: PTH123 - a million entries are 12,000 files
                return file.read()
        except OSError as error:
            raise Broken(f"the file cannot be read ({error.strerror})", name) from error
    def names(self) -> set[str] | None:
        found = [(top, name, name in files or Path(top, name).is_symlink()) for top, folders, files in os.walk(self.root)
                 for name in files + folders]
        return {f"{top}/{name}"[len(self.root) + 1:].replace(os.sep, "/") for top, name, is_file in found if is_file}
class Key(NamedTuple):
    """Who may sign, with a key that stands in the log from one position on and ends at another (and at an instant)."""
    role: str
    name: str
    kind: int
    raw: bytes
    opened: int = -1
    closed: float = float("inf")
    ended: str = "9999-01-01"
    def id(self) -> tuple[str, bytes]:
        return self.name, sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.raw).digest()[:4]
    def signed(self, text: bytes, signature: bytes) -> int | None:
        """The second at which it says that it signed this text (0 when it says none); None when it did not sign it."""
        moment = int.from_bytes(signature[:8], "big") if self.kind == TIMED else 0
        if self.kind == TIMED:
            text, signature = b"cosignature/v1\ntime %d\n%b" % (moment, text), signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, text)
        except (InvalidSignature, ValueError):
            return None
        return moment
def key_of(text: str, role: str = "witness") -> Key:
    """A key as others hold it, NAME+ID+BASE64 (C2SP signed-note).  Raises ValueError."""
    name, number, code = text.strip().split("+", 2)
    key = Key(role, name, unbase64(code)[0], unbase64(code)[1:])
    if len(key.raw) != 32 or key.kind not in (PLAIN, TIMED) or key.id()[1].hex() != number:
        raise ValueError(f"{text} is no key of the form NAME+ID+BASE64")
    return key
def note_of(data: bytes, path: str) -> Note:
    try:
        text, origin, size, root, below = NOTE.fullmatch(data.decode()).groups()  # type: ignore[union-attr]
        rows = [(name, unbase64(value)) for _, name, value in (line.split(" ") for line in below.splitlines())]
        return Note(text.encode(), origin, int(size), unbase64(root), [((name, raw[:4]), raw[4:]) for name, raw in rows])
    except (ValueError, AttributeError) as error:
        raise Broken("is not a whole checkpoint (cut short or damaged)", path) from error
def check_signatures(note: Note, keys: list[Key], path: str) -> None:
    """Every signature holds, with a key that was in force, and one is the record's."""
    roles = set()
    for signer, signature in note.signatures:
        known = [key for key in keys if key.id() == signer]
        able = [key for key in known if (key.opened < note.size or key.role != "record") and key.closed >= note.size]
        if not able or able[0].signed(note.text, signature) is None:
            why = "does not hold" if able else "is by a key not in force" if known else "is by a key that nobody vouches for"
            raise Broken(f"the signature of “{signer[0]}” {why}", path)
        roles.add(able[0].role)
    if "record" not in roles:
        raise Broken("lacks the signature of the record itself", path)
def unbase64(text: str) -> bytes:
    """Raises ValueError for anything but the one spelling of its bytes."""
    if b2a_base64(raw := a2b_base64(text), newline=False) != text.encode() or not raw:
        raise ValueError(f"{text} is not base64")
    return raw
def is_before(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) <= datetime.fromisoformat(other)
def canonical(value: object) -> str:  # RFC 8785, for text, whole numbers, yes and no: all that is signed
    return str(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
def tiles(size: int) -> Iterator[tuple[int, str]]:
    """The tiles that hold so many hashes (C2SP tlog-tiles), as (width, place): number 1234067 lies at x001/x234/067."""
    for first in range(0, size, WIDTH):
        *higher, last = re.findall("...", f"{first // WIDTH:0{-(-len(str(first // WIDTH)) // 3) * 3}}")
        part = "" if size - first >= WIDTH else f".p/{size - first}"
        yield min(WIDTH, size - first), "".join([*(f"x{digits}/" for digits in higher), last, part])
def tree(row: list[bytes]) -> bytes:
    """The root of RFC 9162 over leaves, or over equal whole subtrees and at most one smaller at the end."""
    while len(row) > 1:
        odd = row[len(row) & ~1:]
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=False)] + odd
    return row[0] if row else sha256(b"").digest()
def walk(source: Folder, size: int, marks: set[int]) -> tuple[dict[int, bytes], list[Any], dict[str, int]]:
    """Returns the roots at the sizes asked for, the acts to be understood, and the leaves of what was removed."""
    tops, roots, acts, removed = list[bytes](), {0: tree([])}, list[Any](), dict[str, int]()  # tops: roots of the whole tiles
    for number, (width, place) in enumerate(tiles(size)):
        first, names = number * WIDTH, [f"ledger/{kind}/{place}" for kind in ("tile/entries", "tile/0", "openings")]
        leaves, top, some, gone = check_tile(first, width, names, *(source.read(name) for name in names))
        acts.extend(some)
        removed.update(gone)
        roots |= {mark: tree([*tops, tree(leaves[:mark - first])]) for mark in marks if first < mark <= first + width}
        tops += [top] if width == WIDTH else []
    level, row = 1, tops
    while row:
        for number, (width, place) in enumerate(tiles(len(row))):
            if source.read(name := f"ledger/tile/{level}/{place}") != b"".join(row[number * WIDTH:number * WIDTH + width]):
                raise Broken("does not hold the hashes of the tiles below it", name)
        level, row = level + 1, [tree(row[at:at + WIDTH]) for at in range(0, len(row) - WIDTH + 1, WIDTH)]
    return roots, acts, removed
def check_tile(first: int, width: int, names: list[str], entries: bytes, stored: bytes, openings: bytes) -> tuple[Any, ...]:
    """Openings against commitments, commitments against leaves.  Returns leaves, their root, acts, what was removed."""
    lines, acts, removed = openings.split(b"\n"), list[Any](), dict[str, int]()
    if (lines[width:], len(entries), entries[::34], entries[1::34].strip(b" ")) != ([b""], 34 * width, bytes(width), b""):
        raise Broken(f"do not hold {width} entries each", " and ".join(names[::2]), first)
    commitments = [entries[at:at + 32] for at in range(2, len(entries), 34)]
    leaves = [sha256(b"\x00" + commitment).digest() for commitment in commitments]
    is_plain = opened(lines[:-1]) == commitments and not any([line.startswith(SPECIAL, 65) for line in lines])  # noqa: C419 - faster
    for at, line in enumerate([] if is_plain else lines[:-1]):
        if opened([line]) == commitments[at:at + 1]:
            acts += [(first + at, json.loads(line[65:]))] if line.startswith(SPECIAL, 65) else []
        elif line == b"-":
            removed[leaves[at].hex()] = first + at
        else:
            raise Broken("this is not what was committed to", " or ".join(names[::2]), first + at, subject_of(line))
    if b"".join(leaves) != stored:
        raise Broken("the leaves are not those of the entries", names[1], first)
    return leaves, tree(leaves), acts, removed
def opened(lines: list[bytes]) -> list[bytes] | None:
    """What lines (salt in hexadecimal, space, payload) commit to, None when one has another form; many at once are faster."""
    heads = b"".join([line[:65] for line in lines])
    if not heads.translate(None, b"0123456789abcdef") == heads[64::65] == b" " * len(lines):
        return None
    salts = bytes.fromhex(heads.decode())
    return [sha256(salts[at:at + 32] + line[65:]).digest() for at, line in zip(range(0, len(salts), 32), lines, strict=True)]
def subject_of(line: bytes) -> str:
    return "".join(found.decode(errors="replace") for found in re.findall(rb'"subject":"([^"]*)"', line)[-1:])
def subject_at(source: Folder, size: int, path: str) -> str:
    """The subject that a page is about: the longest in the log whose every part stands in the path."""
    parts = {part for name in path.split("/") for part in (name, name.rpartition(".")[0])}
    known = {subject_of(line) for _, place in tiles(size) for line in source.read(f"ledger/openings/{place}").split(b"\n")}
    return max((subject for subject in known if set(subject.split("/")) <= parts), key=len, default="")
def keys_in(acts: list[Any]) -> list[Key]:  # the keys that the log names: the record's, the witnesses' and the parties'
    keys: list[Key] = []
    for position, act in acts:
        action, said, was = act["action"], act["content"], keys
        name, ends = said.get("party", said.get("name")), [unbase64(said[name]) for name in ("replaces", "ends") if name in said]
        if action in ("ledger.key.rotate", "ledger.key.revoke", "accord.key.revoke"):
            digits = "".join(said.get("key_id", "none").split("-"))
            gone = [key for key in keys if key.raw in ends or (key.name, sha256(key.raw).hexdigest()[:16]) == (name, digits)]
            keys = [key._replace(closed=position, ended=act["at"]) if key in gone else key for key in keys]
        if action in ("ledger.key.open", "ledger.key.rotate", "accord.key.register"):
            key = Key(said.get("role", "party"), name, said.get("type", PLAIN), unbase64(said["key"]), position)
            vouched = f"entente-key-v1\n{name}\n{said['key']}\n".encode(), unbase64(said.get("proof", "AA=="))
            before = [one for one in was if one.role == key.role == "record"]
            if not before or any(one.signed(*vouched) is not None for one in before if one.closed > position):
                keys.append(key)
    return keys
def check_agreed(position: int, act: dict[str, Any], keys: list[Key], records: set[str]) -> None:
    """Every signatory has signed just these words, with a key that stood in the log before and had not ended by then."""
    said, subject, signed = act["content"], act["subject"], set()
    for one in said["signatures"]:
        text = json.loads(one["statement"].removeprefix("entente-accord-v1\n"))
        meant = {name: said[name] for name in ("proposal", "kind", "signatories")} | {"party": one["party"], "subject": subject}
        meant |= {"content_sha256": sha256(canonical(said["content"]).encode()).hexdigest(), "act": "confirm", "v": 1}
        able = [key for key in keys if (key.role, key.name, key.raw) == ("party", one["party"], unbase64(one["key"]))
                and key.opened < position and (key.closed > position or is_before(text["at"], key.ended))]
        exact = one["statement"] == "entente-accord-v1\n" + canonical(text) and text == text | meant and text["record"] in records
        if exact and any(key.signed(one["statement"].encode(), unbase64(one["signature"])) is not None for key in able):
            signed.add(one["party"])
    if missing := sorted(set(said["signatories"]) - signed):
        raise Broken(f"has no signature of “{missing[0]}” that holds for these words", "", position, subject)
def check_files(source: Folder, names: set[str] | None, size: int, acts: list[Any]) -> list[str]:  # those of the manifest alone
    for said in [act["content"] for _, act in acts if act["action"] == "publish.release"][-1:]:
        files = [(name := f"ledger/manifests/{said['manifest']}", said["manifest"]), ("ledger/verify.py", said["verifier"])]
        for path, digest in files:
            if sha256(source.read(path)).hexdigest() != digest:
                raise Broken("is not the file that was published", path, None, subject_at(source, size, path))
            files += sorted(json.loads(source.read(name)).items()) if path == name else []
    others = sorted((names or set()) - source.seen)
    if odd := [name for name in others if not UNDERWAY.fullmatch(name)]:
        raise Broken("is a file that no manifest names", odd[0], None, subject_at(source, size, odd[0]))
    told = [f"{len(others)} files in ledger/ belong to no finished publication and were not checked."] if others else []
    return ["Not known: whether other files lie beside those of the manifest."] if names is None else told
def verify(source: Folder, olds: dict[str, bytes], given: list[Key], since: datetime) -> list[str]:
    """All of it.  Returns what was found and what cannot be known, a sentence each; raises Broken."""
    names = source.names()
    cosigned = sorted(name for name in names or () if re.fullmatch(r"ledger/cosigned/\d+", name))
    notes = {path: note_of(source.read(path), path) for path in ["ledger/checkpoint", *cosigned]}
    note = notes["ledger/checkpoint"]
    notes |= {path: note_of(data, path) for path, data in olds.items()}
    roots, acts, removed = walk(source, note.size, {one.size for one in notes.values()})
    former = {act["content"]["origin"]: act["content"]["kept"] for _, act in acts if act["action"] == "ledger.log.open"}
    told = [f"Log {note.origin}: {note.size} entries, root {note.root.hex()}; {len(removed)} removed, each with its notice."]
    for path, one in notes.items():
        if one.origin not in (note.origin, *former) or (path in cosigned and path != f"ledger/cosigned/{one.size}"):
            raise Broken(f"is a checkpoint of another log or place, {one.origin} with {one.size} entries", path)
        if one.size > former.get(one.origin, one.size):
            told.append(f"{path}: this log says that it kept {former[one.origin]} of the {one.size} entries of {one.origin}.")
            continue
        if one.size > note.size:
            raise Broken(f"counts {one.size} entries and the log has {note.size}: the newest were taken away", path)
        if roots[one.size] != one.root:
            raise Broken(f"the first {one.size} entries are not those that were signed: the log was rewritten", path)
        check_signatures(one, [*keys_in(acts), *given], path)
    told += [seen_by(key, list(notes.values()), since) for key in given if key.role == "witness"]
    notices = {act["content"]["leaf"] for _, act in acts if act["action"] == "ledger.entry.erase"}
    if silent := sorted(position for leaf, position in removed.items() if leaf not in notices):
        raise Broken("what the entry said was removed, and no notice says so", "ledger/openings", silent[0])
    for position, act in acts:
        if act["action"] == "accord.proposal.agree":
            check_agreed(position, act, keys_in(acts), {note.origin, *former})
    told += check_files(source, names, note.size, acts)
    if not olds and not any(key.role == "witness" for key in given):
        told.append("Not known: whether the whole log was replaced or cut at its end; an old checkpoint or a witness tells.")
    return [*told, "Not known: whether what is said is true, and what a host did with the keys that are kept on it."]
def seen_by(key: Key, notes: list[Note], since: datetime) -> str:
    made = [(one.size, key.signed(one.text, raw)) for one in notes for signer, raw in one.signatures if signer == key.id()]
    if not (recent := [(size, at) for size, at in made if at is not None and at >= since.timestamp()]):
        raise Broken(f"the witness “{key.name}” has signed nothing here, or nothing since then", "ledger/checkpoint")
    size, at = max(recent)
    return f"The witness {key.name} vouches for the first {size} entries, seen at {datetime.fromtimestamp(at, UTC)}."
def main() -> int:
    parser = argparse.ArgumentParser(description="Check a published record of Entente.")
    parser.add_argument("folder")
    parser.add_argument("--checkpoint", type=argparse.FileType("rb"), action="append", default=[])
    parser.add_argument("--witness", type=key_of, action="append", default=[])
    parser.add_argument("--since", type=datetime.fromisoformat, default="1970-01-01")
    parser.add_argument("--key", type=lambda text: key_of(text, "record"), action="append", default=[])
    asked = parser.parse_args()
    try:
        olds = {old.name: old.read() for old in asked.checkpoint}
        print("\n".join(verify(Folder(asked.folder), olds, asked.witness + asked.key, asked.since.replace(tzinfo=UTC))))
    except (Broken, KeyError, TypeError, ValueError) as broken:
        print(f"DOES NOT HOLD: {broken}.")
        return 1
    return 0
if __name__ == "__main__":
    sys.exit(main())
