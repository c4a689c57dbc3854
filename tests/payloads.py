"""A thousand payloads: texts that would run, become markup or leave the site where a page took them for its own."""

from itertools import cycle, islice
from pathlib import Path

PAYLOADS = Path(__file__).parent.joinpath("assets/payloads.txt").read_text("utf-8").splitlines()
WRAPPINGS = ("{}", '"/>{}', "'/>{}", "</p>{}", "]]>{}", "-->{}", "\\{}", "%00{}", "{}\u2028", "\u202e{}")
ALL = [wrap.replace("{}", text) for wrap in WRAPPINGS for text in PAYLOADS]


def chunks(size, number):
    """Return so many groups of payloads, one after the other, over and over."""
    endless = cycle(ALL)
    return [list(islice(endless, size)) for _ in range(number)]
