"""Index tables: what records are found by. They hold nothing that submissions do not, and can be rebuilt from them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from cas_core.store.tables import Base, Key, Name, RecordId


class Indexed:
    """Columns of every index table: which submission it was taken from, and where in it."""

    submission: Mapped[str] = mapped_column(String(36), primary_key=True)
    path: Mapped[Name] = mapped_column(primary_key=True)
    record: Mapped[RecordId] = mapped_column(index=True)


class PersonIndex(Indexed, Base):
    """A person in a submission; ``name_key`` is equal for names that sound alike."""

    __tablename__ = "person_index"

    name: Mapped[Name]
    roman: Mapped[Name]
    name_key: Mapped[Name] = mapped_column(index=True)
    relative_name: Mapped[Name]
    gender: Mapped[Key]
    birth_year: Mapped[Key]
    mobile: Mapped[Key] = mapped_column(index=True)


class NameIndex(Base):
    """One word of a person's name: as it sounds, and its consonants alone."""

    __tablename__ = "name_index"
    __table_args__ = (Index(None, "sound", "submission", "path"), Index(None, "bones", "submission", "path"))

    submission: Mapped[str] = mapped_column(String(36), primary_key=True)
    path: Mapped[Name] = mapped_column(primary_key=True)
    sound: Mapped[Key] = mapped_column(primary_key=True)
    bones: Mapped[Key]
    record: Mapped[RecordId] = mapped_column(index=True)


class VehicleIndex(Indexed, Base):
    """A vehicle in a submission."""

    __tablename__ = "vehicle_index"

    registration: Mapped[Key] = mapped_column(index=True)
    chassis: Mapped[Key] = mapped_column(index=True)
    engine: Mapped[Key] = mapped_column(index=True)
    make: Mapped[Name]
    model: Mapped[Name]


class PropertyIndex(Indexed, Base):
    """An article in a submission."""

    __tablename__ = "property_index"

    kind: Mapped[Key]
    description: Mapped[Name]
    identifier: Mapped[Name] = mapped_column(index=True)


class FirearmIndex(Indexed, Base):
    """A firearm in a submission."""

    __tablename__ = "firearm_index"

    kind: Mapped[Key]
    number: Mapped[Name] = mapped_column(index=True)


class PlaceIndex(Indexed, Base):
    """A place in a submission."""

    __tablename__ = "place_index"

    district: Mapped[Name]
    village: Mapped[Name]
    pin: Mapped[Key] = mapped_column(index=True)


class OffenceIndex(Indexed, Base):
    """An act and section in a submission."""

    __tablename__ = "offence_index"

    act: Mapped[Key]
    section: Mapped[Key] = mapped_column(index=True)


INDEXES: Mapping[str, Table] = {
    "person": Base.metadata.tables["person_index"],
    "vehicle": Base.metadata.tables["vehicle_index"],
    "property_item": Base.metadata.tables["property_index"],
    "firearm": Base.metadata.tables["firearm_index"],
    "place": Base.metadata.tables["place_index"],
    "offence": Base.metadata.tables["offence_index"],
}
"""The index table of each indexed entity."""
