"""Lines of keys in TOML: true for every document, and found in bounded time for hostile ones."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cas_core.sources import positions as module
from cas_core.sources import read_toml
from cas_core.sources.positions import DEEPEST, MOST_KEYS, TooLarge, positions

BARE = st.sampled_from(["a", "b", "label", "field-1", "x_2", "7"])
QUOTED = st.sampled_from(["a b", "ka.beat", "क", "#no", "[x]", "="])
TEXTS = ['"x"', "'y'", '""', '"a # b"', '"q\\"q"', "'''a\n\nb = 1\n'''", '"""\n[x]\nk = 2\n"""', '"""a\\\n  b"""']
SCALARS = st.sampled_from(["1", "true", "1.5", "2024-06-30", "2024-06-30 14:30:00", "0x1f", *TEXTS])
GAPS = st.sampled_from(["", "\n", "# a = 1\n", "\n# [x]\n\n", "   \n"])


class Writer:
    """Writes a TOML document and notes the line of each key on its way."""

    def __init__(self, draw):
        self.draw = draw
        self.text = ""
        self.lines = {}

    def put(self, text):
        self.text += text

    def note(self, path):
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def key(self, used):
        """Write a key that is new in its table and return it."""
        name = self.draw(st.one_of(BARE, QUOTED).filter(lambda name: name not in used))
        used.add(name)
        self.put(name if re.fullmatch(r"[\w-]+", name, re.ASCII) else f'"{name}"')
        return name

    def pairs(self, path, used, most=4):
        for _ in range(self.draw(st.integers(0, most))):
            self.put(self.draw(GAPS))
            self.pair(path, used)
            self.put("\n")

    def pair(self, path, used):
        line_before = self.text
        name = self.key(used)
        inner = ""
        if self.draw(st.integers(0, 4)) == 0:
            inner = self.draw(BARE)
            self.put(f" . {inner}" if self.draw(st.booleans()) else f".{inner}")
        line = line_before.count("\n") + 1
        self.lines.setdefault((*path, name), line)
        full = (*path, name, inner) if inner else (*path, name)
        self.lines.setdefault(full, line)
        self.put(self.draw(st.sampled_from([" = ", "=", "  =  "])))
        self.value(full, 0)

    def value(self, path, depth):
        kind = self.draw(st.integers(0, 5)) if depth < 3 else 0
        if kind == 4:
            self.array(path, depth)
        elif kind == 5:
            self.table(path, depth)
        else:
            self.put(self.draw(SCALARS))

    def array(self, path, depth):
        self.put("[")
        count = self.draw(st.integers(0, 3))
        for index in range(count):
            self.put(self.draw(st.sampled_from(["", " ", "\n  ", "\n # x, y ]\n"])))
            self.note((*path, index))
            self.value((*path, index), depth + 1)
            self.put("," if index < count - 1 or self.draw(st.booleans()) else "")
        self.put(self.draw(st.sampled_from(["", "\n"])) + "]")

    def table(self, path, depth):
        self.put("{")
        used = set()
        count = self.draw(st.integers(0, 3))
        for index in range(count):
            self.put(" ")
            line = self.text.count("\n") + 1
            name = self.key(used)
            self.lines.setdefault((*path, name), line)
            self.put(" = ")
            self.value((*path, name), depth + 1)
            self.put(", " if index < count - 1 else " ")
        self.put("}")


@st.composite
def documents(draw):
    """A TOML document with the true line of each of its keys."""
    writer = Writer(draw)
    used = set()
    writer.pairs((), used)
    repeated = {}
    for _ in range(draw(st.integers(0, 4))):
        writer.put(draw(GAPS))
        line = writer.text.count("\n") + 1
        if draw(st.booleans()):
            name = draw(st.sampled_from([f"rows{n}" for n in range(2)]))
            path = (name, repeated.setdefault(name, 0))
            repeated[name] += 1
            writer.put(f"[[{name}]]\n")
        else:
            name = draw(st.sampled_from([f"t{n}" for n in range(9)]).filter(lambda name: name not in used))
            used.add(name)
            path = (name,)
            writer.put(f"[ {name} ]\n" if draw(st.booleans()) else f"[{name}]\n")
        writer.lines.setdefault(path, line)
        writer.pairs(path, set())
    return writer.text, writer.lines


def paths(value, path=()):
    """Every key path of a parsed document."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from paths(item, (*path, key))


@given(documents())
def test_the_line_found_for_each_key_is_the_line_it_stands_on(document):
    text, lines = document
    parsed = tomllib.loads(text)

    found = positions(text)

    wanted = set(paths(parsed))
    assert wanted <= found.keys() | {(name,) for name in parsed if isinstance(parsed[name], list)}
    assert {path: found[path] for path in lines if path in wanted} == {p: n for p, n in lines.items() if p in wanted}


@given(st.text("[]{}=,.\"'#\n ab1\\", max_size=200))
def test_no_text_ends_in_anything_but_lines_or_a_problem(text):
    problems = []

    document = read_toml(text.encode(), "x", "x.toml", problems)

    assert (document is None) == bool(problems)
    assert all(1 <= problem.origin.line <= text.count("\n") + 1 for problem in problems)


HOSTILE = {
    "a key of 20,000 parts": "a." * 20_000 + "a = 1",
    "a table of 20,000 parts": "[" + "a." * 20_000 + "a]",
    "a blank-parted key": "a . " * 10_000 + "a = 1",
    "a quoted key": '"a".' * 10_000 + "a = 1",
    "arrays in arrays": "a = " + "[" * 20_000 + "]" * 20_000,
    "tables in tables": "a = " + "{a=" * 20_000 + "1" + "}" * 20_000,
    "dots that grow by tables": "\n".join(f"[{'.'.join('a' * n)}]" for n in range(1, 40)),
    "a huge array": "a = [" + "1," * 200_000 + "]",
    "a huge table": "\n".join(f"k{n} = 1" for n in range(MOST_KEYS + 10)),
    "tables without end": "[[a]]\n" * (MOST_KEYS + 10),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_a_bounded_number_of_steps(name, monkeypatch):
    """Steps are counted, not seconds: each token costs at most a key of the deepest allowed length."""
    text, steps = HOSTILE[name], []
    taken = module._Reader._next
    monkeypatch.setattr(module._Reader, "_next", lambda reader: (steps.append(1), taken(reader))[1])

    with pytest.raises(TooLarge):
        positions(text)

    assert len(steps) <= 7 * MOST_KEYS
    assert len(steps) <= 8 * DEEPEST or "\n" in text or "huge" in name


def test_a_file_beyond_the_size_is_not_even_read(monkeypatch):
    monkeypatch.setattr("cas_core.sources.toml.positions", lambda _text: pytest.fail("it was read"))
    problems = []

    assert read_toml(b"#" * (512 * 1024 + 1), "x", "x.toml", problems) is None
    assert [problem.code for problem in problems] == ["file-too-large"]


def test_what_nests_as_deep_as_allowed_is_read():
    deep = ".".join("a" * DEEPEST) + " = 1"

    assert positions(deep)[("a",) * DEEPEST] == 1
    assert tomllib.loads(deep)
