"""A form in a browser says what was filled in, sends it back unchanged, and never reads what it did not ask."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from controls import Controls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, PackageLoader, StrictUndefined

from cas_core.codelists import CodeList
from cas_core.desk.offences import catalogue
from cas_core.forms import Form
from cas_core.forms.condition import surroundings
from cas_core.law import parse, printed
from cas_core.messages.translate import Translator
from cas_core.problems import Problem
from cas_core.web.forms import Sent, changed_rows, describe, fill, read
from cas_core.web.forms.describing import Offer
from cas_core.web.forms.drawing import Drawing

ROOT = Path(__file__).parents[2]
FILLED = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(ROOT.glob("tests/assets/filled/*.json"))}
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PAGE = "{% import 'asking.html' as ask with context %}<form>{{ ask.parts(parts, look) }}</form>"


class Shelf:
    """Answers a reader: every number is the id itself, and files come back as they were kept."""

    def __init__(self, composition):
        self._law = composition.derived(catalogue)

    def record(self, number, _register):
        return number

    def statutes(self, text):
        reading = parse(text, self._law)
        return reading.rows, list(reading.problems)

    def attachments(self, sent, name):
        return [json.loads(text) for text in sent.fields.get(name, []) if text.startswith("{")], []

    def drawing(self):
        cited = lambda rows: printed(rows, self._law).removeprefix("u/s ") if rows else ""  # noqa: E731
        codes = [f"{kind}{number}" for kind in "ABVW" for number in range(1, 10)]
        return Drawing(cited, json.dumps, parties=dict.fromkeys(codes, ""))


@pytest.fixture(scope="session")
def shelf(national):
    return Shelf(national)


def unordered(value):
    """Boxes that are ticked have no order of their own."""
    if isinstance(value, dict):
        return {key: unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(item, str) for item in value) else [unordered(item) for item in value]
    return value


def sheet_of(composition, form, language="en"):
    compiled = composition.form(form)
    lists = {name: composition.get(CodeList, name) for name in composition.ids(CodeList)}
    return describe(compiled, compiled.branches, Offer(lists), Translator(language, composition.elements["catalogue"]))


def drawn(sheet, values, shelf, problems=(), translate=str):
    pages = Environment(loader=PackageLoader("cas_core.web"), autoescape=True, undefined=StrictUndefined)
    pages.globals["_"] = translate
    parts, _others = fill(sheet, values, surroundings(NOW), list(problems))
    return pages.from_string(PAGE).render(parts=parts, look=shelf.drawing())


@pytest.mark.parametrize("form", sorted(FILLED))
@pytest.mark.parametrize("language", ["en", "hi"])
def test_what_a_form_shows_comes_back_as_it_was_filled_in(national, shelf, form, language):
    sheet = sheet_of(national, form, language)
    translate = Translator(language, national.elements["catalogue"])
    page = drawn(sheet, FILLED[form], shelf, translate=translate)

    values, problems = read(sheet, Sent(Controls(page).fields), shelf)

    assert problems == []
    clean, faults = national.form(form).check(FILLED[form], NOW)
    again, faults_again = national.form(form).check(values, NOW)
    assert (unordered(again), faults_again) == (unordered(clean), faults)


def test_every_form_has_a_filled_example(national):
    assert set(national.ids(Form)) == set(FILLED)


def test_a_name_that_the_form_does_not_ask_is_not_read(national, shelf):
    sheet = sheet_of(national, "complaint")
    sent = Sent({"nature": ["other"], "is_admin": ["yes"], "complainant.password": ["x"], "accused.0.zz": ["1"]})

    values, _ = read(sheet, sent, shelf)

    assert values == {"nature": "other"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), print_blob=False)
@given(st.dictionaries(st.text(max_size=40), st.lists(st.text(max_size=60), max_size=3), max_size=12))
def test_whatever_is_sent_is_read_without_an_error(national, shelf, fields):
    """Every value ends as a plain value; the form's own check says the rest."""
    sheet = sheet_of(national, "complaint")
    given_names = {f"{ask.key}": ["%s"] for ask in sheet.asks}

    values, _ = read(sheet, Sent({**given_names, **fields}), shelf)

    national.form("complaint").check(json.loads(json.dumps(values)), NOW)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=80))
def test_no_text_becomes_markup(national, shelf, text):
    """What was typed stands in a control or as text, and nowhere as a tag or an attribute."""
    values = {"contents": text, "source_number": text, "complainant": {"name": {"text": text, "roman": text}}}
    fault = Problem("x", text, text, None, "contents")

    page = drawn(sheet_of(national, "complaint"), values, shelf, [fault])

    plain = drawn(sheet_of(national, "complaint"), {"contents": "", "complainant": {"name": {}}}, shelf)
    assert page.count("<script") == plain.count("<script") == 0
    assert Controls(page).fields["source_number"] == [text.replace("\r\n", "\n")] or "\r" in text


WRITTEN = {
    "from.date": st.sampled_from(["", "01/03/2025", "03/2025", "2025", "31/31/2025", "Tuesday"]),
    "from.time": st.sampled_from(["", "23:30", "00:05", "x"]),
    "to.date": st.sampled_from(["", "02/03/2025", "Tuesday"]),
    "to.time": st.sampled_from(["", "23:45", "x"]),
}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries(WRITTEN))
def test_whatever_is_typed_of_a_span_is_kept_or_told_and_stays_in_the_form(national, shelf, typed):
    """A time without its day was thrown away without a word: an FIR lost when the offence ended."""
    sheet = sheet_of(national, "complaint")
    sent = {f"occurrence.{end}": [text] for end, text in typed.items()}

    values, _ = read(sheet, Sent(sent), shelf)
    _, problems = national.form("complaint").check(values, NOW)
    shown = Controls(drawn(sheet, values, shelf)).fields

    assert ("occurrence" in values) == any(typed.values())
    kept = {end for end, text in typed.items() if text and shown[f"occurrence.{end}"] == [text]}
    assert kept == {end for end, text in typed.items() if text}
    told = {problem.field for problem in problems if problem.field.startswith("occurrence")}
    wrong = {
        f"occurrence.{end}"
        for end, day in (("from", typed["from.date"]), ("to", typed["to.date"] or typed["from.date"]))
        if typed[f"{end}.time"] and (day not in {"01/03/2025", "02/03/2025"} or typed[f"{end}.time"] == "x")
    }
    assert wrong <= told


def test_an_end_of_which_only_the_time_is_typed_is_on_the_day_of_the_beginning(national, shelf):
    sent = {"from.date": "01/03/2025", "from.time": "22:00", "to.time": "२३:३०", "approximate": "yes"}

    values, problems = read(
        sheet_of(national, "complaint"), Sent({f"occurrence.{name}": [text] for name, text in sent.items()}), shelf
    )

    assert problems == []
    span = {"from": "2025-03-01T22:00+05:30", "to": "2025-03-01T23:30+05:30", "approximate": True}
    assert values == {"occurrence": span}


def test_the_day_of_a_moment_of_another_zone_is_shown_as_it_is_in_india(national, shelf):
    shown = Controls(
        drawn(sheet_of(national, "complaint"), {"occurrence": {"from": "2025-03-01T20:00Z"}}, shelf)
    ).fields

    assert shown["occurrence.from.date"] == ["02/03/2025"]
    assert shown["occurrence.from.time"] == ["01:30"]


def test_an_entry_is_added_and_taken_out_by_buttons(national, shelf):
    values = {"accused": [{"standing": "known"}, {"standing": "unknown"}]}

    assert changed_rows(values, "add:accused")
    assert changed_rows(values, "add:accused.0.person.addresses")
    assert changed_rows(values, "remove:accused:1")
    assert not changed_rows(values, "send")

    assert values == {"accused": [{"standing": "known", "person": {"addresses": [{}]}}, {}]}


def test_a_fault_stands_beside_its_field_and_leads_there(national, shelf):
    sheet = sheet_of(national, "complaint")
    _, faults = national.form("complaint").check({"complainant": {"name": {"text": "ರಮೇಶ"}}}, NOW)

    parts, others = fill(sheet, {"complainant": {"name": {"text": "ರಮೇಶ"}}}, surroundings(NOW), faults)

    def walk(nodes):
        for node in nodes:
            yield node
            for _, row in node.rows:
                yield from walk(row)

    shown = {node.name: node.fault for part in parts for node in walk(part.nodes) if node.fault}
    assert "Roman" in shown["complainant.name"]
    assert {"mode", "received_at", "nature", "contents"} <= set(shown)
    assert others == []
