"""Seals: one for each list of parts, and the same as on the papers that are out."""

from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core.web.seals import Seals

SEALS = Seals(b"of a test")
PARTS = st.lists(st.text('ab\x1f\x1e",[] \\', max_size=4), max_size=4)


@examples(200)
@given(PARTS, PARTS)
def test_two_lists_of_parts_have_two_seals(one, other):
    """Whatever stands in a part, the one that joins them among it."""
    assert (SEALS.seal("paper", *one) == SEALS.seal("paper", *other)) == (one == other)


@examples(50)
@given(PARTS)
def test_a_seal_holds_for_what_was_sealed_and_for_this_purpose_only(parts):
    seal = SEALS.short("paper", *parts)

    assert SEALS.holds(seal, "paper", *parts)
    assert not SEALS.holds(seal, "none", *parts)
    assert not SEALS.holds(seal, "paper", *parts, "")


def test_papers_that_are_out_are_still_ours():
    """Printed before parts could hold any sign; the seal is on paper."""
    assert SEALS.holds("bc8edb930f1aa9878260", "paper", "a-record", "a-submission")
