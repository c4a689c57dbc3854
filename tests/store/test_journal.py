"""Promise 6: what was entered is never overwritten, and tampering behind the application is found."""

import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import rfc8785
from databases import in_the_file, on_both
from hypothesis import given
from hypothesis import strategies as st
from stations import filled as filled_form

from cas_core.composition.digest import canonical as composition_canonical
from cas_core.store import chain, journal, records

NOW = datetime(2026, 11, 24, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(max_codepoint=0xD7FF)),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(max_codepoint=0xD7FF)), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_is_that_of_rfc_8785(value):
    assert chain.canonical(value) == rfc8785.dumps(value) == composition_canonical(value)


@pytest.fixture
def database(store, tmp_path):
    """Three entries, each with a submission."""
    with store.writing() as connection:
        for serial in (1, 2, 3):
            record = records.new_id()
            values = {
                "id": record,
                "state": "KA",
                "office": "up",
                "register": "fir",
                "series": "main",
                "period": "2026",
            }
            made = {"created_at": NOW, "created_by": "sho", "composition": "c", "status": "registered"}
            number = {"serial": serial, "number": f"{serial:04}", "national_number": f"KA/up/FIR/MAIN/2026/{serial}"}
            records.add_record(connection, {**values, **made, **number}, [number["number"]])
            data, rest, seed = {"name": "Ramesh", "age": 40 + serial}, {"ka": {"beat": "3"}}, "ab" * 32
            entry = records.Entry(record, "fir", data, rest, seed, NOW, "sho", "up", "c")
            submission = records.add_submission(connection, entry).id
            told = {"form": "fir", "register": "fir", "number": number["national_number"], "status": "registered"}
            told["printed"] = number["number"]
            event = journal.Event("up", "sho", "enter", NOW, record, submission, told, (data, rest, seed))
            journal.append(connection, event)
    return tmp_path / "cas.db"


def tampered(database, *statements):
    in_the_file(database, *statements)
    return chain.verify(*chain.read_sqlite(database))


def test_an_untouched_journal_is_whole(database):
    assert chain.verify(*chain.read_sqlite(database)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission SET national = replace(national, 'Ramesh', 'Suresh') WHERE rowid = 2",
        """UPDATE submission SET rest = '{"ka":{"beat":"4"}}' WHERE rowid = 1""",
        "UPDATE submission SET seed = substr(seed, 3) || 'cd' WHERE rowid = 1",
        "UPDATE journal SET actor = 'nobody' WHERE sequence = 2",
        "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE sequence = 1",
        "DELETE FROM journal WHERE sequence = 2",
        "DELETE FROM submission WHERE rowid = 2",
        "UPDATE submission SET form = 'arrest' WHERE rowid = 2",
        "UPDATE submission SET record = (SELECT record FROM submission WHERE rowid = 1) WHERE rowid = 2",
        "UPDATE submission SET entered_at = '2020-01-01 00:00:00' WHERE rowid = 1",
        "UPDATE submission SET entered_by = 'nobody' WHERE rowid = 1",
        "UPDATE submission SET office = 'elsewhere' WHERE rowid = 1",
        "UPDATE submission SET supersedes = (SELECT id FROM submission WHERE rowid = 1) WHERE rowid = 2",
        "UPDATE record SET national_number = 'KA/up/FIR/MAIN/2026/9' WHERE rowid = 1",
        "UPDATE record SET number = '0009' WHERE rowid = 1",
        "UPDATE record SET office = 'elsewhere' WHERE rowid = 1",
        "UPDATE submission SET reason = 'misheard' WHERE rowid = 1",
        "UPDATE record SET register = 'complaint' WHERE rowid = 1",
        "UPDATE record SET numbered_at = 'elsewhere' WHERE rowid = 1",
        "UPDATE record SET created_at = '2020-01-01 00:00:00' WHERE rowid = 1",
        "UPDATE record SET created_by = 'nobody' WHERE rowid = 1",
        "UPDATE record SET status = 'disposed' WHERE rowid = 1",
        "DELETE FROM record WHERE rowid = 1",
        (
            "INSERT INTO record SELECT 'x', state, numbered_at, office, register, series, period, 9, number, 'x', status, "
            "created_at, created_by, composition FROM record WHERE rowid = 1"
        ),
        "UPDATE journal SET sequence = CASE sequence WHEN 1 THEN -2 WHEN 2 THEN -1 ELSE 3 END",
        (
            "INSERT INTO submission SELECT 'x', record, form, NULL, national, rest, seed, entered_at, entered_by, office, "
            "reason, composition FROM submission WHERE rowid = 1"
        ),
    ],
)
def test_tampering_behind_the_application_is_found(database, statement):
    """Design 8a, fault 9."""
    assert tampered(database, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission SET national = replace(national, 'Ramesh', 'Suresh') WHERE rowid = 2",
        "UPDATE journal SET actor = 'nobody' WHERE office = 'up' AND sequence = 2",
        "DELETE FROM journal WHERE office = 'up' AND sequence = 2",
        "DELETE FROM submission WHERE rowid = 2",
        "UPDATE submission SET office = 'elsewhere' WHERE rowid = 1",
        (
            "INSERT INTO submission SELECT 'x', record, form, NULL, national, rest, seed, entered_at, entered_by, office, "
            "reason, composition FROM submission WHERE rowid = 1"
        ),
    ],
)
def test_tampering_is_found_in_the_journal_of_its_office_and_in_no_other(store, database, statement):
    with store.writing() as connection:
        for sequence in range(2):
            assert journal.append(connection, journal.Event("cp", "sho", "read", NOW)) == sequence + 1
    with store.reading() as connection:
        assert journal.faults_at(connection, "up") == []
    assert tampered(database, statement)

    with store.reading() as connection:
        assert journal.faults_at(connection, "up")
        assert journal.faults_at(connection, "cp") == []


@on_both
def test_long_journals_are_read_to_their_end_as_they_stand(store, monkeypatch):
    monkeypatch.setattr(journal, "AT_ONCE", 2)
    with store.writing() as connection:
        for office in ("b", "a"):
            for _ in range(5):
                journal.append(connection, journal.Event(office, "sho", "read", NOW))
    passed = []

    with store.reading() as connection:
        assert (
            journal.faults(connection, {}, lambda rows: (passed.append((len(rows), row)) or row for row in rows)) == []
        )
        told = [json.loads(line) for line in journal.lines(connection)]
        last = journal.latest(connection, "b", 2)

    assert [(line["office"], line["sequence"]) for line in told] == [(o, n) for o in "ab" for n in range(1, 6)]
    assert [(many, row.office, row.sequence) for many, row in passed] == [
        (10, line["office"], line["sequence"]) for line in told
    ]
    assert [(row.office, row.sequence) for row in last] == [("b", 5), ("b", 4)]


def test_a_cut_end_is_found_by_a_head_noted_elsewhere(database):
    last = chain.read_sqlite(database).entries[-1]
    head = {"up": (3, last["hash"])}

    cut = [f"DELETE FROM {table} WHERE id = '{last[table]}'" for table in ("submission", "record")]
    assert tampered(database, "DELETE FROM journal WHERE sequence = 3", *cut) == []

    assert chain.verify(*chain.read_sqlite(database), heads=head) == [
        "up: entry 3 is not the one that was noted; the end was cut or rewritten"
    ]


@pytest.mark.parametrize("table", ["submission", "journal"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET office = 'x'"])
def test_the_database_itself_refuses_to_change_what_was_entered(database, table, statement):
    with sqlite3.connect(database) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement.format(table))
    connection.close()


def test_one_file_verifies_an_export_with_nothing_but_python(database, store, tmp_path):
    export = tmp_path / "journal.jsonl"
    with store.reading() as connection:
        export.write_text("\n".join(journal.lines(connection)), "utf-8")

    command = [sys.executable, "-I", "-S", str(Path(chain.__file__)), str(export)]
    assert subprocess.run(command, check=False, capture_output=True, text=True).stdout == "3 entries, whole\n"

    export.write_text(export.read_text("utf-8").replace("Ramesh", "Suresh", 1), "utf-8")
    assert subprocess.run(command, check=False, capture_output=True, text=True).returncode == 1


def test_a_moment_without_a_zone_is_refused(store):
    entry = records.Entry("r", "fir", {}, {}, "ab" * 32, datetime(2026, 1, 1), "sho", "up", "c")  # noqa: DTZ001

    with pytest.raises(Exception, match="zone"), store.writing() as connection:
        records.add_submission(connection, entry)


def rehashed(database, sequence):
    """Rewrite an entry and give it the hash that its new content has, as one who knows the arithmetic would."""
    entry = next(row for row in chain.read_sqlite(database)[0] if row["sequence"] == sequence)
    changed = {**entry, "verb": "submit"}
    fresh = chain.entry_hash(changed)
    return f"UPDATE journal SET verb = 'submit', hash = '{fresh}' WHERE sequence = {sequence}"


def test_an_entry_rewritten_with_a_fitting_hash_is_found_by_the_one_after_it(database):
    assert tampered(database, rehashed(database, 2)) == ["up entry 3: is not bound to the entry before it"]


def test_the_last_entry_rewritten_with_a_fitting_hash_is_found_by_a_noted_head(database):
    entries = chain.read_sqlite(database).entries
    assert tampered(database, rehashed(database, 3)) == []
    assert chain.verify(*chain.read_sqlite(database), heads={"up": (3, entries[-1]["hash"])})


def handed_on(route):
    """Return the journals of a record that is entered at 'up' and handed on, and where it is in the end.

    Args:
        route: Offices, and whether each hand-over is kept at the moment of the one before it: orders of several days
            are, where nobody opened the database meanwhile.
    """
    told = {"register": "fir", "number": "KA/up/FIR/MAIN/2026/1", "status": "registered"}
    happened, office, at = [("up", "enter", NOW, told)], "up", NOW
    for days, (taker, together) in enumerate(route):
        at = at if together and days else at + timedelta(days=1)
        if taker != office:
            both = {"from_office": office, "to_office": taker, "on": str(NOW.date() + timedelta(days=days))}
            happened += [(office, "hand_over", at, both), (taker, "take_over", at, both)]
            office = taker
    return happened, office


def journals(happened):
    """Yield what happened as entries, office by office."""
    for office in sorted({office for office, *_ in happened}):
        previous, own = chain.genesis(office), [event for event in happened if event[0] == office]
        for sequence, (_, verb, at, detail) in enumerate(own, 1):
            entry = {"office": office, "sequence": sequence, "at": at.isoformat(), "actor": "sho", "verb": verb}
            entry |= {"record": "one", "submission": "", "detail": json.dumps(detail), "previous": previous}
            entry |= dict.fromkeys(("national_digest", "state_digest"), chain.part_digest("00", {}))
            previous = chain.entry_hash(entry)
            yield {**entry, "hash": previous}


@given(st.lists(st.tuples(st.sampled_from(["a", "m", "up", "z"]), st.booleans()), max_size=6))
def test_a_record_is_where_the_journals_handed_it_last(route):
    happened, office = handed_on(route)
    record = {"register": "fir", "national_number": "KA/up/FIR/MAIN/2026/1", "number": "0001", "numbered_at": "up"}
    record |= {"created_at": NOW, "created_by": "sho", "status": "registered", "office": office}

    assert chain.verify(journals(happened), {}, {"one": record}) == []
    assert chain.verify(journals(happened), {}, {"one": {**record, "office": "elsewhere"}}) == [
        "record one: 'office' is not what its journal says"
    ]


def test_an_export_that_leaves_out_what_is_bound_is_found():
    happened, office = handed_on([("a", False)])
    record = {"register": "fir", "national_number": "KA/up/FIR/MAIN/2026/1", "numbered_at": "up", "created_by": "sho"}

    assert chain.verify(journals(happened), {}, {"one": {**record, "created_at": NOW, "office": office}}) == [
        "record one: 'status' is not what its journal says"
    ]


def test_a_step_of_before_does_not_say_whence_and_is_not_reckoned_with():
    happened, _ = handed_on([("a", False)])
    happened = [(*event[:3], {**event[3], "from_office": ""}) for event in happened]
    record = {"register": "fir", "national_number": "KA/up/FIR/MAIN/2026/1", "numbered_at": "up", "created_by": "sho"}
    record |= {"created_at": NOW, "status": "registered", "office": "a"}

    assert chain.verify(journals(happened), {}, {"one": record}) == []


def test_the_reason_of_a_correction_is_bound_and_not_told(ka, url, filled):
    with ka.desk("officer:sho") as desk:
        record = desk.enter("general_diary", filled("gd_entry"), key="1")
        desk.amend(record, "gd_entry", filled("gd_entry", brief="Heard anew"), reason="Ramesh misheard")
    database = Path(url.removeprefix("sqlite:///"))

    assert chain.verify(*chain.read_sqlite(database)) == []
    assert not any("Ramesh" in entry["detail"] for entry in chain.read_sqlite(database).entries)
    [fault] = tampered(database, "UPDATE submission SET reason = 'Ramesh lied' WHERE reason <> ''")
    assert fault.endswith("'reason' of its submission is not what was written")


def test_the_desk_binds_the_printed_number_and_where_a_record_was_handed(ka, url):
    with ka.desk("officer:sho") as desk:
        record = desk.enter("process", filled_form("process"), key="1")
        desk.move(record, "endorse", to_office="cubbon_park")
    database = Path(url.removeprefix("sqlite:///"))

    assert chain.verify(*chain.read_sqlite(database)) == []
    assert tampered(database, "UPDATE record SET number = '9/2026', office = 'upparpet'") == [
        f"record {record.id}: '{name}' is not what its journal says" for name in ("number", "office")
    ]


def test_corrections_of_before_have_no_digest_of_their_reason(database):
    """A database of before stays whole; what no entry tells is not compared."""
    entries, submissions, _ = chain.read_sqlite(database)
    first, second, _ = (entry["submission"] for entry in entries)
    correction = {**entries[1], "detail": json.dumps({"form": "fir", "supersedes": first})}
    correction["hash"] = chain.entry_hash(correction)
    submissions[second] |= {"supersedes": first, "reason": "Misheard"}

    assert chain.verify([entries[0], correction], {name: submissions[name] for name in (first, second)}, None) == []
