"""What a clumsy hand or a hostile one gives to the command: a problem and exit code 1 or 2, never a traceback."""

import json
import os
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "docs/tutorial/first-case"
DIARY = (CASE / "gd_entry.json").read_bytes()
FOLDED = "composed/composition.json"


def more(text):
    """Return the diary entry with something added to its table."""
    return DIARY.rstrip()[:-1] + b", " + text + b"}"


NO_TABLES = {
    "twice": more(b'"brief": "Something else altogether"'),
    "utf-16": DIARY.decode().encode("utf-16"),
    "latin": b'{"brief": "caf\xe9"}',
    "binary": bytes(range(256)),
    "empty": b"",
    "list": b'[["brief", "pairs make a table too"]]',
    "not a number": more(b'"x": NaN'),
    "fraction": more(b'"x": 1.5'),
    "half a character": more(b'"x": "\\ud800"'),
    "digits": more(b'"x": ' + b"9" * 5000),
    "unclosed": b'{"brief": ',
}


@pytest.mark.parametrize("held", NO_TABLES.values(), ids=NO_TABLES)
def test_a_file_that_is_no_plain_table_is_refused_and_nothing_of_it_entered(cas, station, tmp_path, held):
    _, _, on = station
    (tmp_path / "data.json").write_bytes(held)

    code, out, err = cas("enter", *on, "general_diary", "--data", tmp_path / "data.json")

    assert (code, out, err.splitlines()[0]) == (1, "", "not-json")
    assert "Where: data.json" in err
    assert "pairs make" not in err
    assert cas("find", *on, "001")[:2] == (0, "")


def test_a_byte_order_mark_is_passed_over(cas, station, tmp_path):
    (tmp_path / "data.json").write_bytes(b"\xef\xbb\xbf" + DIARY)

    assert cas("enter", *station[2], "general_diary", "--data", tmp_path / "data.json")[0] == 0


@pytest.mark.parametrize(
    "deep", [b'"x": ' + b"[" * 900 + b"]" * 900, b'"x": ' + b"[" * 100_000], ids=["900", "endless"]
)
def test_a_file_that_is_nested_too_deep_is_refused(cas, station, tmp_path, deep):
    (tmp_path / "data.json").write_bytes(more(deep))

    code, _, err = cas("enter", *station[2], "general_diary", "--data", tmp_path / "data.json")

    assert (code, err.splitlines()[0]) == (1, "too-deep")


def test_all_faulty_files_are_named_at_once(cas, station, tmp_path):
    (tmp_path / "a.json").write_bytes(b"[")
    (tmp_path / "large.json").write_bytes(b'{"brief": "' + b"a" * 5_000_000 + b'"}')
    files = [tmp_path / "a.json", tmp_path / "large.json", "/proc/self/mem"]

    code, _, err = cas("enter", *station[2], "general_diary", *(word for file in files for word in ("--data", file)))

    assert code == 1
    assert [line for line in err.splitlines() if not line.startswith(" ")] == [
        "file-too-large",
        "file-unreadable",
        "not-json",
    ]


def test_a_key_that_was_typed_does_not_look_like_another_problem_and_is_shortened(cas, station, tmp_path):
    (tmp_path / "data.json").write_bytes(more(b'"a\\n  Mend:  all is well": 1, "' + b"k" * 100_000 + b'": 1'))

    code, _, err = cas("enter", *station[2], "general_diary", "--data", tmp_path / "data.json")

    assert code == 1
    assert "  Mend:  all is well" not in err.splitlines()
    assert max(map(len, err.splitlines())) < 400


@pytest.mark.parametrize("key", ["", "a\nb", "k" * 201])
def test_a_key_that_can_not_be_kept_is_refused(cas, station, key):
    code, _, err = cas("enter", *station[2], "general_diary", "--data", CASE / "gd_entry.json", "--key", key)

    assert (code, err.splitlines()[0]) == (1, "bad-key")


def test_an_argument_of_another_encoding_is_wrong_usage(cas, station):
    code, out, err = cas("show", *station[2], os.fsdecode(b"caf\xe9"))

    assert (code, out) == (2, "")
    assert "argument 7 is not in the encoding of this terminal" in err


def test_a_paper_that_can_not_be_written_leaves_what_was_there(cas, station, tmp_path):
    _, _, on = station
    entered = cas("enter", *on, "general_diary", "--data", CASE / "gd_entry.json", "--json")
    number = json.loads(entered[1])["id"]
    (tmp_path / "afile").write_text("kept")

    below = cas("document", *on, number, "-o", tmp_path / "afile/x.html")
    device = cas("schema", "export", "/dev/full/x")

    assert (below[0], device[0]) == (1, 1)
    assert below[2].startswith("file-not-written")
    assert device[2].startswith("file-not-written")
    assert (tmp_path / "afile").read_text() == "kept"
    assert cas("document", *on, number, "-o", tmp_path / "x.txt")[0] == 2
    assert cas("document", *on, number, "-o", tmp_path / "x.html", "--language", "klingon")[2].startswith(
        "unknown-language"
    )
    assert not (tmp_path / "x.txt").exists()
    assert not (tmp_path / "x.html").exists()


EDITED = {
    "a list": (FOLDED, lambda _: b"[]"),
    "no digest": (FOLDED, lambda held: held.replace(b'"digest"', b'"digset"')),
    "layers of another kind": (FOLDED, lambda held: held.replace(b'"layers":[', b'"layers":[1,')),
    "nested": (FOLDED, lambda _: b"[" * 100_000),
    "cut": (FOLDED, lambda held: held[:5000]),
    "build cut": ("composed/build.json", lambda held: held[:99]),
    "build empty": ("composed/build.json", lambda _: b"{}"),
    "no such day": ("composed/build.json", lambda held: held.replace(b'"holidays":[', b'"holidays":["someday"')),
    "no origins": ("composed/provenance.json", lambda _: b""),
}


@pytest.mark.parametrize(("file", "edit"), EDITED.values(), ids=EDITED)
def test_a_composed_build_that_was_edited_is_not_started(cas, station, file, edit):
    folder, _, _ = station
    (folder / file).write_bytes(edit((folder / file).read_bytes()))

    code, out, err = cas("explain", folder, "form.fir.place.label")

    assert (code, out) == (1, "")
    assert err.startswith(f"build/{Path(file).name}: composition-unusable")


def test_a_folder_that_can_not_take_the_composed_build_is_named(cas, station):
    folder, _, _ = station
    for held in (folder / "composed").iterdir():
        held.unlink()
    (folder / "composed").rmdir()
    (folder / "composed").write_text("kept")

    code, _, err = cas("compose", folder)

    assert (code, err.splitlines()[0]) == (1, "file-not-written")
    assert (folder / "composed").read_text() == "kept"


def test_what_is_wrong_with_a_build_and_what_it_lacks_is_told_at_once(cas, station):
    folder, _, _ = station
    (folder / "build.toml").write_text('state = "ka"\ntitle = "Karnataka"\nlayers = ["ka", "kaa"]\nlanguages = []\n')
    (folder / "holidays.csv").write_text("date,name\nsomeday,Republic Day\n")

    code, _, err = cas("compose", folder)

    heads = {line for line in err.splitlines() if not line.startswith(" ")}
    assert code == 1
    assert heads == {
        "build/build.toml:1: bad-value",
        "build/build.toml:3: layer-not-installed",
        "build/build.toml:4: bad-value",
        "build/holidays.csv:2: bad-value",
    }


@pytest.mark.parametrize("held", ["", "id,code,name,type,parent\n"])
def test_a_build_without_offices_is_refused(cas, station, held):
    folder, _, _ = station
    (folder / "offices.csv").write_text(held)

    assert cas("compose", folder)[2].startswith("build/offices.csv:1: no-offices")


@pytest.mark.parametrize("held", [b"hello\n", b"\xff\xfe", b'msgid "x"\nmsgstr "\xe9"\n'])
def test_a_catalogue_that_can_not_be_read_is_not_written_anew(cas, tmp_path, held):
    path = tmp_path / "locale/kn/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    (tmp_path / "layer.toml").write_text('id = "x"\nversion = "1"\n')
    path.write_bytes(held)

    code, out, err = cas("messages", "update", tmp_path, "kn")

    assert (code, out) == (1, "")
    assert f"{tmp_path.name}/locale/kn/LC_MESSAGES/messages.po:1: not-" in err
    assert path.read_bytes() == held
