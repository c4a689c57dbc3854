"""A state's database as it is after a while: stations with FIRs, complaints and diary entries, each as the desk writes it.

One record of each kind is entered at a desk; its rows are then written again, with other ids, numbers, names, days and
digests, so that the journal of each office verifies. They go in by COPY, as a load of older records would.
"""

from __future__ import annotations

import json
import random
import shutil
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from patterns import Moved, Pattern, Row, patterns

from cas_core import Cas, compose_build
from cas_core.composition.saved import save_build
from cas_core.desk.numbers import code_of
from cas_core.numbering import Book, counter_key, national, period_of
from cas_core.numbering.definition import Scheme
from cas_core.offices import Office
from cas_core.registers import Register
from cas_core.sources import INDIA
from cas_core.store import journal
from cas_core.store.chain import entry_hash, genesis, part_digest
from cas_core.store.index import _words
from cas_core.store.keys import name_keys, number_key
from cas_core.store.migrate import METADATA

ROOT = Path(__file__).parents[2]
STATIONS = 50
SHARES = {"fir": 4, "complaint": 4, "general_diary": 2}
GIVEN = "Ramesh Suresh Lakshmi Venkatesh Manjunath Kavitha Shivakumar Basavaraj Geetha Mohammed Fathima Joseph Mary Arun Sunil Deepa Anand Prakash Savitri Nagaraj Imran Yusuf Harish Girish Meena Asha Rekha Vijay Ravi Shankar".split()  # noqa: SIM905 - read more easily
FAMILY = "Kumar Gowda Reddy Patil Hegde Shetty Rao Naik Khan Pasha Dsouza Fernandes Murthy Swamy Iyengar Bhat Kulkarni Desai Jadhav Acharya".split()  # noqa: SIM905 - read more easily
SYLLABLES = "ba be bha cha da de ga gi ha ja ka ki la li ma mi na ni pa pu ra ri sa shi ta ti va vi ya".split()  # noqa: SIM905 - read more easily
MARKS = ("registration", "chassis", "engine", "identifier", "number")
BATCH = 2_000


def build_with_stations(folder: Path) -> Path:
    """Compose Karnataka with further stations, and return the folder of the build."""
    shutil.copytree(ROOT / "states/ka", folder, ignore=shutil.ignore_patterns("composed*"))
    lines = (folder / "offices.csv").read_text("utf-8").rstrip("\n")
    more = [f"ps{n:02},0443{n + 200:04},Station {n},,station,chickpet,0443,{n + 200:04}" for n in range(STATIONS)]
    (folder / "offices.csv").write_text("\n".join([lines, *more, ""]), "utf-8")
    save_build(compose_build(folder), folder)
    return folder


def staffed(folder: Path, url: str) -> Cas:
    """Open the build on a database, with an officer in charge of each station."""
    cas = Cas.prepare(folder, url)
    for n in range(STATIONS):
        cas.appoint(f"sho{n:02}", name=f"Officer {n}", rank="INSP", office=f"ps{n:02}", role="sho")
    return cas


def populate(cas: Cas, url: str, records: int, seed: int = 1) -> None:
    """Write records, shared out over registers and stations."""
    writer = _Writer(cas, patterns(cas), random.Random(seed))
    chosen = [register for register, share in SHARES.items() for _ in range(share)]
    begin = datetime.now(UTC).astimezone(INDIA).replace(month=1, day=1, hour=9)
    step = (datetime.now(UTC) - begin) / records
    with psycopg.connect(url) as connection:
        rows: dict[str, list[Row]] = {}
        for n in range(records):
            for table, row in writer.record(chosen[n % len(chosen)], begin + n * step):
                rows.setdefault(table, []).append(row)
            if n % BATCH == BATCH - 1 or n == records - 1:
                _copy(connection, rows)
                rows = {}
        _copy(connection, {"counter": writer.counters()})
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def receipts(cas: Cas, url: str, seal: Any, most: int) -> list[tuple[str, str]]:
    """Give receipts for complaints, and return number and code of each."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT id, national_number FROM record WHERE register = 'complaint' ORDER BY md5(id) LIMIT %s", (most,)
        ).fetchall()
        given = [(number, f"CODE{n:06}", record) for n, (record, number) in enumerate(found)]
        rows = [
            {"record": record, "code": seal("receipt", record, code), "contact": "", "service": "complaint"}
            for _, code, record in given
        ]
        _copy(connection, {"receipt": rows})
    return [(number, code) for number, code, _ in given]


class _Writer:
    def __init__(self, cas: Cas, patterns: Mapping[str, Pattern], chance: random.Random) -> None:
        self._build = cas.build
        self._patterns = patterns
        self._chance = chance
        self._lines = {line.id: line for line in cas.offices().values() if line.id.startswith("ps")}
        with cas.store.reading() as connection:
            begun = journal.entries(connection)
        self._heads = {entry.office: (entry.sequence, entry.hash) for entry in begun}
        self._serials: dict[str, int] = {}

    def counters(self) -> list[Row]:
        return [{"scope": scope, "last": last} for scope, last in self._serials.items()]

    def record(self, register: str, at: datetime) -> Iterator[tuple[str, Row]]:
        """Yield the rows of one more record of a register."""
        pattern, office = self._patterns[register], self._lines[self._chance.choice(sorted(self._lines))]
        fresh = {row["id"]: str(uuid.UUID(int=self._chance.getrandbits(128))) for row in pattern.rows["submission"]}
        fresh[pattern.record["id"]] = str(uuid.UUID(int=self._chance.getrandbits(128)))
        officer = f"sho{office.id[2:]}"
        forms = self._numbered(pattern, office, at)
        number = {pattern.record["national_number"]: forms["national_number"]}
        words = {**self._words(pattern), "pattern": officer, **number}
        moved = Moved(fresh, words, office.id, at - pattern.record["created_at"])
        own = {"numbered_at": office.id, **forms}
        yield "record", {**moved.row(pattern.record), **own}
        for text in (forms["number"], forms["national_number"]):
            yield "record_alias", {"record": fresh[pattern.record["id"]], "key": number_key(text), "text": text}
        for table, rows in pattern.rows.items():
            for row in rows:
                yield from self._again(table, moved.row(row))

    def _again(self, table: str, row: Row) -> Iterator[tuple[str, Row]]:
        if table == "journal":
            row = self._chained(row)
        if table == "answer":
            row["key"] = str(uuid.UUID(int=self._chance.getrandbits(128)))
        if table == "clock" and self._chance.random() < 0.95:
            row["stopped_at"] = row["due_at"]
        if table == "submission":
            self._parts = row
        if table.endswith("_index"):
            row |= {name: self._mark() for name in MARKS if row.get(name)}
        if table == "person_index":
            row["name_key"] = name_keys(row["roman"] or row["name"])
            yield from (("name_index", word) for word in _words(row))
        yield table, row

    def _chained(self, row: Row) -> Row:
        """Bind an entry of the journal to the one before it and to what was entered."""
        office, held = row["office"], self._parts
        sequence, previous = self._heads.get(office, (0, genesis(office)))
        digests = {
            name: part_digest(held["seed"], json.loads(held[part]))
            for name, part in (("national_digest", "national"), ("state_digest", "rest"))
        }
        row |= {"sequence": sequence + 1, "previous": previous, **digests}
        row["hash"] = entry_hash(row)
        self._heads[office] = (sequence + 1, row["hash"])
        return row

    def _numbered(self, pattern: Pattern, office: Office, at: datetime) -> Row:
        scheme = self._build.composition.get(Scheme, self._build.composition.get(Register, pattern.register).scheme)
        period = period_of(at, scheme.reset, scheme.day_begins)
        book = Book(self._build.state, office.id, pattern.register, pattern.record["series"], period)
        scope = "/".join(counter_key(scheme, book))
        serial = self._serials[scope] = self._serials.get(scope, 0) + 1
        identity = book.numbered(serial)
        numbering = self._build.numbering(scheme.id, {office.id: code_of(office)})
        printed = {"number": numbering.print(identity), "national_number": national(identity)}
        return {"period": period, "serial": serial, **printed}

    def _words(self, pattern: Pattern) -> dict[str, str]:
        """Return another name and telephone number for each person of a record."""
        words: dict[str, str] = {}
        for row in pattern.rows.get("person_index", ()):
            name = self._name()
            words |= {row[part]: name for part in ("name", "roman") if row[part]}
            if row["mobile"]:
                words[row["mobile"]] = f"+919{self._chance.randrange(10**9):09}"
        return words

    def _name(self) -> str:
        if self._chance.random() < 0.5:
            return f"{self._chance.choice(GIVEN)} {self._chance.choice(FAMILY)}"
        made = "".join(self._chance.choice(SYLLABLES) for _ in range(self._chance.randint(2, 4)))
        return f"{made.title()} {self._chance.choice(FAMILY)}"

    def _mark(self) -> str:
        return f"{self._chance.getrandbits(48):012X}"


def _copy(connection: psycopg.Connection, rows: Mapping[str, list[Row]]) -> None:
    for table in (table.name for table in METADATA.sorted_tables):
        if rows.get(table):
            names = list(rows[table][0])
            quoted = ", ".join(f'"{name}"' for name in names)
            with connection.cursor().copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:  # type: ignore[arg-type]
                for row in rows[table]:
                    copy.write_row([row[name] for name in names])
