"""Fonts: fetched once when a machine is set up, carried by builds, never downloaded while anything runs."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from cas_core.documents.npm import members, pack, unusable
from cas_core.documents.typefaces import LATIN, SCRIPTS, Font
from cas_core.problems import CasError, Problem
from cas_core.sources.files import has_file, make_folder, write

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
    return [font for font in (LATIN, *SCRIPTS.values()) if any(not has_file(_file(folder, font, w)) for w in WEIGHTS)]


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
        CasError: npm is not there or does not reach its registry, a file is not the one that is pinned, or can't be
            written.
    """
    make_folder(folder)
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
    held = {Path(name).name: content for name, content in members(archive, font.package).items()}
    absent = [weight for weight in WEIGHTS if f"{font.stem}_{weight}.ttf" not in held]
    if absent:
        raise unusable(font.package, f"it lacks {', '.join(absent)}")
    for weight in WEIGHTS:
        write(_file(folder, font, weight), held[f"{font.stem}_{weight}.ttf"])
    for name, content in held.items():
        if name.startswith("LICENSE"):
            write(folder / f"{font.stem}-{name}", content)
