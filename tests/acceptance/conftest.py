"""A police station of the Karnataka build with its officers, as a story needs it."""

import pytest
from builders import posted


@pytest.fixture
def cas(builds, url):
    """A running build with its officers posted."""
    opened = posted(builds["ka"], url)
    yield opened
    opened.close()


@pytest.fixture
def act(cas):
    """Return a verb of one officer: ``act("sho").move(record, "step")``, each a transaction of its own."""

    class Acting:
        def __init__(self, officer):
            self.officer = officer

        def __getattr__(self, verb):
            def done(*arguments, **more):
                with cas.desk(f"officer:{self.officer}") as desk:
                    return getattr(desk, verb)(*arguments, **more)

            return done

    return Acting
