"""A district's own words by the command line, from the order to what officers may enter."""

import json
from datetime import timedelta

import pytest
from builders import posted
from click.testing import CliRunner

from cas_core import RecordRefused
from cas_core.cli import group
from cas_core.composition.saved import save_build
from cas_core.sources import today

MALL = ["place_type", "mall", "--office", "bcp", "--stands-as", "shop"]


@pytest.fixture
def town(builds, tmp_path):
    save_build(builds["ka"], tmp_path)
    cas = posted(builds["ka"], f"sqlite:///{tmp_path / 'ka.db'}")
    cas.appoint("cp", name="Cp", rank="SP", office="bcp", role="sp")
    cas.on = [tmp_path, "-d", f"sqlite:///{tmp_path / 'ka.db'}"]
    yield cas
    cas.close()


def value(cas, verb, *arguments, as_="officer:cp"):
    """Run a command and return its output; an order that is refused raises."""
    who = [] if verb == "show" else ["--as", as_]
    said = ["value", verb, *map(str, (*cas.on, *who, *arguments))]
    result = CliRunner().invoke(group, said, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def shown(cas):
    return json.loads(value(cas, "show", "place_type", "--json"))["values"]


def test_a_value_is_added_worded_otherwise_and_retired(town):
    assert "bcp:mall (Shopping mall)" in value(town, "add", *MALL, "--label", "en=Shopping mall", "--label", "kn=ಮಾಲ್")
    held = {"list": "place_type", "id": "bcp:mall", "label": "Shopping mall", "office": "bcp", "rolls_up_to": "shop"}
    assert shown(town) == [{**held, "valid_from": str(today()), "valid_to": ""}]

    value(town, "rename", "place_type", "bcp:mall", "--label", "en=Mall")
    value(town, "place", "place_type", "bcp:mall", "--after", "shop")
    last = today() + timedelta(days=30)
    value(town, "retire", "place_type", "bcp:mall", "--on", last + timedelta(days=1))
    assert shown(town) == [{**held, "label": "Mall", "valid_from": str(today()), "valid_to": str(last)}]


def test_a_list_that_is_closed_says_so(town):
    for order in (["show", "gender"], ["retire", "gender", "M"]):
        with pytest.raises(RecordRefused) as caught:
            value(town, *order)
        assert [problem.code for problem in caught.value.problems] == ["list-closed"]


def test_all_that_is_wrong_with_a_value_is_told_at_once(town):
    with pytest.raises(RecordRefused) as caught:
        value(town, "add", "place_type", "mall", "--office", "upparpet", "--label", "xx=Mall", "--after", "moon")

    told = {problem.code for problem in caught.value.problems}
    assert {"list-closed", "missing", "unknown-language", "missing-roll-up"} <= told
    assert shown(town) == []
