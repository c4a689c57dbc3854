"""Numbers as stations print them, as data: each prints, and reads back (promise 4)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cas_core.numbering import (
    Book,
    Identity,
    Numbering,
    OfficeCode,
    Scheme,
    Series,
    check,
    national,
    parse_national,
    period_of,
)

OFFICES = {
    "a": OfficeCode("0006", "0443", "Upparpet"),
    "b": OfficeCode("004", "11210", "Amroli"),
    "c": OfficeCode("030", "11210", "Mahidharpura"),
}
TWO = {"regular": Series(label="FIR", category="1"), "zero": Series(label="Zero FIR", category="8", prefix="0")}
REAL = [
    ("{serial:4}", ("office", "period"), {}, Identity("XX", "a", "fir", "main", "2024", 78), "0078"),
    ("{district:5}{office:3}{yy}{serial:4}", (), {}, Identity("XX", "b", "fir", "main", "2024", 90), "11210004240090"),
    (
        "{category}{district:4}{office:4}{year}{serial:5}",
        (),
        TWO,
        Identity("XX", "a", "fir", "regular", "2026", 1),
        "104430006202600001",
    ),
    (
        "{category}{district:4}{office:4}{year}{serial:5}",
        (),
        TWO,
        Identity("XX", "a", "fir", "zero", "2026", 1),
        "804430006202600001",
    ),
    (
        "{series}{serial}/{yy}",
        ("office",),
        {"regular": Series(), "zero": Series(prefix="0/")},
        Identity("XX", "a", "fir", "zero", "2024", 24),
        "0/24/24",
    ),
]


@pytest.mark.parametrize(("pattern", "beside", "series", "identity", "printed"), REAL)
def test_a_real_number_prints_and_reads_back(pattern, beside, series, identity, printed):
    scheme = Scheme(id="s", number=pattern, beside=beside, **({"series": series} if series else {}))
    numbering = Numbering(scheme, OFFICES)

    assert check(scheme) == ()
    assert numbering.print(identity) == printed
    read = numbering.parse(printed, beside={part: getattr(identity, part) for part in beside})
    assert (read.office, read.period, read.serial) == (identity.office, identity.period, identity.serial)
    assert read.series in {None, identity.series}


def test_a_case_is_cited_with_its_station_and_date():
    scheme = Scheme(
        id="s", number="{serial}/{yy}", beside=("office",), also=("{place} P.S. Case No. {serial}/{yy} dated {date}",)
    )
    numbering = Numbering(scheme, OFFICES)
    identity = Identity("XX", "b", "fir", "main", "2024", 12)

    cited = numbering.citations(identity, on=date(2024, 1, 3))

    assert cited == ("Amroli P.S. Case No. 12/24 dated 03.01.24",)
    assert {(found.office, found.serial) for found in numbering.find("AMROLI PS case no 12/2024 dated 3.1.24")} == {
        ("b", 12)
    }


@pytest.mark.parametrize(
    ("pattern", "beside", "code"),
    [
        ("{serial:4}", ("office",), "number-lacks-scope"),
        ("{serial}{office}", ("period",), "number-ambiguous"),
        ("{office}{yy}{serial}", (), "number-ambiguous"),
        ("{colour}{serial}", ("office", "period"), "unknown-token"),
        ("{serial", ("office", "period"), "unclosed-brace"),
        ("{serial:99}", ("office", "period"), "bad-width"),
        ("{year}", ("office",), "number-lacks-serial"),
    ],
)
def test_a_pattern_that_would_lose_or_mix_records_is_refused(pattern, beside, code):
    assert code in {problem.code for problem in check(Scheme(id="s", number=pattern, beside=beside))}


def test_a_diary_day_that_begins_at_seven_keeps_the_night_with_the_day_before():
    half_past_six = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)

    assert period_of(half_past_six, "daily", "07:00") == "2024-06-30"
    assert period_of(half_past_six, "daily") == "2024-07-01"
    assert period_of(datetime(2023, 12, 31, 18, 31, tzinfo=UTC), "yearly") == "2024"


PARTS = st.sampled_from(
    [
        "{serial}",
        "{serial:4}",
        "{year}",
        "{yy}",
        "{office:4}",
        "{office}",
        "{district:5}",
        "{category}",
        "/",
        "-",
        "No. ",
        "",
    ]
)
BOOKS = st.builds(
    Book,
    st.just("XX"),
    st.sampled_from(["a", "b", "c"]),
    st.just("fir"),
    st.sampled_from(["regular", "zero"]),
    st.integers(2000, 2099).map(str),
)
IDENTITIES = st.builds(lambda book, serial: book.numbered(serial), BOOKS, st.integers(1, 999_999))


@given(
    st.lists(PARTS, min_size=1, max_size=6, unique=True).map("".join),
    st.sets(st.sampled_from(["office", "series", "period"])),
    IDENTITIES,
    IDENTITIES,
)
def test_no_pattern_that_is_let_through_prints_two_records_alike_or_can_not_be_read(pattern, beside, one, other):
    scheme = Scheme(id="s", number=pattern, beside=tuple(beside), series=TWO)
    if check(scheme):
        return
    numbering = Numbering(scheme, {name: OfficeCode(f"{i:04}", f"{i:05}") for i, name in enumerate(OFFICES)})
    known = {part: getattr(one, part) for part in beside}

    text = numbering.print(one)

    read = numbering.parse(text, beside=known)
    assert (read.office, read.series, read.period, read.serial) == (one.office, one.series, one.period, one.serial)
    if one != other and all(getattr(other, part) == value for part, value in known.items()):
        assert numbering.print(other) != text


@given(IDENTITIES, IDENTITIES)
def test_national_numbers_never_collide_and_read_back(one, other):
    assert parse_national(national(one)) == one
    assert (national(one) == national(other)) == (one == other)
