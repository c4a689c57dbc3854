"""Showing: of every form of every build the public gets what is public and listed, and no layer makes it more."""

import itertools
import json
from pathlib import Path

import pytest
from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core import CompositionError, Layer, compose, compose_build
from cas_core.composition import project
from cas_core.composition.layer import national_layer
from cas_core.forms import Privacy
from cas_core.forms.values import lookup
from cas_core.publication import Audience, View
from cas_core.publication.showing import shown, up_to_class
from cas_core.testing import submissions

ROOT = Path(__file__).parents[2]
CODES = sorted(path.parent.name for path in ROOT.glob("states/*/build.toml"))
NATION = national_layer()
PROFILE = compose([NATION])
BUILD = {code: compose_build(ROOT / "states" / code).composition for code in CODES}
OWN = {"dl": {"dl": {"beat": "12"}}, "example": {"example": {"beat": "north"}}, "gj": {"gj": {"part": "a"}}}


def base(code, form):
    """One submission that a build accepts."""
    own, general = ROOT / f"docs/tutorial/first-case/{form}.json", ROOT / f"tests/assets/filled/{form}.json"
    data = json.loads((own if own.is_file() else general).read_text("utf-8"))
    diary = {"gd_entry": "x"} if form in {"fir", "arrest"} else {}
    return {**diary, **data, **(OWN.get(code, {}) if form == "fir" else {})}


def leaves(branches, data):
    """Every path of a form that something is said under, with the class of its field."""
    for branch in branches:
        value = lookup(data, branch.field.id)
        for item in value if isinstance(value, list) else [] if value is None else [value]:
            yield branch.path, branch.field.privacy
            yield from leaves(branch.children, item) if branch.children else ()


@pytest.mark.parametrize(("code", "view"), list(itertools.product(CODES, sorted(PROFILE.ids(View)))))
@examples(4)
@given(st.data())
def test_a_view_shows_what_it_lists_and_what_is_public_and_nothing_else(code, view, data):
    """Audit: 1,631 sensitive cases on one state's portal. By allow-list of record and field."""
    composition = BUILD[code]
    listed = composition.get(View, view)
    entered = data.draw(submissions(composition, listed.form, base(code, listed.form)))
    branches = composition.form(listed.form).branches

    told = [*leaves(branches, shown(branches, entered, Audience.PUBLIC, listed.fields))]

    assert {path for path, _ in told} <= set(listed.fields)
    assert {privacy for _, privacy in told} <= {Privacy.PUBLIC}


@pytest.mark.parametrize(("code", "view"), list(itertools.product(CODES, sorted(PROFILE.ids(View)))))
@examples(3)
@given(st.data())
def test_no_state_shows_more_than_the_national_list_of_the_same_record(code, view, data):
    composition, form = BUILD[code], PROFILE.get(View, view).form
    entered = data.draw(submissions(composition, form, base(code, form)))
    branches, national = composition.form(form).branches, PROFILE.form(form).branches

    ours = shown(branches, entered, Audience.PUBLIC, composition.get(View, view).fields)
    theirs = shown(national, project(composition, form, entered), Audience.PUBLIC, PROFILE.get(View, view).fields)

    assert {path for path, _ in leaves(branches, ours)} <= {path for path, _ in leaves(national, theirs)}


@pytest.mark.parametrize("form", ["fir", "final_report", "search_seizure", "statement", "missing", "verification"])
@examples(4)
@given(st.data())
def test_who_may_see_more_sees_all_that_who_may_see_less(form, data):
    """The classes are a ladder: what the insurer sees, the informant sees, and the court sees all."""
    entered = data.draw(submissions(PROFILE, form, base("", form)))
    branches = PROFILE.form(form).branches
    ladder = sorted(Audience, key=lambda audience: audience.ceiling.strictness)

    seen = [
        {path for path, _ in leaves(branches, up_to_class(branches, entered, audience.ceiling))} for audience in ladder
    ]

    assert all(less <= more for less, more in itertools.pairwise(seen))


def way(branches, above=()):
    """Every field of a form with those that it stands in, itself last."""
    for branch in branches:
        line = (*above, branch)
        yield line
        yield from way(branch.children, line)


@pytest.mark.parametrize("form", ["fir", "final_report", "search_seizure", "statement", "missing", "verification"])
@examples(8)
@given(data=st.data(), audience=st.sampled_from(Audience), whole=st.booleans())
def test_exactly_the_fields_are_shown_whose_whole_way_is_listed_and_open_to_the_audience(form, data, audience, whole):
    """Whatever a list names: an entity without its fields, a field without its entity, or what is above the class."""
    entered = data.draw(submissions(PROFILE, form, base("", form)))
    branches = PROFILE.form(form).branches
    lines = {line[-1].path: line for line in way(branches)}
    named = set(lines) if whole else set(data.draw(st.lists(st.sampled_from(sorted(lines)), unique=True)))
    filled_in = {path for path, _ in leaves(branches, entered)}

    told = {path for path, _ in leaves(branches, shown(branches, entered, audience, named))}

    def is_open(line):
        return all(one.path in named and one.field.privacy.strictness <= audience.ceiling.strictness for one in line)

    values = {path for path in filled_in if not lines[path][-1].children}
    assert {path for path in told if not lines[path][-1].children} == {path for path in values if is_open(lines[path])}
    assert all(is_open(lines[path]) for path in told)
    if whole:
        assert told == {path for path, _ in leaves(branches, up_to_class(branches, entered, audience.ceiling))}


@pytest.mark.parametrize("form", ["fir", "search_seizure", "missing"])
def test_an_entity_whose_fields_are_not_listed_shows_nothing_of_them(form):
    branches = PROFILE.form(form).branches
    entities = [branch for branch in branches if branch.children and lookup(base("", form), branch.path) is not None]

    assert len(entities) > 1
    assert all(shown(branches, base("", form), Audience.COURT, {entity.path}) == {} for entity in entities)


SAYINGS = {
    "raises a class": (
        "forms/fir.toml",
        'extends = "fir"\nchange = [{ field = "contents", privacy = "confidential" }]\n',
    ),
    "lowers a class": ("forms/fir.toml", 'extends = "fir"\nchange = [{ field = "complainant", privacy = "public" }]\n'),
    "adds a public field": (
        "forms/fir.toml",
        'extends = "fir"\nadd = [{ id = "own", type = "text", label = "Own", after = "place", privacy = "public" }]\n',
    ),
    "shortens a list": ("publication.toml", '[[change]]\nview = "fir"\nfields = ["statutes", "contents"]\n'),
    "lengthens a list": (
        "publication.toml",
        '[[change]]\nview = "fir"\nfields = ["statutes", "contents", "complainant", "complainant.name"]\n',
    ),
    "makes a list of its own": (
        "publication.toml",
        (
            '[[view]]\nid = "own"\ntitle = "Own"\nregister_id = "fir"\nform = "fir"\nafter = ["opening"]\n'
            'fields = ["statutes", "contents", "place", "gd_entry"]\n'
        ),
    ),
    "ends a list later": ("publication.toml", '[[change]]\nview = "arrested"\nuntil = ["close"]\n'),
}


@examples(6)
@given(said=st.lists(st.sampled_from(sorted(SAYINGS)), min_size=1, max_size=3, unique=True))
def test_no_layer_makes_more_public(tmp_path_factory, said):
    """Whatever a layer says, it is refused, or what the public sees of a record is within what it saw before."""
    folder = tmp_path_factory.mktemp("layer")
    (folder / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    for saying in said:
        file, text = SAYINGS[saying]
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        before = path.read_text() if path.is_file() and path.suffix == ".toml" and file.startswith("pub") else ""
        path.write_text(before + text)
    try:
        composed = compose([NATION, Layer.from_folder(folder)])
    except CompositionError:
        return
    before, after = public(PROFILE), public(composed)
    assert after.keys() <= before.keys()
    assert all(after[view] <= before[view] for view in after)


def public(composition):
    """What the public sees of the example of each view's form, by view."""
    seen = {}
    for view in composition.all(View).values():
        branches = composition.form(view.form).branches
        told = shown(branches, base("", view.form), view.audience, view.fields)
        seen[view.id] = {path for path, _ in leaves(branches, told)} | {f"after {event}" for event in view.after}
    return seen
