"""A station's portal and desk over HTTP."""

import pytest
from builders import posted
from reading_station import Station
from web_served import Served

from cas_core.desk.papers import Paper


@pytest.fixture
def served(builds, tmp_path, fonts):
    """The Karnataka build in a browser, its officers posted."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    yield Served(cas, fonts)
    cas.close()


@pytest.fixture(scope="module")
def station(builds, tmp_path_factory, fonts):
    """A station with planted records; a paper is its HTML there, which a test of its own compares with the PDF."""
    cas = posted(builds["ka"], f"sqlite:///{tmp_path_factory.mktemp('planted') / 'ka.db'}")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Paper, "pdf", lambda paper, *_: paper.html().encode())
        held = Station(cas, fonts)
        held.receipts()
        yield held
    cas.close()
