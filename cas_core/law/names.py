"""Acts and sections by the ways in which they are written."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cas_core.law.catalogue import Act, Catalogue, Section

_FILLERS = frozenset(
    {"act", "acts", "law", "the", "of", "and", "एक्ट", "अधिनियम", "ಕಾಯ್ದೆ", "ಕಾಯಿದೆ", "એક્ટ", "અધિનિયમ", "আইন"}
)
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_NEAR = 3


class Names:
    """The written forms of a catalogue's Acts and sections."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._acts: dict[str, list[Act]] = {}
        self._sections: dict[str, dict[str, Section]] = {}
        for section in catalogue:
            self._sections.setdefault(section.act, {})[section_key(section.section)] = section
        for code in dict.fromkeys((*self._sections, *catalogue.acts)):
            act = catalogue.act(code)
            for name in dict.fromkeys(act_key(name) for name in (code, act.short, act.label, *act.aliases)):
                self._acts.setdefault(name, []).append(act)

    def acts(self, name: str) -> list[Act]:
        """Return the Acts that a name may mean; a year in it decides between namesakes."""
        found = self._acts.get(act_key(name), [])
        years = set(_YEAR.findall(name))
        return [act for act in found if act.year in years] or found

    def section(self, act: str, written: str) -> Section | None:
        """Return the section of an Act that a text means."""
        return self._sections.get(act, {}).get(section_key(written))

    def near_acts(self, name: str) -> list[str]:
        """Return names of Acts that look like a name."""
        close = difflib.get_close_matches(act_key(name), self._acts, n=_NEAR, cutoff=0.6)
        return list(dict.fromkeys(self._acts[key][0].short for key in close))

    def near_sections(self, act: str, written: str) -> list[str]:
        """Return sections of an Act that stand around one that is not known: what it would belong to comes first."""
        known, key = self._sections.get(act, {}), section_key(written)
        above = []
        while "(" in key:
            key = key[: key.rindex("(")]
            above += [known[key].section] if key in known else []
        number = re.match(r"\d*", key)[0]  # type: ignore[index] # it matches the empty text too
        around = [section.section for other, section in known.items() if number and re.match(rf"{number}(?!\d)", other)]
        return list(dict.fromkeys((*above, *around)))[:_NEAR]


@lru_cache(maxsize=16)
def names_of(catalogue: Catalogue) -> Names:
    """Return the written forms of a catalogue; they are worked out once."""
    return Names(catalogue)


def act_key(name: str) -> str:
    """Return a name of an Act without blanks, stops, year and the words 'Act', 'of', 'and'."""
    text = "".join(letter if _counts(letter) else " " for letter in unicodedata.normalize("NFKC", name).casefold())
    words = [word for word in text.split() if not _YEAR.fullmatch(word)]
    said = "".join(_without(words, _FILLERS))
    return said if len(said) > 1 else "".join(words)


def section_key(written: str) -> str:
    """Return a section without blanks and stops: ``120-B`` is ``120B``, ``25(1B)a`` is ``25(1B)(a)``."""
    squeezed = re.sub(r"[\s.]", "", written.casefold())
    return re.sub(r"\)([a-z])$", r")(\1)", re.sub(r"(?<=\d)-(?=[a-z])", "", squeezed))


def _without(words: Iterable[str], fillers: frozenset[str]) -> list[str]:
    return [word for word in words if word not in fillers]


def _counts(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"
