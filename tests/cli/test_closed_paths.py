"""What the system does not let be read or written is told by its name, never passed over and never a traceback."""

import pytest
from rights import permissions_hold

from cas_core import Layer
from cas_core.messages.extract import extract_layer
from cas_core.sources.files import FileError


def heads(err):
    return [line for line in err.splitlines() if not line.startswith(" ")]


@pytest.fixture
def closed():
    """Take all rights to a path from everybody, until the test ends."""
    taken = []

    def close(path, mode=0):
        taken.append((path, path.stat().st_mode))
        path.chmod(mode)

    with permissions_hold():
        yield close
        for path, mode in taken:
            path.chmod(mode)


@pytest.mark.parametrize(
    ("part", "command", "told"),
    [
        ("ka", "find", "file-unreadable"),
        ("ka/composed", "find", "file-unreadable"),
        ("ka/composed/composition.json", "find", "build/composition.json: composition-unusable"),
        ("ka/build.toml", "compose", "build/build.toml:1: file-unreadable"),
        ("ka/offices.csv", "compose", "build/offices.csv:1: file-unreadable"),
        ("ka.db", "find", "database-unreachable"),
    ],
)
def test_what_can_not_be_read_is_named(cas, station, closed, part, command, told):
    folder, _, on = station
    closed(folder.parent / part)

    code, out, err = cas(*({"find": ["find", *on, "1/2026"], "compose": ["compose", folder]}[command]))

    assert (code, out, heads(err)) == (1, "", [told])


@pytest.mark.parametrize("path", ["shut/ka.db", f"{'x' * 300}.db"])
def test_a_database_that_can_not_be_looked_for_is_not_said_to_be_missing(cas, station, closed, tmp_path, path):
    (tmp_path / "shut").mkdir()
    closed(tmp_path / "shut")

    code, out, err = cas("db", "check", "-d", f"sqlite:///{tmp_path / path}")

    assert (code, out, heads(err)) == (1, "", ["file-unreadable"])


def test_a_database_that_only_reads_is_read_and_takes_nothing(cas, station, closed, tmp_path):
    folder, database, _ = station
    closed(tmp_path, 0o500)
    closed(tmp_path / "ka.db", 0o400)

    assert cas("journal", "verify", "-d", database)[0] == 0
    code, _, err = cas("appoint", folder, "-d", database, "b", *BY)
    assert (code, heads(err)) == (1, ["database-unreachable"])
    assert "readonly database" in err


BY = ["--name", "B", "--rank", "SI", "--office", "upparpet", "--role", "io"]


@pytest.fixture
def layer(tmp_path):
    made = tmp_path / "layer"
    (made / "forms").mkdir(parents=True)
    (made / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    (made / "forms/fir.toml").write_text('[[field]]\nid = "x.note"\ntype = "text"\nlabel = "Note"\n')
    return made


@pytest.mark.parametrize("part", ["", "layer.toml", "forms", "forms/fir.toml"])
def test_no_part_of_a_layer_is_left_out_because_it_can_not_be_read(layer, closed, part):
    closed(layer / part)
    assert "file-unreadable" in {problem.code for problem in Layer.from_folder(layer).problems}


def test_a_folder_that_is_linked_is_refused_not_left_out(layer, tmp_path):
    (layer / "forms").rename(tmp_path / "elsewhere")
    (layer / "forms").symlink_to(tmp_path / "elsewhere")

    told = {(problem.code, problem.origin.file) for problem in Layer.from_folder(layer).problems}
    assert ("unknown-file", "forms") in told


def test_no_text_is_left_out_of_a_catalogue_because_it_can_not_be_read(layer, closed):
    closed(layer / "forms")
    with pytest.raises(FileError):
        extract_layer(layer)
