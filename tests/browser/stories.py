"""What officers did before a window opens: things that are published, and permissions half decided."""

from builders import diary, form


def arrested(cas, case):
    """Arrest the first accused of a case."""
    with cas.desk("officer:io") as desk:
        entry = diary(desk, f"arrest-{case.id}")
        return desk.submit(case, "arrest", form("arrest", gd_entry=entry.id, arrested_at="2026-11-21T06:40+05:30"))


def wanted(cas, case):
    """Have somebody proclaimed an offender, and put on the public list."""
    with cas.desk("officer:sho") as desk:
        asked = desk.enter("proclaimed", form("proclaimed", fir=case.id), key=f"wanted-{case.id}")
        desk.submit(asked, "proclamation", form("proclamation"))
        desk.submit(asked, "proclaimed_declaration", form("proclaimed_declaration"))
        return desk.move(asked, "publish")


def missed(cas):
    """Report somebody missing, and circulate it."""
    with cas.desk("officer:sho") as desk:
        data = form("missing", gd_entry=diary(desk, "missed").id)
        data["person"].pop("photo", None)
        report = desk.enter("missing", data, key="missed")
        return desk.submit(report, "missing_circulation", form("missing_circulation"))
