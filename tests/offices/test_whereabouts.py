"""Where offices are: checked when a build is composed, kept with it, and the nearest to a point."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from cas_core import Cas, CompositionError, StoreError, compose_build
from cas_core.composition.saved import load_build, save_build
from cas_core.offices.whereabouts import Point, Whereabouts, distance, nearest, wind

ROOT = Path(__file__).parents[2]
HEAD = "office,latitude,longitude,phone,address,pins,localities\n"
BENGALURU, MYSURU = Point(12.9716, 77.5946), Point(12.2958, 76.6394)


@pytest.fixture
def example(tmp_path):
    return Path(shutil.copytree(ROOT / "states/example", tmp_path / "example"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("market,77.41,23.25,,,,", "bad-value"),
        ("market,23.25,,,,,", "half-a-point"),
        ("market,,,ring twice,,,", "bad-value"),
        ("market,,,,,56000,", "bad-value"),
        ("market,,,,,,\nmarket,,,,,,", "duplicate-office"),
    ],
    ids=["the wrong way round", "half a point", "no telephone number", "a PIN code of five digits", "twice"],
)
def test_a_faulty_line_is_refused_with_its_place(example, line, code):
    (example / "whereabouts.csv").write_text(HEAD + line + "\n", "utf-8")

    with pytest.raises(CompositionError) as caught:
        compose_build(example)

    assert {(fault.code, fault.origin.file) for fault in caught.value.problems} == {(code, "whereabouts.csv")}
    assert {fault.origin.line for fault in caught.value.problems} == {2 + line.count("\n")}


def test_whereabouts_of_an_office_that_there_is_not_are_told_at_the_start(builds, tmp_path):
    nowhere = {"atlantis": Whereabouts(office="atlantis", phone="112")}

    with pytest.raises(StoreError) as caught:
        Cas.prepare(replace(builds["example"], whereabouts=nowhere), f"sqlite:///{tmp_path / 'cas.db'}")

    assert [(fault.code, fault.field) for fault in caught.value.problems] == [("unknown-office", "atlantis")]


def test_what_was_composed_is_loaded_again(example):
    build = compose_build(example)
    save_build(replace(build, titles={"hi": "उदाहरण"}), example)

    loaded = load_build(example)

    assert loaded.whereabouts == build.whereabouts
    assert loaded.whereabouts["market"].localities == ("Old Market", "Ferry Ghat")
    assert loaded.called("hi") == "उदाहरण"


def test_distance_and_direction_are_those_of_a_map():
    assert distance(BENGALURU, MYSURU) == pytest.approx(128, abs=2)
    assert wind(BENGALURU, MYSURU) == "SW"
    assert wind(MYSURU, BENGALURU) == "NE"
    assert [wind(BENGALURU, BENGALURU._replace(latitude=at)) for at in (20.0, 8.0)] == ["N", "S"]


def test_the_nearest_come_first_and_those_without_a_point_not_at_all():
    held = [
        Whereabouts(office="far", latitude=MYSURU.latitude, longitude=MYSURU.longitude),
        Whereabouts(office="unknown", phone="112"),
        Whereabouts(office="here", latitude=BENGALURU.latitude, longitude=BENGALURU.longitude),
    ]

    assert [near.office for near in nearest(BENGALURU, held)] == ["here", "far"]
    assert nearest(BENGALURU, held)[0].km == 0
