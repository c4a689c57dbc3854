"""What records are found by can be filled anew from what was submitted, and is then what it was."""

import pytest
from builders import forwarded, posted, registered
from databases import by_hand, indexed, on_both

CASES = 4
"""Two FIRs, each with its diary entry."""

ANOTHER = {"text": "Suresh Gowda", "roman": "Suresh Gowda"}


@pytest.fixture
def town(builds, url):
    """A case at the court, and one whose informant was corrected."""
    cas = posted(builds["ka"], url)
    forwarded(cas, registered(cas, key="sent"))
    corrected = registered(cas, key="corrected")
    with cas.desk("officer:sho") as desk:
        fir = desk.read(corrected.id).opening.data
        desk.amend(corrected, "fir", {**fir, "complainant": {**fir["complainant"], "name": ANOTHER}}, reason="name")
    yield cas
    cas.close()


@on_both
def test_what_is_public_is_masked_as_this_release_does_it(builds, url):
    """An entry that was published with a name that no mask knew then."""
    cas = posted(builds["ka"], url)
    fir = registered(cas)
    with cas.desk("officer:sho") as desk:
        desk.move(fir, "publish")
    (before,) = cas.public.entries("fir")
    by_hand(url, "UPDATE public_entry SET data = replace(data, 'gold chain', 'Ramesh')")
    (told,) = cas.public.entries("fir")
    assert "Ramesh" in str(told.data)

    cas.reindex()

    assert cas.public.entries("fir") == [before]
    assert cas.verify() == []
    cas.close()


@on_both
def test_an_index_that_was_lost_or_spoilt_is_what_it_was_after_it_is_filled_anew(town, url):
    before = indexed(town)
    assert {"person_index", "name_index", "offence_index"} <= {name for name, rows in before.items() if rows}
    by_hand(url, "DELETE FROM person_index", "DELETE FROM offence_index", "UPDATE name_index SET sound = 'x' || sound")
    assert town.alike("Suresh Gowda", as_="officer:sho") == []

    assert town.reindex() == CASES

    assert indexed(town) == before
    assert {row["path"] for row in town.alike("Suresh Gowda", as_="officer:sho")} == {"complainant"}
    assert town.verify() == []
