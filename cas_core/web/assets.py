"""The one script that is not ours: fetched from npm when a machine is set up, pinned by its digest."""

from __future__ import annotations

import hashlib
import tarfile
import tempfile
from pathlib import Path

from cas_core.documents.npm import pack
from cas_core.problems import CasError, Problem

PACKAGE = "htmx.org@4.0.1"
MEMBER = "package/dist/htmx.min.js"
SHA256 = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"


def install(folder: Path) -> None:
    """Fetch htmx into a folder, with its licence; what is there already is checked and not fetched again.

    Raises:
        CasError: npm is not there or does not reach its registry, or the file is not the one that is pinned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "htmx.min.js"
    if not script.is_file():
        with tempfile.TemporaryDirectory() as scratch, tarfile.open(pack(PACKAGE, Path(scratch))) as packed:
            for member, target in ((MEMBER, script), ("package/LICENSE", folder / "htmx-LICENSE")):
                content = packed.extractfile(member)
                if content is not None:
                    target.write_bytes(content.read())
    if not script.is_file() or hashlib.sha256(script.read_bytes()).hexdigest() != SHA256:
        what = f"'{script.name}' in '{folder.name}' is not the file that this core is pinned to"
        raise CasError([Problem("asset-changed", what, "Delete the file and run: cas web install")])
