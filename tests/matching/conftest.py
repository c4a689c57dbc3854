"""Two stations under one sub-division: what one misses, the other may have found."""

import pytest
from builders import posted, scanned

OTHERS = (
    ("other", "SI", "cubbon_park", "sho"),
    ("scrb", "INSP", "hq", "scrb"),
)


@pytest.fixture
def cas(builds, url):
    """A running build with the officers of two stations and those above them."""
    opened = posted(builds["ka"], url)
    for officer, rank, office, role in OTHERS:
        opened.appoint(officer, name=officer.title(), rank=rank, office=office, role=role)
        scanned(opened, officer)
    yield opened
    opened.close()
