"""The national FIR as nested pydantic models, written by hand with the strictness of the composed form."""

from __future__ import annotations

from csv import DictReader
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from cas_core.composition import NATIONAL
from cas_core.testing import NOW
from peers import words
from peers.rules import ACTIONS, NEEDED


def codes(name: str) -> tuple[str, ...]:
    """Return the codes of a national list."""
    with (NATIONAL / f"codelists/{name}.csv").open(encoding="utf-8") as file:
        return tuple(row["code"] for row in DictReader(file))


def text(longest: int) -> Any:
    """Return the type of a line of text."""
    limits = StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, strict=True)
    return Annotated[str, BeforeValidator(words.composed), limits, AfterValidator(words.line)]


def multiline(longest: int) -> Any:
    """Return the type of a longer text."""
    limits = StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, strict=True)
    return Annotated[str, BeforeValidator(words.composed), limits, AfterValidator(words.lines)]


def code(name: str) -> Any:
    """Return the type of a code of a list."""
    return Literal[codes(name)]


def numbered(kind: str) -> Any:
    """Return the type of a number that a routine checks."""
    return Annotated[str, StringConstraints(strip_whitespace=True, strict=True), AfterValidator(words.OF_TYPE[kind])]


def section(row: dict[str, str] | Any) -> Any:
    """Refuse a section that the list does not have."""
    if f"{row.act} {row.section}" not in SECTIONS:
        raise ValueError("is no section of a known act")
    return row


SECTIONS = frozenset(codes("sections"))
Day = Annotated[date, BeforeValidator(words.written)]
PastDay = Annotated[date, BeforeValidator(words.written), BeforeValidator(words.past)]
Partial = Annotated[str, AfterValidator(words.partial)]
Moment = Annotated[AwareDatetime, BeforeValidator(words.written)]
Clock = Annotated[time, BeforeValidator(words.written)]
Money = Annotated[Decimal, Field(ge=0, max_digits=17, decimal_places=2)]
Amount = Annotated[Decimal, Field(ge=0)]
Yes = Annotated[bool, Field(strict=True)]
Record = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern="^[0-9A-Za-z-]+$")]


def whole(low: int, high: int) -> Any:
    """Return the type of a whole number within bounds."""
    return Annotated[int, Field(ge=low, le=high, strict=True)]


class Table(BaseModel):
    """Lets nothing unknown through."""

    model_config = ConfigDict(extra="forbid")


class Name(Table):
    text: text(200)
    roman: text(200) | None = None

    @model_validator(mode="after")
    def in_roman(self) -> Self:
        roman = self.roman if self.roman is not None else self.text
        if not words.is_roman(roman):
            raise ValueError("needs its form in Roman letters")
        self.__dict__["roman"] = roman
        return self


class Attachment(Table):
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    name: text(200)
    media_type: text(200)


class Span(Table):
    start: Annotated[AwareDatetime | Partial, Field(alias="from", union_mode="left_to_right")]
    to: Annotated[AwareDatetime | Partial | None, Field(union_mode="left_to_right")] = None
    approximate: Yes | None = None

    @model_validator(mode="after")
    def ordered(self) -> Self:
        if isinstance(self.to, datetime) and isinstance(self.start, datetime) and self.to < self.start:
            raise ValueError("ends before it begins")
        return self


class Statute(Table):
    act: text(80)
    section: text(80)
    kind: Literal["attempt", "abetment", "conspiracy"] | None = None


class Geo(Table):
    lat: Annotated[Decimal, Field(ge=-90, le=90, decimal_places=7)]
    long: Annotated[Decimal, Field(ge=-180, le=180, decimal_places=7)]


class Address(Table):
    kind: code("address_type") | None = None
    house: text(100) | None = None
    street: text(150) | None = None
    ward: text(150) | None = None
    landmark: text(150) | None = None
    village: text(150) | None = None
    tehsil: text(150) | None = None
    station: text(150) | None = None
    district: text(100) | None = None
    state: text(100) | None = None
    country: code("nationality") = "IN"
    pin: Annotated[str, StringConstraints(pattern="^[1-9][0-9]{5}$")] | None = None


class Identity(Table):
    kind: code("identity_type")
    number: text(40)
    issued_by: text(100) | None = None
    issued_on: PastDay | None = None


class Officer(Table):
    name: Name
    rank: code("rank")
    number: text(40) | None = None
    posting: text(150) | None = None
    mobile: numbered("phone") | None = None


class Person(Table):
    name: Name
    aliases: Annotated[list[Name], Field(max_length=20)] | None = None
    relation: Literal["father", "mother", "husband", "wife", "guardian", "son", "daughter", "other"] | None = None
    relative_name: Name | None = None
    gender: code("gender") | None = None
    birth: Partial | None = None
    age: whole(0, 130) | None = None
    age_months: whole(0, 35) | None = None
    marital_status: code("marital_status") | None = None
    nationality: code("nationality") = "IN"
    religion: code("religion") | None = None
    social_category: code("social_category") | None = None
    caste: text(100) | None = None
    education: code("education") | None = None
    occupation: code("occupation") | None = None
    aadhaar: numbered("aadhaar") | None = None
    passport: numbered("passport") | None = None
    passport_issued_on: PastDay | None = None
    passport_issued_at: text(100) | None = None
    identities: Annotated[list[Identity], Field(max_length=20)] | None = None
    addresses: Annotated[list[Address], Field(max_length=10)] | None = None
    phone: numbered("phone") | None = None
    mobile: numbered("phone") | None = None
    email: numbered("email") | None = None
    photo: Attachment | None = None


class Physical(Table):
    build: code("build") | None = None
    height_from: whole(20, 260) | None = None
    height_to: whole(20, 260) | None = None
    complexion: code("complexion") | None = None
    face: code("face") | None = None
    hair: code("hair") | None = None
    eyes: code("eyes") | None = None
    nose: code("nose") | None = None
    ears: code("ears") | None = None
    teeth: code("teeth") | None = None
    beard: code("beard") | None = None
    moustache: code("moustache") | None = None
    marks: Annotated[list[text(200)], Field(max_length=20)] | None = None
    deformities: text(400) | None = None
    habits: text(400) | None = None
    dress: text(400) | None = None
    language: text(200) | None = None
    burn_mark: text(200) | None = None
    leucoderma: text(200) | None = None
    mole: text(200) | None = None
    scar: text(200) | None = None
    tattoo: text(200) | None = None
    other: text(400) | None = None


class Accused(Table):
    standing: code("accused_standing")
    person: Person | None = None
    physical: Physical | None = None
    relation_to_victim: code("relation") | None = None
    child: Yes | None = None
    remarks: text(400) | None = None


class Victim(Table):
    person: Person | None = None
    identity_protected: Yes | None = None
    child: Yes | None = None
    disabled: Yes | None = None
    relation_to_accused: code("relation") | None = None
    injury: code("injury_type") | None = None
    means: code("arms_type") | None = None


class Place(Table):
    direction: code("direction") | None = None
    distance_km: Annotated[Decimal, Field(ge=0, le=5000)] | None = None
    beat_number: text(40) | None = None
    type: code("place_type") | None = None
    address: Address | None = None
    description: text(400) | None = None
    geo: Geo | None = None


class PropertyItem(Table):
    category: code("property_category")
    kind: code("property_type") | None = None
    status: code("property_status") | None = None
    description: text(400)
    identifier: text(80) | None = None
    imei: Annotated[list[numbered("imei")], Field(max_length=4)] | None = None
    quantity: Amount | None = None
    unit: code("unit") | None = None
    value: Money | None = None
    owner: Name | None = None


class Vehicle(Table):
    kind: code("vehicle_type")
    status: code("property_status") | None = None
    registration: numbered("vehicle_registration") | None = None
    chassis: numbered("chassis") | None = None
    engine: numbered("engine") | None = None
    make: text(60) | None = None
    model: text(60) | None = None
    colour: text(40) | None = None
    year: whole(1885, 2200) | None = None
    owner: Name | None = None
    insurer: text(150) | None = None
    value: Money | None = None


class Firearm(Table):
    kind: code("arms_type")
    status: code("property_status") | None = None
    number: text(40) | None = None
    bore: text(40) | None = None
    make: text(60) | None = None
    licence_number: text(40) | None = None
    ammunition: whole(0, 1_000_000) | None = None
    value: Money | None = None


class Fir(Table):
    kind: code("fir_kind") = "regular"
    complaint: Record | None = None
    court_name: text(200) | None = None
    court_order_number: text(80) | None = None
    court_order_on: PastDay | None = None
    former_number: text(80) | None = None
    former_station: text(200) | None = None
    former_registered_at: Moment | None = None
    electronic_received_at: Moment | None = None
    electronic_signed_on: PastDay | None = None
    enquiry_permitted_by: Officer | None = None
    enquiry_permitted_on: PastDay | None = None
    enquiry_finished_on: PastDay | None = None
    statutes: Annotated[list[Annotated[Statute, AfterValidator(section)]], Field(min_length=1, max_length=60)]
    occurrence: Span | None = None
    time_period: code("pahar") | None = None
    informed_at: Moment
    gd_entry: Record
    information_type: code("information_type")
    place: Place
    outside_limits: Yes | None = None
    outside_station: text(150) | None = None
    outside_district: text(150) | None = None
    outside_state: text(100) | None = None
    complainant: Person
    complainant_is_victim: Yes | None = None
    complainant_is_officer: Yes | None = None
    accused: Annotated[list[Accused], Field(max_length=500)] | None = None
    accused_unknown: Yes | None = None
    accused_more_than: whole(0, 100_000) | None = None
    victims: Annotated[list[Victim], Field(max_length=500)] | None = None
    delay_reason: multiline(4000) | None = None
    properties: Annotated[list[PropertyItem], Field(max_length=500)] | None = None
    vehicles: Annotated[list[Vehicle], Field(max_length=100)] | None = None
    firearms: Annotated[list[Firearm], Field(max_length=100)] | None = None
    total_value: Money | None = None
    inquest_numbers: Annotated[list[text(80)], Field(max_length=50)] | None = None
    contents: multiline(100_000)
    documents: Annotated[list[Attachment], Field(max_length=50)] | None = None
    recorded_by_woman: Yes | None = None
    recorded_at_residence: Yes | None = None
    interpreter: Name | None = None
    video_recorded: Yes | None = None
    action_taken: code("action_taken")
    investigating_officer: Officer | None = None
    refusal_reason: multiline(4000) | None = None
    transferred_station: text(150) | None = None
    transferred_district: text(150) | None = None
    read_over: Yes
    copy_given_free: Yes
    copy_given_at: Moment | None = None
    victim_copy_given_at: Moment | None = None
    complainant_signature: Attachment | None = None
    registering_officer: Officer
    officer_signature: Attachment | None = None
    dispatched_at: Moment | None = None
    dispatched_to: text(200) | None = None
    sensitive: Yes
    sensitive_grounds: Annotated[list[code("sensitive_ground")], Field(max_length=10)] | None = None
    withheld_by: Officer | None = None
    withheld_on: Moment | None = None
    procedures: Annotated[list[code("special_procedure")], Field(max_length=20)] | None = None
    gravity: code("gravity") | None = None
    major_head: code("crime_heads") | None = None
    call_number: text(80) | None = None
    portal_number: text(80) | None = None

    @model_validator(mode="after")
    def nothing_lacks(self) -> Self:
        for name in (*NEEDED.get(self.kind, ()), *ACTIONS.get(self.action_taken, ())):
            if getattr(self, name) is None:
                raise ValueError(f"{name} is needed")
        if self.sensitive and self.sensitive_grounds is None:
            raise ValueError("grounds are needed")
        return self

    @model_validator(mode="after")
    def nothing_contradicts(self) -> Self:
        finished, permitted = self.enquiry_finished_on, self.enquiry_permitted_on
        good = (
            self.informed_at <= NOW
            and not (self.occurrence and words.later(self.occurrence.start, self.informed_at))
            and not (self.occurrence and words.later(self.occurrence.to, self.informed_at))
            and bool(self.complainant.addresses)
            and bool(self.accused or self.accused_unknown)
            and (self.information_type != "oral" or self.read_over)
            and (not self.outside_limits or bool(self.outside_station or self.outside_district))
            and (finished is None or bool(self.enquiry_permitted_by and permitted and permitted <= finished))
            and (self.withheld_on is None or self.withheld_by is not None)
            and (self.copy_given_at is None or self.copy_given_at <= NOW)
        )
        if not good:
            raise ValueError("a rule of the form is broken")
        return self
