"""Fonts are those that the core was tested with, by their digests."""

import shutil

import pytest

from cas_core.documents.fonts import LATIN, SCRIPTS, changed, install
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
