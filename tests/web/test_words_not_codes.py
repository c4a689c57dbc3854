"""Nobody who works at the desk reads a code where words are meant: every page that links lead to is looked at."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import diary, form, forwarded, registered

import cas_core
from cas_core.web.words import VERBS

CODE = re.compile(r"\b[a-z][a-z0-9]+(?:[_.](?!jpg|pdf)[a-z][a-z0-9]*)+\b")
"""Words joined as ids are: ``hand_over``, ``officer.appoint``, ``ka.beat``; ``s.173`` and names of files are none."""
UNREAD = {"script", "style", "code", "svg"}
"""What nobody reads, and ids that are shown as such because officers sign in or are posted by them."""
TOLD = {"alt", "aria-label", "placeholder", "title"}
OFFICERS = ("sho", "dcp")


class Reading(HTMLParser):
    """What a page tells its reader, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.texts, self.links, self._unread = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._unread += tag in UNREAD
        self.texts += [value for name, value in attrs if name in TOLD and value]
        self.links += [value for name, value in attrs if name == "href" and tag == "a"]

    def handle_endtag(self, tag):
        self._unread -= tag in UNREAD

    def handle_data(self, data):
        self.texts += [] if self._unread else [data]

    @property
    def codes(self):
        return {found for text in self.texts for found in CODE.findall(text)}


@pytest.fixture
def busy(served):
    """A station where a good deal happened: a case before the court, a missing person, a complaint."""
    cas = served.cas
    fir = registered(cas)
    forwarded(cas, fir)
    with cas.desk("officer:sho") as desk:
        desk.enter("missing", form("missing", gd_entry=diary(desk, "told").id), key="m")
        desk.enter("complaint", form("complaint"), key="c")
    return served


def pages(client):
    """Yield the address and the reading of every page of the desk that links lead to, each kind of address once."""
    waiting, seen = ["/desk"], set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code in {200, 403}, address  # an officer may not read every record that his is linked to
        if "html" not in answer.headers["content-type"]:
            continue
        page = Reading(answer.text)
        yield address, page
        for link in page.links:
            kind = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "x", link.partition("#")[0])
            if kind.startswith("/desk") and not re.search(r"\.(pdf|svg|html)$|/files/", kind) and kind not in seen:
                seen.add(kind)
                waiting.append(link.partition("#")[0])


@pytest.mark.parametrize("officer", OFFICERS)
def test_no_page_of_the_desk_shows_a_code_to_its_reader(busy, officer):
    found = {address: page.codes for address, page in pages(busy.at_desk(officer))}

    assert len(found) > 10
    assert {address: codes for address, codes in found.items() if codes} == {}


def test_a_page_with_a_code_on_it_is_found():
    page = Reading("<p title='ka.beat'>hand_over <code>x_y</code> officer.appoint 4.5 e.g. s.173 me.jpg</p>")

    assert page.codes == {"ka.beat", "hand_over", "officer.appoint"}


def test_every_verb_that_the_journal_can_hold_has_words():
    desk = "\n".join(path.read_text("utf-8") for path in Path(cas_core.__file__).parent.glob("desk/*.py"))
    orders = {f"office.{verb}" for verb in re.findall(r"_order\(\"(\w+)\"", desk)}
    officers = {f"officer.{verb}" for verb in re.findall(r"_do\(\"(\w+)\"", desk)}
    values = {f"value.{verb}" for verb in re.findall(r"(?:_plan\(connection, |_change\()\"(\w+)\"", desk)}
    records = set(re.findall(r"(?:Done|journal)\(\"(\w+)\"", desk))

    assert (len(orders), len(officers), len(values), len(records)) == (7, 6, 4, 6)
    assert orders | officers | values | records | {"match", "breach", "hand_over", "take_over"} == set(VERBS)
    assert [words for words in VERBS.values() if CODE.search(words)] == []
