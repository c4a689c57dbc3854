"""Reference pages made from the code: ``python docs/generate.py`` writes them, a test says whether they are fresh."""

from __future__ import annotations

from generating import PAGES, REFERENCE, page

if __name__ == "__main__":
    for name in PAGES:
        (REFERENCE / f"{name}.md").write_text(page(name), "utf-8")
