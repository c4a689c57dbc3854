"""Every national form on paper, in English and in Hindi: what a reader looks for stands there, inside the margins."""

import html as markup
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime
from babel.numbers import format_decimal
from printed_runs import MM, runs, squeezed, words

from cas_core.codelists import CodeList
from cas_core.desk.printing import Printer
from cas_core.desk.record import Record, Submitted
from cas_core.documents.pdf import Sheet, render_pdf
from cas_core.forms import Form
from cas_core.forms.values import lookup
from cas_core.messages.translate import Translator

NOW = datetime(2026, 1, 2, 10, 30, tzinfo=UTC)
OFFICES = [
    SimpleNamespace(name="Market Police Station", local_name="मंडी थाना", type="station"),
    SimpleNamespace(name="Riverside District", local_name="नदीतट जिला", type="district"),
]
LANGUAGES = ("en", "hi")
FILLED = Path(__file__).parents[1] / "assets/filled"
FORMS = sorted(path.stem for path in FILLED.glob("*.json"))
SIDES = (16 * MM, (210 - 16) * MM)


@pytest.fixture(scope="module")
def paper(national_build, fonts):
    """Return the form as stored, its page and the runs of its PDF, by form and language; each is printed once."""

    printers = {language: Printer(national_build, language, OFFICES, {"sho": "Anita Gowda"}) for language in LANGUAGES}

    @cache
    def printed(form, language):
        clean, problems = national_build.composition.form(form).check(
            json.loads((FILLED / f"{form}.json").read_text("utf-8")), NOW
        )
        assert problems == []
        submitted = Submitted("s", form, clean, NOW, "sho", "market", "", "")
        record = Record("r", "fir", "market", "0012", "XX-101-2026-12", "open", NOW, "sho", (submitted,), ())
        printer = printers[language]
        return clean, printer.html(record, submitted), runs(printer.pdf(record, submitted, fonts))

    return printed


WORDED_BY_THE_PAPER = {
    "final_report": "label of court(_type)?",  # in the court of ...
    "supplementary_report": "label of court(_type)?",
    # Form No. 1 of the Second Schedule has its own words; what the police add when it was served is not in it
    "notice": "label of (kind|serial|to|address|phone|email|served_mode|investigating_officer.*)"
    "|kind|(label of )?(accused_code|served_by.*|receipt|result.*)",
}
"""Places of which a paper of its own tells the label in other words, or leaves them out on purpose."""


class Reader:
    """Says what somebody expects to read for what was entered."""

    def __init__(self, composition, language):
        self.composition = composition
        self.language = language
        self.says = Translator(language, composition.elements["catalogue"])

    def expected(self, branches, data, depth=0):
        """Yield the place, and a text that must stand on the paper."""
        for branch in branches:
            value = lookup(data, branch.field.id)
            for item in value if isinstance(value, list) else [] if value is None else [value]:
                if depth < 2:
                    yield f"label of {branch.path}", self.says(branch.field.label)
                if branch.children:
                    yield from self.expected(branch.children, item, depth + 1)
                else:
                    yield from ((branch.path, text) for text in self.values(branch.field, item))

    def values(self, field, value):
        moment = getattr(self, f"_{field.type}", None)
        return moment(field, value) if moment else [str(value)]

    def _code(self, field, value):
        own = field.offers.relabel.get(value) if field.offers else None
        entries = {entry.id: entry.label for entry in self.composition.get(CodeList, field.codes).codes}
        return [self.says(own or entries[value])]

    def _statutes(self, _, value):
        return [value["section"], {"en": value["act"], "hi": "धारा"}[self.language]]

    def _name(self, _, value):
        return [value["roman" if self.language == "en" else "text"]]

    def _date(self, _, value):
        return [date.fromisoformat(value).strftime("%d/%m/%Y")]

    def _partial_date(self, _, value):
        return ["/".join(reversed(value.split("-")))]

    def _datetime(self, _, value):
        local = datetime.fromisoformat(value).astimezone(ZoneInfo("Asia/Kolkata"))
        return [local.strftime("%d/%m/%Y %H:%M"), format_datetime(local, "EEEE", locale=self.language)]

    def _span(self, field, value):
        ends = [value[end] for end in ("from", "to") if end in value]
        return [text for end in ends for text in (self._datetime if "T" in end else self._date)(field, end)]

    def _time(self, _, value):
        return [value[:5]]

    def _boolean(self, _, value):
        return [self.says("Yes" if value else "No")]

    def _money(self, _, value):
        return ["₹" + format_decimal(Decimal(value), "#,##,##0.00", locale="en_IN")]

    def _decimal(self, _, value):
        return [format_decimal(Decimal(value), "#,##,##0.##", locale="en_IN")]

    def _geo(self, _, value):
        return [str(value["lat"]), str(value["long"])]

    def _attachment(self, _, value):
        return [value["name"]]

    def _aadhaar(self, _, value):
        return [value[-4:]]


def text_of(page):
    """Return the text of an HTML page, with nothing of its markup."""
    return markup.unescape(re.sub(r"<[^>]*>", " ", page))


def headings_of(page):
    """Return what stands in headings, in cells of heads and as labels within a cell."""
    found = re.findall(r"<(h1|h2|h3|th|span)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    return [" ".join(markup.unescape(text).split()).removesuffix(":") for _, text in found]


def test_every_national_form_is_printed_here(national):
    assert set(FORMS) == set(national.ids(Form))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_reader_finds_every_label_and_value_that_was_entered(national_build, paper, form, language):
    data, page, found = paper(form, language)
    reader = Reader(national_build.composition, language)
    told = set(reader.expected(national_build.composition.form(form).branches, data))
    wanted = {pair for pair in told if not re.fullmatch(WORDED_BY_THE_PAPER.get(form, ""), pair[0])}
    assert len(wanted) > 2
    for text in (squeezed(text_of(page)), words(found)):
        assert {pair for pair in wanted if squeezed(pair[1]) not in text} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_official_item_numbers_stand_before_their_labels(national_build, paper, form, language):
    data, _, found = paper(form, language)
    says, text = Translator(language, national_build.composition.elements["catalogue"]), words(found)
    filled = [b.field for b in national_build.composition.form(form).branches if lookup(data, b.field.id) is not None]
    asked = {(squeezed(field.item), squeezed(says(field.label))) for field in filled if field.item}
    assert {pair for pair in asked if not {"".join(pair), ".".join(pair)} & {*re.findall(pattern(pair), text)}} == set()


def pattern(pair):
    return rf"{re.escape(pair[0])}\.?{re.escape(pair[1])}"


@pytest.mark.parametrize("form", FORMS)
def test_no_heading_of_a_hindi_paper_is_left_in_english(national_build, paper, form):
    _, page, _ = paper(form, "hi")
    hindi = {entry["id"]: entry["text"] for entry in national_build.composition.elements["catalogue"]["hi"]["entries"]}
    assert len(headings_of(page)) > 3
    assert [text for text in headings_of(page) if hindi.get(text, text) != text] == []
    english = [text for text in headings_of(page) if re.search("[a-z]{3}", text) and not re.search("[ऀ-ॿ]", text)]
    assert set(english) <= {"e-Sakshya SID"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_printed_beyond_the_margins(paper, form, language):
    found = paper(form, language)[2]
    outside = [run for run in found if run.left < SIDES[0] - 0.1 or run.right > SIDES[1] + 0.1]
    assert outside == []
    assert [run for run in found if not 4 * MM < run.y < (297 - 14) * MM] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(paper, form, language):
    """A heading is larger than what it heads; the last line above the footer is never one."""
    found = [run for run in paper(form, language)[2] if run.y > 18 * MM]
    for page in range(found[-1].page):
        foot = min(run.y for run in found if run.page == page)
        assert [run for run in found if run.page == page and run.y == foot and run.size > 10] == []


LONG = {"latin": "Ab" * 30, "devanagari": "क्षमत" * 15, "kannada": "ಕ್ಷಣಿಕಾ" * 15, "bengali": "কর্মচারী" * 8}


@pytest.mark.parametrize("script", LONG)
def test_a_word_of_sixty_letters_breaks_inside_its_cell(fonts, script):
    word = LONG[script]
    cells = f"<tr><th>{word}</th><td>{word}</td><th>{word}</th><td>{word}</td></tr>"
    pdf = render_pdf(f"<table>{cells}</table>", Sheet("hi", "t"), fonts)
    quarter = (SIDES[1] - SIDES[0]) / 4
    edges = [SIDES[0] + quarter * column for column in range(5)]
    body = [run for run in runs(pdf) if run.y > 18 * MM]
    assert len({run.y for run in body}) > 1
    for run in body:
        column = int((run.left - SIDES[0]) // quarter)
        assert run.right <= edges[column + 1]
    assert words(body).count(word) == 4
    assert [run.text for run in body if run.text.rstrip("\u200b").endswith(("\u094d", "\u09cd", "\u0ccd"))] == []


def test_paragraphs_of_a_statement_stay_paragraphs(national_build):
    data = {"details": "First he came.\nThen he left."}
    submitted = Submitted("s", "gd_entry", data, NOW, "sho", "market", "", "")
    record = Record("r", "general_diary", "market", "001", "XX-1", "open", NOW, "sho", (submitted,), ())
    page = Printer(national_build, "en", OFFICES, {}).html(record, submitted)
    assert "First he came.<br>Then he left." in page
