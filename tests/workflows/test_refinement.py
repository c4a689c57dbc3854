"""Promise 3 on random overlays of random workflows, judged by brute force over paths.

The oracle knows nothing of the checker: it applies an overlay to plain tables, walks every path up to a length, folds
a state's own states into those they stand for, and compares with every path of the national workflow.
"""

import itertools
import json
from copy import deepcopy

import pytest
from builders import examples
from hypothesis import assume, event, given
from hypothesis import strategies as st

from cas_core import CompositionError, Layer, compose

LENGTH = 6
OWN = ("x1", "x2")
ROLES = ("sho", "io", "clerk")
FINDING = examples(150)


@st.composite
def nationals(draw):
    """A small national workflow: a way from the first state to the last, and further steps."""
    states = [f"s{n}" for n in range(draw(st.integers(2, 4)))]
    steps = {f"t{n}": ([a], b) for n, (a, b) in enumerate(itertools.pairwise(states))}
    for n in range(draw(st.integers(0, 2))):
        sources = draw(st.lists(st.sampled_from(states[:-1]), min_size=1, max_size=2, unique=True))
        steps[f"u{n}"] = (sources, draw(st.sampled_from([*states, ""])))
    transitions = {name: {"sources": a, "target": b, "roles": ["sho", "io"]} for name, (a, b) in steps.items()}
    return {"states": dict.fromkeys(states, ""), "transitions": transitions, "clock": 60}


@st.composite
def overlays(draw, national):
    """What a layer might say, well or ill: states, steps, other ends and roles of steps, another limit."""
    own = draw(st.lists(st.sampled_from(OWN), max_size=2, unique=True))
    added = {state: draw(st.sampled_from([*national["states"], *national["states"], "nothing", ""])) for state in own}
    anywhere = st.sampled_from([*national["states"], *own])
    sources = st.lists(anywhere, min_size=1, max_size=3, unique=True)
    new = {
        f"x_{n}": {"sources": draw(sources), "target": draw(anywhere | st.just("")), "roles": ["io"]}
        for n in range(draw(st.integers(0, 3)))
    }
    parts = st.fixed_dictionaries(
        {},
        optional={
            "sources": sources,
            "target": anywhere,
            "roles": st.lists(st.sampled_from(ROLES), min_size=1, unique=True),
        },
    )
    named = draw(st.lists(st.sampled_from(sorted(national["transitions"])), max_size=2, unique=True))
    changed = {name: parts_ for name in named if (parts_ := draw(parts))}
    limit = draw(st.sampled_from([None, None, 30, 60, 61]))
    return {"states": added, "transitions": new, "changed": changed, "limit": limit}


def overlaid(national, overlay):
    """The workflow that results, as plain tables."""
    result = deepcopy(national)
    result["states"] |= overlay["states"]
    result["transitions"] |= deepcopy(overlay["transitions"])
    for name, parts in overlay["changed"].items():
        result["transitions"][name] |= parts
    result["clock"] = overlay["limit"] or national["clock"]
    return result


def paths(workflow, fold):
    """Every path up to a length, its states folded, without steps that lead nowhere new."""
    found, walks = {("s0",)}, {("s0", ("s0",))}
    for _ in range(LENGTH):
        longer = set()
        for here, path in walks:
            for step in workflow["transitions"].values():
                if here in step["sources"]:
                    there = step["target"] or here
                    seen = fold(there)
                    longer.add((there, path if seen == path[-1] else (*path, seen)))
        walks = longer
        found |= {path for _, path in walks}
    return found


def violations(national, overlay):
    """What is wrong with an overlay, found by walking."""
    ours = overlaid(national, overlay)
    known = national["states"]

    def fold(state):
        return state if state in known else ours["states"][state]

    allowed, walked = paths(national, lambda state: state), paths(ours, fold)
    if walked - allowed:
        yield "a path that is none nationally"
    reached = {state for path in walked for state in path}
    if set(known) - reached:
        yield "a statutory state that no path reaches"
    if ours["clock"] > national["clock"]:
        yield "a longer clock"
    for name, step in national["transitions"].items():
        if set(ours["transitions"][name]["roles"]) - set(step["roles"]):
            yield "wider roles"


def toml(value):
    return json.dumps(value)


def step_text(name, step, head="transition"):
    parts = "".join(f"{part} = {toml(value)}\n" for part, value in step.items() if value != "")
    named = f'id = "{name}"\nlabel = "{name}"' if head == "transition" else f'transition = "{name}"\nbecause = "order"'
    return f"[[{head}]]\n{named}\n{parts}"


def layer(folder, name, **files):
    for file, text in files.items():
        path = folder / name / file.replace("__", "/")
        path.with_suffix(".toml").parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".toml").write_text(text)
    return Layer.from_folder(folder / name)


def national_layer(folder, national):
    last = max(national["states"])
    states = "".join(
        f'[[state]]\nid = "{state}"\nlabel = "{state}"\nstatutory = true\nfinal = {toml(state == last)}\n'
        for state in national["states"]
    )
    head = '[workflow]\nid = "w"\ntitle = "W"\ninitial = "s0"\n'
    steps = "".join(step_text(name, step) for name, step in national["transitions"].items())
    clock = f'[[clock]]\nid = "c"\nlabel = "C"\nstarts_on = ["opening"]\nstops_on = ["t0"]\nlimit = "{national["clock"]}d"\n'
    roles = "".join(
        f'[[role]]\nid = "{role}"\nlabel = "{role}"\npermits = ["fir.read"]\nscope = "office"\n' for role in ROLES
    )
    return layer(
        folder,
        "national",
        layer='id = "national"\nversion = "1"\n',
        access=roles,
        workflows__w=head + states + steps + clock,
    )


def overlay_layer(folder, overlay):
    text = 'extends = "w"\n'
    for state, stood in overlay["states"].items():
        text += f'[[state]]\nid = "{state}"\nlabel = "{state}"\n' + (f'stands_for = "{stood}"\n' if stood else "")
    text += "".join(step_text(name, step) for name, step in overlay["transitions"].items())
    text += "".join(step_text(name, parts, "change") for name, parts in overlay["changed"].items())
    if overlay["limit"]:
        text += f'[[change]]\nclock = "c"\nlimit = "{overlay["limit"]}d"\nbecause = "order"\n'
    return layer(folder, "x", layer='id = "x"\nversion = "1"\n', workflows__w=text)


def composes(folder, national, overlay):
    """Whether the checker accepts an overlay; the national workflow alone has to be sound."""
    base = national_layer(folder, national)
    try:
        compose([base])
    except CompositionError:
        assume(False)  # noqa: FBT003 - hypothesis draws another one
    try:
        compose([base, overlay_layer(folder, overlay)])
    except CompositionError:
        return False
    return True


@FINDING
@given(data=st.data())
def test_what_the_checker_accepts_walks_national_paths_only(tmp_path_factory, data):
    """Where the oracle finds a violation the checker refuses; BNSS names the states, and no clock gets longer."""
    national = data.draw(nationals())
    overlay = data.draw(overlays(national))

    accepted = composes(tmp_path_factory.mktemp("w"), national, overlay)

    wrong = list(violations(national, overlay))
    event(f"accepted: {accepted}")
    event(f"violations: {wrong[:1]}")
    assert not (accepted and wrong)


@examples(60)
@given(data=st.data())
def test_the_checker_accepts_states_and_steps_inside_a_national_state(tmp_path_factory, data):
    """A detour within one national state, narrower roles and a shorter clock are what a layer may always say."""
    national = data.draw(nationals())
    stood = data.draw(st.sampled_from(sorted(national["states"])))
    step = {"roles": ["io"]}
    overlay = {
        "states": {"x1": stood},
        "transitions": {
            "x_in": {**step, "sources": [stood], "target": "x1"},
            "x_out": {**step, "sources": ["x1"], "target": stood},
            "x_stay": {**step, "sources": ["x1", stood], "target": ""},
        },
        "changed": {"t0": {"roles": data.draw(st.sampled_from([["io"], ["sho"]]))}},
        "limit": data.draw(st.sampled_from([None, 1, 59])),
    }

    assert list(violations(national, overlay)) == []
    assert composes(tmp_path_factory.mktemp("w"), national, overlay)


CHAIN = {
    "states": {"s0": "", "s1": "", "s2": ""},
    "transitions": {
        "t0": {"sources": ["s0"], "target": "s1", "roles": ["sho"]},
        "t1": {"sources": ["s1"], "target": "s2", "roles": ["sho"]},
    },
    "clock": 60,
}
NOTHING = {"states": {}, "transitions": {}, "changed": {}, "limit": None}
IO = {"roles": ["io"]}


@pytest.mark.parametrize(
    "overlay",
    [
        {**NOTHING, "transitions": {"x": {**IO, "sources": ["s0"], "target": "s2"}}},
        {
            **NOTHING,
            "states": {"x1": "s0"},
            "transitions": {
                "x": {**IO, "sources": ["s0"], "target": "x1"},
                "y": {**IO, "sources": ["x1"], "target": "s2"},
            },
        },
        {
            **NOTHING,
            "states": {"x1": "s2"},
            "transitions": {
                "x": {**IO, "sources": ["s0"], "target": "x1"},
                "y": {**IO, "sources": ["x1"], "target": "s2"},
            },
        },
        {**NOTHING, "changed": {"t1": {"sources": ["s0"]}}},
        {**NOTHING, "changed": {"t0": {"target": "s2"}}},
        {**NOTHING, "limit": 61},
        {**NOTHING, "changed": {"t0": {"roles": ["sho", "clerk"]}}},
    ],
    ids=[
        "a leap",
        "a leap through a state of its own",
        "a state that stands for the end",
        "another source",
        "another target",
        "a longer clock",
        "wider roles",
    ],
)
def test_oracle_and_checker_both_see_a_violation(tmp_path, overlay):
    """The oracle is worth something only if it finds what is wrong."""
    assert list(violations(CHAIN, overlay))
    assert not composes(tmp_path, CHAIN, overlay)
