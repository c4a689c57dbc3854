"""What pages use and is not ours: a script and typefaces, fetched from npm at set-up, each pinned by its digest."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import NamedTuple

from cas_core.documents.npm import members, pack, unusable
from cas_core.problems import CasError, Problem
from cas_core.sources.files import make_folder, write


class Asset(NamedTuple):
    """One file of an npm package.

    Attributes:
        package: The package, with its version.
        member: The file in it.
        sha256: Its digest.
    """

    package: str
    member: str
    sha256: str

    @property
    def name(self) -> str:
        """Name under which it is kept."""
        return Path(self.member).name


def _font(script: str, family: str, sha256: str) -> Asset:
    return Asset(f"@fontsource/{family}@5.3.0", f"package/files/{family}-{script}-400-normal.woff2", sha256)


ASSETS = (
    Asset(
        "htmx.org@4.0.1",
        "package/dist/htmx.min.js",
        "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    ),
    _font("bengali", "noto-sans-bengali", "adb805ae2eb639cc5d7276ee0e3798a8092fbfe02a6e5a0e19d82587680b528c"),
    _font("devanagari", "noto-sans-devanagari", "f86f14cbd1004f5795689ee9cc70d5d87d915f5135b30283525c1c7b8f0eb192"),
    _font("gujarati", "noto-sans-gujarati", "6490241c73f384a2462c13ce37381aa836c59a3e5b303d21a39eb52ed4d9a1d7"),
    _font("kannada", "noto-sans-kannada", "34bf66abc80e683d140f2109f703a546662f932a285ee4ef69cf4462e6df34dd"),
    _font("arabic", "noto-nastaliq-urdu", "fecd45d69436d911d79ff10fc39ca7f7022cbe05214bc07f931820b7c7a7d15c"),
)


def install(folder: Path) -> None:
    """Fetch what a folder lacks, with the licences; what is there already is not fetched again.

    Raises:
        CasError: npm is not there or does not reach its registry, a file is not the one that is pinned, or can't be
            written.
    """
    make_folder(folder)
    for asset in ASSETS:
        if not (folder / asset.name).is_file():
            _fetch(asset, folder)
    other = ", ".join(asset.name for asset in ASSETS if not _pinned(asset, folder))
    if other:
        what = f"{other} in '{folder.name}' is not the file that this core is pinned to"
        raise CasError([Problem("asset-changed", what, "Delete the file and run: cas web install")])


def _fetch(asset: Asset, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        held = members(pack(asset.package, Path(scratch)), asset.package)
    if asset.member not in held:
        raise unusable(asset.package, f"it lacks {asset.name}")
    write(folder / asset.name, held[asset.member])
    if "package/LICENSE" in held:
        write(folder / f"{asset.name}-LICENSE", held["package/LICENSE"])


def _pinned(asset: Asset, folder: Path) -> bool:
    return hashlib.sha256((folder / asset.name).read_bytes()).hexdigest() == asset.sha256
