"""Pictures that a public entry shows are found by their digests; no other file is."""

import sqlite3

import pytest
from builders import diary, form, posted
from databases import on_both
from sent_files import jpeg, png

from cas_core.store import Store, downgrade, public, upgrade

MANY = 2000


@pytest.fixture
def cas(builds, url):
    running = posted(builds["ka"], url)
    yield running
    running.close()


def missing(cas, *, marks="", circulated=True):
    """A missing person with a photograph and a paper that the public does not see; return the digests of both."""
    with cas.desk("officer:sho") as desk:
        kept = [
            desk.attach(content, name=name, media_type=media_type)
            for content, name, media_type in [
                (jpeg(8, 8), "face.jpg", "image/jpeg"),
                (png(2, 2), "room.png", "image/png"),
            ]
        ]
        data = form("missing", gd_entry=diary(desk, "d").id, photos=[kept[1]])
        data["person"]["photo"] = kept[0]
        data["physical"] = {**data.get("physical", {}), "tattoo": marks or kept[1]["sha256"]}
        record = desk.enter("missing", data, key="m")
        if circulated:
            desk.submit(record, "missing_circulation", form("missing_circulation"))
    return record, [file["sha256"] for file in kept]


@on_both
def test_a_photograph_is_public_once_its_entry_is(cas):
    record, (face, _room) = missing(cas, circulated=False)
    assert cas.public.picture("missing", face) is None

    with cas.desk("officer:sho") as desk:
        desk.submit(record, "missing_circulation", form("missing_circulation"))

    assert cas.public.picture("missing", face).content == jpeg(8, 8)
    assert cas.public.picture("wanted", face) is None


@on_both
def test_a_digest_in_a_text_opens_no_file(cas):
    _record, (face, room) = missing(cas)
    (entry,) = cas.public.entries("missing")
    assert entry.data["physical"]["tattoo"] == room

    assert cas.public.picture("missing", room) is None
    assert cas.public.picture("missing", face)


@on_both
def test_an_entry_is_not_found_by_the_digest_of_its_picture(cas):
    _record, (face, _room) = missing(cas)

    assert cas.public.entries("missing", words=face) == []
    assert cas.public.entries("missing", words=f"sha256:{face}") == []


@on_both
def test_what_was_published_before_an_upgrade_shows_its_pictures(cas, builds, url):
    _record, (face, room) = missing(cas)
    cas.close()
    downgrade(url, "0013")
    upgrade(url)

    cas.store = Store(url)

    assert cas.public.picture("missing", face).content == jpeg(8, 8)
    assert cas.public.picture("missing", room) is None


def test_a_picture_is_looked_up_and_not_looked_for_among_all_entries(url, store):
    """Steps of SQLite's machine are counted: they don't grow with what is published."""
    numbers = [f"{number:036}" for number in range(MANY)]
    with sqlite3.connect(url.removeprefix("sqlite:///")) as behind:
        entry = (
            "INSERT INTO public_entry VALUES (?, 'missing', 'published', '2026-11-24 00:00:00', '', 'up', '1', '{}')"
        )
        behind.executemany(entry, [(number,) for number in numbers])
        term = "INSERT INTO public_term VALUES (?, 'missing', ?)"
        behind.executemany(term, [(number, f"{public.FILE}{number:0>64}") for number in numbers])
    behind.close()
    steps = []

    with store.reading() as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(lambda: steps.append(1) and None, 1)
        found = [public.mentions(connection, "missing", digest) for digest in (f"{numbers[-1]:0>64}", "f" * 64)]
        driver.set_progress_handler(None, 0)

    assert found == [True, False]
    assert 0 < len(steps) < MANY / 4
