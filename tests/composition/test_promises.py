"""Promises 1, 2, 3 and 5 of the blueprint, for every build of the repository."""

import itertools
import json
import random
import re
from functools import cache
from pathlib import Path

import pytest
from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core import CompositionError, Layer, StoreError, compose, compose_build
from cas_core.codelists import CodeList
from cas_core.composition import NATIONAL, Composition, Settlement, diff, project
from cas_core.composition.build import Build
from cas_core.composition.layer import national_layer
from cas_core.composition.project import joined, state_part
from cas_core.composition.saved import load_build, save_build
from cas_core.testing import NOW, submissions
from cas_core.workflows import Workflow

ROOT = Path(__file__).parents[2]
CODES = sorted(path.parent.name for path in ROOT.glob("states/*/build.toml"))
BUILD = {code: compose_build(ROOT / "states" / code).composition for code in CODES}
PROFILE = compose([national_layer()])
FORMS = sorted(PROFILE.elements["form"])
OFTEN = ("gd_entry", "complaint", "fir", "arrest")
"""Forms that states change most."""


OWN = {
    "dl": {"dl": {"beat": "12"}},
    "example": {"example": {"beat": "north"}},
    "gj": {"gj": {"part": "a"}},
}
"""What the FIR of a state asks beyond the national one."""


def base(code, form):
    """One submission that a build accepts: of the first case of the tutorial, or the filled example."""
    own, general = ROOT / f"docs/tutorial/first-case/{form}.json", ROOT / f"tests/assets/filled/{form}.json"
    data = json.loads((own if own.is_file() else general).read_text("utf-8"))
    return {
        **data,
        **({"gd_entry": "x"} if form in {"fir", "arrest"} else {}),
        **(OWN.get(code, {}) if form == "fir" else {}),
    }


def test_core_code_names_no_state():
    """Promise 1: a state changes CAS only through layers."""
    names = (
        r"(?i:\b(karnataka|gujarat|delhi|west bengal|maharashtra|kerala|punjab|tamil ?nadu|bihar|odisha|telangana)\b)"
    )
    codes = r"""["'](AP|BR|DL|GJ|KA|KL|MH|OD|PB|TN|TS|UP|WB)["']"""

    found = [
        path for path in (ROOT / "cas_core").rglob("*.py") if re.search(f"{names}|{codes}", path.read_text("utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(("code", "form"), list(itertools.product(CODES, FORMS)))
@examples(2)
@given(st.data())
def test_what_a_state_accepts_the_national_profile_accepts_after_projection(code, form, data):
    """Promise 2, for every form of every build: overlays tighten, add or rename; they never loosen."""
    accepted_in_both(code, form, data)


@pytest.mark.parametrize(("code", "form"), list(itertools.product(CODES, OFTEN)))
@examples(12)
@given(st.data())
def test_the_forms_that_states_change_most_are_accepted_after_projection(code, form, data):
    """Promise 2."""
    accepted_in_both(code, form, data)


def accepted_in_both(code, form, data):
    entered = data.draw(submissions(BUILD[code], form, base(code, form)))
    clean, _ = BUILD[code].form(form).check(entered, NOW)

    national = project(BUILD[code], form, clean)

    assert PROFILE.form(form).check(national, NOW) == (national, [])
    assert joined(national, state_part(national, clean)) == clean


@pytest.mark.parametrize("code", CODES)
def test_every_walk_through_a_states_workflow_is_a_national_walk(code):
    """Promise 3: with a state's own states folded, its paths are national paths, and none is lost."""
    for name in PROFILE.ids(Workflow):
        ours, theirs = BUILD[code].get(Workflow, name), PROFILE.get(Workflow, name)
        known = {state.id for state in theirs.states}
        folded = {state.id: state.id if state.id in known else state.stands_for for state in ours.states}
        edges = {(source, step.end(source)) for step in theirs.transitions for source in step.sources}
        chance = random.Random(1)
        for _ in range(300):
            here = ours.initial
            for _ in range(30):
                steps = [step for step in ours.transitions if here in step.sources]
                if not steps:
                    break
                step = chance.choice(steps)
                edge = (folded[here], folded[step.end(here)])
                assert edge[0] == edge[1] or edge in edges
                here = step.end(here)
        possible = {(folded[source], folded[step.end(source)]) for step in ours.transitions for source in step.sources}
        assert {edge for edge in edges if edge[0] != edge[1]} <= possible


@cache
def lines(path):
    """The lines of a file, read once: some hold thousands of parts."""
    return path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("code", CODES)
def test_every_part_knows_the_file_and_line_that_set_it(code):
    """Promise 5: the origin of each element and member exists, and its line speaks of it."""
    folders = {"national": NATIONAL, code: ROOT / f"plugins/cas_{code}/cas_{code}"}
    composition = BUILD[code]

    for path, says in composition.says().items():
        for layer, file, line, _ in says:
            assert 1 <= line <= len(lines(folders[layer] / file)), path
    for form in ("fir", "arrest"):
        for field in composition.form(form).form.fields:
            (layer, file, line), _ = composition.origins(f"form.{form}.{field.id}")[0]
            assert f'"{field.id.rpartition(".")[2]}"' in lines(folders[layer] / file)[line - 1]


def test_an_explanation_names_all_that_had_a_say():
    says = BUILD["example"].origins("form.fir.complainant.mobile.required")

    assert [origin.layer for origin, _ in says] == ["national", "example"]
    assert says[1][1] == "Example State order no. 7 of 2026"


def written(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Layer.from_folder(folder)


def a_layer(tmp_path, name, fir, requires="[]"):
    head = f'id = "{name}"\nversion = "1"\nrequires_layers = {requires}\n'
    return written(tmp_path / name, layer_toml=head, forms__fir_toml='extends = "fir"\n' + fir)


@given(st.permutations(["a", "b", "c"]))
@examples(6)
def test_the_order_of_layers_that_do_not_overlap_does_not_change_the_digest(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("layers")
    adds = 'add = [{{ id = "{0}", type = "text", label = "{0}", after = "place" }}]\n'
    layers = {name: a_layer(folder, name, adds.format(name)) for name in "abc"}
    national = national_layer()

    assert (
        compose([national, *(layers[name] for name in order)]).digest
        == compose([*(layers[name] for name in "abc"), national]).digest
    )


def test_the_same_inputs_give_the_same_digest_and_another_label_another():
    again = compose([national_layer()])

    assert again.digest == PROFILE.digest
    assert len({composition.digest for composition in (*BUILD.values(), PROFILE)}) == len(CODES) + 1


def test_a_build_is_saved_loaded_and_refused_when_it_was_changed(tmp_path):
    build = Build("XX", "Example", ("en",), BUILD["example"], ())
    target = save_build(build, tmp_path)

    loaded = load_build(tmp_path)
    assert loaded.composition.digest == build.composition.digest
    assert diff(loaded.composition, build.composition) == []
    assert loaded.composition.origins("form.fir.place.label") == build.composition.origins("form.fir.place.label")

    path = target / "composition.json"
    path.write_text(path.read_text("utf-8").replace("Place of occurrence", "Place of incident"), "utf-8")
    with pytest.raises(StoreError, match="was changed after it was composed"):
        Composition.load(target)


def test_a_settled_conflict_composes_and_a_silent_one_does_not(tmp_path):

    one = a_layer(tmp_path, "one", 'change = [{ field = "place", label = "Spot" }]\n')
    two = a_layer(tmp_path, "two", 'change = [{ field = "place", label = "Scene" }]\n')
    national = national_layer()

    with pytest.raises(CompositionError) as caught:
        compose([national, one, two])
    assert [problem.code for problem in caught.value.problems] == ["conflict"]

    for winner, label in (("one", "Spot"), ("two", "Scene")):
        settled = Settlement("form.fir.fields.place.label", winner, "order no. 1")
        fields = {field.id: field for field in compose([national, one, two], [settled]).form("fir").form.fields}
        assert fields["place"].label == label


@pytest.mark.parametrize(("winner", "label"), [("one", "Spot"), ("two", "Scene"), ("three", "Site")])
def test_a_conflict_of_three_layers_is_settled_for_any_of_them(tmp_path, winner, label):
    said = {"one": "Spot", "two": "Scene", "three": "Site"}
    layers = [
        a_layer(tmp_path, name, f'change = [{{ field = "place", label = "{word}" }}]\n') for name, word in said.items()
    ]

    settled = compose([national_layer(), *layers], [Settlement("form.fir.fields.place.label", winner, "order no. 1")])
    with pytest.raises(CompositionError) as caught:
        compose([national_layer(), *layers], [Settlement("form.fir.fields.place.label", "four", "order no. 1")])

    assert {field.id: field.label for field in settled.form("fir").form.fields}["place"] == label
    assert [problem.code for problem in caught.value.problems] == ["conflict", "conflict"]


def test_a_layer_that_requires_another_may_go_on_from_it(tmp_path):
    state = a_layer(tmp_path, "lower", 'change = [{ field = "place", label = "Spot" }]\n')
    district = a_layer(tmp_path, "upper", 'change = [{ field = "place", label = "Scene" }]\n', '["lower"]')

    composition = compose([national_layer(), district, state])

    says = composition.origins("form.fir.place.label")
    assert [origin.layer for origin, _ in says] == ["national", "lower", "upper"]


def test_a_refusal_names_the_field_and_never_echoes_what_was_entered(filled):
    secret = "Ramesh\u202eKumar"
    data = filled("fir", gd_entry="x", complainant={"name": {"text": secret}, "mobile": "98450-SECRET"})

    _, problems = PROFILE.form("fir").check(data, NOW)

    assert {"complainant.name.text", "complainant.mobile"} <= {problem.field for problem in problems}
    assert "SECRET" not in json.dumps([str(problem) for problem in problems])
    assert "Ramesh" not in json.dumps([str(problem) for problem in problems])


def test_what_a_form_itself_says_of_a_nested_field_is_kept_when_a_state_changes_another_part(tmp_path):
    own = """
[form]
id = "own"
title = "Own"
[form.overrides."who.occupation"]
required = true
[[section]]
id = "s"
label = "S"
fields = [{ id = "who", type = "person", label = "Who" }]
"""
    head = 'id = "{0}"\nversion = "1"\nrequires_layers = {1}\n'
    lower = written(tmp_path / "lower", layer_toml=head.format("lower", "[]"), forms__own_toml=own)
    change = 'extends = "own"\nchange = [{{ field = "who.occupation", {0} }}]\n'
    over = {"layer_toml": head.format("upper", '["lower"]')}
    relabel = written(tmp_path / "a", **over, forms__own_toml=change.format('label = "Trade"'))
    loosen = written(tmp_path / "b", **over, forms__own_toml=change.format("required = false"))
    national = national_layer()

    composed = compose([national, lower, relabel])
    assert composed.elements["form"]["own"]["overrides"]["who.occupation"] == {"label": "Trade", "required": True}

    with pytest.raises(CompositionError) as caught:
        compose([national, lower, loosen])
    assert [problem.code for problem in caught.value.problems] == ["loosens-locked-part"]


@pytest.mark.parametrize("code", ["ka", "gj", "wb", "dl"])
def test_a_section_of_a_state_act_goes_to_the_centre_as_its_national_code(code):
    """Promise 2: a state's code names the national one that stands for it."""
    own = [entry for entry in BUILD[code].get(CodeList, "sections").codes if entry.rolls_up_to]
    assert own
    for entry in own:
        row = {"act": entry.attributes["act"], "section": entry.attributes["section"]}
        clean, problems = BUILD[code].form("fir").check({**base(code, "fir"), "statutes": [row]}, NOW)
        assert problems == []

        national = project(BUILD[code], "fir", clean)

        act, _, section = entry.rolls_up_to.partition(" ")
        assert national["statutes"] == [{"act": act, "section": section}]
        assert PROFILE.form("fir").check(national, NOW) == (national, [])


def test_a_states_code_in_a_list_goes_to_the_centre_as_its_national_code(tmp_path):
    a_layer(tmp_path, "more", "")
    rider = "code,label,rolls_up_to\nrider,Delivery rider,daily_wage\n"
    layer = written(tmp_path / "more", **{"codelists__occupation.csv": rider})
    composition = compose([national_layer(), layer])
    entered = base("more", "fir")
    entered["complainant"] = {**entered["complainant"], "occupation": "rider"}

    clean, problems = composition.form("fir").check(entered, NOW)
    national = project(composition, "fir", clean)

    assert problems == []
    assert PROFILE.form("fir").check(clean, NOW)[1] != []
    assert national["complainant"]["occupation"] == "daily_wage"
    assert PROFILE.form("fir").check(national, NOW)[1] == []
    assert joined(national, state_part(national, clean)) == clean
