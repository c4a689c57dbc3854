"""Where there is no browser, nobody may think that the tests in it passed."""

import pytest
from chromium import executable


def test_without_a_browser_the_tests_fail_and_say_how_to_get_one(tmp_path):
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        executable({}, [tmp_path / "chromium"])


def test_without_a_browser_the_tests_are_skipped_where_that_is_asked_for(tmp_path):
    with pytest.raises(pytest.skip.Exception, match="CAS_NO_BROWSER=1 is set"):
        executable({"CAS_NO_BROWSER": "1"}, [tmp_path / "chromium"])


def test_the_first_browser_that_is_there_is_taken(tmp_path):
    tmp_path.joinpath("b").touch()
    assert executable({}, [tmp_path / "a", tmp_path / "b", tmp_path]) == tmp_path / "b"
