"""A code is taken on the days on which it is valid; what a form said before it is corrected stays."""

from datetime import date, timedelta
from unittest.mock import patch

from builders import examples
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import SchemaValidator

from cas_core.codelists import CodeList, Entry
from cas_core.forms import Field, schema
from cas_core.forms.schema import Use
from cas_core.forms.tree import Branch

FIRST = date(2024, 6, 24)
DAYS = st.integers(0, 14).map(lambda days: FIRST + timedelta(days))
FIELD = Field(id="road", type="code", codes="roads", label="Road")


@st.composite
def entries(draw):
    """A few codes, each valid from a day or always, till a day or for ever."""
    spans = draw(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=5))
    return [
        Entry(id=f"c{number}", label="Road", valid_from=first, valid_to=last)
        for number, (first, last) in enumerate(spans)
    ]


def taken(codes, day, use=None):
    """Return which of some codes, and of one that there is not, the field takes on a day."""
    lists = {"roads": CodeList(id="roads", codes=tuple(codes))}
    check = SchemaValidator(schema.branch_schema(Branch(FIELD, "road"), lists)).isinstance_python
    with patch.object(schema, "today", return_value=day):
        return [code for code in (*(entry.id for entry in codes), "none") if check(code, strict=True, context=use)]


@given(entries(), DAYS)
@examples(200)
def test_a_code_is_taken_from_its_first_day_to_its_last(codes, day):
    valid = [entry.id for entry in codes if (entry.valid_from or date.min) <= day <= (entry.valid_to or date.max)]

    assert taken(codes, day) == valid
    assert taken(codes, day, Use(kept=frozenset({"none", "c0"}))) == sorted({*valid, "c0"})
