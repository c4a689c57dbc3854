"""The arithmetic of the journal, and its verifier: one file that needs nothing but Python.

Run it as ``python chain.py JOURNAL.db`` or ``python chain.py JOURNAL.jsonl [OFFICE=SEQUENCE:HASH ...]``. It needs
no installation of CAS and asks no server.

A submission is bound by salted digests of its fields, so that the digest of a name can't be guessed and a single field
can be shown without the others: ``salt = HMAC-SHA256(seed, path)``,
``leaf = SHA-256(salt || canonical([path, value]))``.
A path joins keys and indices by ``/``, so a key with a stroke, an empty one or a number could make another shape with
the same leaves; ids of fields are none of these, and a submission with such a key where none belongs is a fault.
What else a submission says of itself (record, form, moment, officer, what it corrects and why) has to be what its entry
says, and what a record says of itself (numbers, register, stations, officer, status) what the entries about it say.
The digest of a part is the SHA-256 of its sorted leaves. An entry's hash covers the hash before it, what happened, and
the digests of the national part and of the state's part; so the centre verifies a chain of which it holds the national
part only. Canonical JSON is RFC 8785.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, NamedTuple

ENTRY_FIELDS = (
    "office",
    "sequence",
    "at",
    "actor",
    "verb",
    "record",
    "submission",
    "detail",
    "national_digest",
    "state_digest",
    "previous",
)


HEAD_FIELDS = ("record", "form", "supersedes", "reason", "entered_at", "entered_by", "office")
"""What a submission says of itself, besides what was entered."""

RECORD_FIELDS = (
    "register",
    "national_number",
    "number",
    "numbered_at",
    "office",
    "created_at",
    "created_by",
    "status",
)
"""What a record says of itself."""

MOMENTS = frozenset({"entered_at", "created_at"})

LATER = frozenset({"number", "office"})
"""What exports of before the first release do not say."""

Rows = Mapping[str, Mapping[str, Any]]
"""Rows of a table by id."""

_TEXTS = tuple(name for name in (*ENTRY_FIELDS, "hash") if name != "sequence")
_UNREADABLE = (ValueError, TypeError, LookupError, RecursionError)
"""What Python raises over content that nobody who wrote by the application can have left there."""

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(value: Any) -> bytes:
    """Return JSON in the canonical form of RFC 8785; floats do not occur in what is entered."""
    return _JSON.encode(value).encode()


def genesis(office: str) -> str:
    """Return what the first entry of an office has as its predecessor."""
    return hashlib.sha256(b"cas-genesis-1\n" + office.encode()).hexdigest()


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Return the hash of an entry over all its fields and the hash before it."""
    return hashlib.sha256(b"cas-entry-1\n" + canonical({name: entry[name] for name in ENTRY_FIELDS})).hexdigest()


def part_digest(seed: str, part: Mapping[str, Any]) -> str:
    """Return the digest of the fields of a part; ``seed`` is 64 hexadecimal digits."""
    key = bytes.fromhex(seed)
    leaves = sorted([leaf_digest(key, path, value) for path, value in _leaves(part, "")])
    return hashlib.sha256(b"cas-part-1\n" + b"".join(leaves)).hexdigest()


def leaf_digest(seed: bytes, path: str, value: Any) -> bytes:
    """Return the salted digest of one field."""
    salt = hmac.digest(seed, path.encode(), "sha256")
    said = encode_basestring(value) if isinstance(value, str) else _JSON.encode(value)
    text = f"[{encode_basestring(path)},{said}]"  # canonical([path, value]), in a third of the time
    return hashlib.sha256(salt + text.encode()).digest()


def reason_digest(seed: str, reason: str) -> str:
    """Return the salted digest of the reason of a correction, under which no field stands."""
    return leaf_digest(bytes.fromhex(seed), "reason", reason).hex()


def _leaves(value: Any, path: str) -> list[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        inner: Iterable[tuple[Any, Any]] = value.items()
    elif isinstance(value, list) and value:
        inner = enumerate(value)
    else:
        return [(path, value)]
    return [leaf for key, item in inner for leaf in _leaves(item, f"{path}/{key}")]


def _is_plain(value: Any) -> bool:
    """Tell whether no other shape has the leaves of what was entered."""
    if isinstance(value, dict):
        return all(key and "/" not in key and not key.isdecimal() and _is_plain(item) for key, item in value.items())
    return not isinstance(value, list) or all(map(_is_plain, value))


def _is_rest(national: Any, rest: Any) -> bool:
    """Tell the same of what the state's layers said beyond the national part.

    Of a place that both speak of it holds a table: by key, by index of a list, or the other value below an empty key.
    """
    if not isinstance(rest, dict) or rest.keys() == {""}:
        return isinstance(rest, dict) and _is_plain(rest[""])
    if isinstance(national, dict):
        return all(
            _is_rest(national[key], item) if key in national else _is_plain({key: item}) for key, item in rest.items()
        )
    held = {str(index): item for index, item in enumerate(national)} if isinstance(national, list) else {}
    return all(key in held and _is_rest(held[key], item) for key, item in rest.items())


def _keeps_shape(national: Any = None, rest: Any = None) -> bool:
    """Tell whether what is known of a submission stands in the one shape that has its leaves."""
    try:
        return _is_plain(national) and (
            national is None or rest is None or ("" not in rest and _is_rest(national, rest))
        )
    except RecursionError:
        return False


def _table(text: Any) -> dict[str, Any]:
    """Return the table that a JSON text holds; one whose keys stand twice raises as one that is none."""
    found = json.loads(text, object_pairs_hook=_unique)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _detail(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry tells further; one that can't be read has another hash than it should."""
    try:
        return _table(entry["detail"])
    except _UNREADABLE:
        return {}


def verify(
    entries: Iterable[Mapping[str, Any]],
    submissions: Rows,
    records: Rows | None = None,
    heads: Mapping[str, tuple[int, str]] | None = None,
) -> list[str]:
    """Return what is wrong with a journal and with what it is about; nothing where all is whole.

    Args:
        entries: Journal entries, those of one office in order of sequence.
        submissions: ``national``, ``rest`` (JSON texts), ``seed`` and the `HEAD_FIELDS` of each submission by id; an
            export of before may lack the latter.
        records: The `RECORD_FIELDS` of each record by id; None where they are not at hand.
        heads: Sequence and hash that an office had reached at some time, noted elsewhere; they show a cut end.
    """
    faults: list[str] = []
    told: dict[str, dict[str, Any]] = {}
    last: dict[str, tuple[int, str]] = {}
    seen: dict[tuple[str, int], str] = {}
    bound: set[str] = set()
    for entry in entries:
        if not _is_sound(entry):
            faults.append(f"{entry.get('office')!a} entry {entry.get('sequence')!a}: can't be read")
            continue
        office = entry["office"]
        before, previous = last.get(office, (0, genesis(office)))
        faults += _entry_faults(entry, before, previous)
        if entry["submission"]:
            faults += _submission_faults(entry, submissions.get(entry["submission"]))
            bound.add(entry["submission"])
        if entry["record"]:
            _tell(told.setdefault(entry["record"], {}), entry)
        last[office] = (entry["sequence"], entry["hash"])
        seen[office, entry["sequence"]] = entry["hash"]
    faults += [f"submission {lost} is in no journal entry" for lost in sorted(submissions.keys() - bound, key=str)]
    faults += [] if records is None else _record_faults(told, records)
    for office, (sequence, expected) in (heads or {}).items():
        if seen.get((office, sequence)) != expected:
            faults.append(f"{office}: entry {sequence} is not the one that was noted; the end was cut or rewritten")
    return faults


def _is_sound(entry: Mapping[str, Any]) -> bool:
    try:
        "".join([entry[name] for name in _TEXTS]).encode()  # half a character can't be encoded
    except _UNREADABLE:
        return False
    return type(entry.get("sequence")) is int


def _entry_faults(entry: Mapping[str, Any], before: int, previous: str) -> Iterator[str]:
    place = f"{entry['office']} entry {entry['sequence']}"
    if entry["sequence"] != before + 1:
        yield f"{place}: follows entry {before}; entries are missing or out of order"
    if entry["previous"] != previous:
        yield f"{place}: is not bound to the entry before it"
    if entry_hash(entry) != entry["hash"]:
        yield f"{place}: was changed after it was written"


def _submission_faults(entry: Mapping[str, Any], submission: Mapping[str, Any] | None) -> Iterator[str]:
    place = f"{entry['office']} entry {entry['sequence']}"
    if submission is None:
        yield f"{place}: its submission is missing"
        return
    yield from (f"{place}: {fault}" for fault in _part_faults(entry, submission))
    for name, told in _head(entry).items():
        if name in submission and _comparable(name, submission[name]) != _comparable(name, told):
            yield f"{place}: '{name}' of its submission is not what was written"
    if "reason" in submission and not _is_reason(_detail(entry), submission):
        yield f"{place}: 'reason' of its submission is not what was written"


def _part_faults(entry: Mapping[str, Any], submission: Mapping[str, Any]) -> Iterator[str]:
    parts: dict[str, Any] = {}
    for part, digest in (("national", "national_digest"), ("rest", "state_digest")):
        try:
            parts[part] = _table(submission[part])
            if part_digest(submission["seed"], parts[part]) != entry[digest]:
                yield "what was entered was changed afterwards"
        except _UNREADABLE:
            yield f"'{part}' or 'seed' of its submission can't be read"
    if not _keeps_shape(**parts):
        yield "what was entered stands in a shape that can be read as another one"


def _head(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry tells of its submission."""
    detail = _detail(entry)
    told = {"record": entry["record"], "office": entry["office"], "supersedes": detail.get("supersedes")}
    told |= {"entered_at": entry["at"], "entered_by": entry["actor"]}
    return {**told, "form": detail["form"]} if "form" in detail else told


def _is_reason(detail: Mapping[str, Any], submission: Mapping[str, Any]) -> bool:
    """Tell whether a submission gives the reason that its entry has the digest of; a correction of before has none."""
    if "reason_digest" not in detail:
        return "supersedes" in detail or not submission["reason"]
    try:
        return bool(detail["reason_digest"] == reason_digest(submission["seed"], submission["reason"]))
    except _UNREADABLE:
        return False


def _tell(told: dict[str, Any], entry: Mapping[str, Any]) -> None:
    """Note what an entry tells of its record; the status is that of the latest one, in whichever journal it stands."""
    detail, at = _detail(entry), (entry["at"], entry["sequence"])
    if entry["verb"] == "enter":
        told |= {"numbered_at": entry["office"], "created_at": entry["at"], "created_by": entry["actor"]}
        told |= {"register": detail.get("register"), "national_number": detail.get("number")}
        told |= {"number": detail["printed"]} if "printed" in detail else {}
    if "to_office" in detail:
        given = (str(detail.get(name) or "") for name in ("on", "from_office", "to_office"))
        told.setdefault("moves", set()).add((entry["at"], *given))
    if "status" in detail and at > told.get("last", ("", 0)):
        told |= {"last": at, "status": detail["status"]}


def _record_faults(told: Rows, records: Rows) -> Iterator[str]:
    yield from (f"record {found} is in no journal entry" for found in sorted(records.keys() - told.keys(), key=str))
    for record, said in told.items():
        if record not in records:
            yield f"record {record} is missing"
        elif said.get("national_number"):  # an entry of before the first release did not tell it
            changed = _changed(records[record], {**said, **_office(said)})
            yield from (f"record {record}: '{name}' is not what its journal says" for name in changed)


def _changed(held: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    told = [name for name in RECORD_FIELDS if name in said and (name in held or name not in LATER)]
    return [name for name in told if _comparable(name, held.get(name)) != _comparable(name, said[name])]


def _office(said: Mapping[str, Any]) -> dict[str, str]:
    """Return where a record is worked, whatever the clocks said: the office that took it once more than it gave it.

    A step of before the first release did not tell who gave it; nothing is returned then.
    """
    held = Counter([said["numbered_at"]])
    for _at, _on, giver, taker in said.get("moves", ()):
        if not giver:
            return {}
        held.update([taker])
        held.subtract([giver])
    return {"office": next((office for office, times in held.items() if times > 0), "")}


def _comparable(name: str, value: Any) -> Any:
    """Return a value as it is compared: databases and exports write moments in different ways, all in UTC."""
    return moment(value) if name in MOMENTS else value


def moment(kept: Any) -> Any:
    """Return a moment as kept in UTC with its zone; what is none comes back as it is."""
    try:
        at = kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
    except _UNREADABLE:
        return kept
    return at.replace(tzinfo=at.tzinfo or UTC)


class Kept(NamedTuple):
    """What a database or an export holds; of an export of before, perhaps no records."""

    entries: list[dict[str, Any]]
    submissions: dict[str, dict[str, Any]]
    records: dict[str, dict[str, Any]] | None


def read_sqlite(path: Path) -> Kept:
    """Read journal, submissions and records from a database file, read-only."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        entries = [dict(row) for row in connection.execute("SELECT * FROM journal ORDER BY office, sequence")]
        submissions, records = (
            {row["id"]: dict(row) for row in connection.execute(f"SELECT * FROM {table}")}  # noqa: S608 - names of ours
            for table in ("submission", "record")
        )
        return Kept(entries, submissions, records)
    finally:
        connection.close()


def read_lines(path: Path, faults: list[str]) -> Kept:
    """Read journal, submissions and records from an export with one JSON value a line; tell lines that hold none."""
    entries: list[dict[str, Any]] = []
    submissions: dict[str, dict[str, Any]] = {}
    records: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):  # texts may hold all other ends of lines
        try:
            row = _table(line) if line.strip() else {"sequence": None}
            held = records if "national_number" in row else submissions
            if "sequence" not in row and held.setdefault(str(row["id"]), row) is not row:
                faults.append(f"line {number}: stands a second time")
        except _UNREADABLE:
            faults.append(f"line {number}: can't be read")
            continue
        entries += [row] if "sequence" in row and line.strip() else []
    entries.sort(key=lambda entry: (str(entry.get("office")), entry["sequence"] if _is_sound(entry) else 0))
    return Kept(entries, submissions, records or None)


def main(arguments: list[str]) -> int:
    """Verify a file; return 0 when it is whole, 1 when not."""
    path, faults = Path(arguments[0]), list[str]()
    try:
        kept = read_lines(path, faults) if path.suffix == ".jsonl" else read_sqlite(path)
    except (sqlite3.Error, OSError) as error:
        sys.stdout.write(f"the file can't be read: {error}\n")
        return 1
    heads: dict[str, tuple[int, str]] = {}
    for noted in arguments[1:]:
        office, _, rest = noted.partition("=")
        sequence, _, expected = rest.partition(":")
        heads[office] = (int(sequence) if sequence.isdecimal() else 0, expected)
    faults += verify(*kept, heads=heads)
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or f"{len(kept.entries)} entries, whole\n")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
