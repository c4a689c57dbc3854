"""What a form says that it rests on stands in the register that the field names: a complaint is no diary entry."""

import pytest
from test_new_cases import OPENED_BY

from cas_core import compose
from cas_core.composition.layer import national_layer
from cas_core.registers import Register

NATION = compose([national_layer()])
REFERRING = [
    (register.id, branch.field)
    for register in NATION.all(Register).values()
    for branch in NATION.form(register.opening).branches
    if branch.field.type == "record"
]


@pytest.mark.parametrize(("register", "field"), REFERRING, ids=lambda part: getattr(part, "id", part))
def test_a_reference_into_another_register_is_refused_at_its_field(station, register, field):
    named = station.existing("complaint" if field.refers_to == "general_diary" else "general_diary")

    wrong = station.refusals(
        station.enter, OPENED_BY[register], register, **{field.id: [named] if field.many else named}
    )

    assert wrong == {f"{field.id}.0" if field.many else field.id}
