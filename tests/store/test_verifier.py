"""The verifier tells what is wrong, whatever was done to a file; it never breaks off over it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import in_the_file, on_both
from hypothesis import given
from hypothesis import strategies as st

from cas_core.composition.project import state_part
from cas_core.store import chain, journal, records

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SEED = "ab" * 32
DEEP = "[" * 3000 + "]" * 3000
ENTERED = {
    "complainant": {"name": {"text": "Ramesh"}},
    "statutes": [{"act": "BNS", "section": "303(2)"}],
    "beats": ["1", "2"],
    "nobody": {},
}
RESHAPED = {
    "a table laid flat": {**ENTERED, "complainant": None, "complainant/name/text": "Ramesh"},
    "a list laid flat": {**ENTERED, "statutes": None, "statutes/0/act": "BNS", "statutes/0/section": "303(2)"},
    "a list as a table": {**ENTERED, "statutes": {"0": {"act": "BNS", "section": "303(2)"}}},
    "an inner list as a table": {**ENTERED, "beats": {"0": "1", "1": "2"}},
    "a key with a stroke within": {**ENTERED, "complainant": {"name/text": "Ramesh"}},
}


def bound(national, rest=None, **said):
    """Return a submission and the journal entry that binds it."""
    rest, seed = rest or {}, SEED
    detail = chain.canonical({"form": "fir", "register": "fir", "number": "1", "status": "registered"}).decode()
    entry = {"office": "up", "sequence": 1, "at": NOW.isoformat(), "actor": "sho", "verb": "enter", "record": "one"}
    entry |= {"submission": "it", "detail": detail, "previous": chain.genesis("up")}
    entry |= {"national_digest": chain.part_digest(seed, national), "state_digest": chain.part_digest(seed, rest)}
    entry["hash"] = chain.entry_hash(entry)
    held = {"national": chain.canonical(national).decode(), "rest": chain.canonical(rest).decode(), "seed": seed}
    return entry, {**held, "record": "one", "form": "fir", "supersedes": None, "reason": "", **said}


def without_nothing(table):
    return {key: value for key, value in table.items() if value is not None}


@pytest.mark.parametrize("shape", RESHAPED, ids=str)
def test_what_was_entered_can_not_be_put_in_another_shape_with_the_same_leaves(shape):
    """A field moved elsewhere is lost to whoever reads the FIR, though no digest tells it."""
    entry, submission = bound(ENTERED)
    moved = without_nothing(RESHAPED[shape])
    assert chain.part_digest(SEED, moved) == entry["national_digest"]

    faults = chain.verify([entry], {"it": {**submission, "national": json.dumps(moved)}})

    assert faults == ["up entry 1: what was entered stands in a shape that can be read as another one"]


@pytest.mark.parametrize(
    ("national", "rest", "moved"),
    [
        ({"accused": [{"age": 4}]}, {"accused": {"0": {"ka": {"beat": "3"}}}}, {"accused": [{"ka": {"beat": "3"}}]}),
        ({"accused": [{"age": 4}]}, {"accused": {"0": {"ka": {"beat": "3"}}}}, {"accused/0": {"ka": {"beat": "3"}}}),
        ({}, {"ka": {"beats": ["3"]}}, {"ka": {"beats": {"0": "3"}}}),
        ({"kind": "theft"}, {"kind": {"": "pickpocketing"}}, {"kind/": "pickpocketing"}),
        ({"kind": "theft"}, {"kind": {"": ["a"]}}, {"kind": {"": {"0": "a"}}}),
    ],
)
def test_what_a_state_said_beyond_the_national_part_keeps_its_shape_as_well(national, rest, moved):
    entry, submission = bound(national, rest)
    assert chain.verify([entry], {"it": submission}) == []
    assert chain.part_digest(SEED, moved) == entry["state_digest"]

    assert len(chain.verify([entry], {"it": {**submission, "rest": json.dumps(moved)}})) == 1


IDS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(st.characters(max_codepoint=0x2FF), max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(IDS, inner, max_size=3),
    max_leaves=8,
)


def coarser(value):
    """Return the national part of a value: a layer's own fields, which begin with 'x', and finer codes are gone."""
    if isinstance(value, dict):
        return {key: coarser(item) for key, item in value.items() if not key.startswith("x")}
    if isinstance(value, list):
        return [coarser(item) for item in value]
    return value[:1] if isinstance(value, str) else value


@given(st.dictionaries(IDS, VALUES, max_size=4))
def test_whatever_fields_hold_is_whole_where_nobody_touched_it(entered):
    national = coarser(entered)
    entry, submission = bound(national, state_part(national, entered))

    assert chain.verify([entry], {"it": submission}) == []


@pytest.mark.parametrize("nothing", [{}, []])
def test_an_empty_list_or_table_is_bound_as_any_value(nothing):
    entry, submission = bound(ENTERED)
    added, dropped = {**ENTERED, "more": nothing}, {key: value for key, value in ENTERED.items() if value}
    other = {**ENTERED, "nobody": []}

    for changed in (added, dropped, other):
        faults = chain.verify([entry], {"it": {**submission, "national": json.dumps(changed)}})
        assert faults == ["up entry 1: what was entered was changed afterwards"]


def test_a_key_that_stands_twice_can_not_be_read_in_one_way():
    entry, submission = bound({"age": 4})

    faults = chain.verify([entry], {"it": {**submission, "national": '{"age":9,"age":4}'}})

    assert faults == ["up entry 1: 'national' or 'seed' of its submission can't be read"]


CRUDE = {
    "UPDATE submission SET national = '{bad' WHERE rowid = 1": "'national' or 'seed' of its submission can't be read",
    "UPDATE submission SET national = 'null' WHERE rowid = 1": "'national' or 'seed' of its submission can't be read",
    f"UPDATE submission SET rest = '{DEEP}' WHERE rowid = 1": "'rest' or 'seed' of its submission can't be read",
    """UPDATE submission SET national = '{"a":"\\ud800"}' WHERE rowid = 1""": "'national' or 'seed'",
    """UPDATE submission SET national = '{"a":NaN}' WHERE rowid = 1""": "'national' or 'seed'",
    "UPDATE submission SET seed = 'zz' WHERE rowid = 1": "'national' or 'seed' of its submission can't be read",
    "UPDATE submission SET entered_at = 'garbage' WHERE rowid = 1": "'entered_at' of its submission is not what",
    "UPDATE record SET created_at = 'garbage' WHERE rowid = 1": "'created_at' is not what its journal says",
    "UPDATE journal SET detail = 'nope' WHERE sequence = 1": "was changed after it was written",
    "UPDATE journal SET detail = '[]' WHERE sequence = 1": "was changed after it was written",
    "UPDATE journal SET at = 'garbage' WHERE sequence = 1": "was changed after it was written",
    "UPDATE journal SET sequence = 'x' WHERE sequence = 1": "entry 'x': can't be read",
    "UPDATE journal SET hash = x'ff' WHERE sequence = 1": "entry 1: can't be read",
}


@pytest.fixture
def database(store, tmp_path):
    """Two entries, each with a submission."""
    with store.writing() as connection:
        for serial in (1, 2):
            record, printed, national = records.new_id(), f"{serial:04}", f"KA/up/FIR/MAIN/2026/{serial}"
            values = {
                "id": record,
                "state": "KA",
                "office": "up",
                "register": "fir",
                "series": "main",
                "serial": serial,
            }
            values |= {"period": "2026", "created_at": NOW, "created_by": "sho", "composition": "c"}
            values |= {"status": "registered", "number": printed, "national_number": national}
            records.add_record(connection, values, [printed])
            entry = records.Entry(
                record, "fir", {"heard": "one\u2028two\u2029three\x85four"}, {}, SEED, NOW, "sho", "up", "c"
            )
            submission = records.add_submission(connection, entry).id
            told = {"form": "fir", "register": "fir", "number": national, "status": "registered", "printed": printed}
            event = journal.Event("up", "sho", "enter", NOW, record, submission, told, (entry.national, {}, SEED))
            journal.append(connection, event)
    return tmp_path / "cas.db"


def run(path):
    """Return what the one file says that needs nothing but Python."""
    command = [sys.executable, "-I", "-S", str(Path(chain.__file__)), str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.parametrize("statement", CRUDE, ids=lambda statement: statement[:60])
def test_crude_tampering_is_told_and_so_is_what_else_is_wrong(store, database, statement):
    in_the_file(database, statement, "UPDATE submission SET entered_by = 'nobody' WHERE rowid = 2")
    other = "up entry 2: 'entered_by' of its submission is not what was written"

    with store.reading() as connection:
        by_command = journal.faults(connection)
    by_file = chain.verify(*chain.read_sqlite(database))

    for told in (by_command, by_file):
        assert any(CRUDE[statement] in fault for fault in told)
        assert other in told


def exported(store, path):
    with store.reading() as connection:
        path.write_text("".join(f"{line}\n" for line in journal.lines(connection)), "utf-8")
    return path


@on_both
def test_an_export_may_hold_every_kind_of_line_end_within_a_text(store, database, tmp_path):
    with store.reading() as connection:
        assert journal.faults(connection) == []
    assert run(exported(store, tmp_path / "journal.jsonl")).stdout == "2 entries, whole\n"


def test_each_line_of_an_export_that_can_not_be_read_is_told(store, database, tmp_path):
    path = exported(store, tmp_path / "journal.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    again = next(line for line in lines if b'"seed"' in line)
    path.write_bytes(b"".join([b"{bad\n", b"\xff\n", b"[1]\n", b'{"a": 1}\n', f"{DEEP}\n".encode(), *lines, again]))

    told = run(path)

    assert told.stderr == ""
    assert told.returncode == 1
    unread = [f"line {number}: can't be read" for number in (1, 2, 3, 4, 5)]
    assert told.stdout.splitlines() == [*unread, f"line {len(lines) + 6}: stands a second time"]


def test_the_export_of_a_database_with_a_broken_moment_is_written_and_the_moment_told(store, database, tmp_path):
    in_the_file(database, "UPDATE submission SET entered_at = 'garbage' WHERE rowid = 1")

    told = run(exported(store, tmp_path / "journal.jsonl"))

    assert told.stdout == "up entry 1: 'entered_at' of its submission is not what was written\n"


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_file_that_is_no_database_is_told(tmp_path, content):
    (tmp_path / "cas.db").write_bytes(content)

    told = run(tmp_path / "cas.db")

    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith("the file can't be read: ")
