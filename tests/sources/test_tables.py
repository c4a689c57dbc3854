"""CSV files: what stands in them is read as it stands, or told with its line."""

import pytest

from cas_core.sources import read_csv


@pytest.mark.parametrize("file", ["offices.csv", "whereabouts.csv", "holidays.csv", "codelists/beats.csv"])
def test_a_column_that_stands_twice_is_told_and_neither_of_the_two_is_taken(file):
    """Of two columns of codes the second won, and a station had another code in every number."""
    problems = []

    found = read_csv(b"id,code,code,name,name\nup,UP,XX,Upparpet,\n", "build", file, problems)

    assert found is None
    assert [(told.code, told.origin.file, told.origin.line) for told in problems] == [("duplicate-column", file, 1)] * 2
    assert [told.what for told in problems] == [
        f"the column '{column}' stands in the header 2 times" for column in ("code", "name")
    ]


def test_the_columns_of_a_table_are_told_by_their_own_names():
    problems = []

    found = read_csv(b"id,code\nup,UP\n", "build", "offices.csv", problems)

    assert (found.data["rows"], problems) == ([{"id": "up", "code": "UP"}], [])
