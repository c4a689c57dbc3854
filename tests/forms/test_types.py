"""Every field type: what an officer may write, how it is stored, and what is refused.

A type that stands in no table here fails the tests.
"""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import SchemaValidator, ValidationError

from cas_core.forms import Field, Form
from cas_core.forms.compile import CompiledForm
from cas_core.forms.types import TYPES
from cas_core.testing import NOW


class Type(NamedTuple):
    """What a type accepts as it is, accepts and brings to its normal form, and refuses."""

    plain: tuple = ()
    mended: tuple = ()
    refused: tuple = ()


A_FILE = {"sha256": "a" * 64, "name": "photo.jpg", "media_type": "image/jpeg"}
RLO = "\u202e"

TABLE = {
    "text": Type(
        plain=("14/2", "ಕನ್ನಡ", "x" * 500),
        mended=(("  a b ", "a b"),),
        refused=("", "   ", "x" * 501, "a\nb", f"a{RLO}b", "a\x00", 3, None, ["a"]),
    ),
    "multiline": Type(
        plain=("a\nb", "ಅ" * 100_000), mended=((" a\n", "a"),), refused=("", "x" * 100_001, f"a{RLO}b", "a\x07", 3)
    ),
    "name": Type(
        plain=({"text": "ರಮೇಶ್", "roman": "Ramesh"}, {"text": "José", "roman": "José"}),
        mended=(({"text": " Ramesh "}, {"text": "Ramesh", "roman": "Ramesh"}),),
        refused=(
            "Ramesh",
            {},
            {"text": "ರಮೇಶ್"},
            {"text": "ರಮೇಶ್", "roman": "ರಮೇಶ್"},
            {"text": "A", "nick": "B"},
            {"text": "A\nB"},
        ),
    ),
    "integer": Type(plain=(0, -3, 2**53 - 1), refused=("3", 1.5, True, 2**53, None)),
    "decimal": Type(
        plain=("0", "1.25", "-3.000000001"),
        mended=((7, "7"),),
        refused=("", 10**15, "1,5", "1e9", "NaN", "1.0000000001", "9" * 16, 1.5, " 1"),
    ),
    "money": Type(
        plain=("224000.50", "0.00"),
        mended=(("5", "5.00"), ("5.5", "5.50"), (18000, "18000.00")),
        refused=("5.555", "Rs. 5", "1,000", 5.5, ""),
    ),
    "boolean": Type(plain=(True, False), refused=("true", 1, 0, "yes", None)),
    "date": Type(
        plain=("2024-02-29", "1860-01-01"),
        refused=("2023-02-29", "29-02-2024", "2024-2-9", "20240229", "2024-02-29T10:00", 20240229, ""),
    ),
    "partial_date": Type(
        plain=("1984", "1984-06", "1984-06-15"), refused=("84", "1984-13", "1984-02-30", "1984-6", "June 1984", 1984)
    ),
    "time": Type(plain=("09:30", "23:59:59"), refused=("24:00", "9:30", "09.30", "09:30+05:30", 930)),
    "datetime": Type(
        plain=("2024-06-30T14:30+05:30", "2024-06-30T14:30:15Z"),
        refused=("2024-06-30T14:30", "2024-06-30 14:30+05:30", "2024-06-31T14:30Z", "2024-06-30", 0),
    ),
    "span": Type(
        plain=(
            {"from": "2024"},
            {"from": "2024-06", "to": "2024-06-30"},
            {"from": "2026-11-19T22:00+05:30", "to": "2026-11-19T17:00Z", "approximate": True},
        ),
        refused=(
            {},
            {"to": "2024"},
            {"from": "2024-07", "to": "2024-06"},
            {"from": "2026-11-19T22:00+05:30", "to": "2026-11-19T16:00Z"},
            {"from": "yesterday"},
            {"from": "2024", "until": "2025"},
            "2024",
        ),
    ),
    "statutes": Type(
        plain=({"act": "BNS", "section": "331(4)"}, {"act": "BNS", "section": "305", "kind": "attempt"}),
        refused=(
            {"act": "BNS"},
            {"section": "305"},
            {"act": "BNS", "section": "305", "kind": "thought"},
            {"act": "", "section": "1"},
            "BNS 305",
        ),
    ),
    "phone": Type(
        plain=("+919845012345", "+442079460000", "01123341234"),
        mended=(
            ("98450 12345", "+919845012345"),
            ("080-22943225", "+918022943225"),
            ("09845012345", "+919845012345"),
        ),
        refused=("12345", "1234567890", "phone", "+0123456789", ""),
    ),
    "email": Type(
        plain=("a.b@example.in",),
        mended=((" a@example.in ", "a@example.in"),),
        refused=("a@b", "a b@example.in", "<a@example.in>", "a@@example.in", ""),
    ),
    "aadhaar": Type(
        plain=("234123412346",),
        mended=(("2341 2341 2346", "234123412346"),),
        refused=("234123412347", "034123412346", "23412341234", ""),
    ),
    "pan": Type(plain=("ACUPA7085R",), mended=(("acupa7085r", "ACUPA7085R"),), refused=("ACUPA7085", "ACUPA708R5", "")),
    "voter_id": Type(
        plain=("WKH1186253",), mended=(("wkh1186253", "WKH1186253"),), refused=("WKH1186254", "WKH118625", "")
    ),
    "passport": Type(plain=("K1234567",), mended=(("k 1234567", "K1234567"),), refused=("1234567", "KKK123456", "")),
    "driving_licence": Type(
        plain=("KA0120201234567",),
        mended=(("ka-01 2020/1234567", "KA0120201234567"),),
        refused=("0120201234567", "KA01", ""),
    ),
    "vehicle_registration": Type(
        plain=("KA01AB1234", "DL1CAB1", "22BH1234AA", "MYA1234"),
        mended=(("ka 01 ab 1234", "KA01AB1234"), ("KA-01-AB-1234", "KA01AB1234")),
        refused=("1234", "KA01AB12345", ""),
    ),
    "chassis": Type(
        plain=("MA3EUA61S00123456",),
        mended=(("ma3-eua61s00123456", "MA3EUA61S00123456"),),
        refused=("A123", "A" * 21, ""),
    ),
    "engine": Type(
        plain=("K10BN1234567",), mended=(("k10bn 1234567", "K10BN1234567"),), refused=("A12", "K10BN_123", "")
    ),
    "imei": Type(
        plain=("490154203237518",),
        mended=(("49-015420-323751-8", "490154203237518"),),
        refused=("490154203237519", "4901542032375", ""),
    ),
    "geo": Type(
        plain=({"lat": "12.9716000", "long": "77.5672000"},),
        mended=(({"lat": "-90", "long": "180"}, {"lat": "-90.0000000", "long": "180.0000000"}),),
        refused=(
            {"lat": "90.1", "long": "0"},
            {"lat": "0", "long": "180.5"},
            {"lat": "0"},
            {"lat": 1.5, "long": "2"},
            "12.9,77.5",
        ),
    ),
    "attachment": Type(
        plain=(A_FILE,),
        refused=({**A_FILE, "sha256": "a" * 63}, {**A_FILE, "path": "/etc"}, {**A_FILE, "name": "a\nb"}, "photo.jpg"),
    ),
    "record": Type(plain=("446c5bdf-9228-44bd-bd49-eb346c3071c8", "x"), refused=("", "a b", "../x", "a" * 81, 3)),
    "party": Type(plain=("A1", "B9"), refused=("", "x" * 81, 3, "A 1; drop")),
    "code": Type(plain=("IN", "regular"), refused=("", "a\nb", 3)),
}
"""For each type of the reference."""


def accepted(value, **field):
    """The value as it is stored; the test fails where it is refused."""
    made = Field(id="f", label="F", **field)
    return SchemaValidator(TYPES[made.type](made)).validate_python(value)


def rows(part):
    return [
        pytest.param(kind, value, id=f"{kind}-{n}")
        for kind, held in TABLE.items()
        for n, value in enumerate(getattr(held, part))
    ]


def test_every_type_stands_in_the_table():
    assert TABLE.keys() == TYPES.keys()
    assert all(held.plain and held.refused for held in TABLE.values())


@pytest.mark.parametrize(("kind", "value"), rows("plain"))
def test_an_officer_writes_a_value_and_it_is_stored_as_written(kind, value):
    assert accepted(value, type=kind) == value


@pytest.mark.parametrize(("kind", "pair"), rows("mended"))
def test_an_officer_writes_a_value_in_another_manner_and_it_is_stored_in_its_normal_form(kind, pair):
    written, stored = pair

    assert accepted(written, type=kind) == stored
    assert accepted(stored, type=kind) == stored


@pytest.mark.parametrize(("kind", "value"), rows("refused"))
def test_what_is_no_value_of_a_type_is_refused(kind, value):
    with pytest.raises(ValidationError):
        accepted(value, type=kind)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ({"type": "text", "min_length": 3}, "abc", "ab"),
        ({"type": "text", "max_length": 3}, "abc", "abcd"),
        ({"type": "text", "pattern": ("^[0-9]+$",)}, "12", "a"),
        ({"type": "text", "pattern": ("^[0-9]+$", "^..$")}, "12", "123"),
        ({"type": "multiline", "max_length": 4}, "a\nb", "a\nb\nc"),
        ({"type": "name", "max_length": 5}, {"text": "Abcde", "roman": "Abcde"}, {"text": "Abcdef"}),
        ({"type": "integer", "min": 0}, 0, -1),
        ({"type": "integer", "max": 5}, 5, 6),
        ({"type": "decimal", "min": "0.5"}, "0.5", "0.4"),
        ({"type": "money", "min": 0}, "0.00", "-0.01"),
        ({"type": "money", "max": 10}, "10.00", "10.01"),
        ({"type": "date", "min": "2024-07-01"}, "2024-07-01", "2024-06-30"),
        ({"type": "date", "max": "today"}, "2024-07-01", "9999-01-01"),
        ({"type": "partial_date", "max": "today"}, "2024", "9999"),
        ({"type": "time", "min": "09:00"}, "09:00", "08:59"),
        ({"type": "datetime", "max": "2024-07-01T00:00+05:30"}, "2024-06-30T18:30Z", "2024-06-30T18:31Z"),
    ],
    ids=str,
)
def test_the_bounds_of_a_field_let_their_edge_pass_and_nothing_beyond(field, good, bad):
    assert accepted(good, **field) == good
    with pytest.raises(ValidationError):
        accepted(bad, **field)


def test_texts_are_kept_composed_however_deep_they_stand():
    """Unicode NFC: what is typed with a separate accent is the same text."""
    name = Field(id="names", type="text", label="Names", many=True)
    compiled = CompiledForm(Form(id="f", title="F", sections=(), fields=(name,)), {}, {})

    assert compiled.check({"names": ["Ame\u0301lie", "Ravi"]}, NOW) == ({"names": ["Am\u00e9lie", "Ravi"]}, [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "from", "lat", "act", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", sorted(TYPES))
@given(value=JSON)
def test_whatever_is_entered_is_refused_or_stored_once_and_for_all(kind, value):
    """What is stored is accepted again and stays as it is; nothing but a refusal is ever raised."""
    try:
        stored = accepted(value, type=kind)
    except ValidationError:
        return
    assert accepted(stored, type=kind) == stored
