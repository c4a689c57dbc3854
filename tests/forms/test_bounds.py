"""Bounds that would refuse every form, break it off or do nothing are told when a layer is checked."""

import pytest
from pydantic_core import SchemaValidator, ValidationError

from cas_core import CompositionError, Layer, compose
from cas_core.composition.layer import national_layer
from cas_core.forms import Field, bounds
from cas_core.forms.types import TYPES


def told(**field):
    return [problem.code for problem in bounds.faults(Field(id="f", label="F", **field))]


@pytest.mark.parametrize(
    "field",
    [
        {"type": "datetime", "max": "today"},
        {"type": "datetime", "min": "2024-06-30T14:30"},
        {"type": "datetime", "min": "2024-06-30"},
        {"type": "time", "max": "today"},
        {"type": "time", "min": "09:00+05:30"},
        {"type": "decimal", "min": "NaN"},
        {"type": "decimal", "max": "Infinity"},
        {"type": "money", "max": "sNaN"},
        {"type": "money", "min": "0.555"},
        {"type": "integer", "max": "today"},
        {"type": "integer", "min": "1.5"},
        {"type": "integer", "max": 2**60},
        {"type": "date", "max": "2024-06"},
        {"type": "partial_date", "max": "tomorrow"},
        {"type": "text", "max": 5},
        {"type": "boolean", "min": 0},
        {"type": "code", "codes": "x", "max": "B"},
        {"type": "person", "min": 1},
        {"type": "integer", "pattern": ("^[0-9]$",)},
        {"type": "integer", "max_length": 3},
        {"type": "date", "min_length": 3},
        {"type": "code", "codes": "x", "max_length": 3},
        {"type": "phone", "pattern": ("^0",)},
        {"type": "text", "max_items": 3},
        {"type": "text", "min_items": 0},
    ],
    ids=str,
)
def test_a_bound_of_which_the_type_makes_nothing_is_told(field):
    assert told(**field) == ["bad-bound"]


@pytest.mark.parametrize(
    "field",
    [
        {"type": "integer", "min": 5, "max": 4},
        {"type": "integer", "min": "10", "max": "9"},
        {"type": "decimal", "min": "0.10", "max": "0.09"},
        {"type": "date", "min": "2024-07-01", "max": "2024-06-30"},
        {"type": "time", "min": "10:00:01", "max": "10:00"},
        {"type": "datetime", "min": "2024-06-30T18:31Z", "max": "2024-07-01T00:00+05:30"},
        {"type": "text", "min_length": 501},
        {"type": "name", "min_length": 3, "max_length": 2},
        {"type": "text", "many": True, "min_items": 3, "max_items": 2},
    ],
    ids=str,
)
def test_bounds_that_leave_no_room_are_told(field):
    assert told(**field) == ["empty-range"]


SOUND = [
    ({"type": "datetime", "min": "2024-06-30T14:30+05:30", "max": "2024-07-01T00:00Z"}, "2024-06-30T14:30+05:30"),
    ({"type": "date", "min": "2024-06-30", "max": "today"}, "2024-06-30"),
    ({"type": "date", "min": "2024-06-30", "max": "2024-06-30"}, "2024-06-30"),
    ({"type": "partial_date", "min": "1900", "max": "today"}, "1900"),
    ({"type": "time", "min": "09:00", "max": "18:00:30"}, "18:00:30"),
    ({"type": "decimal", "min": "-0.5", "max": 7}, "0.0000001"),
    ({"type": "money", "min": 0, "max": "10.50"}, "10.50"),
    ({"type": "integer", "min": "-5", "max": 2**53 - 1}, -5),
    ({"type": "multiline", "min_length": 3, "max_length": 4, "pattern": ("^a",)}, "abc"),
    ({"type": "name", "max_length": 9}, {"text": "Ramesh", "roman": "Ramesh"}),
]


@pytest.mark.parametrize(("field", "value"), SOUND, ids=str)
def test_sound_bounds_pass_and_a_value_within_them_is_stored_as_written(field, value):
    made = Field(id="f", label="F", **field)

    assert told(**field) == []
    assert SchemaValidator(TYPES[made.type](made)).validate_python(value) == value


@pytest.mark.parametrize("small", ["0.0000001", "0.000000001", "-0.0000001", "0.0", "100000.000"])
def test_a_small_decimal_is_stored_as_it_is_written_and_taken_again_when_amended(small):
    made = SchemaValidator(TYPES["decimal"](Field(id="f", label="F", type="decimal")))

    assert made.validate_python(made.validate_python(small)) == small


def composed(tmp_path, form):
    (tmp_path / "forms").mkdir()
    (tmp_path / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    (tmp_path / "forms/fir.toml").write_text(form)
    with pytest.raises(CompositionError) as caught:
        compose([national_layer(), Layer.from_folder(tmp_path)])
    return [(problem.code, problem.origin.file, problem.origin.line) for problem in caught.value.problems]


@pytest.mark.parametrize("part", ['max_length = 3, because = "x"', 'max = "now", because = "x"'])
def test_a_bound_that_a_form_sets_within_an_entity_is_told_as_well(tmp_path, part):
    form = f'extends = "fir"\nchange = [\n  {{ field = "complainant.gender", {part} }},\n]\n'

    assert composed(tmp_path, form) == [("bad-bound", "forms/fir.toml", 3)]


@pytest.mark.parametrize("part", ["visible_if", "required_if"])
def test_a_field_that_waits_for_itself_is_told(tmp_path, part):
    """It would never be shown, and so never be filled in."""
    field = f'{{ id = "beat", type = "text", label = "Beat", {part} = "x.beat == \'3\'" }}'

    assert composed(tmp_path, f'extends = "fir"\nadd = [\n  {field},\n]\n') == [
        ("condition-on-itself", "forms/fir.toml", 3)
    ]


@pytest.mark.parametrize("part", ["min", "max"])
def test_a_national_bound_that_a_layer_makes_no_number_is_told_and_breaks_nothing_off(tmp_path, part):
    (tmp_path / "entities").mkdir()
    change = f'{{ field = "litres", {part} = "NaN", because = "x" }}'
    (tmp_path / "entities/liquor.toml").write_text(f'extends = "liquor"\nchange = [\n  {change},\n]\n')

    assert ("bad-bound", "entities/liquor.toml") in {found[:2] for found in composed(tmp_path, 'extends = "fir"\n')}


def test_the_bound_that_an_officer_overstepped_is_told_without_an_exponent():
    made = SchemaValidator(TYPES["decimal"](Field(id="f", label="F", type="decimal", min="0.0000001")))

    with pytest.raises(ValidationError, match=r"is below 0\.0000001"):
        made.validate_python("0")
