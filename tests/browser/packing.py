"""Payloads packed into every text of every form, and what a page shows of them.

A text holds more of them than its length would allow to be entered: what is tried here is that whatever stands in the
store is shown as text, and the length of a text decides nothing of that. That the checks of a form refuse what they
refuse is tried elsewhere, payload by payload.
"""

from itertools import repeat

from payloads import ALL
from planting import TOKEN, Planter
from watching import unhurt

from cas_core.web.protecting import POLICY

BLANK = repeat(["x"])
BIT = {payload: position for position, payload in enumerate(ALL)}
SHOWN = """() => {
  // What the page says, and what its controls hold, letter by letter.
  const held = [...document.querySelectorAll("input, textarea")].map((at) => at.value);
  return [document.documentElement.textContent, ...held].join("\\n");
}"""


class Packer(Planter):
    """Fills forms with payloads; each text begins with a mark of its own."""

    officer = "officer:sho"
    holders = ()
    published = False

    def __init__(self, build, turns):
        """Take payloads for each text from ``turns``, which yields some at a time."""
        super().__init__(build)
        self.packed = {}
        self._turns = turns

    def form(self, form, **more):
        """Return a form with payloads in each text, whatever number of fields was asked for."""
        return super().form(form, **{**more, "most": 0})

    def _text(self, field, where, letter, *, indexed):
        known = set(self.texts)
        made = super()._text(field, where, letter, indexed=indexed)
        if made is None:
            return None
        token = next(iter(set(self.texts) - known))
        self.packed[token] = next(self._turns)
        packed = f"{token} {' '.join(self.packed[token])}"
        if field.type == "name":
            return {"text": packed, "roman": packed}
        return {**made, "name": packed} if field.type == "attachment" else packed


def bare(text):
    """Return a text without its white space, which pages fold."""
    return "".join(text.split())


def stands(page, packer):
    """Return the marks of the texts that stand on a page letter by letter, with all that was packed into them."""
    said = bare(page)
    wanted = {token: bare(" ".join(payloads)) for token, payloads in packer.packed.items()}
    marks = (at for at in TOKEN.finditer(said) if at[0] in wanted)
    return {at[0] for at in marks if said.startswith(wanted[at[0]], at.end())}


def texts_by_type(build, form):
    """Return the places of a form's texts, by type of field."""
    packer, found = Packer(build, BLANK), {}
    packer.form(form)
    planted = {text.where for text in packer.texts.values()}
    for top in build.composition.form(form).branches:
        for branch in top.walk():
            if (where := f"{form}:{branch.path}") in planted:
                found.setdefault(branch.field.type, set()).add(where)
    return found


def telling(build, forms):
    """Return few forms that together have texts of every type."""
    types = {form: set(texts_by_type(build, form)) for _book, form in forms}
    chosen, lacking = [], set().union(*types.values())
    while lacking:
        best = max(forms, key=lambda pair: len(types[pair[1]] & lacking))
        chosen.append(best)
        lacking -= types[best[1]]
    return chosen


class Counted:
    """What was shown: for each place the payloads that stood there."""

    def __init__(self, record, *, whole):
        self._record = record
        self._whole = whole
        self._seen = {}

    def take(self, said, packer, places=None):
        """Count what a page shows of a packer; all that was planted, or some places of it, has to be there."""
        where = {token: text.where for token, text in packer.texts.items()}
        wanted = set(where.values()) if places is None else places
        seen = stands(said, packer)
        assert wanted - {where[token] for token in seen} == set()
        for token in seen:
            bits = sum(1 << BIT[payload] for payload in set(packer.packed[token]))
            self._seen[where[token]] = self._seen.get(where[token], 0) | bits

    def hold(self, least, payloads=1000):
        """Assert that so many places and payloads were shown; where it is to be whole, all payloads at each place."""
        together = 0
        for bits in self._seen.values():
            together |= bits
        count = sum(bits.bit_count() for bits in self._seen.values())
        self._record("places", len(self._seen))
        self._record("pairs", count)
        assert len(self._seen) >= least
        assert together.bit_count() >= payloads
        assert not self._whole or count == len(self._seen) * len(ALL)


def opened(held, path):
    """Open a page under the strict policy, and return what it says."""
    answer = held.page.goto(path, wait_until="domcontentloaded", timeout=60_000)
    assert answer.status == 200, (answer.status, path)
    assert answer.headers["content-security-policy"] == POLICY
    return unhurt(held).page.evaluate(SHOWN)
