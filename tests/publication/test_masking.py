"""Masking: what could tell who a protected person is does not survive it, in any script and with any ending.

BNS s.72; POCSO Act s.23; JJ Act s.74.
"""

import json
import re
from datetime import date

import pytest
from builders import examples
from hypothesis import given
from hypothesis import strategies as st

from cas_core import compose
from cas_core.composition.layer import national_layer
from cas_core.forms import Entity
from cas_core.publication import Audience, View
from cas_core.publication.identity import identities, traces
from cas_core.publication.masking import MASK, Mask, masked
from cas_core.publication.showing import shown, up_to_class
from cas_core.store.keys import name_keys

PROFILE = compose([national_layer()])
MANY = examples(30)
ROMAN = st.from_regex(r"Z[aeiou][bdfgklmnprstv][aeiou][bdfgklmnprstv][aeiou]", fullmatch=True)
SCRIPTS = st.sampled_from(["कगचजटडतदनपबमरलवसह", "ಕಗಚಜಟಡತದನಪಬಮರಲವಸಹ", "কগচজটডতদনপবমরলসহ", "કગચજટડતદનપબમરલવસહ"])
LOCAL = SCRIPTS.flatmap(lambda letters: st.text(letters, min_size=5, max_size=9))
ENDINGS = ("", "ji", "'s", "ನು", "ने", "কে", ",", ".", ")", "-bai")
PLAIN = st.lists(st.sampled_from(["came", "to", "the", "at", "with", "वह", "ಮನೆ", "12", "(old)"]), max_size=8)
DAY = date(2026, 11, 24)


@st.composite
def persons(draw):
    """The particulars of a person whose every trace can be told from all other text."""
    mobile = "9" + draw(st.text("0123456789", min_size=9, max_size=9))
    return {
        "name": {"text": draw(LOCAL), "roman": f"{draw(ROMAN)} {draw(ROMAN)}"},
        "relative_name": {"text": draw(ROMAN)},
        "mobile": f"+91{mobile}",
        "addresses": [{"kind": "present", "street": f"{draw(ROMAN)} Marg", "village": draw(LOCAL)}],
    }


@st.composite
def stories(draw, person):
    """A text in which traces of a person stand between plain words, changed as texts change them."""
    words = []
    for trace in traces(person):
        for part in trace.split():
            changed = draw(st.sampled_from([part, part.upper(), part.casefold()]))
            words += [*draw(PLAIN), changed + draw(st.sampled_from(ENDINGS))]
    digits = person["mobile"][3:]
    words.append(draw(st.sampled_from([digits, f"{digits[:5]} {digits[5:]}", "-".join(digits), f"0{digits}"])))
    return " ".join(words)


def parts(person):
    """What of a person's traces must not be read anywhere: words of three letters and more, and whole numbers."""
    words = {part.casefold() for trace in traces(person) for part in re.split(r"[\s+]+", trace) if len(part) >= 3}
    return words - {person["mobile"][1:]} | {person["mobile"][3:]}


def sounds(text):
    """The keys under which the words of a text sound alike."""
    return {key for word in re.findall(r"[a-z]{3,}", text.casefold()) if len(key := name_keys(word)) >= 3}


@MANY
@given(st.data())
def test_nothing_by_which_a_person_is_known_or_sounds_survives(data):
    person = data.draw(persons())
    story = data.draw(stories(person))

    told = Mask(traces(person), name_keys).text(story)

    assert [part for part in parts(person) if part in told.casefold()] == []
    own = {key for part in parts(person) if part.isascii() and part.isalpha() for key in sounds(part)}
    assert not own & sounds(told)
    assert person["mobile"][3:] not in re.sub(r"[^0-9]", "", told)


@MANY
@given(st.data())
def test_masking_twice_masks_no_more(data):
    person = data.draw(persons())
    mask = Mask(traces(person), name_keys)

    once = mask.text(data.draw(stories(person)) + " " + data.draw(st.text(max_size=60)))

    assert mask.text(once) == once


@MANY
@given(st.data())
def test_the_more_persons_are_masked_the_less_is_told(data):
    """One more protected person never uncovers another."""
    one, other = data.draw(persons()), data.draw(persons())
    story = data.draw(stories(one))
    both = Mask([*traces(one), *traces(other)], name_keys).text(story).split()

    assert set(both) <= {MASK, *Mask(traces(one), name_keys).text(story).split()} | {
        word for word in both if MASK in word
    }


@MANY
@given(persons(), st.lists(st.sampled_from(["came", "home", "वह", "ಮನೆ"]), min_size=1))
def test_who_is_not_protected_is_not_masked(person, words):
    """Masking leaves a text as it is in which nobody is named: not everything is struck out."""
    text = " ".join(words)
    assert Mask(traces(person), name_keys).text(text) == text


UNSEEN = st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u2060\ufeff\u3164")
APART = st.text(" ()-.,/_\r\n\u00a0\u200b\u2011\u2013\u2014", max_size=3)


@MANY
@given(st.data())
def test_what_nobody_sees_between_letters_uncovers_no_name(data):
    """Joiners, soft hyphens and fillers come with copying and with keyboards, in the name or in the text."""
    name = data.draw(LOCAL | ROMAN)
    one, other = (
        "".join(letter + data.draw(st.just("") | UNSEEN) for letter in name) for _ in ("as told", "as registered")
    )

    told = Mask(traces({"name": {"text": other}}), name_keys).text(f"came {one} home")

    assert told == f"came {MASK} home"


@MANY
@given(st.data())
def test_a_telephone_number_is_found_however_its_digits_are_grouped(data):
    number = "9" + data.draw(st.text("0123456789", min_size=9, max_size=9))
    written = number[0] + "".join(data.draw(APART) + digit for digit in number[1:])

    told = Mask(traces({"mobile": f"+91{number}"}), name_keys).text(f"ring {written} at home")

    assert told == f"ring {MASK} at home"


@MANY
@given(st.data())
def test_a_name_that_is_broken_once_is_masked_and_the_words_beside_it_are_not(data):
    """At the end of a line, or by a slip: a name of four letters and more, broken by a blank or a hyphen."""
    name = data.draw(LOCAL | ROMAN)
    at = data.draw(st.integers(2, len(name) - 2))
    broken = name[:at] + data.draw(st.sampled_from([" ", "-", "\u2011", "\u2010", "\n", "\r\n", "-\n"])) + name[at:]
    mask = Mask(traces({"name": {"text": name}}), name_keys)

    told = mask.text(f"came {broken}, went home")

    assert told.startswith(f"came {MASK}")
    assert told.endswith(" went home")
    assert mask.text(told) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ರಾಜ್\u200cಕುಮಾರ್", "ರಾಜ್ಕುಮಾರ್"),
        ("ರಾಜ್\u200cಕುಮಾರ್", "ರಾಜ್\u200dಕುಮಾರ್ನು"),
        ("রাজ্জাক", "রাজ্\u200cজাক"),
        ("कृष्ण", "कृष्\u200dण"),
        ("সৎকার", "সত্\u200dকার"),
        ("علی رضا", "على"),
        ("علی رضا", "علي"),
        ("آصف", "اصف"),
        ("کریم", "كريم"),
        ("مُحَمَّد", "محمد"),
        ("Ramesh", "Ram\u00adesh"),
        ("Ramesh", "Rame\u0301sh"),
        ("Ramesh", "Ramésh"),
        ("Raméshe", "RAMESHE"),
        ("Ramesh", "Ra mesh"),
        ("Ramesh", "Ram-esh"),
        ("Ramesh", "Ram-esh's"),
        ("R.Kumar", "Kumar"),
        ("ನಾಗರಾಜ್", "ನಾಗರಾಜನ"),
        ("ರಮೇಶ್", "ರಮೇಶನಿಗೆ"),
        ("Ramesh", "ರಮೇಶ್"),
        ("रमेश", "ರಮೇಶ್"),
        ("Om", "Om\u200b"),
    ],
)
def test_a_name_is_masked_as_people_ordinarily_type_it(name, told):
    assert Mask(traces({"name": {"text": name}}), name_keys).text(f"12 {told} 34") == f"12 {MASK} 34"


@pytest.mark.parametrize(
    "told",
    [
        "(98450) 12345", "98450 - 12345", "98450  12345", "98450\r\n12345", "98450, 12345", "+91-(984)-501-2345",
        "98450 \u2013 12345", "98450\u2014 12345", "98450\u201112345", "98450_12345", "98450\u200b12345", "৯৮৪৫০ - ১২৩৪৫",
    ],
)  # fmt: skip
def test_a_telephone_number_is_masked_as_people_ordinarily_type_it(told):
    masked_text = Mask(["+919845012345"], name_keys).text(f"no. 77 ring {told} at ९")

    assert not re.search(r"[0-9৯৮৪৫০১২৩]", masked_text.replace("no. 77 ring", ""))
    assert masked_text.startswith("no. 77 ring ")
    assert masked_text.endswith(" at ९")


def test_parts_of_a_name_in_other_words_strike_out_nothing():
    """A broken name is one that two words make up, not one that two words have in them."""
    mask = Mask(traces({"name": {"text": "Amit Aman Anita"}}), name_keys)
    text = "a man at the team-item; an item, (a) manit; am, it; m it"

    assert mask.text(text) == text
    assert Mask(traces({"name": {"text": "ರಾಜ್"}}), name_keys).text("ರಾಜ್ಯ ರಾಜಧಾನಿ") == f"{MASK} ರಾಜಧಾನಿ"


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience.outside])
@MANY
@given(st.data())
def test_no_copy_of_an_fir_names_its_victim_outside_the_police(filled, audience, data):
    """BNSS s.173(2), BNS s.72: each audience outside, whatever the victim is called and wherever the name stands."""
    victim = data.draw(persons())
    story = data.draw(stories(victim))
    fir = filled("fir", contents=story, delay_reason=story, victims=[{"person": victim, "identity_protected": True}])
    branches = PROFILE.form("fir").branches
    everybody = [*identities(branches, PROFILE.all(Entity), fir, DAY)]
    mask = Mask((trace for person in everybody if person.protected for trace in traces(person.person)), name_keys)

    for part in (
        up_to_class(branches, fir, audience.ceiling),
        shown(branches, fir, audience, PROFILE.get(View, "fir").fields),
    ):
        text = json.dumps(masked(branches, part, mask), ensure_ascii=False).casefold()
        assert [trace for trace in parts(victim) if trace in text] == []
        assert masked(branches, masked(branches, part, mask), mask) == masked(branches, part, mask)


@pytest.mark.parametrize("told", ["Om came home.", "Was Om's bag", "(Om)", "ओम, घर पर था", "ओम। वह", "K. Om", "om-ji"])
def test_a_name_of_two_letters_is_masked_where_it_stands_by_itself(told):
    mask = Mask(traces({"name": {"text": "ओम", "roman": "Om"}, "relative_name": {"text": "K. Rao"}}), name_keys)

    assert not {"om", "ओम", "k"} & set(re.split(r"[\s,().।'-]+", mask.text(told).casefold()))
    assert mask.text("Tom came to some home") == "Tom came to some home"


def test_the_number_of_a_house_does_not_strike_out_dates():
    mask = Mask(traces({"addresses": [{"house": "14/2"}]}), name_keys)

    assert mask.text("on 14.2.2026 at 2") == "on 14.2.2026 at 2"


def test_a_copy_shows_neither_a_name_of_two_letters_nor_the_number_of_a_passport(filled):
    victim = {"name": {"text": "ओम", "roman": "Om"}, "passport": "M1234567"}
    branches = PROFILE.form("fir").branches
    fir = filled("fir", victims=[{"person": victim}])

    (left,) = masked(branches, fir, Mask(traces(victim), name_keys))["victims"]

    assert left["person"] == {"name": {"text": MASK, "roman": MASK}, "passport": MASK}


@pytest.mark.parametrize("places", [True, False])
def test_where_nobody_may_know_the_neighbourhood_only_the_district_is_left_of_a_place(filled, places):
    """JJ Act s.74: neither the particulars of the neighbourhood nor a picture; of others both stay."""
    file = {"sha256": "0" * 64, "name": "scene.jpg", "media_type": "image/jpeg"}
    address = {"house": "14/2", "street": "Main Road", "village": "Kengeri", "pin": "560060", "district": "29-572"}
    scene = {"address": address, "geo": {"lat": "12.9", "long": "77.5"}, "distance_km": "1.2"}
    scene |= {"direction": "N", "beat_number": "7", "description": "Behind the toy shop"}
    fir = filled("fir", place=scene, documents=[file])

    left = masked(PROFILE.form("fir").branches, fir, Mask([], name_keys, places=places))

    assert left["place"] == ({"address": {"district": "29-572"}, "direction": "N"} if places else scene)
    assert left.get("documents") == (None if places else [file])
    assert left["complainant"]["name"] == fir["complainant"]["name"]


@pytest.mark.parametrize("written", ["2014-01-02", "02-01-2014", "02/01/2014", "2.1.2014", "०२-०१-२०१४", "02 01 2014"])
def test_of_the_day_on_which_a_protected_person_was_born_the_year_is_left(filled, written):
    """JJ Act s.74: a school finds a child by the day of birth."""
    fir = filled("fir", contents=f"The girl, born on {written}, said that")
    fir["victims"][0]["person"]["birth"] = "2014-01-02"
    mask = Mask([], name_keys, births=["2014-01-02"])

    left = masked(PROFILE.form("fir").branches, fir, mask)

    assert left["victims"][0]["person"]["birth"] == "2014"
    assert left["contents"] == f"The girl, born on {MASK}, said that"
    assert left["occurrence"] == fir["occurrence"]
    assert mask.text("on 2014-01-03, of 1402 rupees") == "on 2014-01-03, of 1402 rupees"
