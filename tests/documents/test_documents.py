"""Papers: what stands on them, in which words, digits and letters, and what templates can't do."""

import io

import pytest
from pypdf import PdfReader

from cas_core import Cas, CasError
from cas_core.documents.environment import environment, template_faults
from cas_core.documents.localise import Locale
from cas_core.documents.page import page_tree
from cas_core.documents.pdf import Sheet, render_pdf


@pytest.mark.parametrize(
    ("language", "money", "date"),
    [
        ("en", "₹ 12,34,567.50", "30/06/2024"),
        ("kn", "₹ ೧೨,೩೪,೫೬೭.೫೦", "೩೦/೦೬/೨೦೨೪"),
        ("bn", "₹ ১২,৩৪,৫৬৭.৫০", "৩০/০৬/২০২৪"),
        ("gu", "₹ ૧૨,૩૪,૫૬૭.૫૦", "૩૦/૦૬/૨૦૨૪"),
    ],
)
def test_money_and_dates_are_written_as_in_the_language(language, money, date):
    locale = Locale(language)
    assert (locale.money("1234567.5"), locale.date("2024-06-30")) == (money, date)


def test_a_moment_is_shown_in_indias_time():
    assert Locale("en").datetime("2024-06-30T20:00+00:00") == "01/07/2024 01:30 (Monday)"


PAYLOADS = [
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_entered_is_never_run_nor_read_as_markup(payload):
    sandbox = environment({"a.html": "<p>{{ value }}</p>"}, str, "en")
    html = sandbox.get_template("a.html").render(value=payload)
    assert page_tree(html)["children"][0]["children"] == [payload]


@pytest.mark.parametrize(
    "template",
    [
        "{{ x | safe }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{{ x.__class__ }}",
        "{{ x['__class__'] }}{{ lipsum() }}",
        "{% import 'a' as a %}",
        "{% include 'a' %}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ x | attr('__class__') }}",
        "{{ range(10**9) }}",
        "{% block a %}",
    ],
)
def test_a_template_that_reaches_out_is_refused(template):
    assert template_faults(template)


def test_a_tag_that_pages_do_not_have_is_refused_not_dropped():
    with pytest.raises(CasError, match="unknown-tag"):
        page_tree("<p>a</p><iframe>b</iframe>")


def text_of(pdf):
    """Return the text; the reader leaves a control character where typst gives a cluster's text as a whole."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\x02", "")


def test_the_same_page_gives_the_same_bytes_and_typst_markup_stays_text(fonts):
    html = "<h1>FIR</h1><p>#sys.inputs $x$ *bold* [a] @ref 3 &lt; 4</p>"
    first = render_pdf(html, Sheet("en", "FIR", "KA/1"), fonts)
    assert first == render_pdf(html, Sheet("en", "FIR", "KA/1"), fonts)
    assert "#sys.inputs $x$ *bold* [a] @ref 3 < 4" in text_of(first)


@pytest.mark.parametrize(
    ("language", "word"), [("kn", "ನಗದು"), ("gu", "નામ"), ("bn", "নাম"), ("hi", "नाम"), ("en", "Name")]
)
def test_the_text_of_a_paper_can_be_copied_out_again(fonts, language, word):
    assert word in text_of(render_pdf(f"<p>{word}</p>", Sheet(language, "t"), fonts))


def test_a_missing_font_is_named_with_the_mend(tmp_path):
    with pytest.raises(CasError, match="cas fonts install"):
        render_pdf("<p>a</p>", Sheet("en", "t"), tmp_path)


@pytest.mark.parametrize("code", ["ka", "gj", "wb", "dl"])
def test_an_fir_prints_under_every_build_with_its_own_number_and_words(builds, filled, tmp_path, fonts, code):

    station = {"ka": "upparpet", "gj": "amroli", "wb": "hare_street", "dl": "daryaganj"}[code]
    own = {"gj": {"gj": {"part": "a"}}, "dl": {"dl": {"beat": "12"}}}.get(code, {})
    cas = Cas.prepare(builds[code], f"sqlite:///{tmp_path / 'c.db'}")
    cas.appoint("sho", name="S", rank="INSP", office=station, role="sho")
    with cas.desk("officer:sho") as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d")
        fir = desk.enter("fir", filled("fir", gd_entry=diary.id, **own), key="f")
    html = cas.page(fir, as_="officer:sho")
    assert fir.number in html
    assert "Ramesh Kumar" in html
    assert "Sections 331(4), 305 BNS" in html
    assert "₹ 2,90,500.00" in html
    assert "F.I.R. read over to the complainant" in html
    local = cas.page(fir, as_="officer:sho", language=builds[code].languages[0])
    assert "ರಮೇಶ್ ಕುಮಾರ್" in local
    assert Locale(builds[code].languages[0]).digits(fir.number) in local
    assert cas.document(fir, as_="officer:sho", fonts=fonts).startswith(b"%PDF")
    cas.close()


@pytest.fixture
def printed(builds, filled, tmp_path):
    """Return the page and the PDF of an FIR with an Aadhaar number, in a language."""
    cas = Cas.prepare(builds["ka"], f"sqlite:///{tmp_path / 'c.db'}")
    cas.appoint("ka.sho", name="Anita Gowda", rank="INSP", office="upparpet", role="sho")
    form = filled("fir")
    form["complainant"] = {**form["complainant"], "aadhaar": "234123412346"}
    with cas.desk("officer:ka.sho") as desk:
        diary = desk.enter("general_diary", filled("gd_entry"), key="d")
        fir = desk.enter("fir", {**form, "gd_entry": diary.id}, key="f")
    yield lambda **how: (
        cas.page(fir, as_="officer:ka.sho", language=how.get("language", "en")),
        cas.document(fir, as_="officer:ka.sho", **how),
    )
    cas.close()


def test_an_aadhaar_number_is_never_printed_whole(printed, fonts):
    """Aadhaar Act 2016 s.29."""
    html, pdf = printed(fonts=fonts)
    for text in (html, text_of(pdf)):
        assert "2346" in text
        assert "23412341" not in text.replace(" ", "")


def test_a_paper_is_signed_with_name_and_rank_and_cites_the_diary_by_its_number(printed, fonts):
    html, _ = printed(fonts=fonts)
    assert "Anita Gowda, Inspector" in html
    assert "ka.sho" not in html
    assert "<th>General Diary reference</th><td>001</td>" in html


def test_the_statutory_box_of_an_fir_is_not_torn_over_two_pages(printed, fonts):
    _, pdf = printed(fonts=fonts)
    pages = [page.extract_text().replace("\n", " ") for page in PdfReader(io.BytesIO(pdf)).pages]
    with_box = [page for page in pages if "F.I.R. read over to the complainant or informant" in page]
    assert len(with_box) == 1
    assert "R.O.A.C." in with_box[0]


def test_a_page_carries_no_blanks_between_its_blocks():
    tree = page_tree("<section>\n<h2>A</h2>\n<table>\n<tr> <td>a <b>b</b> c</td> </tr>\n</table>\n</section>")
    section = tree["children"][0]
    assert [child["tag"] for child in section["children"]] == ["h2", "table"]
    cell = section["children"][1]["children"][0]["children"][0]
    assert cell["children"] == ["a ", {"tag": "b", "children": ["b"]}, " c"]
