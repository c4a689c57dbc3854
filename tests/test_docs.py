"""The documentation is true: the tutorial runs as it stands, links lead somewhere, and generated pages are fresh."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from generating import PAGES, TYPE_WORDS
from generating import page as made
from generating.markdown import anchor
from pydantic_core import SchemaValidator
from reading import Reader

from cas_core.cli import group
from cas_core.composition.discover import installed
from cas_core.forms import Field
from cas_core.forms.types import TYPES

ROOT = Path(__file__).parents[1]
MARKDOWN = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A reader at an empty folder, in which three layers are installed as pip would do it."""
    monkeypatch.chdir(tmp_path)
    folders = {name: tmp_path / name for name in ("mystate", "north", "south")}
    monkeypatch.setattr("cas_core.composition.build.installed", lambda: {**installed(), **folders})
    return Reader(monkeypatch)


def test_the_tutorial_runs_as_it_stands(reader):
    shutil.copytree(ROOT / "docs/tutorial/first-case", "first-case")
    assert reader.read(ROOT / "docs/tutorial/your-first-plugin.md") >= 9
    assert "North beat" in Path("fir.html").read_text("utf-8")


@pytest.mark.parametrize("page", sorted((ROOT / "docs/how-to").glob("*.md")), ids=lambda page: page.stem)
def test_a_how_to_page_runs_as_it_stands(page, reader):
    """Files are written, commands and programs are run, and what commands print holds what the page shows."""
    copy_of("ka")
    assert reader.read(page) >= 1
    assert len(page.read_text("utf-8").splitlines()) <= 70


def test_the_how_to_on_splitting_a_station_ends_as_it_says(reader):
    copy_of("ka")
    reader.read(ROOT / "docs/how-to/split-a-station.md")

    before, day, history = reader.shown[-5:-2]
    assert "Upparpet East" not in before
    assert "    upparpet_east  Upparpet East (station)" in day
    assert "under chickpet, from 2099-01-01" in history
    assert reader.shown[-1] == "whole\n"


def test_commands_that_no_test_runs_are_called_rightly(tmp_path, monkeypatch):
    """Those of the README, and those that serve or fetch: their names, arguments and options are there."""
    for folder in ("build", "states/ka", "plugins/cas_ka/cas_ka"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "openid.toml").touch()
    monkeypatch.chdir(tmp_path)
    pages = [page.read_text("utf-8") for page in MARKDOWN]
    shown = [
        line
        for page in pages
        for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
        for line in block.splitlines()
    ]
    shown += re.findall(r"^    (cas .*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    commands = [shlex.split(line)[1:] for line in shown if line.startswith("cas ")]
    assert len(commands) >= 9
    for arguments in commands:
        called(group, arguments)


def called(command, arguments):
    """Read the arguments of a command as it would itself, and stop there."""
    while isinstance(command, click.Group):
        _, command, arguments = command.resolve_command(click.Context(command), list(arguments))
    assert command.make_context("cas", list(arguments)).params


def copy_of(state):
    """Copy the build of a state to where a reader of the checkout finds it."""
    Path("states", state).mkdir(parents=True)
    for name in ("build.toml", "offices.csv"):
        Path("states", state, name).write_bytes((ROOT / "states" / state / name).read_bytes())


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name):
    """Mend: nox -s docs."""
    assert (ROOT / f"docs/reference/{name}.md").read_text("utf-8") == made(name)


def test_every_key_of_every_file_has_a_meaning():
    """Mend: say it under Attributes in the docstring of the definition."""
    rows = re.findall(r"^\| \S*`(\w+)`\S* \| .* \|(.*)\|$", made("layer-files"), re.MULTILINE)
    assert len(rows) > 200
    assert [key for key, meaning in rows if not meaning.strip()] == []


def test_the_counts_of_the_readme_are_those_of_the_national_profile(national):
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    said = re.search(r"(\d+) forms in (\d+) registers.* (\d+) clocks.* (\d+) Acts and (\d+) sections", text)
    laws = (len(national.elements["codelist"][name]["codes"]) for name in ("acts", "sections"))
    clocks = sum(len(flow.get("clocks", ())) for flow in national.elements["workflow"].values())
    held = (len(national.elements["form"]), len(national.elements["register"]), clocks, *laws)
    assert tuple(map(int, said.groups())) == held


def test_every_page_is_in_the_index():
    index = (ROOT / "docs/README.md").read_text("utf-8")
    pages = [
        path
        for kind in ("tutorial", "how-to", "reference", "explanation")
        for path in (ROOT / "docs" / kind).glob("*.md")
    ]
    assert [path.name for path in pages if f"({path.parent.name}/{path.name})" not in index] == []


def test_every_link_leads_to_a_page_and_to_a_heading_of_it():
    headings = {path.resolve(): headings_of(path) for path in MARKDOWN}
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in MARKDOWN
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text("utf-8")))
        if "://" not in target and not leads(path, target, headings)
    ]
    assert broken == []


@pytest.mark.parametrize("name", PAGES)
def test_no_two_headings_of_a_generated_page_have_one_anchor(name):
    found = [anchor(heading) for heading in re.findall(r"^#+ (.*)$", without_code(made(name)), re.MULTILINE)]
    assert sorted(found) == sorted(set(found))


def leads(path, target, headings):
    """Tell whether a link leads somewhere."""
    file, _, fragment = target.partition("#")
    page_it_is_on = (path.parent / file).resolve() if file else path.resolve()
    return page_it_is_on.exists() and (not fragment or fragment in headings.get(page_it_is_on, ()))


def headings_of(path):
    """Return the anchors of a page's headings."""
    return {anchor(heading) for heading in re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)}


def without_code(text):
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_examples_of_field_types_are_accepted_as_they_stand():
    assert TYPE_WORDS.keys() == TYPES.keys()
    for kind, (_, example) in TYPE_WORDS.items():
        schema = TYPES[kind](Field(id="f", type=kind, label="F"))
        assert SchemaValidator(schema).validate_python(example) == example
