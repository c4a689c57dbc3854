"""Fonts are those that the core was tested with, by their digests."""

import io
import shutil

import pytest
from pypdf import PdfReader

from cas_core.documents.fonts import changed, install
from cas_core.documents.pdf import Sheet, render_pdf
from cas_core.documents.typefaces import LATIN, SCRIPTS
from cas_core.problems import CasError


def test_the_fonts_of_this_machine_are_the_pinned_ones(fonts):
    assert changed(fonts) == []


def test_each_font_package_is_pinned_by_its_version_and_both_weights():
    for font in (LATIN, *SCRIPTS.values()):
        assert font.package.rpartition("@")[2].count(".") == 2
        assert len({*font.sha256}) == 2


def test_a_font_that_was_exchanged_is_named_with_its_mend(fonts, tmp_path):
    shutil.copytree(fonts, tmp_path / "fonts")
    with (tmp_path / "fonts/NotoSansKannada-700Bold.ttf").open("ab") as file:
        file.write(b"x")

    with pytest.raises(CasError) as caught:
        install(tmp_path / "fonts")

    (problem,) = caught.value.problems
    assert problem.code == "font-changed"
    assert "NotoSansKannada-700Bold.ttf" in problem.what


LETTERS = {
    "bn": "ক",
    "gu": "ક",
    "hi": "क",
    "kn": "ಕ",
    "ml": "ക",
    "mni": "ꯀ",
    "or": "କ",
    "pa": "ਕ",
    "sat": "ᱚ",
    "ta": "க",
    "te": "క",
    "ur": "ک",
}


def test_every_script_of_the_eighth_schedule_is_set_in_a_typeface_of_its_own(fonts):
    """A name may be written in the script of any state, whatever the language of the paper."""
    assert LETTERS.keys() == SCRIPTS.keys()
    pdf = render_pdf(f"<p>{' '.join(LETTERS.values())}</p>", Sheet("en", "Names"), fonts)

    held = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    used = {font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for font in held.values()}
    assert used >= {font.stem for font in SCRIPTS.values()} - {
        "NotoSansDevanagari"
    }  # Noto Sans holds these letters too
