"""Each reader takes one connection: however many read at once, none of them waits for one that he holds himself."""

import pytest
from builders import RAPE, form, posted, registered
from sqlalchemy.exc import TimeoutError as NoneFreeError
from sqlalchemy.pool import QueuePool

from cas_core import StoreError
from cas_core.store import Store, engine
from cas_core.store.troubles import told

THREADS = 40
"""How many a web worker has."""


@pytest.fixture
def alone(builds, tmp_path, monkeypatch):
    """A station with a sensitive case, on a pool of a single connection: a second one is refused at once."""
    monkeypatch.setattr(engine, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0})
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    cas.fir = registered(cas, **RAPE)
    yield cas
    cas.close()


def _copied(cas):
    with cas.desk("officer:sho") as desk:
        named = {"document": "fir", "right": "victim", "identity_seen": True, "fee_due": False, "fir": cas.fir.id}
        request = desk.enter("copy_request", form("copy_request", **named), key="asked")
        request = desk.submit(request, "copy_given", form("copy_given", sensitive=True, masked=True))
    return cas.copy(request, as_="officer:sho").html()


def _sent(cas):
    with cas.desk("officer:sho") as desk:
        sent = desk.attach(b"%PDF-1.4 paper", name="paper.pdf", media_type="application/pdf")
    return cas.sent_file(sent["sha256"], as_="officer:sho").content


@pytest.mark.parametrize(
    "read",
    [
        lambda cas: cas.alike("Ramesh Kumar", as_="officer:sho"),
        lambda cas: cas.find("person", as_="officer:sho", name="Ramesh Kumar"),
        lambda cas: cas.numbered(cas.fir.number, as_="officer:sho"),
        lambda cas: cas.mine(as_="officer:io"),
        _copied,
        _sent,
    ],
    ids=["alike", "find", "numbered", "mine", "copy", "sent_file"],
)
def test_who_reads_takes_no_second_connection_for_it(alone, read):
    assert read(alone)


@pytest.mark.parametrize("url", ["sqlite:///{}/cas.db", "postgresql://nobody@localhost/cas"])
def test_the_threads_of_a_worker_find_a_connection_each_on_either_database(url, tmp_path):
    pool = engine.open_engine(url.format(tmp_path)).pool

    assert isinstance(pool, QueuePool)
    assert pool.size() + pool._max_overflow >= THREADS


def test_who_finds_no_connection_free_is_told_to_do_it_again(monkeypatch, url):
    monkeypatch.setattr(engine, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0})
    store = Store(url)
    with store.reading(), pytest.raises(StoreError) as caught, store.reading():
        pass
    store.close()

    assert [problem.code for problem in caught.value.problems] == ["database-busy"]


def test_a_pool_without_a_free_connection_is_a_trouble_of_the_store():
    with pytest.raises(StoreError, match="database-busy"), told():
        raise NoneFreeError


def test_a_database_in_memory_behind_a_question_mark_is_refused_too(tmp_path):
    with pytest.raises(StoreError):
        Store(f"sqlite:///file:{tmp_path / 'cas.db'}?mode=memory&uri=true")
