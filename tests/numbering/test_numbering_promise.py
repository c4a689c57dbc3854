"""Promise 4 for schemes that no one has thought of."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numbering_strategies import OFFICES, identities, schemes, sound_schemes

from cas_core.numbering import Numbering, check, check_offices
from cas_core.numbering.parsing import splits
from cas_core.numbering.pattern import parse_pattern
from cas_core.numbering.printing import spelled
from cas_core.numbering.shape import strict_pieces
from cas_core.problems import RecordRefused

FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


def printed(numbering, identity):
    """Return the number, or None where the office's code is too long for the pattern."""
    try:
        return numbering.print(identity)
    except RecordRefused:
        return None


@settings(max_examples=400, deadline=None)
@given(schemes())
def test_a_vendor_gets_problems_and_never_a_traceback_for_any_scheme(scheme):
    for problem in check(scheme):
        assert problem.what
        assert problem.mend
        assert problem.field.startswith("scheme.any.")


@FEW
@given(sound_schemes())
def test_no_two_records_of_a_sound_scheme_ever_print_alike(scheme):
    """Every pair of a small world is tried, with what stands beside the number."""
    numbering = Numbering(scheme, OFFICES)
    clashing = any(problem.code == "office-code-clash" for problem in check_offices(scheme, OFFICES))
    met = {}
    for identity in identities(scheme):
        text = printed(numbering, identity)
        if text is None or clashing:
            continue
        seen = (text, *(getattr(identity, part) for part in scheme.beside))
        told = (*(getattr(identity, part) for part in scheme.scope), identity.serial)

        assert met.setdefault(seen, told) == told


@FEW
@given(sound_schemes(), st.data())
def test_every_number_of_a_sound_scheme_reads_back_to_its_parts(scheme, data):
    numbering = Numbering(scheme, OFFICES)
    identity = data.draw(st.sampled_from(identities(scheme)))
    text = printed(numbering, identity)
    if text is None or any(problem.code == "office-code-clash" for problem in check_offices(scheme, OFFICES)):
        return

    reading = numbering.parse(text, beside={part: getattr(identity, part) for part in scheme.beside})

    assert reading.serial == identity.serial
    assert all(getattr(reading, part) == getattr(identity, part) for part in scheme.scope)


@FEW
@given(sound_schemes(), st.data())
def test_a_record_is_found_by_every_form_in_which_it_is_cited(scheme, data):
    numbering = Numbering(scheme, OFFICES)
    identity = data.draw(st.sampled_from(identities(scheme)))
    number = printed(numbering, identity)
    texts = [*([number] if number else []), *numbering.citations(identity, on=date(2024, 1, 3))]

    for text in texts:
        assert any(
            reading.serial == identity.serial
            and all(
                getattr(reading, part) in {None, getattr(identity, part)} for part in ("office", "series", "period")
            )
            for reading in numbering.find(text)
        )


@FEW
@given(schemes())
def test_a_scheme_is_called_ambiguous_only_with_a_text_that_proves_it(scheme):
    pattern = parse_pattern(scheme.number, [])
    for problem in check(scheme):
        if problem.code == "number-ambiguous" and problem.field.endswith(".number"):
            text = problem.what[1:].split("' ")[0]
            chains = [strict_pieces(spelled(pattern, series)) for series in scheme.series.values()]

            assert sum(len(list(splits(chain, text))) for chain in chains) > 1
