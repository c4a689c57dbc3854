"""A number is found however an officer, a court or an applicant writes it."""

from datetime import UTC, date, datetime

import pytest

from cas_core.numbering import Book, Numbering, OfficeCode, Scheme, Series, counter_key, first_serial, period_of

# 06:59 in India on the first of January.
NIGHT = datetime(2024, 1, 1, 1, 29, tzinfo=UTC)
OFFICES = {
    "amroli": OfficeCode("4", "11210", "Amroli", former=("Old Amroli",)),
    "upparpet": OfficeCode("6", "443", "Upparpet"),
    "twin-1": OfficeCode("7", "443", "Rampur"),
    "twin-2": OfficeCode("8", "443", "Rampur"),
}
CAS = Scheme(
    id="cas", number="{serial:4}", beside=("state", "office", "series", "period"),
    also=("Cr.No. {serial}/{year}", "FIR No. {serial}/{year}", "गु.र.नं. {serial}/{year}"),
)  # fmt: skip
CITED = Scheme(
    id="cited", number="{serial}/{yy}", beside=("office",),
    also=("{place} P.S. Case No. {serial}/{yy} dated {date}", "{place} P.S. Case No. {serial}/{yy}"),
)  # fmt: skip
DISTRICT = Scheme(id="district", number="{district:5}{office:3}{yy}{serial:4}", series={
    "part_a": Series(label="Part A"), "part_b": Series(label="Part B"), "part_c": Series(label="Part C"),
}, beside=("series",))  # fmt: skip


@pytest.mark.parametrize("zero", ["०", "೦", "૦", "০", "୦", "௦", "౦", "൦", "੦", "٠", "۰", "0"])
def test_a_number_in_the_digits_of_any_indian_script_is_found(zero):
    text = "".join(chr(ord(zero) + int(char)) if char.isdigit() else char for char in "123/2024")

    found = Numbering(CAS).find(f"Cr.No. {text}")

    assert [(reading.serial, reading.period) for reading in found] == [(123, "2024")]


@pytest.mark.parametrize(
    "text",
    ["Cr.No. 78/2024", "cr no 78/2024", "CR. NO.78 / 2024", "crno 0078/24", "Cr No 00078/2024", "FIR NO 78/2024", "गु.र.नं. 78/2024", "गु र नं ७८/२०२४", "\u200bCr.No.\u00a078/2024"],
)  # fmt: skip
def test_blanks_stops_case_and_zeros_do_not_hide_a_number(text):
    assert [(r.serial, r.period, r.office) for r in Numbering(CAS).find(text)] == [(78, "2024", None)]


@pytest.mark.parametrize("text", ["", "78/2024/5", "Cr.No. x/2024", "0", "0000", "FIR 78", "9" * 300, "Cr.No. 78/3024"])
def test_a_text_that_is_no_number_of_the_scheme_has_no_reading(text):
    assert Numbering(CAS).find(text) == ()


def test_a_citation_names_the_station_by_its_present_or_former_name():
    numbering = Numbering(CITED, OFFICES)

    for text in (
        "Amroli P.S. Case No. 12/24",
        "OLD AMROLI PS CASE NO 12/2024",
        "amroli p. s. case no. 12/24 dated 3-1-2024",
    ):
        assert {(r.office, r.serial, r.period) for r in numbering.find(text)} == {("amroli", 12, "2024")}
    assert {r.on for r in numbering.find("Amroli P.S. Case No. 12/24 dated 03.01.24")} == {date(2024, 1, 3)}
    assert numbering.find("Amroli P.S. Case No. 12/24 dated 31.02.24") == ()
    assert numbering.find("Nowhere P.S. Case No. 12/24") == ()


def test_a_name_that_two_stations_bear_tells_neither():
    found = Numbering(CITED, OFFICES).find("Rampur P.S. Case No. 12/24")

    assert [(r.office, r.serial) for r in found] == [(None, 12)]


def test_a_citation_without_the_date_it_prints_is_left_out():
    numbering = Numbering(CITED, OFFICES)
    identity = Book("XY", "amroli", "fir", "main", "2024").numbered(12)

    assert numbering.citations(identity) == ("Amroli P.S. Case No. 12/24",)
    assert numbering.citations(identity, on=date(2024, 1, 3))[0] == "Amroli P.S. Case No. 12/24 dated 03.01.24"


@pytest.mark.parametrize("text", ["11210004240090", "11210 004 24 0090", "1121000424 90", "૧૧૨૧૦૦૦૪૨૪૦૦૯૦"])
def test_a_number_of_fourteen_digits_is_found_in_any_grouping(text):
    found = Numbering(DISTRICT, OFFICES).find(text)

    assert [(r.office, r.period, r.serial, r.series) for r in found] == [("amroli", "2024", 90, None)]


def test_parts_a_b_and_c_share_a_shape_and_are_told_apart_by_what_stands_beside():
    numbering = Numbering(DISTRICT, OFFICES)

    for series in DISTRICT.series:
        read = numbering.parse("11210004240090", beside={"series": series})
        assert (read.office, read.series, read.serial) == ("amroli", series, 90)


def test_a_serial_outgrows_its_width_and_still_reads_back():
    numbering = Numbering(DISTRICT, OFFICES)
    identity = Book("XY", "amroli", "fir", "part_a", "2024").numbered(12345)

    assert numbering.print(identity) == "112100042412345"
    assert numbering.parse("112100042412345", beside={"series": "part_a"}).serial == 12345


def test_a_serial_with_its_month_in_brackets_works_for_monthly_and_for_yearly_books():
    monthly = Numbering(Scheme(id="m", number="{serial}({month}){year}", beside=("office",), reset="monthly"))
    yearly = Numbering(
        Scheme(id="y", number="{serial}", beside=("office", "period"), also=("{serial}({month}){year}",))
    )

    assert monthly.parse("12(3)2024").period == "2024-03"
    assert monthly.find("12 (03) 2024")[0].period == "2024-03"
    book = Book("XY", "amroli", "fir", "main", "2024")
    assert yearly.citations(book.numbered(12), on=date(2024, 3, 5)) == ("12(3)2024",)
    assert [(r.serial, r.period) for r in yearly.find("12(3)2024")] == [(12, "2024")]


def test_a_daily_diary_that_begins_at_seven_numbers_the_night_with_the_day_before():
    from_seven = Scheme(id="gd", number="{serial:3}/{day:2}{month:2}{year}", beside=("office",), scope=("office", "period"), reset="daily", day_begins="07:00")  # fmt: skip
    numbering = Numbering(from_seven)
    period = period_of(NIGHT, from_seven.reset, from_seven.day_begins)

    text = numbering.print(Book("XY", "amroli", "gd", "main", period).numbered(5))

    assert text == "005/31122023"
    assert numbering.parse(text).period == "2023-12-31"


def test_a_counter_runs_for_each_part_of_the_scope_and_a_legacy_period_begins_where_the_old_system_ended():
    scheme = CAS.model_copy(update={"scope": ("office", "period"), "starts": {"2024": 1501}})
    book = Book("XY", "amroli", "fir", "main", "2024")

    assert counter_key(scheme, book) == counter_key(scheme, book._replace(series="zero"))
    assert len({counter_key(scheme, book._replace(**{part: "x"})) for part in ("state", "office", "register", "period")} | {counter_key(scheme, book)}) == 5  # fmt: skip
    assert [first_serial(scheme, period) for period in ("2023", "2024", "2025")] == [1, 1501, 1]
