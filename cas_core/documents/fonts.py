"""Fonts: fetched once when a machine is set up, carried by builds, never downloaded while anything runs."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from cas_core.documents.npm import pack
from cas_core.problems import CasError, Problem


class Font(NamedTuple):
    """A typeface in an npm package.

    Attributes:
        family: Its name in documents.
        package: npm package that holds it, with version.
        stem: File names of the regular and the bold weight begin so; kept as ``<stem>-<weight>.ttf``.
        sha256: Digests of the files of both weights; a paper looks the same wherever it is printed.
    """

    family: str
    package: str
    stem: str
    sha256: tuple[str, str]


_NOTO = "@expo-google-fonts"
LATIN = Font(
    "Noto Sans",
    f"{_NOTO}/noto-sans@0.4.2",
    "NotoSans",
    (
        "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
        "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
    ),
)
SCRIPTS: Mapping[str, Font] = {
    "bn": Font(
        "Noto Sans Bengali",
        f"{_NOTO}/noto-sans-bengali@0.4.4",
        "NotoSansBengali",
        (
            "6826d9667972f0f96e48c46f7a24e70afe97205032e6295cfb1f13fbbb8b90a3",
            "3a44a4cf2c4f79c3ead8f52dffd5b3a66f0b2483792d66bad81e1a51e888bfd6",
        ),
    ),
    "gu": Font(
        "Noto Sans Gujarati",
        f"{_NOTO}/noto-sans-gujarati@0.4.2",
        "NotoSansGujarati",
        (
            "7cc0f340be8ef8b63f92181fd5576a4b19631059fd6576c6fd5fcd40f1543610",
            "d5aee2fbe1dec84e8e54ec72dfda1d138f1401ddf18f06bbd11ea8b64f8b45b2",
        ),
    ),
    "hi": Font(
        "Noto Sans Devanagari",
        f"{_NOTO}/noto-sans-devanagari@0.4.1",
        "NotoSansDevanagari",
        (
            "084a94d89eb54aafb93a056e15425c34fd859f6342875165d304837b3bcfc2d2",
            "67f1ec9e2ac30b261090e32953b2df0adf6c942ab26ac47efb490fa7315bddab",
        ),
    ),
    "kn": Font(
        "Noto Sans Kannada",
        f"{_NOTO}/noto-sans-kannada@0.4.3",
        "NotoSansKannada",
        (
            "40e8188c98e3913aae2241d570b179fdc29fd90ecb6b5dc4376298bcbe45c38b",
            "bba4d58d9d5a58834c4bca50cf3b00cc230b05341566cf08961e632ef5c6ab75",
        ),
    ),
    "ur": Font(
        "Noto Nastaliq Urdu",
        f"{_NOTO}/noto-nastaliq-urdu@0.4.2",
        "NotoNastaliqUrdu",
        (
            "360220888c7519d127c143d0a830d187dd41e184036508a868dd89e6cbfc7521",
            "0f76cabd37fb8a5458eae1cd143d2fff3101b4d19448d13373e30c0407ba56a7",
        ),
    ),
}
"""The typeface of each language whose script Noto Sans does not hold."""

WEIGHTS = ("400Regular", "700Bold")


def default_folder() -> Path:
    """Return where fonts are looked for: ``$CAS_FONTS``, else ``fonts`` in the working directory."""
    return Path(os.environ.get("CAS_FONTS", "fonts"))


def families(language: str) -> list[str]:
    """Return the typefaces for a language, in order; all others stand behind for names in other scripts."""
    own = SCRIPTS.get(language.partition("-")[0])
    rest = [font.family for font in SCRIPTS.values() if font != own]
    return [*([own.family] if own else []), LATIN.family, *rest]


def missing(folder: Path) -> list[Font]:
    """Return the typefaces of which a folder lacks a file."""
    return [font for font in (LATIN, *SCRIPTS.values()) if any(not _file(folder, font, w).is_file() for w in WEIGHTS)]


def changed(folder: Path) -> list[str]:
    """Return the font files in a folder that are not those this core was tested with."""
    wanted = {
        _file(folder, font, weight).name: digest
        for font in (LATIN, *SCRIPTS.values())
        for weight, digest in zip(WEIGHTS, font.sha256, strict=True)
    }
    return [name for name, digest in digests(folder).items() if name in wanted and digest != wanted[name]]


def require(folder: Path) -> None:
    """Pass only a folder that holds all typefaces.

    Raises:
        CasError: Some are missing.
    """
    absent = ", ".join(font.family for font in missing(folder))
    if absent:
        raise CasError(
            [Problem("font-missing", f"the folder '{folder.name}' lacks {absent}", "Run: cas fonts install")]
        )


def install(
    folder: Path,
    say: Callable[[str], object] = print,
    watched: Callable[[list[Font]], Iterable[Font]] = iter,
) -> None:
    """Fetch what a folder lacks by npm, with the licences; nothing is fetched twice.

    Args:
        folder: Where the files go.
        say: Hears what is fetched.
        watched: Hands the typefaces on one by one, for whoever shows how far the work is.

    Raises:
        CasError: npm is not there or does not reach its registry, or a file is not the one that is pinned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for font in watched(missing(folder)):
        say(f"fetching {font.family}")
        with tempfile.TemporaryDirectory() as scratch:
            _unpack(font, pack(font.package, Path(scratch)), folder)
    other = ", ".join(changed(folder))
    if other:
        what = f"{other} in '{folder.name}' is not the file that this core is pinned to"
        raise CasError([Problem("font-changed", what, "Delete the file and run: cas fonts install")])


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each font file, for the list of what a build carries."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.ttf"))}


def _file(folder: Path, font: Font, weight: str) -> Path:
    return folder / f"{font.stem}-{weight}.ttf"


def _unpack(font: Font, archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            name = Path(member.name).name
            weight = next((w for w in WEIGHTS if name == f"{font.stem}_{w}.ttf"), None)
            content = packed.extractfile(member) if member.isfile() else None
            if content and weight:
                _file(folder, font, weight).write_bytes(content.read())
            elif content and name.startswith("LICENSE"):
                (folder / f"{font.stem}-{name}").write_bytes(content.read())
