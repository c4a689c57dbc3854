"""A police station of the Karnataka build with its officers, as a story needs it."""

import pytest
from builders import STATION, address, form, posted

from cas_core import NotPermitted, RecordRefused


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
                with cas.desk(address(self.officer, STATION["ka"][0])) as desk:
                    return getattr(desk, verb)(*arguments, **more)

            return done

    return Acting


@pytest.fixture
def said(act):
    """Return a filled form whose diary entry is made by the writer; a field that is given as None is left out."""
    made = []

    def fill(name, **more):
        data = {**form(name), **more}
        if "gd_entry" in data and "gd_entry" not in more:
            made.append(act("writer").enter("general_diary", form("gd_entry"), key=f"diary-{len(made)}").id)
            data["gd_entry"] = made[-1]
        return {key: value for key, value in data.items() if value is not None}

    return fill


@pytest.fixture
def refused():
    """Return a context in which a verb has to be refused, by the guards or codes that are named."""

    class Refused:
        def __init__(self, *names):
            self.names = set(names)

        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            assert isinstance(error, RecordRefused | NotPermitted), "it was done"
            told = {problem.field.rpartition(".")[2] or problem.code for problem in error.problems}
            assert told == self.names
            return True

    return Refused
