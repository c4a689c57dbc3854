"""Laws of composition: what holds of every layer and every build, whatever they say."""

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cas_core import Layer, compose, compose_build
from cas_core.composition import NATIONAL, diff
from cas_core.composition.layer import national_layer
from cas_core.forms import Form

ROOT = Path(__file__).parents[2]
CODES = sorted(path.parent.name for path in ROOT.glob("states/*/build.toml"))
NATION = national_layer()
PROFILE = compose([NATION])
FEW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def written(folder, name, **files):
    """A layer with some files; a double underscore stands for a slash."""
    (folder / name).mkdir(parents=True)
    (folder / name / "layer.toml").write_text(f'id = "{name}"\nversion = "1"\n')
    for file, text in files.items():
        path = (folder / name / file.replace("__", "/")).with_suffix(".toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return Layer.from_folder(folder / name)


def test_the_national_layer_alone_composes_to_itself(tmp_path):
    """Composing is a projection: what it gives says the same again, and a layer that says nothing changes nothing."""
    silent = compose([NATION, written(tmp_path, "silent")])

    assert diff(PROFILE, silent) == []
    assert PROFILE.elements == silent.elements
    for kind, elements in PROFILE.elements.items():
        for element, value in elements.items():
            assert silent.elements[kind][element] == value


@pytest.mark.parametrize("code", CODES)
def test_the_same_build_has_the_same_digest_in_another_process_with_other_hashes(code):
    """Promise 5: same inputs, same digest; the order of sets and dictionaries has no part in it."""
    script = (
        "import sys; from pathlib import Path; from cas_core import compose_build;"
        "print(compose_build(Path(sys.argv[1])).composition.digest)"
    )
    ours = compose_build(ROOT / "states" / code).composition.digest

    done = subprocess.run(
        [sys.executable, "-c", script, ROOT / "states" / code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
    )
    assert done.stdout.strip() == ours


SAYINGS = {
    "form": (
        "forms__fir",
        'extends = "fir"\nadd = [{{ id = "own", type = "text", label = "{0}", after = "place" }}]\n',
    ),
    "word": ("forms__complaint", 'extends = "complaint"\ntitle = "{0}"\n'),
    "entity": ("entities__vehicle", 'extends = "vehicle"\nchange = [{{ field = "colour", label = "{0}" }}]\n'),
    "register": ("registers", '[[change]]\nregister = "general_diary"\ntitle = "{0}"\n'),
    "number": ("numbering", '[[change]]\nscheme = "fir"\nalso = ["{0} {{serial}}/{{year}}"]\n'),
    "workflow": (
        "workflows__case",
        (
            'extends = "case"\n[[state]]\nid = "own"\nlabel = "{0}"\nstands_for = "scrutiny"\n'
            '[[transition]]\nid = "own_in"\nlabel = "In"\nsources = ["scrutiny"]\ntarget = "own"\nroles = ["sho"]\n'
            '[[transition]]\nid = "own_out"\nlabel = "Out"\nsources = ["own"]\ntarget = "scrutiny"\nroles = ["sho"]\n'
        ),
    ),
}


@FEW
@given(
    st.lists(st.sampled_from(sorted(SAYINGS)), min_size=2, max_size=4, unique=True).flatmap(
        lambda k: st.tuples(st.just(k), st.permutations(k))
    )
)
def test_layers_on_different_elements_commute(tmp_path_factory, drawn):
    """Each says something of another element: whoever is named or listed first, the result is the same."""
    kinds, order = drawn
    first, second = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")

    def layers(folder, names):
        made = []
        for name, kind in zip(names, kinds, strict=True):
            file, text = SAYINGS[kind]
            made.append(written(folder, name, **{file: text.format("Said")}))
        return made

    forward = [f"l{n}" for n in range(len(kinds))]
    backward = [f"l{9 - n}" for n in range(len(kinds))]
    one = compose([NATION, *layers(first, forward)])
    two = compose(
        [*sorted(layers(second, backward), key=lambda layer: order.index(kinds[backward.index(layer.id)])), NATION]
    )

    def anonymous(composition):
        return re.sub(r"\bl[0-9]\b", "l", json.dumps(composition.elements, sort_keys=True))

    assert anonymous(one) == anonymous(two)
    third = compose([NATION, *reversed(layers(tmp_path_factory.mktemp("c"), forward))])
    assert third.digest == one.digest


@FEW
@given(label=st.text(st.characters(categories=["L", "N", "M"]), min_size=1, max_size=30))
def test_one_more_layer_changes_what_it_names_and_nothing_else(tmp_path_factory, label):
    text = f'extends = "fir"\nchange = [{{ field = "place", label = \'{label}\' }}]\n'
    layer = written(tmp_path_factory.mktemp("l"), "one", forms__fir=text)

    differences = [str(difference) for difference in diff(PROFILE, compose([NATION, layer]))]

    assert len(differences) == 1
    assert "form.fir.fields.place.label" in differences[0]


def folder_of(layer):
    return NATIONAL if layer == "national" else ROOT / f"plugins/cas_{layer}/cas_{layer}"


def said_in(path):
    """Every scalar that a TOML or CSV file says, as text."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {value.strip() for row in csv.DictReader(file) for value in row.values()}
    found = set()

    def gather(value):
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(item)
        if not isinstance(value, dict | list):
            found.add(str(value))

    gather(tomllib.loads(path.read_text("utf-8")))
    return found


def leaves(value):
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    elif value not in ("", None):
        yield str(value)


@pytest.mark.parametrize("code", CODES)
def test_the_file_that_a_part_is_said_to_come_from_really_says_it(code):
    """Promise 5: a leaf's last origin names a file of that layer in which its value stands, on the line of its table."""
    composition = compose_build(ROOT / "states" / code).composition
    files, seen = {}, 0

    for kind in ("form", "entity", "codelist", "workflow", "scheme", "register", "role", "service", "office_type"):
        for element, value in composition.elements.get(kind, {}).items():
            for name, part in value.items():
                members = (
                    part if isinstance(part, list) and part and isinstance(part[0], dict) and "id" in part[0] else None
                )
                for member in members or [{name: part}]:
                    path = f"{kind}.{element}.{name}.{member['id']}" if members else f"{kind}.{element}"
                    seen += said(composition, path, member, files)
    assert seen > 1000


def said(composition, path, member, files):
    """Check the leaves of one member, or of one part of an element; return how many there were."""
    seen = 0
    for part, value in member.items():
        places = {(o.layer, o.file) for o, _ in composition.origins(f"{path}.{part}") or composition.origins(path)}
        if part == "overrides":
            says = composition.says()
            places |= {(s[0], s[1]) for key in says if key.startswith(f"{path}.{part}.") for s in says[key]}
        assert places, f"{path}.{part}"
        for layer, file in places - files.keys():
            files[layer, file] = said_in(folder_of(layer) / file)
        spoken = set().union(*(files[place] for place in places))
        own = {value.rpartition(".")[2]} if part == "id" else set(leaves(value))
        missing = own - spoken - {path.split(".")[1]}
        assert not missing, f"{path}.{part}: {missing} stands in none of {places}"
        seen += len(own)
    return seen


def test_what_is_put_behind_the_same_field_stands_in_the_order_in_which_it_was_said(tmp_path):
    """Two of one layer as they are written, and those of the layer above behind them, with what hangs on each."""
    add = '{{ id = "{0}", type = "text", label = "L", after = "{1}" }}'
    first = ", ".join(add.format(*said) for said in (("a", "place"), ("b", "place"), ("c", "one.a")))
    one = written(tmp_path, "one", forms__fir=f'extends = "fir"\nadd = [{first}]\n')
    two = written(tmp_path, "two", forms__fir=f'extends = "fir"\nadd = [{add.format("d", "place")}]\n')

    order = [field.id for field in compose([NATION, one, two]).get(Form, "fir").fields]
    begin = order.index("place")

    assert order[begin : begin + 5] == ["place", "one.a", "one.c", "one.b", "two.d"]


def test_a_field_that_names_no_section_stands_in_that_of_the_field_before_it_and_says_whence(tmp_path):
    own = 'add = [\n  { id = "near", type = "text", label = "Near", after = "place" },\n]\n'
    composed = compose([NATION, written(tmp_path, "x", forms__fir=f'extends = "fir"\n{own}')])
    section = {field["id"]: field.get("section") for field in composed.elements["form"]["fir"]["fields"]}

    assert section["x.near"] == section["place"]
    assert section["place"]
    assert [origin.file for origin, _ in composed.origins("form.fir.fields.x.near.section")] == ["forms/fir.toml"]
    assert {origin.layer for origin, _ in composed.origins("form.fir.fields.x.near.section")} == {"national"}
