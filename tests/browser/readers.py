"""People before a build, each at a window of his own, all in one language: whatever they open is looked at."""

from checking import overflow, speaks
from tongues import in_foreign_digits, left_in_english, mislabelled
from typing_in import flat

BUILD = {"en": "house", "hi": "delhi", "kn": "house", "ur": "delhi"}
"""By language, the build that is read in it."""
OWN = {"house": {"ka": {"beat": "3"}}, "delhi": {"dl": {"beat": "12"}}}
"""What the FIR of a build asks for beyond the national one."""


class Readers:
    """People who read one language, and what was wrong with the pages that they saw."""

    def __init__(self, window, house, language, typed=()):
        self.house = house
        self.language = language
        self.words = house.app.state.site.words(language)
        self.typed = set(typed)
        self.faults = {}
        self._window = window
        self._held = {}

    def one(self, **who):
        """Return a new window of somebody."""
        return self._window(self.house, language=self.language, **who)

    def at(self, officer, page=""):
        """Return the window of an officer, on a page where one is given."""
        if officer not in self._held:
            self._held[officer] = self.one(officer=officer)
        return self._held[officer].go(page) if page else self._held[officer]

    def look(self, held):
        """Look at a page, and keep what is wrong with it."""
        checks = [*speaks(self.language)(held.page), *overflow(held.page), *in_foreign_digits(held)]
        if self.language != "en":
            checks += left_in_english(held, self.typed)
        self.faults = {**dict.fromkeys(checks, held.page.url), **self.faults}
        return held

    def fill(self, held, name, data, files=()):
        """Fill in a form, whose fields have to bear the labels of the language."""
        held.fill(data, files)
        self.typed |= typed_in(data)
        self.faults = {**dict.fromkeys(mislabelled(held, name, data), name), **self.faults}
        return self.look(held)

    def write(self, held, *said):
        """Write texts into the fields that say what they are for."""
        for label, text in said:
            held.page.get_by_label(held.say(label), exact=True).fill(text)
        self.typed |= {text for _label, text in said}
        return self.look(held)


def typed_in(data):
    """Return the texts that somebody types who fills in a form."""
    return {str(item) for _name, value in flat(data) for item in (value if isinstance(value, list) else [value])}
