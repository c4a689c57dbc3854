"""Planted identities of victims, children and informants come out nowhere that the public, a log or an error goes.

BNS s.72, s.73; POCSO Act s.23; JJ Act s.74. CAG found 1,631 sensitive cases on one state's portal.
"""

import itertools
import json
import logging
import random
import re
from datetime import date, timedelta

import pytest
from builders import form, posted
from click.testing import CliRunner
from starlette.testclient import TestClient

from cas_core import RecordRefused
from cas_core.cli import group
from cas_core.composition.saved import save_build
from cas_core.store import journal
from cas_core.web import Settings, application

CASES = 1_000
CANARIES = 200
DEVANAGARI = "कगचजटडतदनपबमरलवसह"
KANNADA = "ಕಗಚಜಟಡತದನಪಬಮರಲವಸಹ"
BENGALI = "কগচজটডতদনপবমরলসহ"
THEFT = [{"act": "BNS", "section": "303(2)"}]
RAPE = [{"act": "BNS", "section": "64(1)"}]
CHILD = [{"act": "POCSO", "section": "4"}]


class Canary:
    """An invented person whose every trace can be told from all other text."""

    def __init__(self, number):
        draw = random.Random(number)
        self.roman = "Zq" + "".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(4))
        self.relative = "Xv" + "".join(draw.choice("bdfgklmnprstv") + draw.choice("aeiou") for _ in range(4))
        script = (DEVANAGARI, KANNADA, BENGALI)[number % 3]
        self.text = "".join(draw.choice(script) for _ in range(9))
        self.mobile = f"+9197{number:03d}{draw.randrange(10**5):05d}"
        self.email = f"{self.roman.lower()}@canary.example.in"
        self.street = f"Wq{self.relative[2:]} Marg"
        self.birth = date(1961, 1, 1) + timedelta(days=61 * number)

    @property
    def traces(self):
        """What must come out nowhere."""
        spaced = f"{self.mobile[3:8]} {self.mobile[8:]}"
        names = self.roman, self.relative, self.text, self.street.split()[0]
        return (*names, self.mobile[3:], spaced, self.email, self.birth.isoformat(), f"{self.birth:%d-%m-%Y}")

    def person(self, **more):
        """The particulars of the person, as a form has them."""
        return {
            "name": {"text": self.text, "roman": f"{self.roman} Devi"},
            "relation": "father",
            "relative_name": {"text": f"{self.relative} Das"},
            "gender": "F",
            **({} if "age" in more else {"birth": self.birth.isoformat()}),
            "mobile": self.mobile,
            "email": self.email,
            "addresses": [{"kind": "present", "street": self.street, "village": "Rampur"}],
            **more,
        }

    def story(self, *, born=True):
        """A free text that gives the person away in every way that texts do.

        Args:
            born: Whether the form says the day of birth; of another day no software knows whose it is.
        """
        born = f" Born on {self.birth:%d-%m-%Y}." if born else ""
        return (
            f"{self.roman} D/o {self.relative}, called {self.roman}ji, of {self.street}; {self.text}ने कहा, {self.text}ನು. "
            f"Telephone {self.mobile[3:8]} {self.mobile[8:]} or {self.email}.{born} {self.roman.upper()} was at the school."
        )


class Silent:
    """A messenger that sends nothing."""

    def send(self, mobile, text):
        """Send nothing."""


@pytest.fixture(scope="module")
def birds():
    return [Canary(number) for number in range(CANARIES)]


@pytest.fixture(scope="module")
def state(builds, birds, tmp_path_factory):
    """A station with a thousand cases in which the canaries sit as victims, children and informants."""
    url = f"sqlite:///{tmp_path_factory.mktemp('canaries') / 'ka.db'}"
    cas = posted(builds["ka"], url)
    with cas.desk("officer:sho") as desk:
        entry = desk.enter("general_diary", form("gd_entry"), key="d").id
    flock = itertools.cycle(birds)
    for batch in range(CASES // 50):
        with cas.desk("officer:sho") as desk:
            for number in range(50):
                enter(desk, entry, next(flock), batch * 50 + number)
    yield cas, url
    cas.close()


def enter(desk, entry, bird, number):
    """Enter one case and publish it, in one of five kinds."""
    kind = number % 5
    story = bird.story(born=kind != 3)  # the child has an age there, the adult of that name a day
    base = form("fir", gd_entry=entry, contents=story, delay_reason=story)
    base |= {"complainant": bird.person(), "victims": [{"person": bird.person()}], "properties": []}
    if kind == 1:
        base |= {"statutes": RAPE}
    elif kind == 2:
        base |= {"statutes": CHILD, "victims": [{"person": bird.person(age=11), "child": True}]}
    elif kind == 3:
        base |= {"accused": [{"standing": "known", "child": True, "person": bird.person(age=15)}]}
    else:
        base |= {"statutes": THEFT}
    fir = desk.enter("fir", base, key=f"canary-{number}")
    desk.move(fir, "publish")
    if kind == 4:  # what was published is withdrawn when a section is added
        desk.move(fir, "assign_io", to_officer="sho")
        desk.submit(fir, "section_alteration", form("section_alteration", statutes=RAPE, added=RAPE))


def found(birds, text):
    """Return the canaries that a text gives away; what only sounds like them included."""
    bare = text.casefold()
    return [(bird.roman, trace) for bird in birds for trace in bird.traces if trace.casefold() in bare]


def test_no_public_entry_gives_a_canary_away(state, birds):
    cas, _ = state
    shown = {view: cas.public.entries(view, most=CASES) for view in cas.public.views()}
    assert len(shown["fir"]) == CASES // 5
    assert (
        found(
            birds, json.dumps({view: [e._asdict() for e in held] for view, held in shown.items()}, ensure_ascii=False)
        )
        == []
    )


def test_nobody_is_found_by_the_name_of_a_canary(state, birds):
    cas, _ = state
    for bird in birds[:40]:
        for view in cas.public.views():
            assert cas.public.entries(view, name=bird.roman) == []
            assert cas.public.entries(view, words=bird.mobile) == []


def test_the_tables_that_the_public_side_reads_hold_no_canary(state, birds):
    cas, _ = state
    with cas.store.reading() as connection:
        rows = [
            str(tuple(row))
            for name in ("public_entry", "public_term")
            for row in connection.exec_driver_sql(f"SELECT * FROM {name}")
        ]
    assert found(birds, "\n".join(rows)) == []


@pytest.mark.parametrize("audience", ["public", "accused", "advocate", "insurer"])
def test_the_copy_of_a_protected_case_gives_no_canary_away(state, birds, audience):
    cas, _ = state
    for record in cas.latest("fir", as_="officer:sho", most=40):
        if record.opening.data["statutes"] != THEFT or len(record.forms) > 1:
            page = cas.page(record, "fir", as_="officer:sho", audience=audience)
            assert found(birds, re.sub(r"<[^>]+>", " ", page)) == []


def test_the_victims_own_copy_is_whole(state, birds):
    """BNSS s.173(2): masking is for others."""
    cas, _ = state
    record = next(record for record in cas.latest("fir", as_="officer:sho") if record.opening.data["statutes"] == RAPE)
    for audience in ("victim", "informant", "station"):
        assert found(birds, cas.page(record, "fir", as_="officer:sho", audience=audience))


def test_a_refusal_names_fields_and_never_what_was_entered(state, birds):
    cas, _ = state
    bird = birds[0]
    spoiled = {
        **form("fir"),
        "contents": [bird.story()],
        "complainant": bird.person(email=bird.roman, gender=bird.roman),
    }
    spoiled |= {"gd_entry": bird.text, bird.roman: "x", "victims": [{"person": {"name": bird.text}}]}
    with pytest.raises(RecordRefused) as caught, cas.desk("officer:sho") as desk:
        desk.enter("fir", {key: value for key, value in spoiled.items() if key != bird.roman}, key="spoiled")
    assert found(birds, str(caught.value)) == []


def test_neither_the_journal_nor_the_log_keeps_a_canary(state, birds, caplog):
    cas, _ = state
    with caplog.at_level(logging.DEBUG):
        with cas.store.reading() as connection:
            details = "\n".join(row.detail for row in journal.entries(connection))
        cas.public.entries("fir")
    assert found(birds, details) == []
    assert found(birds, caplog.text) == []


def test_the_public_command_prints_no_canary(state, birds, builds, tmp_path):
    _, url = state
    save_build(builds["ka"], tmp_path)
    result = CliRunner().invoke(group, ["public", str(tmp_path), "-d", url, "fir"], catch_exceptions=False)
    assert result.exit_code == 0
    assert found(birds, result.output) == []


def test_no_byte_of_the_portal_or_of_the_open_api_gives_a_canary_away(state, birds, caplog):
    """Every public view in each language, asked for canaries by name and number, with and without an answer."""
    cas, _ = state
    settings = Settings(secret=b"canaries", secure=False, limits=False, messenger=Silent())
    client = TestClient(application(cas, settings), headers={"sec-fetch-site": "same-origin"})
    asked = ["", *(bird.roman for bird in birds[:6]), *(bird.mobile for bird in birds[:3])]
    seen = []
    for view, question in itertools.product(cas.public.views(), asked):
        for language in ("en", "kn"):
            page = client.get(f"/search/{view}", params={"name": question, "lang": language})
            echo = rf'value="{re.escape(question)}"|href="/language/[^"]*"'  # what was asked, to who asked it
            seen.append(re.sub(echo, "", page.text))
        seen.append(client.get(f"/api/v1/public/{view}").text)
    number = cas.latest("fir", as_="officer:sho", most=1)[0].number
    status = client.post("/status", data={"number": number, "mobile": birds[0].mobile})
    seen.append(status.text.replace(birds[0].mobile, ""))

    assert len(seen) > 100
    assert found(birds, "\n".join(seen) + caplog.text) == []
