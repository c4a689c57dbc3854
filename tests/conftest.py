"""Builds and databases that tests share."""

import gc
import json
from pathlib import Path

import pytest
from builders import blank, staffed
from hypothesis import settings
from postgresql import TEMPLATE, Server, ServerMissingError

from cas_core import compose, compose_build
from cas_core.cli import GARBAGE
from cas_core.composition.layer import national_layer
from cas_core.documents.fonts import default_folder, install
from cas_core.store import Store, upgrade

BOUNDED = {"lock_timeout": "10s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}
"""A test whose writers block each other fails within a minute: nobody waits longer than that for anybody."""

ROOT = Path(__file__).parents[1]
FILLED = ROOT / "tests/assets/filled"
CASE = ROOT / "docs/tutorial/first-case"
POSTED = (
    ("sho", "INSP", "upparpet", "sho"),
    ("writer", "CT", "upparpet", "computer_operator"),
    ("io", "SI", "upparpet", "io"),
    ("acp", "DSP", "chickpet", "supervisor"),
    ("other", "SI", "cubbon_park", "sho"),
)

LONGEST = ("/test_numbers_under_load.py", "/browser/", "/cli/", "/web/", "/acceptance/")
"""What takes longest comes first, so that no worker is left with one of them at the end; writers are kept apart."""

gc.set_threshold(GARBAGE)  # builds stay: looking through them again and again was a third of composing

settings.register_profile("untimed", deadline=None)  # how fast a machine is tells nothing about what is tested
settings.load_profile("untimed")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: next((n for n, part in enumerate(LONGEST) if part in str(item.path)), len(LONGEST)))


@pytest.fixture(scope="session")
def national():
    """The national profile."""
    return compose([national_layer()])


@pytest.fixture(scope="session")
def builds():
    """Every build of the repository, by code."""
    return {path.parent.name: compose_build(path.parent) for path in sorted(ROOT.glob("states/*/build.toml"))}


@pytest.fixture(scope="session")
def filled():
    """Return a filled form, of the first case or by itself."""

    def form(name, **more):
        own, general = CASE / f"{name}.json", FILLED / f"{name}.json"
        return {**json.loads((own if own.is_file() else general).read_text("utf-8")), **more}

    return form


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server; where it can't be had, every test that needs it fails."""
    try:
        started = Server(**BOUNDED)
    except ServerMissingError as missing:
        pytest.fail(str(missing))
    upgrade(started.create(name=TEMPLATE))
    yield started
    started.stop()


@pytest.fixture
def kind(request):
    """The kind of database: SQLite, or what a test asks by `databases.on_both`."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def empty(kind, request, tmp_path):
    """A database without any table."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path / 'cas.db'}"
    return request.getfixturevalue("server").create()


@pytest.fixture
def url(kind, request, tmp_path):
    """A database with the schema of this core."""
    if kind == "sqlite":
        (tmp_path / "cas.db").write_bytes(blank())
        return f"sqlite:///{tmp_path / 'cas.db'}"
    return request.getfixturevalue("server").create(TEMPLATE)


@pytest.fixture
def store(url):
    """An open store."""
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
def ka(builds, url):
    """A running build with officers posted at a station."""
    cas = staffed(builds["ka"], url, POSTED)
    yield cas
    cas.close()


@pytest.fixture(scope="session")
def fonts():
    """The fonts; where they can't be had, every test that needs them fails."""
    folder = default_folder() if default_folder().is_absolute() else ROOT / default_folder()
    install(folder)
    return folder
