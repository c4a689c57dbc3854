"""What forbids an order about a value of an office: each fault beside the field in which it is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from cas_core.codelists import CodeList, Entry, Held
from cas_core.codelists.definition import MARK
from cas_core.messages.check import MARKUP
from cas_core.problems import Problem, Sentence

LONGEST_CODE = 80
_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,29}")
_FORBIDDEN = re.compile(r"[<>{}\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def code_faults(codes: CodeList, office: str, code: str) -> Iterator[Problem]:
    """Yield what is wrong with the code of a new value. A code that ever was one is never given again."""
    if not _CODE.fullmatch(code):
        what = Sentence("the code '{code}' has not the wanted form", code=code)
        mend = Sentence("Write up to 30 small letters a to z, digits and _, e.g. e_rickshaw")
        yield Problem("bad-code", what, mend, field="code")
    elif any(entry.id == held_code(office, code) for entry in codes.codes):
        what = Sentence("the code '{code}' is or was that of a value of this office", code=code)
        yield Problem("code-known", what, Sentence("Give the new value a code of its own"), field="code")
    elif len(held_code(office, code)) > LONGEST_CODE:
        what = Sentence("the code '{code}' is too long for this office", code=code)
        yield Problem("bad-code", what, Sentence("Write a shorter one"), field="code")


def held_code(office: str, code: str) -> str:
    """Return the code under which records keep a value of an office."""
    return f"{office}{MARK}{code}"


def label_faults(codes: CodeList, labels: Mapping[str, str], languages: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the labels of a value, language by language; the English one is needed."""
    if not labels.get("en"):
        what, mend = Sentence("the label in English is not filled in"), Sentence("Fill it in; all others rest on it")
        yield Problem("missing", what, mend, field="label.en")
    for language, label in labels.items():
        place = f"label.{language}"
        if language not in {"en", *languages}:
            what = Sentence("the build does not speak '{language}'", language=language)
            yield Problem("unknown-language", what, Sentence("Leave the label out"), field=place)
        if len(label) > codes.max_length:
            numbers = {"length": str(len(label)), "most": str(codes.max_length)}
            what = Sentence("the label has {length} letters; in this list it has {most} at most", **numbers)
            yield Problem("label-too-long", what, Sentence("Write a shorter one"), field=place)
        if _FORBIDDEN.search(label) or MARKUP.search(label):
            what = Sentence("the label holds a sign that no label has")
            yield Problem("markup-in-text", what, Sentence("Write plain text without brackets of code"), field=place)


def same_label_faults(known: Iterable[Entry], label: str, but: str = "") -> Iterator[Problem]:
    """Yield the value that officers could not tell from another one, as both would bear the same label."""
    same = [entry for entry in known if entry.id != but and entry.label.casefold() == label.casefold()]
    if label and same:
        what = Sentence("'{label}' is the label of a value of this list already", label=same[0].label)
        yield Problem("label-known", what, Sentence("Use that value, or word this one otherwise"), field="label.en")


def standing_faults(codes: CodeList, stands_as: str) -> Iterator[Problem]:
    """Yield what is wrong with the code that stands for a value at the centre: one that layers define, no other."""
    fit = {entry.id for entry in codes.codes if not entry.office and not entry.rolls_up_to}
    if not stands_as and codes.roll_up:
        what = Sentence("it is not said which value of the list stands for the new one at the centre")
        yield Problem("missing-roll-up", what, Sentence("Choose the value that it is a kind of"), field="stands_as")
    elif stands_as and stands_as not in fit:
        what = Sentence("'{code}' is no value of the list that stands for others at the centre", code=stands_as)
        yield Problem("unknown-code", what, Sentence("Choose a value that the build defines"), field="stands_as")


def place_faults(codes: CodeList, code: str, after: str) -> Iterator[Problem]:
    """Yield what is wrong with the place of a value."""
    if after and (after == code or after not in {entry.id for entry in codes.codes}):
        what = Sentence("'{code}' is no other value of the list", code=after)
        yield Problem("unknown-code", what, Sentence("Choose the value behind which it stands"), field="after")


def later_faults(given: Sequence[Held], on: date) -> Iterator[Problem]:
    """Yield what was ordered about a value already and forbids an order from a day on."""
    ended = [order for order in given if not order.offered]
    if ended:
        what = Sentence("the value is retired from {day} on", day=ended[0].effective.isoformat())
        yield Problem("value-retired", what, Sentence("Add a new value with a code of its own"))
    elif any(order.effective > on for order in given):
        last = max(order.effective for order in given).isoformat()
        what = Sentence("a change of the value from {day} on is recorded already", day=last)
        yield Problem("later-change", what, Sentence("Make the change on that day or after it"), field="on")
