"""A text of signs that nobody sees is no text: neither a complaint nor a name is filled in with it."""

import json
import unicodedata
from pathlib import Path

import pytest
from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core.forms.values import visible
from cas_core.testing import NOW
from cas_core.web.forms import Sent

FILLED = Path(__file__).parents[1] / "assets/filled/complaint.json"
UNSEEN = [
    "\u200b",
    "\u3164",
    "\u00ad",
    "\u2800",
    "\u0301",
    "\ufeff",
    "\u200f",
    "\u200b \u200d",
    "\uffa0",
    "\u2060\u034f",
]
JOINED = ["ರಾಜ್\u200cಕುಮಾರ್", "क्\u200dष", "می\u200cخواهم", "\u200fعلی", "Ram\u00adesh", "é", "👨\u200d👩\u200d👧"]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_must_be_filled_in_is_not_filled_in_with_it(national, text):
    filled = json.loads(FILLED.read_text("utf-8"))
    filled |= {"contents": text, "complainant": {"name": {"text": text, "roman": text}}}

    _, problems = national.form("complaint").check(filled, NOW)

    told = {problem.field: problem.code for problem in problems}
    assert told["contents"] == told["complainant.name.text"] == told["complainant.name.roman"] == "string-too-short"


@pytest.mark.parametrize("text", UNSEEN)
def test_a_browser_that_sends_it_sends_nothing(text):
    assert Sent({"contents": [text]}).text("contents") == ""


@pytest.mark.parametrize("text", JOINED)
def test_joiners_within_words_stay_as_they_are(national, text):
    filled = {**json.loads(FILLED.read_text("utf-8")), "contents": text}

    clean, problems = national.form("complaint").check(filled, NOW)

    assert problems == []
    assert clean["contents"] == unicodedata.normalize("NFC", text)
    assert Sent({"contents": [text]}).text("contents") == text


@examples(200)
@given(st.text(st.sampled_from([*"".join(UNSEEN), " ", "\n", "a", "अ", "ि", "1", "-"]), max_size=6))
def test_a_text_is_seen_when_a_sign_in_it_is(text):
    assert visible(text) == any(sign in text for sign in "aअ1-")
