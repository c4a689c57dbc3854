"""A page in a language: its labels are the catalogue's, no English is left that it has words for, digits are its own."""

import re
from pathlib import Path

from typing_in import flat

from cas_core.documents.localise import Locale
from cas_core.messages.definition import Catalogue

LABELS, SHOWN = (Path(__file__).with_name(name).read_text("utf-8") for name in ("labels.js", "shown.js"))
AROUND = " ;:·*"
DATE = re.compile(r"\b[0-9]{2}/[0-9]{2}/[0-9]{4}\b")
NO_FIELD = re.compile(r"\.(text|roman|from\.date|from\.time|to\.date|to\.time|approximate|lat|long)$")


def known(house, language):
    """Return what the catalogues of a build have words for in a language, by the English text."""
    catalogues = house.cas.build.composition.elements["catalogue"]
    assert language in house.cas.build.composition.ids(Catalogue)
    return {entry["id"]: entry["text"] for entry in catalogues[language]["entries"] if entry["text"] != entry["id"]}


def left_in_english(held, typed=()):
    """Yield the English texts of a page for which its language has words; what somebody typed is his own."""
    words = known(held.house, held.language)
    shown = set(held.page.evaluate(SHOWN))
    texts = shown | {text.strip(AROUND) for text in shown}
    assert texts & set(words.values()), f"nothing of {held.page.url} is in the catalogue"
    yield from sorted(f"English: {text}" for text in texts & words.keys() - set(typed))


def in_foreign_digits(held):
    """Yield dates and numbers of a page that are not in the digits of its language."""
    if Locale(held.language).digits("0") == "0":
        return
    yield from (f"date: {text}" for text in held.page.evaluate(SHOWN) if DATE.search(text))
    numbers = held.page.locator("h1 .number, td.number, dd.number:first-of-type").all_inner_texts()
    yield from (f"number: {text}" for text in numbers if re.search("[0-9]", text))


def labels(house, language, form, data):
    """Return each control that data fills in a form, with the label that its field has in a language."""
    words = house.app.state.site.words(language)
    compiled = house.cas.build.composition.form(form)
    held = {branch.path: branch.field.label for top in compiled.branches for branch in top.walk()}
    for name, _value in flat(data):
        path = re.sub(r"\.\d+(?=\.|$)", "", NO_FIELD.sub("", name))
        yield name, words.translate(held[path])


def mislabelled(held, form, data):
    """Return the controls over which there stands something else than the catalogue's label."""
    return held.page.evaluate(LABELS, list(labels(held.house, held.language, form, data)))
