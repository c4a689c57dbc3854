"""The page of a form: composed, over the same page written by hand; and how much a first visit loads.

Both print the complaint at the desk, within the same page around it. Ours describes the form once and keeps that; at
each request it fills in the values, asks conditions and walks the fields. The peer is a template with the words, names
and lists of this one form in it, see `peers.writing`. Both print the same, or the times would not compare.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyotp
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader
from measure import Ratio, medians
from peers.cases import FIRST_CASE
from peers.writing import FORM, PAGES, STATE
from starlette.testclient import TestClient

from cas_core import Cas, compose_build
from cas_core.forms.condition import surroundings
from cas_core.sources import today
from cas_core.store import sessions
from cas_core.web import Settings, accounts, application
from cas_core.web.desk.filling import lookups
from cas_core.web.forms import fill
from cas_core.web.forms.drawing import Drawing
from cas_core.web.site import Site
from cas_core.web.visiting import CITIZEN, COOKIES, Visitor

MOST_BYTES = 100_000
PASSWORD = "four words are enough"
HEAD = {"draft": "d", "key": "k", "reason": ""}


class Pages:
    """The complaint at the desk of a station, in both ways."""

    def __init__(self, cas: Cas) -> None:
        self.site = Site(cas, Settings(secret=b"of the benchmark", secure=False))
        environment = self.site._environment(self.site._now(), "en")
        by_hand = environment.overlay(loader=ChoiceLoader([FileSystemLoader(PAGES), PackageLoader("cas_core.web")]))
        self._by_hand = by_hand.get_template(f"{FORM}.html")
        self._composed = environment.get_template("desk/form.html")
        request = SimpleNamespace(method="GET", url=SimpleNamespace(path="/desk/registers/complaint/new", query=""))
        self.visitor = Visitor(self.site, request, "en", "sho", "upparpet", "officer")  # type: ignore[arg-type]
        look = lookups(self.visitor)
        self._look = Drawing(look.cited, look.sealed, lambda value: str(value or ""), {}, "/desk/sections")
        task = SimpleNamespace(button="Enter", back="/desk", reasoned=False)
        words = self.site.words("en")
        self._around = {
            "site": self.site, "words": words, "language": "en", "direction": "ltr", "language_names": {"en": "English"},
            "visitor": self.visitor, "who": cas.who("officer:sho"), "posted": [], "readable": [], "offices": cas.offices(),
            "task": task, "look": self._look, "head": HEAD, "problems": [],
        }  # fmt: skip

    def composed(self, values: dict[str, Any]) -> str:
        """Return the page as the desk makes it."""
        sheet = self.site.sheet(FORM, "en")
        parts, _ = fill(sheet, values, surroundings(datetime.now(UTC)), [])
        return self._composed.render({**self._around, "sheet": sheet, "parts": parts})

    def by_hand(self, values: dict[str, Any]) -> str:
        """Return the page as a template of its own makes it."""
        sheet = self.site.sheet(FORM, "en")
        told = {"sheet": sheet, "values": values, "faults": {}, "today": today().isoformat()}
        return self._by_hand.render({**self._around, **told})


def plain(page: str) -> list[str]:
    """Return the tags and words of a page, however they are spaced."""
    return re.findall(r"<[^>]+>|[^<>\s]+", re.sub(r"\s+", " ", page))


def weights(cas: Cas) -> Iterator[Ratio]:
    """Yield the bytes of the first visit to each page over the greatest that is fair to a slow line."""
    settings = Settings(secret=b"of the benchmark", secure=False, limits=False)
    second = accounts.set_up(cas.store, "sho", PASSWORD)
    with TestClient(
        application(cas, settings), base_url=settings.origin, headers={"origin": settings.origin}
    ) as browser:
        yield _weight(browser, "portal, first page", "/")
        with cas.store.writing() as connection:
            token = sessions.begin(connection, CITIZEN, "somebody", "", datetime.now(UTC))
        browser.cookies.set(COOKIES[CITIZEN][0], token)
        yield _weight(browser, "portal, complaint", "/services/complaint/apply")
        code = pyotp.TOTP(second).now()
        browser.post("/desk/sign-in", data={"officer": "sho", "password": PASSWORD, "code": code})
        yield _weight(browser, "desk, complaint", "/desk/registers/complaint/new")
        yield _weight(browser, "desk, FIR", "/desk/registers/fir/new")


def _weight(browser: TestClient, name: str, path: str) -> Ratio:
    page = _loaded(browser, path)
    linked = re.findall(rb'(?:<link rel="stylesheet" href|<script src)="([^"]+)"', page)
    loads = [page, *(_loaded(browser, address.decode()) for address in dict.fromkeys(linked))]
    total = sum(len(gzip.compress(content)) for content in loads)
    return Ratio(
        f"{name}: {total:,} bytes over {MOST_BYTES:,}, {len(page):,} of HTML unpacked", total / MOST_BYTES, 1.0
    )


def _loaded(browser: TestClient, path: str) -> bytes:
    answer = browser.get(path)
    if answer.status_code != 200 or answer.history:
        raise SystemExit(f"{path}: {answer.status_code}")
    return answer.content


def ratios() -> Iterator[Ratio]:
    """Yield our time for a page over that of the one by hand, and the weights."""
    with tempfile.TemporaryDirectory() as scratch:
        cas = Cas.prepare(compose_build(STATE), f"sqlite:///{Path(scratch) / 'pages.db'}")
        cas.appoint("sho", name="A", rank="INSP", office="upparpet", role="sho")
        pages = Pages(cas)
        filled = json.loads((FIRST_CASE.parent / f"{FORM}.json").read_text("utf-8"))
        for what, values in (("empty", {}), ("filled in", filled)):
            ours, theirs = plain(pages.composed(values)), plain(pages.by_hand(values))
            if ours != theirs:
                other = next((pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]), ("", ""))
                raise SystemExit(
                    f"the pages differ: {other}; write the one by hand anew: {PAGES.parent / 'writing.py'}"
                )
            works = {
                "ours": lambda values=values: pages.composed(values),
                "by hand": lambda values=values: pages.by_hand(values),
            }
            taken = medians(works, rounds=31, times=5)
            name = f"page of the complaint, {what}, over one by hand; {taken['ours'] * 1000:.1f} ms"
            yield Ratio(name, taken["ours"] / taken["by hand"], 1.3)
        yield from weights(cas)
        cas.close()
