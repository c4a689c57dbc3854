"""Faulty schemes, each with the code that tells what to mend; and mistakes that must not become tracebacks."""

import pytest

from cas_core.numbering import (
    Numbering,
    OfficeCode,
    Scheme,
    Series,
    check,
    check_offices,
    parse_national,
    parse_pattern,
)
from cas_core.numbering.check import check_all
from cas_core.problems import Origin, RecordRefused

TWO = {"main": Series(), "zero": Series(prefix="Z")}
ALL = ("office", "series", "period")


def codes(number="{serial}", *, beside=ALL, **rest):
    return {problem.code for problem in check(Scheme(id="s", number=number, beside=beside, **rest))}


@pytest.mark.parametrize(
    ("pattern", "code", "position"),
    [
        ("No. {serail}", "unknown-token", 5),
        ("{Serial}", "unknown-token", 1),
        ("{serial:0}", "bad-width", 1),
        ("{serial:}", "bad-width", 1),
        ("{serial:10}", "bad-width", 1),
        ("{year:4}", "bad-width", 1),
        ("{month:3}", "bad-width", 1),
        ("12{serial", "unclosed-brace", 3),
        ("{serial}}", "stray-brace", 9),
        ("{serial}\n", "bad-literal", 9),
    ],
)
def test_a_malformed_pattern_is_refused_with_the_place(pattern, code, position):
    problems = []

    parse_pattern(pattern, problems)

    assert [problem.code for problem in problems] == [code]
    assert f"character {position}" in problems[0].what


def test_all_faults_of_a_pattern_are_told_at_once():
    problems = []

    parse_pattern("{colour}{serial:99}{yy}{yy}}", problems)

    assert [problem.code for problem in problems] == ["unknown-token", "bad-width", "stray-brace", "repeated-token"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"number": "{serial}", "beside": ("office", "period"), "series": TWO}, "number-lacks-scope"),
        ({"number": "{serial}", "beside": ("series", "period")}, "number-lacks-scope"),
        ({"number": "{district}/{serial}", "beside": ("series", "period")}, "number-lacks-scope"),
        ({"number": "{serial}", "scope": ("state", *ALL)}, "number-lacks-scope"),
        ({"number": "{serial}/{year}", "beside": ("office",), "reset": "daily"}, "number-reset-mismatch"),
        ({"number": "{serial}/{yy}", "beside": ("office",), "reset": "monthly"}, "number-reset-mismatch"),
        ({"number": "{serial}({month}){year}", "beside": ("office",)}, "number-reset-mismatch"),
        ({"number": "{serial}/{year}", "reset": "never"}, "number-reset-mismatch"),
        ({"scope": ("office",), "beside": ("office",)}, "number-reset-mismatch"),
        ({"number": "{serial:4}{month}", "reset": "monthly"}, "number-ambiguous"),
        ({"number": "{office}1{serial}"}, "number-ambiguous"),
        ({"number": "{district}{office}/{serial}"}, "number-ambiguous"),
        (
            {
                "number": "{category}{serial}",
                "beside": ("office", "period"),
                "series": {"a": Series(category="1"), "b": Series(category="1")},
            },
            "number-ambiguous",
        ),
        (
            {
                "number": "{series}{serial}",
                "beside": ("office", "period"),
                "series": {"a": Series(), "b": Series(prefix="1")},
            },
            "number-ambiguous",
        ),
        ({"number": "{category}-{serial}"}, "series-lacks-category"),
        ({"number": "{category:1}-{serial}", "series": {"a": Series(category="12")}}, "bad-width"),
        ({"number": "{place} {serial}"}, "token-not-here"),
        ({"number": "{serial} dated {date}"}, "token-not-here"),
        ({"also": ("FIR of {year}",)}, "also-lacks-serial"),
        ({"also": ("{serial}{office}",)}, "number-ambiguous"),
        ({"also": ("{place}{serial}",)}, "number-ambiguous"),
        ({"also": ("{place",)}, "unclosed-brace"),
        ({"starts": {"2024-06": 15}}, "bad-start"),
        ({"number": "x" * 200}, "bad-pattern-length"),
    ],
)
def test_a_faulty_scheme_is_refused_by_the_code_of_its_fault(fault, code):
    assert code in codes(**fault)


def test_a_growing_serial_may_stand_before_a_fixed_width_but_not_before_another_growing_part():
    assert codes("{serial:4}{yy}") == set()
    assert codes("{yy}{serial:4}") == set()
    assert codes("{serial:4}{office:3}{yy}") == set()
    assert codes("{serial:4}{office}") == {"number-ambiguous"}


def test_series_that_stand_beside_the_number_may_have_prefixes_that_begin_one_another():
    series = {"a": Series(), "alike": Series(), "b": Series(prefix="1")}
    scheme = Scheme(id="s", number="{series}{serial}", beside=ALL, series=series)

    assert check(scheme) == ()
    numbering = Numbering(scheme)
    assert {id_: numbering.parse("12", beside={"series": id_}).serial for id_ in series} == {
        "a": 12,
        "alike": 12,
        "b": 2,
    }
    with pytest.raises(RecordRefused, match="beside"):
        numbering.parse("12")


def test_a_number_that_contradicts_what_stands_beside_it_is_refused():
    numbering = Numbering(Scheme(id="s", number="{series}{serial}/{year}", beside=("office",), series=TWO))

    for beside in ({"period": "2023"}, {"series": "main"}, {"colour": "red"}):
        with pytest.raises(RecordRefused) as refused:
            numbering.parse("Z12/2024", beside=beside)
        assert {problem.code for problem in refused.value.problems} <= {"number-contradicts-beside", "unknown-part"}


@pytest.mark.parametrize(
    "text",
    [
        "", "KA", "KA/x/FIR/MAIN/2024/" + "9" * 5000, "KA/x/FIR/MAIN/2024/078", "KA/x/FIR/MAIN/2024/0",
        "KA/x/FIR/MAIN/2024/७८", "ka/x/FIR/MAIN/2024/78", "KA/x/fir/MAIN/2024/78", "KA/x/FIR/MAIN/2024-13/78",
        "KA/x/FIR/MAIN//78", "KA/x/FIR/MAIN/2024/78/1", "KA/x/FIR/MAIN/2024/78\n",
    ],
)  # fmt: skip
def test_a_text_that_is_not_exactly_a_national_number_is_refused(text):
    with pytest.raises(RecordRefused) as refused:
        parse_national(text)

    assert [problem.code for problem in refused.value.problems] == ["number-unreadable"]


@pytest.mark.parametrize("text", ["", "78", "00078", "0078 ", "७८०१", "78/2024", "0000", "9" * 300])
def test_only_the_number_as_printed_is_parsed(text):
    with pytest.raises(RecordRefused):
        Numbering(Scheme(id="s", number="{serial:4}", beside=ALL)).parse(text)


def test_a_year_that_two_digits_can_not_tell_is_refused_at_print():
    """Two digits mean 2000 to 2099; an older record needs four."""
    from_1998 = Numbering(Scheme(id="s", number="{serial}/{yy}", beside=("office",)))
    identity = parse_national("XY/a/FIR/MAIN/1998/5")

    with pytest.raises(RecordRefused) as refused:
        from_1998.print(identity)

    assert [problem.code for problem in refused.value.problems] == ["year-outside-window"]


def test_offices_whose_codes_print_alike_or_not_at_all_are_told():
    scheme = Scheme(id="s", number="{office:3}{yy}{serial:4}")
    offices = {
        "a": OfficeCode("11"), "b": OfficeCode("011"), "c": OfficeCode("1111"), "d": OfficeCode("x"), "e": OfficeCode(""),
        "f": OfficeCode("12"),
    }  # fmt: skip

    found = [(problem.code, problem.what.split("'")[1]) for problem in check_offices(scheme, offices)]

    assert found[0][0] == "office-code-clash"
    assert [(code, office) for code, office in found if code == "bad-office-code"] == [
        ("bad-office-code", office) for office in ("c", "d", "e")
    ]


def test_the_same_office_code_in_two_districts_is_no_clash_where_the_district_is_printed():
    offices = {"a": OfficeCode("1", "10"), "b": OfficeCode("1", "20")}

    assert check_offices(Scheme(id="s", number="{district:2}{office:3}{yy}{serial:4}"), offices) == ()
    assert [p.code for p in check_offices(Scheme(id="s", number="{office:3}{yy}{serial:4}"), offices)] == [
        "office-code-clash"
    ]


class AView:
    """The composed schemes, as the check of a composition sees them."""

    def __init__(self, *schemes):
        self.schemes = {scheme.id: scheme for scheme in schemes}

    def all(self, _model):
        return self.schemes

    def origin(self, _kind, id_, _collection, _key, part):
        return Origin("national", f"{id_}#{part}")


def test_a_fault_is_told_at_its_part_whatever_the_scheme_is_called():
    view = AView(Scheme(id="a.b", number="{serial}", beside=ALL, also=("{year}",)))

    assert [problem.origin.file for problem in check_all(view)] == ["a.b#also"]
