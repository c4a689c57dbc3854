"""An installation with officers, on the database that a test names."""

import pytest
from builders import posted


@pytest.fixture
def cas(builds, url):
    opened = posted(builds["ka"], url)
    yield opened
    opened.close()
