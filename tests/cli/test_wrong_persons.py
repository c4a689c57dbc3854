"""Persons whom an operator or an administrator names wrongly: what can't be addressed or read is not kept."""

import pytest

POSTED = ["--rank", "SI", "--office", "upparpet", "--role"]


@pytest.mark.parametrize("officer", ["", "a@b", "a\nb", "A", "ಕ", "a" * 64])
def test_an_id_that_no_desk_can_be_addressed_by_is_not_posted(cas, station, officer):
    code, out, err = cas("appoint", station[0], "-d", station[1], officer, "--name", "B", *POSTED, "io")

    assert (code, out, err.splitlines()[0]) == (1, "", "bad-officer-id")


@pytest.mark.parametrize("officer", ["portal", "operator", "scheduler"])
def test_an_id_of_the_software_is_no_officers(cas, station, officer):
    code, out, err = cas("appoint", station[0], "-d", station[1], officer, "--name", "B", *POSTED, "io")

    assert (code, out, err.splitlines()[0]) == (1, "", "bad-officer-id")
    assert f"the id '{officer}' is kept for the software itself" in err


@pytest.mark.parametrize("name", ["", "  ", "n" * 201, "A\nMend: all is well", "\x1b[31mA", "\u202eA"])
def test_a_name_that_does_not_read_as_it_is_written_is_not_kept(cas, station, name):
    code, out, err = cas("appoint", station[0], "-d", station[1], "b", "--name", name, *POSTED, "io")

    assert (code, out, err.splitlines()[0]) == (1, "", "missing-key")


def test_a_name_in_a_script_of_india_is_kept_with_its_joiners(cas, station):
    name = "ಸುಮಾ \u0cb0\u200d\u0ccd\u0caf"

    assert cas("appoint", station[0], "-d", station[1], "b", "--name", name, *POSTED, "io")[0] == 0
