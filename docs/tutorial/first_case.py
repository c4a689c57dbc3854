"""The first case: a diary entry, a complaint, an FIR and an arrest, then the same FIR under three other builds.

Run it with the core and the plugins installed: ``python docs/tutorial/first_case.py [OUTPUT FOLDER]``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from cas_core import Cas, Record, compose_build
from cas_core.composition.saved import save_build
from cas_core.documents.fonts import default_folder, install
from cas_core.sources import INDIA

HERE = Path(__file__).parent
STATES = HERE.parents[1] / "states"
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "ka": ("upparpet", "kn", {"ka": {"beat": "3", "officer_kgid": "2154876"}}),
    "gj": ("amroli", "gu", {"gj": {"part": "a", "taluka": "Choryasi"}}),
    "wb": ("hare_street", "bn", {}),
    "dl": ("daryaganj", "hi", {"dl": {"beat": "12", "local_head": "burglary", "cctv_collected": True}}),
}
"""State, with a station, the language of its papers, and what its layer asks beyond the national form."""


def form(name: str, **more: Any) -> dict[str, Any]:
    """Return a filled form of the case."""
    return {**json.loads((HERE / "first-case" / f"{name}.json").read_text("utf-8")), **more}


def opened(code: str, folder: Path) -> tuple[Cas, str]:
    """Compose a build, open it on a new database and post its station house officer."""
    build = compose_build(STATES / code)
    save_build(build, STATES / code)
    database = folder / f"{code}.db"
    database.unlink(missing_ok=True)
    cas = Cas.prepare(STATES / code, f"sqlite:///{database}")
    station = CASES[code][0]
    officer = f"{code}.{station}.sho"
    cas.appoint(officer, name="Anita Gowda", rank="INSP", office=station, role="sho")
    return cas, f"officer:{officer}"


def registered(cas: Cas, sho: str, code: str) -> Record:
    """Enter the diary entry, the complaint and the FIR, in the order that the law wants."""
    with cas.desk(sho) as desk:
        diary = desk.enter("general_diary", form("gd_entry"), key=f"{code}-diary-1")
        complaint = desk.enter("complaint", form("complaint"), key=f"{code}-complaint-1")
        fir = form("fir", gd_entry=diary.id, complaint=complaint.id, **CASES[code][2])
        return desk.enter("fir", fir, key=f"{code}-fir-1")


def arrested(cas: Cas, sho: str, fir: Record) -> Record:
    """Submit the arrest memo, with the diary entry it needs."""
    with cas.desk(sho) as desk:
        diary = desk.enter("general_diary", form("gd_entry", kind="arrest", brief="Arrest of A1"), key="diary-arrest-1")
        desk.move(fir, "assign_io", to_officer=sho.removeprefix("officer:"))
        return desk.submit(fir, "arrest", form("arrest", gd_entry=diary.id))


def printed(cas: Cas, sho: str, fir: Record, folder: Path, *languages: str) -> list[Path]:
    """Write the FIR as PDF in each language."""
    written: list[Path] = []
    for language in languages:
        path = folder / f"fir-{cas.build.state.lower()}-{language}.pdf"
        path.write_bytes(cas.document(fir, as_=sho, language=language))
        written.append(path)
    return written


def main(folder: Path) -> None:
    """Show the whole of it."""
    folder.mkdir(parents=True, exist_ok=True)
    install(default_folder())
    cas, sho = opened("ka", folder)
    print(f"Composed {cas.build.title}: {cas.build.composition.digest}")
    fir = registered(cas, sho, "ka")
    print(f"FIR  {fir.number}  ({fir.national_number})  status: {fir.status}")
    fir = arrested(cas, sho, fir)
    print(f"Arrest memo submitted; status: {fir.status}. Clocks that run:")
    for clock in fir.running:
        due = clock.due_at.astimezone(INDIA)
        print(f"  due {due:%d.%m.%Y %H:%M}  {clock.definition.label} ({clock.definition.basis})")
    for path in printed(cas, sho, fir, folder, "kn", "en"):
        print(f"Printed {path}")
    for element in ("form.fir.ka.beat", "form.fir.gravity.required", "scheme.fir.number"):
        print(f"{element}")
        for origin, because in cas.build.composition.origins(element):
            print(f"  {origin}{'  because: ' + because if because else ''}")
    print(f"Journal: {'; '.join(cas.verify()) or 'whole'}")
    cas.close()
    for code in ("gj", "wb", "dl"):
        other, officer = opened(code, folder)
        record = registered(other, officer, code)
        cited = other.cited(record)
        paths = printed(other, officer, record, folder, CASES[code][1])
        words = other.build.composition.elements["register"]["general_diary"]["title"]
        print(f"{other.build.title}: FIR {record.number}, cited as '{cited}', diary: {words}; printed {paths[0]}")
        other.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
