"""Design 8a, fault 8: whatever is ordered, on every day each office has one parent, no cycle, and no overlap."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cas_core import RecordRefused
from cas_core.offices import Office, OfficeType
from cas_core.offices.change import changed, closed, opened
from cas_core.offices.timeline import as_on, faults

START = date(2026, 1, 1)
TYPES = {
    "hq": OfficeType(id="hq", label="HQ"),
    "district": OfficeType(id="district", label="D", under=("hq",)),
    "station": OfficeType(id="station", label="S", under=("district", "hq")),
}
SEED = [
    Office(id="hq", code="HQ", name="HQ", type="hq"),
    Office(id="d0", code="D0", name="D0", type="district", parent="hq"),
    Office(id="d1", code="D1", name="D1", type="district", parent="hq"),
    Office(id="s0", code="S0", name="S0", type="station", parent="d0"),
]
IDS = ["hq", "d0", "d1", "s0", "s1", "s2"]
DAYS = [START + timedelta(days=number) for number in range(12)]

orders = st.lists(
    st.tuples(
        st.sampled_from(["open", "rename", "move", "retype", "merge", "close"]),
        st.sampled_from(IDS),
        st.sampled_from(IDS),
        st.sampled_from(DAYS),
    ),
    max_size=14,
)


def ordered(lines, verb, office, other, day):
    """Return the lines as an order would leave them."""
    if verb == "open":
        line = Office(id=office, code=office.upper(), name=office, type="station", parent=other, valid_from=day)
        return opened(lines, line)
    if verb == "rename":
        return changed(lines, office, day, name=f"{office} {other}")
    if verb == "move":
        return changed(lines, office, day, parent=other)
    if verb == "retype":
        return changed(lines, office, day, type="district" if other.startswith("d") else "station")
    return closed(lines, office, day, other if verb == "merge" else "")


def assert_sound(lines, day):
    """Look at the offices of a day with no help of the code under test."""
    held = [line for line in lines if (line.valid_from or date.min) <= day <= (line.valid_to or date.max)]
    assert len({line.id for line in held}) == len(held)
    assert [line.id for line in held if not line.parent] == ["hq"]
    parent = {line.id: line.parent for line in held}
    types = {line.id: line.type for line in held}
    for office in parent:
        steps = [office]
        while parent[steps[-1]]:
            assert types[parent[steps[-1]]] in TYPES[types[steps[-1]]].under
            steps.append(parent[steps[-1]])
            assert len(steps) <= len(parent)
    assert as_on(lines, day).keys() == parent.keys()


@given(orders)
def test_after_any_orders_every_office_has_one_parent_on_every_day(asked):
    lines = list(SEED)
    for verb, office, other, day in asked:
        with suppress(RecordRefused):
            new = ordered(lines, verb, office, other, day)
            if not list(faults(new, TYPES)):
                lines = new
    for day in (START - timedelta(days=1), *DAYS, date(2099, 1, 1)):
        assert_sound(lines, day)
    known = {line.id for line in SEED}
    assert known <= {line.id for line in lines}
    by_office = {office: sorted(x.begins for x in lines if x.id == office) for office in {x.id for x in lines}}
    for office, begins in by_office.items():
        days = [day for day in DAYS if day >= begins[0]]
        open_on = [any(x.id == office and x.holds_on(day) for x in lines) for day in days]
        assert open_on == sorted(open_on, reverse=True)  # open without a gap, then closed for good
    assert len({line.code for line in lines}) == len(by_office)


@given(orders)
def test_an_order_changes_nothing_before_its_day(asked):
    lines = list(SEED)
    for verb, office, other, day in asked:
        with suppress(RecordRefused):
            new = ordered(lines, verb, office, other, day)
            if list(faults(new, TYPES)):
                continue
            for before in (START - timedelta(days=1), *[d for d in DAYS if d < day]):
                said = {
                    key: line.model_copy(update={"valid_to": None, "successor": ""})
                    for key, line in as_on(lines, before).items()
                }
                now = {
                    key: line.model_copy(update={"valid_to": None, "successor": ""})
                    for key, line in as_on(new, before).items()
                }
                assert now == said
            lines = new
