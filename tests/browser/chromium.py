"""Which browser the tests drive; where there is none they fail, and say how to get one."""

from pathlib import Path

import pytest

PLACES = (Path("/usr/bin/chromium"), Path("/usr/lib/chromium/chromium"))
MISSING = "Chromium is missing. Install it: apt-get install chromium. To go without, set CAS_NO_BROWSER=1"
UNWANTED = "CAS_NO_BROWSER=1 is set: nothing is tried in a browser"


def executable(environment, places):
    """Return the first place at which there is a browser."""
    if environment.get("CAS_NO_BROWSER") == "1":
        pytest.skip(UNWANTED)
    found = next((place for place in places if place.exists()), None)
    if found is None:
        pytest.fail(MISSING)
    return found
