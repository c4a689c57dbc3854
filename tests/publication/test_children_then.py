"""A child in conflict with law is one on the day of the offence, and stays protected when he has grown up since.

JJ Act s.2(13), s.74.
"""

from datetime import date

import pytest
from builders import posted, registered

from cas_core import compose
from cas_core.composition.layer import national_layer
from cas_core.forms import Entity
from cas_core.publication.identity import identities
from cas_core.sources import today

PROFILE = compose([national_layer()])
MADE = date(2026, 11, 24)


def child(then, **person):
    """Tell whether an accused of an FIR of November 2026 counts as a child, by the day of the offence."""
    name = {"text": "Balakrishna", "roman": "Balakrishna"}
    fir = {"accused": [{"person": {"name": name, **person}}]}
    (accused,) = identities(PROFILE.form("fir").branches, PROFILE.all(Entity), fir, MADE, then)
    return accused.child


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (None, False),
        (MADE, False),
        (date(2026, 6, 1), False),
        (date(2026, 5, 31), True),
        (date(2024, 1, 1), True),
        (date(2027, 1, 1), False),
    ],
)
def test_who_was_a_child_on_the_day_of_the_offence_is_protected(then, expected):
    assert child(then, birth="2008-06-01") is expected


@pytest.mark.parametrize(
    ("then", "age", "expected"),
    [
        (None, 18, False),
        (date(2025, 11, 25), 18, False),
        (date(2025, 11, 24), 18, True),
        (date(2022, 1, 1), 21, True),
        (date(2022, 1, 1), 22, False),
    ],
)
def test_an_age_without_a_birth_was_stated_on_the_day_of_the_record(then, age, expected):
    assert child(then, age=age) is expected


@pytest.mark.parametrize(("years", "shown"), [(17, False), (19, True)])
def test_who_was_a_child_at_the_offence_is_not_made_public_after_it(builds, tmp_path, years, shown):
    """Two years after the offence the accused is of age either way; only who was then is named to the public."""
    then = today().year - 2
    accused = {"name": {"text": "Balakrishna", "roman": "Balakrishna"}, "gender": "M", "birth": f"{then - years}-01-01"}
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    fir = registered(
        cas,
        accused=[{"standing": "suspected", "person": accused}],
        occurrence={"from": f"{then}-12-01", "to": f"{then}-12-02", "approximate": True},
    )

    with cas.desk("officer:sho") as desk:
        desk.move(fir, "publish")

    named = [str(entry.data) for entry in cas.public.entries("fir")]
    cas.close()
    assert bool(named) is shown
    assert all("Balakrishna" in text for text in named)
