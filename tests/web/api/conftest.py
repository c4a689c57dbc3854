"""A running build, its application, and programs that act for its officers."""

import pytest
from builders import posted
from programs import Program, issued, served


@pytest.fixture
def cas(builds, tmp_path):
    """A running build with the officers of one station posted, and one of another station."""
    opened = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    opened.appoint("other", name="Other", rank="INSP", office="cubbon_park", role="sho")
    yield opened
    opened.close()


@pytest.fixture
def app(cas):
    """The application, without rate limits."""
    return served(cas)


@pytest.fixture
def by(cas, app):
    """Return the program of an officer: ``by("sho").get("/registers")``."""
    return lambda officer: Program(app, issued(cas, officer))
